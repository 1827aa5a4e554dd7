/**
 * Plays every named fault alone and 200 random combinations through the pipeline in memory, and holds each against what
 * it declares. `node test/benchmarks/faults.ts [how many] [seed]`: prints what fails with its seed, and at the end the
 * lines for docs/faults.md. Exits 1 when anything fails.
 */
import { cpus } from "node:os";
import { combination, tryFaults } from "#cli/lab/combinations.ts";
import { playInMemory } from "#cli/lab/memory/play.ts";
import type { FaultSpec } from "#shared/contracts/faults.ts";
import { faultNames } from "#shared/faults/library.ts";
import { smallNight } from "../lab/nights.ts";

const [count = 200, seed = "pannes"] = [Number(process.argv[2] ?? 200), process.argv[3]];

const started = performance.now();
const night = await smallNight();
const clean = (await playInMemory(night, [], seed)).observed;
let failed = 0;
let sent = 0;
let strikes = 0;

async function trial(specs: readonly FaultSpec[], under: string): Promise<void> {
  const { played, findings } = await tryFaults(night, clean, specs, under);
  sent += played.sent;
  strikes += played.night.applied.reduce((sum, { touched }) => sum + touched, 0);
  if (findings.length === 0) return;
  failed += 1;
  const first = findings.slice(0, 3).map(({ code, detail }) => `  ${code} ${detail}\n`);
  process.stdout.write(`${specs.map(({ fault }) => fault).join(",")} (seed ${under})\n${first.join("")}`);
}

for (const fault of faultNames) await trial([{ fault }], seed);
for (let n = 0; n < count; n += 1) await trial(combination(seed, n), `${seed}-${n}`);

const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)}: ${faultNames.length} faults alone and ${count} combinations of 2 to 6 (seed ${seed}) on ` +
    `${night.recording.length} tallies: ${sent} messages, ${strikes} strikes, ${failed} failures, ${seconds} s ` +
    `(${cpus()[0]?.model.trim() ?? "unknown processor"}, one core, Node ${process.versions.node})\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
