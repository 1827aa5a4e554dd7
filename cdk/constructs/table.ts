import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Lifetime } from "../lifetime.ts";

/**
 * A table of the night: `pk` and `sk`, both strings; on demand, because an election night is flat for months and steep
 * for two hours; recoverable to any second of the last 35 days.
 *
 * The key is the one AWS manages for DynamoDB: its uses appear in CloudTrail, and DynamoDB keeps the table's key in
 * memory, so that a night makes a few calls to KMS rather than one a request.
 */
export class NightTable extends Table {
  constructor(scope: Construct, id: string, lifetime: Lifetime) {
    super(scope, id, {
      partitionKey: { name: "pk", type: AttributeType.STRING },
      sortKey: { name: "sk", type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: lifetime === "kept",
      removalPolicy: lifetime === "kept" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
