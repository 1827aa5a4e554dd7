import type { Assembly } from "#cli/local/assembly.ts";

/** What a template's policies let its functions do, and what a function asked the local cloud for, in the same words. */

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

interface Statement {
  readonly Action: string | readonly string[];
}

/** Actions (`dynamodb:Query`) that the policies grant to each function, by its name in the local cloud. */
export function grantedActions({ templates }: Assembly): Map<string, ReadonlySet<string>> {
  const granted = new Map<string, ReadonlySet<string>>();
  for (const { name: stack, template } of templates) {
    const resources = Object.entries(template.Resources as Record<string, Resource>);
    for (const [id, { Type, Properties = {} }] of resources) {
      if (Type !== "AWS::Lambda::Function") continue;
      const { "Fn::GetAtt": [role] = [] } = Properties["Role"] as { "Fn::GetAtt"?: readonly string[] };
      const policies = resources.filter(
        ([, policy]) =>
          policy.Type === "AWS::IAM::Policy" && JSON.stringify(policy.Properties?.["Roles"]).includes(`"${role}"`),
      );
      const statements = policies.flatMap(
        ([, { Properties: { PolicyDocument: document } = {} }]) =>
          (document as { Statement: readonly Statement[] }).Statement,
      );
      granted.set(`${stack}-${id}`, new Set(statements.flatMap(({ Action }) => [Action].flat() as string[])));
    }
  }
  return granted;
}

const S3_ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: "GetObject",
  CopyObject: "PutObject",
  ListObjectsV2: "ListBucket",
  DeleteObjects: "DeleteObject",
};

/** The action that a request of the local cloud's count (`S3.HeadObject`) needs. */
export function actionOf(request: string): string {
  const [service = "", api = ""] = request.split(".");
  // SNS names its action in the body; our functions only publish. A batch needs the right to its single action.
  if (service === "SNS") return "sns:Publish";
  if (service === "SQS") return `sqs:${api.replace(/Batch$/, "")}`;
  if (service === "S3") return `s3:${S3_ACTIONS[api] ?? api}`;
  return `dynamodb:${api}`;
}
