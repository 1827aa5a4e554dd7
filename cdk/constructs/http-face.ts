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
import { FRAMED_HEADERS, SECURITY_HEADERS, SITE_PAGES, SITE_PREFIX, SITE_TYPES } from "#shared/contracts/http.ts";

/** What readers may ask for under `runs/`: the same plain paths that the local server looks up; all else is not even asked of the bucket. */
const PUBLISHED_PATHS = String.raw`^\/runs(?:\/[0-9A-Za-z_-][0-9A-Za-z_.-]*)+$`;
/** And of the site: its files, none of which lies in a folder. */
const SITE_FILES = String.raw`^\/[0-9A-Za-z_-][0-9A-Za-z_-]*\.(?:${Object.keys(SITE_TYPES)
  .map((end) => end.slice(1))
  .join("|")})$`;

/**
 * Runs before the cache. A path that names nothing published and no file of the site is answered here, so that neither a listing
 * of the bucket nor anything beside `runs/` and `site/` can be asked for, whatever the bucket's policy will one day say.
 */
const DOORKEEPER = `var pages = ${JSON.stringify(SITE_PAGES)};
function handler(event) {
  var request = event.request;
  if (/${PUBLISHED_PATHS}/.test(request.uri)) return request;
  var path = Object.prototype.hasOwnProperty.call(pages, request.uri) ? pages[request.uri] : request.uri;
  if (!/${SITE_FILES}/.test(path)) return { statusCode: 404, statusDescription: "Not Found" };
  request.uri = "/${SITE_PREFIX}" + path.slice(1);
  return request;
}`;

type Headers = Readonly<Record<keyof typeof SECURITY_HEADERS, string>>;

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
 * The public face of a deployed night: CloudFront over the bucket's `runs/`, and the site that reads them over its `site/`, at
 * the paths and with the headers of the local server. HTTPS only, GET and HEAD only. The bucket lets this distribution
 * read these two and nothing else; it may tell that an object is absent, so that an importer that comes too early gets 404.
 * The site's files are put there by the command (decision 0011).
 */
export class HttpFace extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, bucket: Bucket) {
    super(scope, id);
    const access = new S3OriginAccessControl(this, "Access");
    const behaviour = {
      // Under exactOptionalPropertyTypes the library's own bucket is not quite its own interface.
      origin: S3BucketOrigin.withBucketDefaults(bucket as IBucket, {
        originAccessControlId: access.originAccessControlId,
      }),
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      compress: true,
      cachePolicy: this.#cachePolicy(),
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.#doorkeeper() }],
    };
    this.distribution = new Distribution(this, "Distribution", {
      comment: "vingt-heures: what election nights publish",
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        ...behaviour,
        responseHeadersPolicy: this.#headersPolicy("Headers", SECURITY_HEADERS, HeadersFrameOption.DENY),
      },
      additionalBehaviors: {
        // The one page that another site may show in a frame.
        "/widget*": {
          ...behaviour,
          responseHeadersPolicy: this.#headersPolicy("FramedHeaders", { ...SECURITY_HEADERS, ...FRAMED_HEADERS }, null),
        },
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

  #headersPolicy(id: string, headers: Headers, frame: HeadersFrameOption | null): ResponseHeadersPolicy {
    const override = true;
    // Those that CloudFront has no name of its own for.
    const custom = ["cross-origin-opener-policy", "cross-origin-resource-policy"] as const;
    return new ResponseHeadersPolicy(this, id, {
      comment: "vingt-heures: the local server's headers, and HTTPS for two years",
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: headers["content-security-policy"], override },
        contentTypeOptions: { override },
        ...(frame !== null && { frameOptions: { frameOption: frame, override } }),
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(730), includeSubdomains: true, override },
      },
      customHeadersBehavior: {
        customHeaders: custom.map((header) => ({ header, value: headers[header], override })),
      },
    });
  }

  #doorkeeper(): Function {
    return new Function(this, "Doorkeeper", {
      comment: "Lets through published documents and the site, nothing else",
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
    bucket.addToResourcePolicy(
      statement(["s3:GetObject"], [bucket.arnForObjects("runs/*"), bucket.arnForObjects(`${SITE_PREFIX}*`)]),
    );
    // Only to tell absence (404) from refusal (403): the doorkeeper lets no listing be asked for.
    bucket.addToResourcePolicy(statement(["s3:ListBucket"], [bucket.bucketArn]));
  }
}
