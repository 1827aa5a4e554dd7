import { describe, expect, it } from "vitest";
import { decide, expliquer } from "#shared/law/index.ts";
import type { Contest } from "#shared/law/contest.ts";
import { type Choix, POLITIQUES, type Question } from "#shared/law/policies.ts";
import { contest } from "./contests.ts";

const explained = (one: Contest): string => expliquer(decide(one)).join("\n");
const leg2 = { tour: 2, premierTour: "2017-06-11" } as const;

describe("expliquer", () => {
  it("a table, numbered sentences with their article, and the rule", () => {
    expect(
      explained(
        contest(
          "legislatives",
          "2017-06-11",
          { A: 19_900, B: 9_999, C: 6_301, D: 3_000 },
          { id: "0101", inscrits: 80_000 },
        ),
      ),
    ).toBe(
      `0101 — Ballottage : un second tour est nécessaire

candidature    voix  statut
A            19 900  qualifié pour le second tour
B             9 999  qualifié par repêchage
C             6 301  non qualifié
D             3 000  non qualifié

1. « A » atteint le seuil de la majorité absolue : 19 900 voix pour 39 200 exprimés (2 × 19 900 = 39 800 > 39 200). [L126]
2. « A » n'atteint pas le seuil du quart des inscrits : 19 900 voix pour 80 000 inscrits (4 × 19 900 = 79 600 < 80 000). [L126]
3. « A » atteint le seuil de 12,5 % des inscrits : 19 900 voix pour 80 000 inscrits (8 × 19 900 = 159 200 ≥ 80 000). [L162]
4. « B » n'atteint pas le seuil de 12,5 % des inscrits : 9 999 voix pour 80 000 inscrits (8 × 9 999 = 79 992 < 80 000). [L162]
5. « C » n'atteint pas le seuil de 12,5 % des inscrits : 6 301 voix pour 80 000 inscrits (8 × 6 301 = 50 408 < 80 000). [L162]
6. « D » n'atteint pas le seuil de 12,5 % des inscrits : 3 000 voix pour 80 000 inscrits (8 × 3 000 = 24 000 < 80 000). [L162]
7. « A » peut se présenter au second tour, ayant atteint le seuil. [L162]
8. « B » peut se présenter au second tour par repêchage, parmi les mieux placés de ceux qui n'ont pas le seuil. [L162]
Règle LEG-1986 — L123, L126, L162.`,
    );
  });

  it("seats, a tie broken, and one that is not", () => {
    const won = explained(
      contest(
        "municipales",
        "2020-03-15",
        { A: 600, B: 300 },
        { sieges: 5, population: 2_000, siegesCommunautaires: 1 },
      ),
    );
    expect(won).toContain("A             600  élu au premier tour       5               1");
    expect(won).toContain("« A », en tête, reçoit d'abord la prime : 3 sièges sur 5 (conseil).");
    expect(won).toContain(
      "Siège n° 2 à la plus forte moyenne (conseil) : « A » 600/2, « B » 300 ; il revient à « A ». Égalité entre « A », « B » : on compare le plus grand nombre de voix (« A » 600, « B » 300).",
    );
    const open = explained(contest("legislatives", "2017-06-18", { A: 5, B: 5 }, leg2));
    expect(open).toContain("Indécidable (Q-03)");
    expect(open).toContain(
      "Égalité entre « A », « B » : on compare l'âge du candidat (« A » inconnu ; « B » inconnu) ; un âge manque.",
    );
    expect(open).toContain("La loi ne dit rien (Q-03");
  });

  it("ages in days, the younger first too", () => {
    const born = (naissance: string): { voix: number; naissance: string } => ({ voix: 5, naissance });
    expect(
      explained(contest("legislatives", "2017-06-18", { A: born("1967-06-18"), B: born("1967-06-17") }, leg2)),
    ).toContain("(« A » 18 263 jours, soit 50,0 ans ; « B » 18 264 jours, soit 50,0 ans). « B » l'emporte.");
    const afe = { sieges: 1, inscrits: 10 };
    expect(
      explained(
        contest("assemblee-francais-etranger", "2014-06-22", { A: born("1967-06-18"), B: born("1967-06-17") }, afe),
      ),
    ).toContain("le plus jeune d'abord (« A » 17 171 jours, soit 47,0 ans ; « B » 17 172 jours, soit 47,0 ans)");
  });

  it("a list is never called by the name of a section", () => {
    const listes = explained(
      contest("municipales", "2014-03-23", { sud: 60, nord: 60 }, { population: 2_000, sieges: 1 }),
    );
    expect(listes).not.toMatch(/Sud|Nord/);
    const deux = explained(
      contest("municipales", "2014-03-30", { sud: 60, nord: 60 }, { tour: 2, population: 2_000, sieges: 1 }),
    );
    expect(deux).toContain("« sud » 60, « nord » 60");
    expect(deux).not.toMatch(/Sud|Nord/);
  });

  it("a mean age as people read it: decimals as they were given, a third of a day as a third", () => {
    const moyennes = (a: object, b: object): string =>
      explained(
        contest(
          "municipales",
          "2014-03-30",
          { A: { voix: 5, ...a }, B: { voix: 5, ...b } },
          {
            tour: 2,
            population: 2_000,
          },
        ),
      );
    expect(moyennes({ ageMoyenJours: 18_000 }, { ageMoyenJours: 18_000.123 })).toContain(
      "la moyenne d'âge de la liste (« A » 18 000 jours, soit 49,3 ans ; « B » 18 000,123 jours, soit 49,3 ans). « B »",
    );
    // 16,070, 19,722 and 19,724 days: a third of a day, which no decimal says.
    const trois = ["1970-03-31", "1960-03-31", "1960-03-29"].map((naissance) => ({ naissance }));
    expect(moyennes({ personnes: trois }, { ageMoyenJours: 18_505.05 })).toContain(
      "(« A » 18 505 jours 1/3, soit 50,7 ans ; « B » 18 505,05 jours, soit 50,7 ans). « A »",
    );
    // Twice 16,070, 19,722 and 19,725 days, of six: four sixths are two thirds.
    const six = [...trois.slice(0, 2), { naissance: "1960-03-28" }];
    expect(moyennes({ personnes: [...six, ...six] }, { ageMoyenJours: 18_000 })).toContain(
      "« A » 18 505 jours 2/3, soit",
    );
  });

  it("a referendum has answers and elects nobody; seats left to round 2 are told", () => {
    const referendum = explained(contest("referendum", "2005-05-29", { oui: 45, non: 55 }));
    expect(referendum).toMatch(
      /^Résultat acquis\n[^]*oui\s+45 {2}réponse non retenue\nnon\s+55 {2}réponse majoritaire/,
    );
    const local = { inscrits: 300, votants: 100 };
    expect(explained(contest("referendum-local", "2018-06-10", { oui: 55, non: 45 }, local))).toContain(
      "100 votants pour 300 inscrits (2 × 100 = 200 < 300)",
    );
    const commune = contest(
      "municipales",
      "2014-03-23",
      { a: 45, b: 31, c: 29 },
      { population: 90, exprimes: 58, inscrits: 76 },
    );
    expect(explained(commune)).toContain("\n5 sièges à pourvoir au second tour.\nRègle MUN-MAJ-1000");
    expect(explained(contest("legislatives", "2017-06-11", { A: 4, B: 3, C: 2 }))).not.toContain("à pourvoir");
  });

  it("says withdrawals, vacancies, anomalies, certainties and errors", () => {
    expect(
      explained(contest("presidentielle", "2017-04-23", { A: 4, B: 3, C: 2 }, { retraits: ["B"], exprimes: 10 })),
    ).toMatch(
      /Anomalie du décompte \(L-VOIX-MANQUANTES\) : les candidatures ont 9 voix en tout, pour 10 exprimés[^]*« B » se retire/,
    );
    expect(explained(contest("legislatives", "2017-06-18", {}, leg2))).toContain("1 siège sans titulaire (conseil).");
    const short = { voix: 90, personnes: [{}, {}] };
    expect(explained(contest("municipales", "2020-03-15", { A: short }, { sieges: 5, population: 2_000 }))).toContain(
      "3 sièges sans titulaire (conseil) : la liste « A » est épuisée.",
    );
    expect(
      explained(contest("legislatives", "2017-06-11", { A: 60, B: 30 }, { inscrits: 100, inscritsRestants: 2 })),
    ).toMatch(/Dépouillement incomplet[^]*A\s+60 {2}élection certaine/);
    expect(explained(contest("royales", "2017-06-11", { A: 60 }))).toContain(
      "L-TYPE-INCONNU type : attendu un type parmi",
    );
    const none = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`l${index}`, index === 0 ? 41 : 40]));
    expect(
      explained(
        contest("municipales", "2020-03-22", none, { tour: 2, premierTour: "2020-03-15", sieges: 29, exprimes: 1_001 }),
      ),
    ).toContain("Aucune liste n'est admise à la répartition (conseil).");
  });
});

