import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import type { Lifetime } from "../lifetime.ts";

/**
 * The bucket of what is published (`runs/`), of what waits for the end of its embargo (`held/`), of what is known before
 * the night (`dossiers/`), of what was refused (`quarantine/`) and of recordings that a feeder plays (`feeds/`). Private,
 * encrypted, TLS only.
 *
 * - Not versioned: documents are stored under their own hash and never overwritten; only `latest/` moves, every few
 *   seconds, and each of its states is still there under its hash. Versions would keep everything twice.
 * - Every access is logged, in a bucket apart: who read `held/` before the hour is a question that will be asked.
 * - `held/` has no use after its release and `feeds/` after its rehearsal: both go after a month. `quarantine/` outlives the contests that an election
 *   can meet (the longest are settled within the year) and goes after 400 days.
 */
export class SnapshotBucket extends Bucket {
  constructor(scope: Construct, id: string, lifetime: Lifetime) {
    const common = {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: lifetime === "kept" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    const accessLogs = new Bucket(scope, `${id}AccessLogs`, {
      ...common,
      lifecycleRules: [{ id: "logs", expiration: Duration.days(400) }],
    });
    super(scope, id, {
      ...common,
      // Under exactOptionalPropertyTypes the library's own bucket is not quite its own interface.
      serverAccessLogsBucket: accessLogs as IBucket,
      lifecycleRules: [
        { id: "held", prefix: "held/", expiration: Duration.days(30) },
        { id: "feeds", prefix: "feeds/", expiration: Duration.days(30) },
        { id: "quarantine", prefix: "quarantine/", expiration: Duration.days(400) },
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
  }
}
