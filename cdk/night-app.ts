import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { Lifetime } from "./lifetime.ts";
import { PACES } from "./rhythm.ts";
import { FeederStack } from "./stacks/feeder-stack.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { PipelineStack } from "./stacks/pipeline-stack.ts";

export interface NightAppProps {
  /** Prefix of both stacks' names. Default: context `name`, `VINGT_HEURES_NAME`, `vingt-heures`. */
  readonly name?: string;
  /** Default: `ephemeral` when the context says `ephemeral=true`, else `kept`. */
  readonly lifetime?: Lifetime;
  /** Whether there is a feeder too. Default: context `feeder`, `VINGT_HEURES_FEEDER`, no. */
  readonly feeder?: boolean;
  /** Default: context `pace`, `vif`. */
  readonly pace?: keyof typeof PACES;
  /** Folder of the handlers: `<function>/handler.ts`. Default: the project's own. */
  readonly functionsRoot?: string;
  /** Where to write the cloud assembly. Default: `CDK_OUTDIR`, else a temporary folder. */
  readonly outdir?: string;
}

/**
 * Settings that every recent CDK project has. They stand here and not in cdk.json, so that the template is the same
 * whether the CDK command runs the app or node does.
 */
const FEATURES = {
  // What the pipeline uses cannot be taken away from under it.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/core:checkSecretUsage": true,
  // The templates are held to CloudFormation's own schemas. It takes most of the time of a synthesis; whoever only runs
  // them locally may set CDK_VALIDATION=false.
  "@aws-cdk/core:validateAgainstDefaultRules": true,
};

/**
 * The whole stack: `<name>-data` and `<name>-pipeline`, and `<name>-feeder` when asked for, for whatever account and region they are deployed to. Looks
 * nothing up, so it synthesises without an account and without a network. cdk-nag's AwsSolutions judge it at each
 * synthesis, and a finding makes that fail; what is acknowledged is written, with its reason, into the template.
 */
export class NightApp extends App {
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly feeder: FeederStack | null;

  constructor(props: NightAppProps = {}) {
    super({
      context: FEATURES,
      analyticsReporting: false,
      ...(props.outdir !== undefined && { outdir: props.outdir }),
    });
    const name: string =
      props.name ?? this.node.tryGetContext("name") ?? process.env["VINGT_HEURES_NAME"] ?? "vingt-heures";
    const ephemeral = String(this.node.tryGetContext("ephemeral")) === "true";
    const pace = PACES[props.pace ?? paceNamed(this.node.tryGetContext("pace"))];
    this.data = new DataStack(this, `${name}-data`, props.lifetime ?? (ephemeral ? "ephemeral" : "kept"), pace);
    const functionsRoot = props.functionsRoot ?? `${import.meta.dirname}/../functions`;
    this.pipeline = new PipelineStack(this, `${name}-pipeline`, this.data, functionsRoot, pace);
    const fed = String(this.node.tryGetContext("feeder") ?? process.env["VINGT_HEURES_FEEDER"]) === "true";
    this.feeder = (props.feeder ?? fed) ? new FeederStack(this, `${name}-feeder`, this.data, functionsRoot) : null;
    Validations.of(this).addPlugins(new AwsSolutionsChecks(this, { writeSuppressionsToCloudFormation: true }));
  }
}

/** @throws on a pace that does not exist: a stack must not quietly have another than the one asked for. */
function paceNamed(name: unknown): keyof typeof PACES {
  if (name === undefined) return "vif";
  if (typeof name === "string" && Object.hasOwn(PACES, name)) return name as keyof typeof PACES;
  throw new Error(
    `there is no pace ${JSON.stringify(name)}: expected ${Object.keys(PACES).join(" or ")} (-c pace=econome)`,
  );
}
