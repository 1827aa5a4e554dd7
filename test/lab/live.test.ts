import { expect, it } from "vitest";
import { judgeLive } from "#cli/lab/live.ts";
import { Samples } from "#cli/lab/samples.ts";
import { splitFaults, struckBy } from "#shared/faults/plan.ts";
import { fakeSummary } from "../cli/fake-night.ts";
import { smallNight } from "./nights.ts";

/** A cloud that took a night and published nothing of it. */
const silent = {
  document: async () => null,
  quarantine: async () => ({ total: 0, entries: [], next: null }),
  differences: async () => null,
};

it("holds a night on a cloud against its limits, and tells how often the faults of its machines struck", async () => {
  const request = {
    source: { kind: "dossier", ...(await smallNight()) },
    options: { faults: [{ fault: "doublons", share: 0.1 }] },
  } as const;
  const { machines } = splitFaults([{ fault: "etranglement" }, { fault: "delais-depasses" }]);
  const [quick, slow] = [
    { p50: 5, p95: 6, max: 7 },
    { p50: 500, p95: 2_000, max: 9_000 },
  ];
  const source = request.source.dossier.head.departements[0]!.code;
  const etapes = { departement: quick, national: quick, lecteur: slow, departements: { [source]: slow } };
  const summary = fakeSummary({ etapes, delayMs: { p50: 500, p95: 2_000, max: 9_000 }, talliesPerSecond: 100 });
  const report = await judgeLive(silent, request, summary, new Samples(), {
    slos: { freshnessP95Ms: 2_000, freshnessMaxMs: 8_999, talliesPerSecond: 101 },
    machines: struckBy(machines, [7, 0]),
  });
  expect(report.verdicts.map(({ slo, value, holds }) => [slo, value, holds])).toEqual([
    ["promises", report.findings.length, false],
    ["freshnessP95Ms", 2_000, true],
    ["freshnessMaxMs", 9_000, false],
    ["talliesPerSecond", 100, false],
  ]);
  expect(report.findings.length).toBeGreaterThan(0);
  expect(report.stages).toEqual({ departement: quick, national: quick, lecteur: slow });
  expect(report.departements.map(({ code, p95 }) => [code, p95])).toEqual(
    request.source.dossier.head.departements.map(({ code }) => [code, code === source ? 2_000 : null]),
  );
  expect(report.faults.map(({ spec, level, touched }) => [spec.fault, level, touched])).toEqual([
    ["doublons", "messages", report.messages.duplicates],
    ["etranglement", "infrastructure", 7],
    ["delais-depasses", "infrastructure", 0],
  ]);
  expect(report.messages.duplicates).toBeGreaterThan(0);
});
