/** The same two proofs for the assemblies as for the first types: certainty against exhaustive search; steps, order and codes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { CandidatureOutcome, Certitude } from "#shared/law/outcome.ts";
import { contest, statuts } from "./contests.ts";

interface Kind {
  readonly type: string;
  readonly date: string;
  readonly more: Partial<Contest>;
  /** Sections in which voix may fall. */
  readonly sections?: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  corse: { type: "corse", date: "2021-06-20", more: {} },
  "métropole de Lyon": { type: "metropole-lyon", date: "2020-03-15", more: { sieges: 9 } },
  secteur: { type: "municipales", date: "2014-03-23", more: { territoire: "69123SR03" } },
  "secteur of one seat": { type: "municipales", date: "2014-03-23", more: { territoire: "75056SR01" } },
  "arrondissement 2026": {
    type: "municipales",
    date: "2026-03-15",
    more: { territoire: "75056SR05", siegesArrondissement: 10 },
  },
  "city 2026": { type: "municipales", date: "2026-03-15", more: { territoire: "69123" } },
  régionales: { type: "regionales", date: "2010-03-14", more: { territoire: "42" }, sections: ["67", "68"] },
  "régionales 2015": {
    type: "regionales",
    date: "2015-12-06",
    more: { territoire: "28" },
    sections: ["14", "50"],
  },
  martinique: { type: "martinique", date: "2015-12-06", more: {}, sections: ["nord", "sud"] },
  guyane: { type: "guyane", date: "2015-12-06", more: {}, sections: ["cayenne", "savanes"] },
  polynésie: { type: "polynesie", date: "2018-04-22", more: {}, sections: ["iles-du-vent-1", "marquises"] },
  "saint-barthélemy": { type: "saint-barthelemy", date: "2017-03-19", more: {} },
  "saint-pierre-et-miquelon": { type: "saint-pierre-et-miquelon", date: "2017-03-19", more: {} },
};

