/**
 * How old a bureau's figures are when the national document shows them, at the peak of a presidential night played in
 * real time: the densest minutes of the default scenario's night, its speed 1, through the real wires.
 *
 *     node test/benchmarks/peak.ts [minutes] [times the real rate]
 */
import { join } from "node:path";
import type { RecordedTally } from "#shared/night/recording.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import { Operator } from "#cli/operator/operator.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";

const [minutes = 5, times = 1] = process.argv.slice(2).map(Number);
const MINUTE_MS = 60_000;
const PEAK_MINUTES = 90;

const { dossier, recording } = buildScenario("presidentielle-2017", {
  tour: 1,
  seed: "banc",
  territory: await readTerritory(),
});

/** The window of so many minutes in which most tallies leave. */
function densest(length: number): RecordedTally[] {
  let best: RecordedTally[] = [];
  for (let from = recording[0]!.at; from < recording.at(-1)!.at; from += MINUTE_MS) {
    const within = recording.filter(({ at }) => at >= from && at < from + length * MINUTE_MS);
    if (within.length > best.length) best = within;
  }
  return best;
}

const share = densest(PEAK_MINUTES).length / recording.length;
const peak = densest(minutes * times);
const first = peak[0]!.at;
// As many more of them a second as asked: the same tallies in a shorter time.
const played = peak.map(({ at, tally }) => ({ at: first + Math.round((at - first) / times), tally }));
// Without an embargo: what waits for it is not late.
const head = { ...dossier.head, embargo: new Date(first - MINUTE_MS).toISOString() };
console.log(
  `${Math.round(share * 100)} % of bureaux within ${PEAK_MINUTES} minutes; ${played.length} tallies in the densest ` +
    `${minutes * times} minutes, sent in ${minutes}: ${(played.length / minutes / 60).toFixed(1)} a second`,
);

const local = await startLocalCloud({ assembly: await ensureAssembly(join(import.meta.dirname, "../..")) });
using cloud = cloudFromOutputs(stackOutputs(local.outputs, "bench"), { endpoints: local.endpoints });
const night = { dossier: { ...dossier, head }, recording: played };
const operator = new Operator({ cloud, load: async () => night });
const { run } = await operator.create({
  source: { kind: "dossier", ...night },
  options: { speed: 1, start: new Date(first - 1000).toISOString() },
});
const { summary } = await operator.wait(run, "terminee", (minutes + 5) * MINUTE_MS);
const { p50, p95, max } = summary!.delayMs;
console.log(
  `bureau sent → in a national document: p50 ${p50} ms, p95 ${p95} ms, max ${max} ms; conservation ${summary!.conservation}`,
);
await operator.stop();
await local.stop();
