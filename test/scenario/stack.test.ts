import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunSummary } from "#cli/control/contract.ts";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud, type LocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import type { Cloud } from "#cli/operator/cloud.ts";
import { writeRecording } from "#cli/reference/recordings.ts";
import { vingtHeures } from "../cli/control-stub.ts";
import { cloudFormation } from "../cloud-formation.ts";
import { smallNight } from "../operator/small-night.ts";

/**
 * A deployed stack from the command line, without an account: CloudFormation is a stub that tells the outputs, everything behind
 * them is the local cloud, which the command finds where `AWS_ENDPOINT_URL_…` says, as it would find AWS.
 */

const root = join(import.meta.dirname, "../..");
const LONG_MS = 240_000;

let folder: string;
let local: LocalCloud;
let cloud: Cloud & Disposable;
let stacks: Awaited<ReturnType<typeof cloudFormation>>;
let night: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vingt-heures-stack-"));
  night = join(folder, "nuit.ndjson");
  await writeRecording(night, smallNight());
  local = await startLocalCloud({ assembly: await ensureAssembly(root) });
  cloud = cloudFromOutputs(stackOutputs(local.outputs, "the local cloud"), { endpoints: local.endpoints });
  stacks = await cloudFormation({
    "essai-pipeline": local.outputs,
    "essai-data": { FaceUrl: "https://d1.cloudfront.net" },
    "ancienne-pipeline": { ...local.outputs, Version: "0.0.1" },
    "ancienne-data": {},
  });
  env = {
    ...process.env,
    ...local.environment,
    AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.endpoint,
    XDG_STATE_HOME: folder,
    NO_COLOR: "1",
  };
});

afterAll(async () => {
  stacks[Symbol.dispose]();
  cloud[Symbol.dispose]();
  await local.stop();
  rmSync(folder, { recursive: true });
});

/** What a run that is gone leaves: nothing but the list that no longer names it. */
async function expectNothingLeft(): Promise<void> {
  expect(await cloud.runs.list()).toEqual([]);
  for (const prefix of ["held/", "dossiers/", "quarantine/"]) expect(await cloud.shelf.list(prefix)).toEqual([]);
  expect(await cloud.shelf.list("runs/")).toEqual(["runs/index.json"]);
}

describe("a night on a deployed stack", () => {
  it("is told beforehand: what would be sent, where, at what cost; nothing is sent", async () => {
    const { code, stdout } = await vingtHeures(["replay", night, "--stack", "essai", "--dry-run"], env);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /rien n'est envoyé[^]*Messages +4[^]*Coût[^]*essai[^]*https:\/\/d1\.cloudfront\.net/,
      ) as string,
    });
    expect(await cloud.runs.list()).toEqual([]);
  });

  it(
    "finds it by its outputs, plays, follows, proves, writes what was published and cleans up",
    async () => {
      const { code, stdout, stderr } = await vingtHeures(
        ["replay", night, "--stack", "essai", "--no-site", "--json", "--out", join(folder, "publie")],
        env,
      );
      expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
      const summary = JSON.parse(stdout) as RunSummary;
      expect(summary).toMatchObject({
        bureaux: { expected: 4, counted: 4 },
        messages: { sent: 4, delivered: 4, refused: 0 },
        conservation: true,
      });
      expect(stderr).toContain("https://d1.cloudfront.net/\n");
      expect(existsSync(join(folder, "publie", "runs", summary.run, "latest", "france.json"))).toBe(true);
      await expectNothingLeft();
    },
    LONG_MS,
  );

  it(
    "is left in pause by Ctrl-C, listed, and continued to its end",
    async () => {
      const argv = ["replay", night, "--stack", "essai", "--no-site", "--json"];
      const first = await vingtHeures(
        [...argv, "--speed", "60"],
        env,
        (text, kill) => text.includes(" bureaux (") && kill("SIGINT"),
      );
      expect(first).toMatchObject({ code: 130, stdout: "" });
      const [, run = ""] = / --resume (\S+)/.exec(first.stderr) ?? [];
      const status = await vingtHeures(["status", "--stack", "essai"], env);
      expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining(run) as string });

      const other = await vingtHeures([...argv, "--seed", "autre", "--malformed", "1", "--resume", run], env);
      expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("C-REPRISE") as string });

      const { code, stdout } = await vingtHeures([...argv, "--resume", run, "--speed", "max"], env);
      expect({ code, summary: JSON.parse(stdout) as RunSummary }).toMatchObject({
        code: 0,
        summary: { run, messages: { sent: 4, delivered: 4 }, conservation: true },
      });
      await expectNothingLeft();
    },
    LONG_MS,
  );

  it(
    "that was left can be deleted",
    async () => {
      const { stderr } = await vingtHeures(
        ["replay", night, "--stack", "essai", "--no-site", "--json", "--speed", "60"],
        env,
        (text, kill) => text.includes(" bureaux (") && kill("SIGTERM"),
      );
      const [, run = ""] = /vingt-heures delete (\S+) --stack essai/.exec(stderr) ?? [];
      expect(await vingtHeures(["delete", run, "--stack", "essai"], env)).toMatchObject({ code: 0 });
      await expectNothingLeft();
    },
    LONG_MS,
  );

  it.each([
    ["absent", ["--stack", "absente"], {}, /C-PILE.*absente-pipeline.*does not exist/],
    [
      "asked for without credentials",
      ["--stack", "essai"],
      { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      /C-IDENTIFIANTS.*AWS_PROFILE/,
    ],
    ["asked for without a region", ["--stack", "essai"], { AWS_REGION: undefined }, /C-REGION.*AWS_REGION=/],
  ])("%s is told with what to do", async (_, where, changes, message) => {
    const alone = { AWS_EC2_METADATA_DISABLED: "true", HOME: folder, ...changes };
    const { code, stderr } = await vingtHeures(["replay", night, "--no-site", ...where], { ...env, ...alone });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) as string });
    expect(stderr).not.toContain("    at ");
  });

  it(
    "of another version is told, and plays",
    async () => {
      const { code, stdout } = await vingtHeures(["replay", night, "--no-site", "--stack", "ancienne"], env);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/de la version 0\.0\.1/) as string });
    },
    LONG_MS,
  );
});
