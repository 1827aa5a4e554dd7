/**
 * An hour under load: nights of five départements, two side by side, with repeats, refusals and corrections, played through the
 * real wires, proved and deleted one after the other. Memory of the whole process tree is taken every ten seconds; after a first third,
 * in which caches fill and code warms up, its line must gain less than a tenth of its mean. Exits 1 when it gains more, or a
 * night is not what was sent.
 *
 *     npm run soak -- [minutes] [virtual seconds a real one]
 */
import { join } from "node:path";
import { buildScenario } from "#shared/night/scenarios.ts";
import { excerptOf } from "#cli/lab/excerpt.ts";
import { ensureAssembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
import { residentMb } from "#cli/operator/memory-use.ts";
import { Operator } from "#cli/operator/operator.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { trendOf, type Sample } from "./trend.ts";

const MINUTE_MS = 60_000;
const [minutes = 60, speed = 600] = process.argv.slice(2).map(Number);
const DEPARTEMENTS = ["2A", "48", "90", "974", "976"];
const LANES = 2;
const SAMPLE_MS = 10_000;
const WARM_UP = 1 / 3;
const MOST_GAINED = 0.1;

const whole = buildScenario("presidentielle-2017", {
  tour: 1,
  seed: "endurance",
  corrections: 0.02,
  territory: await readTerritory(),
});
const night = excerptOf(whole, DEPARTEMENTS);
const local = await startLocalCloud({ assembly: await ensureAssembly(join(import.meta.dirname, "../..")) });
using cloud = cloudFromOutputs(stackOutputs(local.outputs, "soak"), { endpoints: local.endpoints });
const operator = new Operator({ cloud, load: async () => night });

const [started, samples] = [performance.now(), [] as Sample[]];
const until = started + minutes * MINUTE_MS;
const sample = (): void => void samples.push({ at: performance.now() - started, mb: residentMb() });
const sampling = setInterval(sample, SAMPLE_MS);
let [nights, messages, broken, abandoned, slowest] = [0, 0, 0, 0, 0];

/** Nights one after the other: played, proved, deleted. */
async function lane(name: number): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    const { run } = await operator.create({
      source: { kind: "dossier", ...night },
      options: { seed: `${name}-${turn}`, speed, duplicates: 0.02, malformed: 0.01 },
    });
    nights += 1;
    try {
      const { summary } = await operator.wait(run, "terminee", 30 * MINUTE_MS);
      messages += summary!.messages.sent;
      slowest = Math.max(slowest, summary!.delayMs.p95);
      if (!summary!.conservation) broken += 1;
    } catch (error) {
      // A machine too busy to answer its own requests ends a night; the others go on, and it is told.
      abandoned += 1;
      console.error(String(error));
    }
    await operator.delete(run);
  }
}

await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
clearInterval(sampling);
sample();
const seconds = (performance.now() - started) / 1000;
await operator.stop();
await local.stop();

const settled = samples.slice(Math.floor(samples.length * WARM_UP));
const { mbAnHour, meanMb, gained } = trendOf(settled);
const flat = gained < MOST_GAINED;
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${Math.round(seconds / 60)} minutes: ${nights} nights of ${night.recording.length} tallies, ` +
    `${messages} messages (${Math.round(messages / seconds)} a second), ${broken} broken, ${abandoned} abandoned, slowest p95 ${slowest} ms; ` +
    `memory ${Math.round(meanMb)} MB, ${mbAnHour.toFixed(0)} MB an hour, ${(gained * 100).toFixed(1)} % over the last two thirds: ${flat ? "flat" : "NOT flat"}`,
);
console.log(samples.map(({ at, mb }) => `${Math.round(at / 1000)}s ${mb}`).join("  "));
process.exitCode = flat && broken + abandoned === 0 ? 0 : 1;
