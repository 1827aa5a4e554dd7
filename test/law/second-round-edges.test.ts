/** Between the rounds, at the edges: what a filing leaves out, and elections where nobody files or no list merges. */
import { describe, expect, it } from "vitest";
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { aTemps } from "#shared/law/filing.ts";
import { type Depot, secondTour, type SecondTour } from "#shared/law/second-round.ts";
import { contest } from "./contests.ts";

function ouvrir(premier: Contest, depots?: readonly Depot[], retard?: boolean): SecondTour {
  const options = { ...(depots && { depots }), ...(retard !== undefined && { retard }) };
  const opened = secondTour(premier, decide(premier), options);
  if ("code" in opened) throw new Error(JSON.stringify(opened));
  return opened;
}

const liste = (voix: number, ...noms: string[]): Omit<ContestCandidature, "id"> => ({
  voix,
  personnes: noms.map((nom) => ({ nom })),
  communautaires: [1],
});
const commune = (C: Omit<ContestCandidature, "id">): Contest =>
  contest(
    "municipales",
    "2014-03-23",
    { A: liste(45, "a1", "a2"), B: liste(40, "b1", "b2"), C },
    { population: 2_000 },
  );
const LEGISLATIVE = contest("legislatives", "2017-06-11", { A: 40, B: 35, C: 25 }, { inscrits: 150 });

describe("a filing", () => {
  it("keeps what it does not repeat: names and the intercommunal list of round 1; a merged list keeps nothing", () => {
    const { candidatures } = ouvrir(commune(liste(15, "c1", "c2")), [
      { id: "A" },
      { id: "B", personnes: [{ nom: "b1" }, { nom: "c1" }], communautaires: [2] },
    ]);
    expect(candidatures).toEqual([
      { id: "A", personnes: [{ nom: "a1" }, { nom: "a2" }], communautaires: [1] },
      { id: "B", personnes: [{ nom: "b1" }, { nom: "c1" }], communautaires: [2], origines: ["C"] },
    ]);
    const all = ouvrir(commune(liste(15, "c1", "c2")));
    expect(all.candidatures[2]).toEqual({
      id: "C",
      personnes: [{ nom: "c1" }, { nom: "c2" }],
      communautaires: [1],
    });
    expect(all.depots).toEqual([]);
    expect(all).not.toHaveProperty("sieges");
    const bare = ouvrir(LEGISLATIVE).candidatures;
    expect(JSON.parse(JSON.stringify(bare))).toStrictEqual(bare);
  });

  it("is not held against names that round 1 does not give", () => {
    const filed: Depot = { id: "A", personnes: [{ nom: "a1" }, { nom: "z" }] };
    const errors = (C: Omit<ContestCandidature, "id">): string[] =>
      ouvrir(commune(C), [filed]).depots[0]!.erreurs.map(({ code }) => code);
    expect(errors({ voix: 15 })).toEqual([]);
    expect(errors(liste(15, "c1", "c2"))).toEqual(["L-DEPOT-PERSONNE"]);
  });

  it("that names itself as its origin merges with nobody", () => {
    const [own, merged] = ouvrir(LEGISLATIVE, [
      { id: "A", origines: ["A"] },
      { id: "B", origines: ["C"] },
    ]).depots;
    expect(own).toEqual({ id: "A", recevable: true, erreurs: [] });
    expect(merged).toMatchObject({
      recevable: false,
      erreurs: [
        {
          code: "L-FUSION-INTERDITE",
          expected: "une candidature du premier tour, inchangée (L162)",
          advice: "cette élection ne connaît pas de fusion",
        },
      ],
    });
  });

  it("L162: until Tuesday, and until Wednesday only where force majeure delayed the count", () => {
    const limit = (retard?: boolean): string | undefined =>
      ouvrir(LEGISLATIVE, [], retard).echeance?.jusqua.slice(0, 10);
    expect([limit(), limit(false), limit(true)]).toEqual(["2017-06-13", "2017-06-13", "2017-06-14"]);
  });

  it("at the very minute is in time, with or without its seconds, where the text says « au plus tard »", () => {
    const until = { jusqua: "2014-03-25T18:00", exclue: false, article: "L267", regle: "X" };
    expect(["18:00", "18:00:00", "18:00:01", "18:01"].map((hour) => aTemps(until, `2014-03-25T${hour}`))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const before = { ...until, exclue: true };
    expect(["17:59:59", "18:00"].map((hour) => aTemps(before, `2014-03-25T${hour}`))).toEqual([true, false]);
  });

  it("where the law takes the first two by itself (Constitution, art. 7), has no hour to keep", () => {
    const premier = contest("presidentielle", "2022-04-10", { A: 40, B: 35, C: 25 });
    const opened = ouvrir(premier, [{ id: "A", depose: "2022-04-24T23:59" }]);
    expect(opened.depots).toEqual([{ id: "A", recevable: true, erreurs: [] }]);
    expect(opened.candidatures.map(({ id }) => id)).toEqual(["A", "B"]);
    expect(opened).not.toHaveProperty("echeance");
  });
});
