import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NightApp, type NightAppProps } from "#cdk/night-app.ts";

/** A resource as CloudFormation reads it. One that keeps every default is written without properties. */
interface Written {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: {
    readonly cdk_nag?: { readonly rules_to_suppress: readonly { readonly id: string; readonly reason: string }[] };
  };
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

type Resource = Written & Required<Pick<Written, "Properties">>;

export interface Template {
  readonly Resources: Readonly<Record<string, Written>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export const FUNCTIONS = [
  "record-tallies",
  "recount-departement",
  "publish-night",
  "publish-press",
  "export-night",
  "sweep",
] as const;

/**
 * An app, its feeder included, over handlers that do nothing: what is declared does not depend on what is computed. It writes into a temporary
 * folder, and leaves CloudFormation's schemas to the test of the synthesis itself, which is slow enough.
 */
export function stubbedApp(props: Omit<NightAppProps, "outdir" | "functionsRoot"> = {}): NightApp {
  process.env["CDK_VALIDATION"] = "false";
  const root = mkdtempSync(join(tmpdir(), "vingt-heures-cdk-"));
  for (const name of [...FUNCTIONS, "feed-tallies"]) {
    mkdirSync(join(root, "functions", name), { recursive: true });
    writeFileSync(join(root, "functions", name, "handler.ts"), `export const handler = () => "${name}";`);
  }
  return new NightApp({
    feeder: true,
    ...props,
    outdir: join(root, "cdk.out"),
    functionsRoot: join(root, "functions"),
  });
}

/** The templates, as written to the cloud assembly. @param app with a feeder. */
export function synthesise(app: NightApp): {
  readonly data: Template;
  readonly pipeline: Template;
  readonly feeder: Template;
} {
  const { directory } = app.synth();
  const template = (name: string): Template =>
    JSON.parse(readFileSync(join(directory, `${name}.template.json`), "utf8")) as Template;
  return {
    data: template(app.data.stackName),
    pipeline: template(app.pipeline.stackName),
    feeder: template(app.feeder!.stackName),
  };
}

/** Resources of one type whose logical id begins so. */
export function resourcesOf(template: Template, type: string, prefix = ""): readonly Resource[] {
  return Object.entries(template.Resources)
    .filter(([id, resource]) => resource.Type === type && id.startsWith(prefix))
    .map(([, resource]) => ({ Properties: {}, ...resource }));
}

/** The properties of the one resource of a type whose logical id begins so. */
export function only(template: Template, type: string, prefix: string): Readonly<Record<string, unknown>> {
  const found = resourcesOf(template, type, prefix);
  if (found.length !== 1)
    throw new Error(`${found.length} resources of type ${type} are named ${prefix}…: expected one`);
  return found[0]!.Properties;
}
