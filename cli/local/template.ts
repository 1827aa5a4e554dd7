/** CloudFormation as the local cloud reads it: the shape of a template, and what each type of resource becomes here. */

/** A JSON value, intrinsic functions included. */
export type CfnValue = string | number | boolean | null | CfnValue[] | { [key: string]: CfnValue };

export interface CfnResource {
  Type: string;
  Properties?: Record<string, CfnValue>;
  Condition?: string;
}

export interface CfnTemplate {
  Parameters?: Record<string, { Type: string; Default?: CfnValue }>;
  Mappings?: Record<string, Record<string, Record<string, CfnValue>>>;
  Conditions?: Record<string, CfnValue>;
  Resources: Record<string, CfnResource>;
  Outputs?: Record<string, { Value: CfnValue; Export?: { Name: CfnValue }; Condition?: string }>;
}

/** What the local cloud makes of a type of resource. */
export type Treatment = "emulated" | "ignored" | "unknown";

const EMULATED: ReadonlySet<string> = new Set([
  "AWS::SQS::Queue",
  "AWS::SNS::Topic",
  "AWS::SNS::Subscription",
  "AWS::DynamoDB::Table",
  "AWS::DynamoDB::GlobalTable",
  "AWS::S3::Bucket",
  "AWS::Lambda::Function",
  "AWS::Lambda::EventSourceMapping",
]);

/** Types that change nothing to the way data flows on one machine: who may do what, what is logged, what is watched. */
const IGNORED: readonly RegExp[] = [
  /^AWS::IAM::/,
  /^AWS::KMS::/,
  /^AWS::Logs::/,
  /^AWS::CloudWatch::/,
  /^AWS::CloudFront::/,
  /^AWS::CDK::/,
  /^AWS::SQS::QueuePolicy$/,
  /^AWS::SNS::TopicPolicy$/,
  /^AWS::S3::BucketPolicy$/,
  /^AWS::Lambda::(Permission|LayerVersion|Version|Alias|EventInvokeConfig)$/,
  /^Custom::(LogRetention|S3AutoDeleteObjects|CDKBucketDeployment)$/,
];

/** Says whether a type of resource is emulated, deliberately ignored, or unknown (and then named in a warning). */
export function treatmentOf(type: string): Treatment {
  if (EMULATED.has(type)) return "emulated";
  return IGNORED.some((pattern) => pattern.test(type)) ? "ignored" : "unknown";
}
