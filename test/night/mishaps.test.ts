import { describe, expect, it } from "vitest";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import { admit, headRefusals, readMessage } from "#shared/count/validation.ts";
import type { Refusal } from "#shared/count/refusals.ts";
import { messageOf } from "#shared/night/message.ts";
import { sendsOf } from "#shared/night/mishaps.ts";
import type { RecordedTally } from "#shared/night/recording.ts";

const RUN = "essai";
const AT = Date.parse("2017-04-23T18:00:00Z");

/** Bureaux of all sizes: three, one of them without any voter; and one large. */
const SIZES = [0, 4, 60, 1_500];

const recording = (blancs: DossierHead["blancs"]): RecordedTally[] =>
  Array.from({ length: 400 }, (_, i) => {
    const votants = SIZES[i % SIZES.length]!;
    const [A, B, notCounted] = [votants >> 1, votants >> 2, votants - (votants >> 1) - (votants >> 2)];
    return {
      at: AT + i * 1_000,
      tally: {
        scrutin: "essai-2017",
        tour: 1,
        departement: "01",
        commune: "01001",
        bureau: String(i + 1).padStart(4, "0"),
        version: 1,
        inscrits: votants,
        votants,
        ...(blancs === "separes" ? { blancs: notCounted, nuls: 0 } : { blancsNuls: notCounted }),
        exprimes: A + B,
        voix: { A, B },
      },
    };
  });

const partOf = (recorded: readonly RecordedTally[]): DossierPart => ({
  format: "vingt-heures/dossier-part@1",
  run: RUN,
  departement: "01",
  unites: [],
  communes: [
    {
      code: "01001",
      nom: "Essai",
      fermeture: "2017-04-23T17:00:00Z",
      bureaux: recorded.map(({ tally }) => ({ code: tally.bureau, inscrits: tally.inscrits })),
    },
  ],
});

const headOf = (change: Partial<DossierHead>): DossierHead => ({
  format: "vingt-heures/dossier@1",
  run: RUN,
  scrutin: { id: "essai-2017", type: "presidentielle", nom: "Essai", date: "2017-04-23" },
  tour: 1,
  premierTour: "2017-04-23",
  decision: "nation",
  candidatures: [
    { id: "A", nom: "A" },
    { id: "B", nom: "B" },
  ],
  blancs: "separes",
  panachage: false,
  bureauxInattendus: "refuses",
  embargo: "2017-04-23T18:00:00Z",
  departements: [{ code: "01", nom: "Ain", region: "84", communes: 1, bureaux: 400, inscrits: 0, part: "" }],
  regions: [],
  source: "essai",
  genere: null,
  ...change,
});

/** Every code under which the pipeline's own rules refuse a body; none: it is accepted. */
function codesOf(body: string, head: DossierHead, part: DossierPart): string[] {
  const read = readMessage(body);
  if ("refusals" in read) return unique(read.refusals);
  const refusals = headRefusals(read.ok.data, head);
  if (refusals.length > 0) return unique(refusals);
  const admitted = admit(read.ok, head, part);
  return "refusals" in admitted ? unique(admitted.refusals) : [];
}

const unique = (refusals: readonly Refusal[]): string[] => [...new Set(refusals.map(({ code }) => code))];

describe("malformed copies", () => {
  it.each([
    ["a usual scrutin", {}, 13],
    ["before 2014, when blank ballots were null", { blancs: "avec-nuls" }, 13],
    ["panachage", { panachage: true }, 13],
    ["a scrutin that counts unexpected bureaux", { bureauxInattendus: "comptes" }, 12],
  ] as const)("earn the code foretold, and no other: %s", (_, change, kinds) => {
    const head = headOf(change);
    const recorded = recording(head.blancs);
    const part = partOf(recorded);
    const sends = sendsOf(RUN, head, recorded, { seed: "graine", malformed: 1 });
    const malformed = sends.filter(({ kind }) => kind === "malformed");
    for (const { body, expectedCode } of malformed) expect(codesOf(body, head, part)).toEqual([expectedCode]);
    expect(new Set(malformed.map(({ expectedCode }) => expectedCode)).size).toBe(kinds);
    for (const { body } of sends.filter(({ kind }) => kind === "good")) expect(codesOf(body, head, part)).toEqual([]);
  });
});

describe("what is sent", () => {
  const recorded = recording("separes");
  const head = headOf({});

  it("is the recording itself when nothing goes wrong", () => {
    const sends = sendsOf(RUN, head, recorded, { seed: "graine" });
    expect(sends.map(({ body }) => JSON.parse(body))).toEqual(recorded.map((one) => messageOf(RUN, one)));
    expect(
      sends.every(({ kind, recorded: from, at }, i) => kind === "good" && from === recorded[i] && at === from.at),
    ).toBe(true);
  });

  it("holds every good message once, duplicates of it after, malformed copies before, by instant", () => {
    const sends = sendsOf(RUN, head, recorded, { seed: "graine", duplicates: 0.25, malformed: 0.25 });
    expect(sends.map(({ at }) => at)).toEqual(sends.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(sends.filter(({ kind }) => kind === "good").map(({ recorded: one }) => one))).toEqual(
      new Set(recorded),
    );
    const goodAt = new Map(
      sends
        .map((send, i) => [send, i] as const)
        .flatMap(([send, i]) => (send.kind === "good" ? [[send.recorded, i]] : [])),
    );
    const bodies = new Map(sends.flatMap((send) => (send.kind === "good" ? [[send.recorded, send.body]] : [])));
    for (const [i, { kind, recorded: one, body }] of sends.entries()) {
      if (kind === "duplicate") expect([body, i > goodAt.get(one)!]).toEqual([bodies.get(one), true]);
      if (kind === "malformed") expect([body === bodies.get(one), i < goodAt.get(one)!]).toEqual([false, true]);
    }
    // A quarter of 400, give or take what chance allows.
    for (const kind of ["duplicate", "malformed"]) {
      const count = sends.filter((send) => send.kind === kind).length;
      expect(count).toBeGreaterThan(60);
      expect(count).toBeLessThan(140);
    }
  });

  it("is the same for the same seed, and another for another", () => {
    const bodies = (seed: string) =>
      sendsOf(RUN, head, recorded, { seed, duplicates: 0.2, malformed: 0.2 }).map(({ at, body }) => [at, body]);
    expect(bodies("graine")).toEqual(bodies("graine"));
    expect(bodies("graine")).not.toEqual(bodies("autre"));
  });
});
