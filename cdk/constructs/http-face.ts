import { Duration, Stack, Validations } from "aws-cdk-lib";
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  Function,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Bucket, IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { SECURITY_HEADERS } from "#shared/contracts/http.ts";

/** What readers may ask for: the same plain paths that the local server looks up; all else is not even asked of the bucket. */
const PUBLISHED_PATHS = String.raw`^\/runs(?:\/[0-9A-Za-z_-][0-9A-Za-z_.-]*)+$`;

/**
 * Runs before the cache. A path that names nothing published is answered here, so that neither a listing of the bucket
 * nor anything beside `runs/` can be asked for, whatever the bucket's policy will one day say.
 */
const DOORKEEPER = `function handler(event) {
  return /${PUBLISHED_PATHS}/.test(event.request.uri)
    ? event.request
    : { statusCode: 404, statusDescription: "Not Found" };
}`;

/** CloudFront takes the other headers by names of its own. */
const { "cross-origin-opener-policy": opener, "cross-origin-resource-policy": resource } = SECURITY_HEADERS;

const ACKNOWLEDGED = {
  "AwsSolutions-CFR1": "Election results are public everywhere: no country is shut out.",
  "AwsSolutions-CFR2":
    "Static public documents, read only, without query, cookie or header: a web firewall would have nothing to look at.",
  "AwsSolutions-CFR3":
    "Readers are not followed. What reaches the bucket is in its own access logs, which is where a leak of held/ would show.",
  "AwsSolutions-CFR4":
    "A deployment without a domain of its own answers under cloudfront.net, whose certificate sets the protocols.",
} as const;

/**
 * The public face of a deployed night: CloudFront over the bucket's `runs/`, at the paths and with the headers of the local
 * server. HTTPS only, GET and HEAD only. The bucket lets this distribution read `runs/` and nothing else; it may tell
 * that an object is absent, so that an importer that comes too early gets 404.
 */
export class HttpFace extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, bucket: Bucket) {
    super(scope, id);
    const access = new S3OriginAccessControl(this, "Access");
    this.distribution = new Distribution(this, "Distribution", {
      comment: "vingt-heures: what election nights publish",
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        // Under exactOptionalPropertyTypes the library's own bucket is not quite its own interface.
        origin: S3BucketOrigin.withBucketDefaults(bucket as IBucket, {
          originAccessControlId: access.originAccessControlId,
        }),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        compress: true,
        cachePolicy: this.#cachePolicy(),
        responseHeadersPolicy: this.#headersPolicy(),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#doorkeeper() }],
      },
    });
    for (const [rule, reason] of Object.entries(ACKNOWLEDGED))
      Validations.of(this.distribution).acknowledge({ id: rule, reason });
    this.#letIn(bucket);
  }

  /** The documents say themselves how long they may be kept; nothing of a request beside its path is looked at. */
  #cachePolicy(): CachePolicy {
    return new CachePolicy(this, "Cache", {
      comment: "vingt-heures: as long as each document says",
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
      queryStringBehavior: CacheQueryStringBehavior.none(),
      cookieBehavior: CacheCookieBehavior.none(),
      headerBehavior: CacheHeaderBehavior.none(),
    });
  }

  #headersPolicy(): ResponseHeadersPolicy {
    const override = true;
    return new ResponseHeadersPolicy(this, "Headers", {
      comment: "vingt-heures: the local server's headers, and HTTPS for two years",
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: SECURITY_HEADERS["content-security-policy"], override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: "cross-origin-opener-policy", value: opener, override },
          { header: "cross-origin-resource-policy", value: resource, override },
        ],
      },
    });
  }

  #doorkeeper(): Function {
    return new Function(this, "Doorkeeper", {
      comment: "Lets through the paths of published documents, nothing else",
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(DOORKEEPER),
    });
  }

  /** The library's own grant would open the whole bucket, what is held included. */
  #letIn(bucket: Bucket): void {
    const { account, partition } = Stack.of(this);
    const statement = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudfront.amazonaws.com")],
        actions: [...actions],
        resources: [...resources],
        conditions: {
          StringEquals: {
            "aws:SourceArn": `arn:${partition}:cloudfront::${account}:distribution/${this.distribution.distributionId}`,
          },
        },
      });
    bucket.addToResourcePolicy(statement(["s3:GetObject"], [bucket.arnForObjects("runs/*")]));
    // Only to tell absence (404) from refusal (403): the doorkeeper lets no listing be asked for.
    bucket.addToResourcePolicy(statement(["s3:ListBucket"], [bucket.bucketArn]));
  }
}
