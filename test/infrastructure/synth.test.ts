import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { FUNCTIONS, only, resourcesOf, type Template } from "./synthesis.ts";

const PROJECT = join(import.meta.dirname, "../..");

/** Makes every connection to another machine, and every name's resolution, an error. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import dns from "node:dns";
  import net from "node:net";
  const refuse = () => { throw new Error("the synthesis wants the network"); };
  dns.lookup = refuse;
  net.Socket.prototype.connect = refuse;
`)}`;

/** Synthesises the real app as a machine without account, profile, region or network does. Returns the folder written. */
function synthesised(): string {
  const home = mkdtempSync(join(tmpdir(), "vingt-heures-synth-"));
  execFileSync(process.execPath, ["--import", NO_NETWORK, join(PROJECT, "cdk/app.ts")], {
    cwd: home,
    env: { PATH: process.env["PATH"], HOME: home, CDK_OUTDIR: join(home, "cdk.out") },
    stdio: "pipe",
  });
  return join(home, "cdk.out");
}

describe("synthesis without account or network", () => {
  let folder: string;
  let pipeline: Template;

  beforeAll(() => {
    folder = synthesised();
    pipeline = JSON.parse(readFileSync(join(folder, "vingt-heures-pipeline.template.json"), "utf8")) as Template;
  });

  /** The bundle that a function deploys: where its `Code` points to. */
  const bundleOf = (name: string): string => {
    const id = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const { S3Key } = only(pipeline, "AWS::Lambda::Function", id)["Code"] as { S3Key: string };
    return join(folder, `asset.${S3Key.replace(/\.zip$/, "")}`, "index.mjs");
  };

  it("satisfies CloudFormation's schemas and cdk-nag", () => {
    const report = JSON.parse(readFileSync(join(folder, "validation-report.json"), "utf8")) as {
      pluginReports: unknown[];
    };
    expect(report.pluginReports).toEqual([]);
  });

  it("gives the same code names on the next machine", () => {
    const again = JSON.parse(
      readFileSync(join(synthesised(), "vingt-heures-pipeline.template.json"), "utf8"),
    ) as Template;
    expect(again).toEqual(pipeline);
    expect(resourcesOf(pipeline, "AWS::Lambda::Function")).toHaveLength(FUNCTIONS.length);
  });

  it.each(FUNCTIONS)("%s is one small module that loads and exports its handler", (name) => {
    const file = bundleOf(name);
    // A megabyte is already a cold start that one feels; the SDK is half of one.
    expect(statSync(file).size).toBeLessThan(1_000_000);
    const exported = execFileSync(
      process.execPath,
      ["--input-type=module", "--eval", LIST_EXPORTS, pathToFileURL(file).href],
      {
        env: { AWS_REGION: "eu-west-3", ...placeholders(name) },
        encoding: "utf8",
      },
    );
    expect(exported.trim()).toBe("handler");
  });

  /** A value for each variable of a function, numbers as the template has them. */
  function placeholders(name: string): Record<string, string> {
    const id = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const { Variables } = only(pipeline, "AWS::Lambda::Function", id)["Environment"] as {
      Variables: Record<string, unknown>;
    };
    return Object.fromEntries(
      Object.entries(Variables).map(([key, value]) => [key, typeof value === "string" ? value : "placeholder"]),
    );
  }
});

const LIST_EXPORTS = "console.log(Object.keys(await import(process.argv[1])).join())";
