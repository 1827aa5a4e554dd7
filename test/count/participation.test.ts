import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PARTICIPATION_EVENT_TYPE, type ParticipationReport } from "#shared/contracts/participation.ts";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import { foldParticipation, partLedger } from "#shared/count/participation.ts";
import { admit, headRefusals, readMessage } from "#shared/count/validation.ts";
import { dossierOf, RUN, SCRUTIN } from "../factories.ts";

const dossier = dossierOf();
const head = { ...dossier.head, run: RUN, departements: [] } as unknown as DossierHead;
const part = { ...dossier.parts[0]!, run: RUN } as DossierPart;

const reportOf = (over: Partial<ParticipationReport> = {}): ParticipationReport => ({
  run: RUN,
  scrutin: SCRUTIN,
  tour: 1,
  departement: "01",
  heure: "12:00",
  version: 1,
  communes: [
    ["01001", 1000, 290],
    ["01002", 2000, 540],
  ],
  ...over,
});

const bodyOf = (report: object, over: object = {}): string =>
  JSON.stringify({
    specversion: "1.0",
    id: "1",
    source: "/prefecture/01",
    type: PARTICIPATION_EVENT_TYPE,
    time: "2017-04-23T12:20:00+02:00",
    subject: `${reportOf().departement}/${(report as ParticipationReport).heure}`,
    data: report,
    ...over,
  });

const entryOf = (report: ParticipationReport): { key: string; content: string } => {
  const read = readMessage(bodyOf(report));
  if (!("ok" in read)) throw new Error(JSON.stringify(read));
  const admitted = admit(read.ok, head, part);
  if (!("ok" in admitted)) throw new Error(JSON.stringify(admitted));
  return admitted.ok;
};

const refusalOf = (body: string): string | undefined => {
  const read = readMessage(body);
  if ("refusals" in read) return read.refusals[0]?.code;
  const admitted = admit(read.ok, head, part);
  return "refusals" in admitted ? admitted.refusals[0]?.code : undefined;
};

describe("a report of participation", () => {
  it("is taken through the tallies' queue into keys of its own", () => {
    expect(entryOf(reportOf())).toMatchObject({
      key: expect.stringMatching(/^participation#12:00#001#[0-9a-f]{16}$/),
      content: "0|01001,1000,290;01002,2000,540",
    });
  });

  it.each([
    ["T-FORME", bodyOf(reportOf({ heure: "20:00" as "12:00" }))],
    ["T-FORME", bodyOf(reportOf({ communes: [] }))],
    [
      "T-FORME",
      bodyOf(
        reportOf({
          communes: [
            ["01001", 1000, 290],
            ["01001", 1000, 290],
          ],
        }),
      ),
    ],
    ["T-VERSION", bodyOf(reportOf({ version: 1000 }))],
    ["T-ENVELOPPE", bodyOf(reportOf(), { subject: "01/17:00" })],
    ["T-COMMUNE", bodyOf(reportOf({ communes: [["2A004", 1000, 290]] }))],
    ["T-VOTANTS", bodyOf(reportOf({ communes: [["01001", 1000, 1001]] }))],
  ])("is refused under %s", (code, body) => {
    expect(refusalOf(body)).toBe(code);
  });

  it("must belong to the run, like a tally", () => {
    expect(headRefusals(reportOf(), null)[0]?.code).toBe("T-RUN");
    expect(headRefusals(reportOf({ tour: 2 }), dossier.head as unknown as DossierHead)[0]?.code).toBe("T-RUN");
  });
});

describe("the fold of participation", () => {
  it("adds the communes that reported, hour by hour, the highest version of each", () => {
    const entries = [
      entryOf(reportOf()),
      entryOf(reportOf({ version: 2, communes: [["01001", 1000, 300]] })),
      entryOf(reportOf({ heure: "17:00", communes: [["01002", 2000, 1400]], genere: true })),
    ];
    expect(foldParticipation(entries)).toEqual([
      { heure: "12:00", inscrits: 3000, votants: 840, communes: 2, genere: false },
      { heure: "17:00", inscrits: 2000, votants: 1400, communes: 1, genere: true },
    ]);
    expect(foldParticipation([])).toEqual([]);
  });

  it("gives the same whatever the order and the repeats, two contents under one version included", () => {
    const commune = fc.constantFrom("01001", "01002");
    const report = fc
      .tuple(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom("12:00" as const, "17:00" as const),
        fc.uniqueArray(fc.tuple(commune, fc.nat(900)), { selector: ([code]) => code, minLength: 1 }),
      )
      .map(([version, heure, rows]) =>
        entryOf(reportOf({ version, heure, communes: rows.map(([code, votants]) => [code, 1000, votants]) })),
      );
    fc.assert(
      fc.property(fc.array(report, { maxLength: 12 }), fc.func(fc.nat()), (entries, rank) => {
        const expected = foldParticipation(entries);
        const shuffled = [...entries, ...entries].sort((a, b) => rank(a.key) - rank(b.key));
        expect(foldParticipation(shuffled)).toEqual(expected);
      }),
    );
  });

  it("leaves the tallies of a ledger in key order to their own fold", () => {
    const tallies = [
      { key: "01001#0001#001#aa", content: "" },
      { key: "ZZ001#0001#001#aa", content: "" },
    ];
    const reports = [entryOf(reportOf()), entryOf(reportOf({ heure: "17:00" }))];
    expect(partLedger([...tallies, ...reports])).toEqual({ tallies, reports });
    expect(partLedger(tallies)).toEqual({ tallies, reports: [] });
    expect(partLedger(reports)).toEqual({ tallies: [], reports });
  });
});
