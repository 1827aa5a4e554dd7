import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { FRAMED_HEADERS, SECURITY_HEADERS } from "#shared/contracts/http.ts";
import { only, stubbedApp, synthesise } from "./synthesis.ts";

const { data } = synthesise(stubbedApp());

interface Behaviour {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
  readonly AllowedMethods: readonly string[];
  readonly Compress: boolean;
}

const distribution = only(data, "AWS::CloudFront::Distribution", "Face")["DistributionConfig"] as {
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors?: readonly Behaviour[];
  readonly Origins: readonly { readonly OriginAccessControlId: unknown; readonly S3OriginConfig: unknown }[];
};

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, unknown>> };
}

describe("the public face", () => {
  it("answers over HTTPS only, to GET and HEAD only, compressed, the page that may be framed like the others", () => {
    const behaviours = [distribution.DefaultCacheBehavior, ...(distribution.CacheBehaviors ?? [])];
    expect(behaviours.map(({ PathPattern }) => PathPattern)).toEqual([undefined, "/widget*"]);
    for (const behaviour of behaviours)
      expect(behaviour).toMatchObject({
        ViewerProtocolPolicy: "https-only",
        AllowedMethods: ["GET", "HEAD"],
        Compress: true,
        FunctionAssociations: [{ EventType: "viewer-request" }],
      });
  });

  it("signs what it asks the bucket for", () => {
    expect(distribution.Origins).toHaveLength(1);
    expect(distribution.Origins[0]).toMatchObject({ OriginAccessControlId: expect.anything() as unknown });
    expect(only(data, "AWS::CloudFront::OriginAccessControl", "Face")).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: "always", SigningProtocol: "sigv4" },
    });
  });

  it("may read runs/ and site/ for this distribution, and nothing else of the bucket", () => {
    const policy = only(data, "AWS::S3::BucketPolicy", "SnapshotsPolicy")["PolicyDocument"] as {
      Statement: Statement[];
    };
    const granted = policy.Statement.filter(({ Effect }) => Effect === "Allow");
    expect(granted.map(({ Action, Resource }) => [Action, JSON.stringify(Resource)])).toEqual([
      ["s3:GetObject", expect.stringMatching(/"\/runs\/\*".*"\/site\/\*"/)],
      ["s3:ListBucket", expect.not.stringContaining("/")],
    ]);
    for (const { Principal, Condition } of granted) {
      expect(Principal).toEqual({ Service: "cloudfront.amazonaws.com" });
      expect(JSON.stringify(Condition?.StringEquals?.["aws:SourceArn"])).toMatch(/distribution\/.*FaceDistribution/);
    }
  });

  const headersOf = (name: string) => {
    const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = only(
      data,
      "AWS::CloudFront::ResponseHeadersPolicy",
      name,
    )["ResponseHeadersPolicyConfig"] as {
      SecurityHeadersConfig: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      CustomHeadersConfig: { Items: readonly { Header: string; Value: string }[] };
    };
    expect(security["StrictTransportSecurity"]).toMatchObject({ AccessControlMaxAgeSec: 730 * 86_400 });
    return {
      ...Object.fromEntries(custom.Items.map(({ Header, Value }) => [Header, Value])),
      "content-security-policy": security["ContentSecurityPolicy"]?.["ContentSecurityPolicy"],
      "x-content-type-options": security["ContentTypeOptions"]?.["Override"] === true ? "nosniff" : undefined,
      "x-frame-options": security["FrameOptions"]?.["FrameOption"],
      "referrer-policy": security["ReferrerPolicy"]?.["ReferrerPolicy"],
    };
  };

  it("bears the local server's headers, those of the widget where it may be framed", () => {
    expect(headersOf("FaceHeaders")).toEqual(SECURITY_HEADERS);
    const { "x-frame-options": _none, ...others } = SECURITY_HEADERS;
    expect(headersOf("FaceFramedHeaders")).toEqual({ ...others, ...FRAMED_HEADERS, "x-frame-options": undefined });
  });

  it("keeps each document as long as it says, by its path alone", () => {
    expect(only(data, "AWS::CloudFront::CachePolicy", "Face")).toMatchObject({
      CachePolicyConfig: {
        MinTTL: 0,
        DefaultTTL: 0,
        MaxTTL: 365 * 86_400,
        ParametersInCacheKeyAndForwardedToOrigin: {
          QueryStringsConfig: { QueryStringBehavior: "none" },
          CookiesConfig: { CookieBehavior: "none" },
          HeadersConfig: { HeaderBehavior: "none" },
        },
      },
    });
  });
});

describe("its doorkeeper", () => {
  const code = only(data, "AWS::CloudFront::Function", "Face")["FunctionCode"] as string;
  const ask = (uri: string): unknown =>
    runInNewContext(`${code}; handler({ request: { uri: ${JSON.stringify(uri)} } })`);

  it.each([
    "/runs/index.json",
    "/runs/r/latest/france.json",
    "/runs/r/latest/departements/2A/bureaux.json",
    "/runs/r/objects/0f.json",
  ])("lets %s through", (uri) => {
    expect(ask(uri)).toEqual({ uri });
  });

  it.each([
    ["/", "/site/index.html"],
    ["/ecran", "/site/ecran.html"],
    ["/widget.html", "/site/widget.html"],
    ["/main.js", "/site/main.js"],
    ["/chunk-XQHIBQ6C.js", "/site/chunk-XQHIBQ6C.js"],
    ["/communes.txt", "/site/communes.txt"],
  ])("finds the site's %s at %s", (uri, found) => {
    expect(ask(uri)).toEqual({ uri: found });
  });

  it.each([
    "/site/index.html",
    "/constructor",
    "/etat.xml",
    "/.html",
    "/a/b.html",
    "/runs",
    "/runs/",
    "/held/runs/r/latest/france.json",
    "/dossiers/r/head.json",
    "/quarantine/r/x.json",
    "/runs/../held/x.json",
    "/runs/%2e%2e/held/x.json",
    "/runs/.hidden",
    "/runs//x.json",
    "/x/runs/y.json",
  ])("answers 404 to %s", (uri) => {
    expect(ask(uri)).toMatchObject({ statusCode: 404 });
  });
});