describe("decide", () => {
  it("a fault of the engine is an outcome with a code, never an exception", () => {
    const faulty = {
      id: "A",
      voix: 5,
      get naissance(): string {
        throw new Error("read too early");
      },
    };
    const one = contest("legislatives", "2017-06-18", { B: 5 }, { ...leg2, exprimes: 10 });
    const outcome = (): unknown => decide({ ...one, candidatures: [...one.candidatures, faulty] });
    expect(outcome).not.toThrow();
    expect(outcome()).toMatchObject({
      statut: "INDECIDABLE",
      code: "L-INTERNE",
      erreurs: [
        {
          code: "L-INTERNE",
          field: "",
          expected: "une décision",
          advice: "défaut du moteur, à signaler avec ce contest : read too early",
        },
      ],
    });
  });

  it("V may pass I by electors whom a court admitted (R59): an anomaly, not an error", () => {
    expect(
      decide(contest("legislatives", "2017-06-11", { A: 60, B: 40 }, { inscrits: 100, votants: 101 })),
    ).toMatchObject({ statut: "ACQUIS_T1", anomalies: ["L-VOTANTS-INSCRITS"] });
  });

  it("counts that do not add up are anomalies; those that are not given are not guessed", () => {
    const anomalies = (more: object): unknown =>
      decide(contest("legislatives", "2017-06-11", { A: 60, B: 40 }, { inscrits: 110, ...more })).anomalies;
    expect(anomalies({ votants: 104, blancs: 3, nuls: 1 })).toBeUndefined();
    expect(anomalies({ votants: 105, blancs: 3, nuls: 1 })).toEqual(["L-VOTANTS-EXPRIMES"]);
    expect(anomalies({ votants: 105, blancs: 3 })).toBeUndefined();
    expect(anomalies({ votants: 105, nuls: 1 })).toBeUndefined();
    expect(anomalies({ blancs: 10 })).toBeUndefined();
    expect(anomalies({ blancs: 6, nuls: 5 })).toEqual(["L-VOTANTS-INSCRITS"]);
  });
});

describe("silences of the law", () => {
  it("says what is done at each silence of the law, never the choice's own name", () => {
    const outcome = decide(contest("presidentielle", "2022-04-10", { A: 60, B: 40 }));
    const dire = (question: Question, politique: Choix): string =>
      expliquer({
        ...outcome,
        etapes: [{ type: "silence", article: "L1", question, politique, concerne: [], regle: outcome.regle }],
      }).find((line) => line.startsWith("1. "))!;
    for (const question of Object.keys(POLITIQUES) as Question[])
      for (const one of POLITIQUES[question].choix) {
        const [, dit] = /choix appliqué : (.*)\. \[L1\]$/.exec(dire(question, one))!;
        expect(dit, `${question} ${one}`).toMatch(/^[^-]+ [^-]+$/);
      }
  });
});
