import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { FUNCTIONS, only, type Template } from "./synthesis.ts";

const PROJECT = join(import.meta.dirname, "../..");
const BIN = join(PROJECT, "node_modules/.bin");

/** Makes every connection to another machine, and every name's resolution, an error. */
const NO_NETWORK = `data:text/javascript,${encodeURIComponent(`
  import dns from "node:dns";
  import net from "node:net";
  const refuse = () => { throw new Error("the synthesis wants the network"); };
  dns.lookup = refuse;
  net.Socket.prototype.connect = refuse;
`)}`;

/** Runs a command of the project as a machine without account, profile, region or network does. */
function isolated(home: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  execFileSync(command, args, {
    cwd: PROJECT,
    env: {
      PATH: [BIN, process.env["PATH"]].join(delimiter),
      HOME: home,
      NODE_OPTIONS: `--import=${NO_NETWORK}`,
      ...env,
    },
    stdio: "pipe",
  });
}

const temporary = (): string => mkdtempSync(join(tmpdir(), "vingt-heures-synth-"));

const read = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));

describe("synthesis without account or network", () => {
  let folder: string;
  let pipeline: Template;

  beforeAll(() => {
    folder = temporary();
    isolated(folder, "node", ["cdk/app.ts"], { CDK_OUTDIR: folder });
    pipeline = read(folder, "vingt-heures-pipeline.template.json") as Template;
  });

  it("satisfies CloudFormation's schemas and cdk-nag", () => {
    expect(read(folder, "validation-report.json")).toMatchObject({ pluginReports: [] });
  });

  it("`cdk synth` writes the same templates, code names included", () => {
    const again = temporary();
    isolated(again, "cdk", ["synth", "--quiet", "--no-notices", "--output", again], { CDK_VALIDATION: "false" });
    for (const file of ["vingt-heures-data.template.json", "vingt-heures-pipeline.template.json"]) {
      expect(read(again, file)).toEqual(read(folder, file));
    }
  });

  it.each(FUNCTIONS)("%s is one small module that loads and exports its handler", (name) => {
    const { Code, Environment } = only(pipeline, "AWS::Lambda::Function", pascal(name)) as {
      Code: { S3Key: string };
      Environment: { Variables: Record<string, unknown> };
    };
    const file = join(folder, `asset.${Code.S3Key.replace(/\.zip$/, "")}`, "index.mjs");
    // A megabyte is already a cold start that one feels; the SDK is half of one.
    expect(statSync(file).size).toBeLessThan(1_000_000);

    const variables = Object.entries(Environment.Variables).map(([key, value]) => [
      key,
      typeof value === "string" ? value : "a name",
    ]);
    const exported = execFileSync("node", ["--input-type=module", "--eval", LIST_EXPORTS, pathToFileURL(file).href], {
      env: { PATH: BIN, AWS_REGION: "eu-west-3", ...Object.fromEntries(variables) },
      encoding: "utf8",
    });
    expect(exported.trim()).toBe("handler");
  });
});

const LIST_EXPORTS = "console.log(Object.keys(await import(process.argv[1])).join())";

/** `record-tallies` → `RecordTallies`. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