/** Every way to add at most `left` to `n` places together. */
function* additions(n: number, left: number): Generator<number[]> {
  if (n === 0) yield [];
  else for (let one = 0; one <= left; one++) for (const rest of additions(n - 1, left - one)) yield [one, ...rest];
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Lists whose voix, place by place (a place is a section, or the whole), are `voix`. */
function lists(kind: Kind, voix: readonly (readonly number[])[]): ContestCandidature[] {
  const { sections } = kind;
  return voix.map((places, index) => ({
    id: "abc"[index]!,
    voix: total(places),
    ageMoyenJours: 20_000 - index,
    ...(sections === undefined
      ? {}
      : { sections: Object.fromEntries(sections.map((section, at) => [section, places[at]!])) }),
  }));
}

const unit = (kind: Kind, tour: 1 | 2, voix: readonly (readonly number[])[], more: Partial<Contest>): Contest => {
  const exprimes = total(voix.map(total));
  return {
    ...contest(kind.type, kind.date, {}, { tour, premierTour: kind.date, exprimes, ...kind.more }),
    inscrits: Math.max(1, exprimes),
    ...more,
    candidatures: lists(kind, voix),
  };
};

const aLaPrime = ({ prime = 0 }: CandidatureOutcome): boolean => prime > 0;
const qualifie = ({ statut }: CandidatureOutcome): boolean => statut.startsWith("QUALIFIE");
const elimine = ({ statut }: CandidatureOutcome): boolean => statut === "BATTU" || statut === "NON_QUALIFIE";

/** What is true of each list in every completion, found by trying them all. A secteur of one seat has its bonus in the other body. */
function exhaustive(kind: Kind, tour: 1 | 2, voix: readonly (readonly number[])[], left: number): Certitude[] {
  const sure = voix.map(() => ({ ELU: true, QUALIFIE: true, ELIMINE: true }));
  const places = voix[0]!.length;
  for (const extra of additions(voix.length * places, left)) {
    const complete = voix.map((one, index) => one.map((count, at) => count + extra[index * places + at]!));
    const outcome = decide(unit(kind, tour, complete, {}), { etapes: false });
    // Five of ten seats, and one more at least by highest average.
    const enTete = (one: CandidatureOutcome): boolean =>
      aLaPrime(one) || (kind.more.territoire === "75056SR01" && (one.siegesArrondissement ?? 0) >= 6);
    for (const [index, one] of outcome.candidatures.entries()) {
      const fate = sure[index]!;
      fate.ELU &&= enTete(one);
      fate.QUALIFIE &&= enTete(one) || qualifie(one);
      fate.ELIMINE &&= elimine(one);
    }
  }
  return sure.map((fate) =>
    fate.ELU ? "ELU" : tour === 1 && fate.QUALIFIE ? "QUALIFIE" : fate.ELIMINE ? "ELIMINE" : "OUVERT",
  );
}

describe("certainty ≡ exhaustive search", () => {
  it.each(Object.entries(KINDS))("%s", (name, kind) => {
    const places = kind.sections?.length ?? 1;
    const seen = new Set<string>();
    for (const tour of [1, 2] as const)
      for (const left of [1, 3])
        for (const counts of [
          [6, 3, 1],
          [6, 6, 0],
          [5, 4, 4],
          [20, 12, 2],
          [30, 20, 1],
          [40, 2, 1],
          [9, 7, 5],
          [12, 11, 1],
          [33, 33, 1],
          [60, 40, 4],
        ]) {
          const voix = counts.map((count) => (places === 1 ? [count] : [Math.ceil(count / 2), Math.floor(count / 2)]));
          const outcome = decide(unit(kind, tour, voix, { inscrits: total(counts) + left, inscritsRestants: left }));
          const got = outcome.candidatures.map(({ certitude }) => certitude);
          const expected = exhaustive(kind, tour, voix, left);
          // In Guyane and Polynésie a list may be shut out of each section: what is then certain is not claimed.
          const shown =
            name === "guyane" || name === "polynésie"
              ? expected.map((one, at) => (got[at] === "OUVERT" ? "OUVERT" : one))
              : expected;
          expect(got, `${name}, round ${tour}, ${counts.join("/")} + ${left}`).toEqual(shown);
          for (const fate of got) seen.add(fate!);
          expect(outcome.statut).toBe("INCOMPLET");
        }
    expect([...seen].toSorted()).toEqual(["ELIMINE", "ELU", "OUVERT", "QUALIFIE"]);
  });
});

describe("every assembly", () => {
  it.each(Object.entries(KINDS))(
    "%s: with or without steps, in any order, the same decision; an INDECIDABLE has a code; each step has its article",
    (_name, kind) => {
      const place = fc.array(fc.integer({ min: 0, max: 40 }), {
        minLength: kind.sections?.length ?? 1,
        maxLength: kind.sections?.length ?? 1,
      });
      fc.assert(
        fc.property(
          fc.array(place, { minLength: 1, maxLength: 3 }),
          fc.constantFrom(1 as const, 2 as const),
          fc.integer({ min: 2, max: 1_000 }),
          (voix, tour, k) => {
            const one = unit(kind, tour, voix, {});
            const full = decide(one);
            const { etapes, ...rest } = full;
            expect(decide(one, { etapes: false })).toEqual({ ...rest, etapes: [] });
            expect(full.statut === "INDECIDABLE").toBe(full.code !== undefined);
            expect(full.code ?? "Q-").toMatch(/^Q-/);
            for (const etape of etapes)
              expect(etape).toMatchObject({ regle: full.regle, article: expect.stringMatching(/./) as string });
            const backward = decide({ ...one, candidatures: one.candidatures.toReversed() });
            expect(backward.candidatures.toReversed()).toEqual(full.candidatures);
            const scaled = decide(
              unit(
                kind,
                tour,
                voix.map((list) => list.map((n) => n * k)),
                {},
              ),
            );
            expect([scaled.statut, statuts(scaled)]).toEqual([full.statut, statuts(full)]);
            if (!full.statut.startsWith("ACQUIS")) return;
            const seats = (outcome: typeof full): unknown =>
              outcome.candidatures.map(({ sieges, siegesArrondissement, siegesSections }) => [
                sieges,
                siegesArrondissement,
                siegesSections,
              ]);
            expect(seats(scaled)).toEqual(seats(full));
          },
        ),
      );
    },
  );
});
