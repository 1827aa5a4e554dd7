/**
 * Memory adapters, no wires: how many tallies a second of one core's time are validated, recorded, recounted and published.
 *
 *     node test/benchmarks/memory.ts [bureaux]
 */
import type { Dossier } from "#shared/contracts/dossier.ts";
import { dossierOf, messageOf, RUN, runOf, tallyOf } from "../factories.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";

const BUREAUX = Number(process.argv[2] ?? 69_242);
const BATCH = 100;

const departements = Array.from({ length: 90 }, (_, i) => String(i + 1).padStart(2, "0")).filter(
  (code) => code !== "20",
);
const perDepartement = Math.ceil(BUREAUX / departements.length);
const candidatures = Array.from({ length: 11 }, (_, i) => ({ id: `candidat-${i}`, nom: `Candidat ${i}` }));
const dossier: Dossier = dossierOf({
  candidatures,
  communes: Object.fromEntries(
    departements.map((departement) => [
      departement,
      Object.fromEntries(
        Array.from({ length: Math.ceil(perDepartement / 2) }, (_, i) => [
          `${departement}${String(i + 1).padStart(3, "0")}`,
          [
            { code: "0001", inscrits: 900 },
            { code: "0002", inscrits: 900 },
          ],
        ]),
      ),
    ]),
  ),
});
const voix = Object.fromEntries(candidatures.map(({ id }, i) => [id, 10 + i]));
const exprimes = Object.values(voix).reduce((a, b) => a + b, 0);
const messages = dossier.parts
  .flatMap(({ departement, communes }) =>
    communes.flatMap((commune) =>
      commune.bureaux.map(({ code }) =>
        tallyOf({
          run: RUN,
          departement,
          commune: commune.code,
          bureau: code,
          inscrits: 900,
          votants: exprimes + 10,
          blancs: 6,
          nuls: 4,
          exprimes,
          voix,
        }),
      ),
    ),
  )
  .map((tally, i) => ({ messageId: String(i), body: JSON.stringify(messageOf(tally)) }));

for (let round = 1; round <= 3; round += 1) {
  const night = new MemoryNight({ dossier, run: runOf() });
  const start = process.cpuUsage().user;
  let ticked = start;
  for (let i = 0; i < messages.length; i += BATCH) {
    await night.record(messages.slice(i, i + BATCH));
    // The night's clock is the processor's own: bells ring and are answered as they would at this pace.
    const now = process.cpuUsage().user;
    night.clock.advance(Math.round((now - ticked) / 1000));
    ticked = now;
    if ((night.bells.nextDue() ?? Number.POSITIVE_INFINITY) <= night.clock.now()) await night.step();
  }
  const recorded = process.cpuUsage().user;
  await night.settle();
  const end = process.cpuUsage().user;
  const france = await night.france(RUN);
  console.log(
    `round ${round}: ${messages.length} tallies, ${Math.round(messages.length / ((recorded - start) / 1e6))}/s recorded, ` +
      `${Math.round(messages.length / ((end - start) / 1e6))}/s to the last document, ${france.bureaux.counted} counted, ` +
      `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
  );
}
