import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { splitFaults } from "#shared/faults/plan.ts";
import { localFaults, type LocalFaults } from "#cli/lab/local-faults.ts";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud, type LocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import type { Cloud } from "#cli/operator/cloud.ts";
import { Operator } from "#cli/operator/operator.ts";
import { smallNight } from "../lab/nights.ts";

/** A night over wires that fail: every fault of the services that the local cloud plays, at once. */

const FAULTS = ["etranglement", "erreurs-5xx", "reponses-partielles", "tempete-de-renvois", "redemarrage"] as const;
const { rules } = splitFaults(FAULTS.map((fault) => ({ fault })));
const LONG_MS = 400_000;

let faults: LocalFaults;
let local: LocalCloud;
let cloud: Cloud & Disposable;
let operator: Operator;

beforeAll(async () => {
  faults = localFaults(rules, Date.now);
  local = await startLocalCloud({
    assembly: await ensureAssembly(join(import.meta.dirname, "../..")),
    wires: faults.wires!,
  });
  local.faults.intercept(faults.interceptor);
  cloud = cloudFromOutputs(stackOutputs(local.outputs, "the local cloud"), { endpoints: local.endpoints });
  operator = new Operator({ cloud, load: smallNight });
});

afterAll(async () => {
  await operator.stop();
  cloud[Symbol.dispose]();
  await local.stop();
});

it(
  "is published whole and exact, though each of them struck",
  async () => {
    const night = await smallNight();
    const { run } = await operator.create({ source: { kind: "dossier", ...night }, options: { speed: 3000 } });
    const { summary } = await operator.wait(run, "terminee", LONG_MS);
    expect(summary).toMatchObject({ conservation: true, messages: { delivered: night.recording.length, refused: 0 } });
    expect(rules.map((rule, i) => [FAULTS[i], faults.strikes.of(rule) > 0])).toEqual(
      FAULTS.map((name) => [name, true]),
    );
  },
  LONG_MS,
);
