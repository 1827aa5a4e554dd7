import { describe, expect, it } from "vitest";
import type { Contest } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import { expliquer } from "#shared/law/explain.ts";
import { changements } from "#shared/law/sensitivity.ts";
import type { Certitude, Outcome } from "#shared/law/outcome.ts";
import { contest, statuts } from "./contests.ts";

const vote = (type: string, oui: number, non: number, more: Partial<Contest> = {}, date = "2021-12-12"): Outcome =>
  decide(contest(type, date, { oui, non }, more));

describe("E31 consultations and referendums", () => {
  it("the example and Q-06: equal answers adopt nothing, blancs and nuls aside (T-03)", () => {
    const outcome = vote("consultation", 5_000, 5_000, { votants: 10_200, blancs: 150, nuls: 50, inscrits: 20_000 });
    expect(outcome).toMatchObject({ statut: "ACQUIS_T1", politiques: { "Q-06b": "non-adopte" } });
    expect(statuts(outcome)).toEqual({ oui: "BATTU", non: "BATTU" });
    expect(expliquer(outcome).join("\n")).toContain("Le projet n'est pas adopté.");
    expect(statuts(vote("consultation", 5_001, 5_000))).toEqual({ oui: "ELU_T1", non: "BATTU" });
    expect(statuts(vote("referendum", 5_000, 5_001))).toEqual({ oui: "BATTU", non: "ELU_T1" });
  });

  it("B23: a local referendum decides only if half of the inscrits voted", () => {
    const local = (oui: number, non: number, votants: number): Outcome =>
      vote("referendum-local", oui, non, { inscrits: 1_001, votants });
    expect(statuts(local(300, 200, 501))).toEqual({ oui: "ELU_T1", non: "BATTU" });
    const avis = local(300, 200, 500);
    expect(statuts(avis)).toEqual({ oui: "BATTU", non: "BATTU" });
    expect(avis.etapes.filter(({ type }) => type === "participation" || type === "adoption")).toMatchObject([
      { votants: 500, inscrits: 1_001, gauche: 1_000, droite: 1_001, verdict: false },
      { adopte: false, avis: true },
    ]);
    expect(expliquer(avis).join("\n")).toContain("ne vaut que comme avis");
    expect(expliquer(local(300, 200, 501)).join("\n")).toContain("Le projet est adopté.");
    expect(statuts(local(200, 300, 500))).toEqual({ oui: "BATTU", non: "ELU_T1" });
    expect(vote("referendum-local", 3, 2).code).toBe("L-VOTANTS-MANQUANTS");
  });

  it("votants left out: the ballots counted say it, or the exprimés alone where they are half of the inscrits already", () => {
    const local = (more: Partial<Contest>): (string | undefined)[] => {
      const outcome = vote("referendum-local", 300, 200, more);
      return [outcome.code, ...Object.values(statuts(outcome))];
    };
    expect(local({ inscrits: 1_000 })).toEqual([undefined, "ELU_T1", "BATTU"]);
    expect(local({ inscrits: 1_001 })).toEqual(["L-VOTANTS-MANQUANTS", "INDECIDABLE", "INDECIDABLE"]);
    expect(local({ inscrits: 1_001, blancs: 1 })).toEqual([undefined, "ELU_T1", "BATTU"]);
    expect(local({ inscrits: 1_003, blancs: 1 })[0]).toBe("L-VOTANTS-MANQUANTS");
    expect(local({ inscrits: 1_003, nuls: 1 })[0]).toBe("L-VOTANTS-MANQUANTS");
    expect(local({ inscrits: 1_003, blancs: 1, nuls: 0 })).toEqual([undefined, "BATTU", "BATTU"]);
    expect(local({ inscrits: 1_003, blancs: 1, nuls: 1 })).toEqual([undefined, "ELU_T1", "BATTU"]);
  });

  it("the answers are `oui` and `non`, in any order and case; there is one round", () => {
    const upper = contest("consultation", "2021-12-12", { NON: 4, OUI: 6 });
    expect(statuts(decide(upper))).toEqual({ NON: "BATTU", OUI: "ELU_T1" });
    expect(decide(contest("consultation", "2021-12-12", { oui: 4, peut: 6 })).code).toBe("L-REPONSES");
    expect(decide(contest("consultation", "2021-12-12", { oui: 4, non: 6, autre: 1 })).code).toBe("L-REPONSES");
    expect(vote("consultation", 6, 4, { tour: 2, premierTour: "2021-12-12" }).code).toBe("L-TOUR");
  });

  it("what would change it: the two voters whom the quorum lacks, even against", () => {
    const local = contest("referendum-local", "2021-12-12", { oui: 520, non: 470 }, { inscrits: 2_000, votants: 998 });
    expect(changements(local)).toContainEqual(
      expect.objectContaining({ edition: "ajoutees", voix: 2, vers: "non", gagnent: ["oui"] }),
    );
  });

  it("each from its own text", () => {
    const rule = (type: string, date: string): string => vote(type, 6, 4, { votants: 10 }, date).code ?? "";
    expect([rule("consultation", "2003-07-30"), rule("consultation", "2003-07-31")]).toEqual(["L-REGLE-ABSENTE", ""]);
    expect([rule("referendum", "1958-10-04"), rule("referendum", "1958-10-05")]).toEqual(["L-REGLE-ABSENTE", ""]);
    expect([rule("referendum-local", "2003-08-01"), rule("referendum-local", "2003-08-02")]).toEqual([
      "L-REGLE-ABSENTE",
      "",
    ]);
  });

  it.each(["consultation", "referendum-local"])("certainty ≡ exhaustive search: %s", (type) => {
    const seen = new Set<Certitude | undefined>();
    for (let oui = 0; oui <= 5; oui++)
      for (let non = 0; non <= 5; non++)
        for (const restants of [1, 2, 3])
          for (const absents of [0, 2, 6]) {
            const voted = oui + non;
            const inscrits = voted + absents + restants;
            const partial = decide(
              contest(
                type,
                "2021-12-12",
                { oui, non },
                { inscrits, votants: voted, exprimes: voted, inscritsRestants: restants },
              ),
            );
            const fates: string[][] = [[], []];
            for (let more = 0; more <= restants; more++)
              for (let against = 0; more + against <= restants; against++)
                for (let blancs = 0; more + against + blancs <= restants; blancs++) {
                  const votants = voted + more + against + blancs;
                  const exprimes = voted + more + against;
                  const all = { oui: oui + more, non: non + against };
                  const full = decide(contest(type, "2021-12-12", all, { inscrits, votants, exprimes, blancs }));
                  for (const [index, { statut }] of full.candidatures.entries()) fates[index]!.push(statut);
                }
            const expected = fates.map((ends): Certitude =>
              ends.every((one) => one === "ELU_T1")
                ? "ELU"
                : ends.every((one) => one === "BATTU")
                  ? "ELIMINE"
                  : "OUVERT",
            );
            const got = partial.candidatures.map(({ certitude }) => certitude);
            expect(got, `${oui}/${non} of ${inscrits}, ${restants} to come`).toEqual(expected);
            for (const one of got) seen.add(one);
          }
    expect([...seen].toSorted()).toEqual(["ELIMINE", "ELU", "OUVERT"]);
  });
});
