import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { feedPath } from "#shared/documents/paths.ts";
import { planFaults } from "#shared/faults/plan.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { excerptOf } from "#cli/lab/excerpt.ts";
import { loadFromInside } from "#cli/lab/load/inside.ts";
import { ensureAssembly, type Assembly } from "#cli/local/assembly.ts";
import { startLocalCloud, type LocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import { systemTime, type Cloud } from "#cli/operator/cloud.ts";
import { deleteRun } from "#cli/operator/delete-run.ts";
import type { Night } from "#cli/operator/night.ts";
import { listQuarantine } from "#cli/operator/quarantine.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { actionOf, grantedActions } from "./policies.ts";

/** A cloud that plays a night to itself: the feeder's stack as it deploys, on the local cloud. */

let assembly: Assembly;
let local: LocalCloud;
let cloud: Cloud & Disposable;
let night: Night;

beforeAll(async () => {
  assembly = await ensureAssembly(join(import.meta.dirname, "../.."));
  local = await startLocalCloud({ assembly });
  cloud = cloudFromOutputs(stackOutputs(local.outputs, "the local cloud"), { endpoints: local.endpoints });
  const territory = await readTerritory();
  night = excerptOf(buildScenario("presidentielle-2017", { tour: 1, seed: "dedans", corrections: 0.05, territory }), [
    "90",
    "976",
  ]);
});

afterAll(async () => {
  cloud[Symbol.dispose]();
  await local.stop();
});

it("plays a night of three shards from its own bucket, a feeder dying twice, to its true end", async () => {
  let deaths = 0;
  const calm = local.faults.intercept({
    after: ({ functionName }) => {
      if (!functionName.includes("FeedTallies") || deaths === 2) return;
      deaths += 1;
      throw new Error("dies once it has sent, as the test says");
    },
  });
  const faulted = planFaults(night, [{ fault: "malformes", share: 0.1 }], "dedans");
  const load = { cloud, night, faulted, speed: 3000, shards: 3, runs: 1, time: systemTime, onProgress: () => {} };
  const [outcome] = await loadFromInside(load, new AbortController().signal).finally(calm);
  expect(outcome).toMatchObject({ conservation: true, differences: [] });
  expect(outcome!.counted).toBe(outcome!.expected);
  expect(outcome!.messages).toBe(faulted.recording.length + faulted.extras.length);
  expect(deaths).toBe(2);
  const { run } = outcome!;
  const [kept, unread] = await Promise.all([listQuarantine(cloud, { run }), listQuarantine(cloud, { run: null })]);
  // A repeat of a refused message is the same object.
  expect(kept.length + unread.length).toBe(faulted.extras.length);

  const feeder = Object.entries(local.metrics().functions).find(([name]) => name.includes("FeedTallies"))!;
  const granted = grantedActions(assembly).get(feeder[0])!;
  expect(Object.keys(feeder[1].requests).filter((request) => !granted.has(actionOf(request)))).toEqual([]);

  expect((await cloud.shelf.list(feedPath.root(run))).length).toBe(3);
  await deleteRun(cloud, (await cloud.runs.get(run))!);
  expect(await cloud.shelf.list(feedPath.root(run))).toEqual([]);
});
