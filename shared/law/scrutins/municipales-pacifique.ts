/**
 * Municipales of Nouvelle-Calédonie (catalogue E22) and Polynésie française (E23). The numbers of seats are those of other tables: they
 * are always given. Loi n° 2025-444 applies there from the second renewal after it only (ordonnance n° 2025-1095).
 */
import { certifierListe, certifierPlurinominal, certifierProportionnelle } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { deciderPlurinominal, type ReglePlurinominale } from "../methods/multi-seat.ts";
import { deciderProportionnelle, type RegleProportionnelle } from "../methods/single-round-list.ts";
import { majoriteAbsolue, part, quartDesInscrits } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Outcome } from "../outcome.ts";
import type { Scrutin } from "../scrutin.ts";
import { REGLE_L262 } from "./municipales-liste.ts";

const CALEDONIE = { territoires: ["988"] } as const;

/** Seats to fill in this round. */
function siegesDonnes({ sieges, premierTourResultat }: Contest): number | LawError {
  return (
    sieges ??
    premierTourResultat?.siegesRestants ?? {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: "les sièges à pourvoir : le tableau de L2121-2 n'est pas celui de ce territoire",
      advice: "indiquez `sieges`",
    }
  );
}

/** Small communes of Nouvelle-Calédonie: one round, every seat by highest average; one seat alone by name (L436). */
export const municipalesCaledonieProportionnelles: Scrutin<RegleProportionnelle> = {
  type: "municipales",
  versions: [
    {
      id: "MUN-NC-PR-3500",
      du: "2008-03-09",
      au: "2014-03-23",
      population: [0, 3500] as const,
      version: "loi n° 2011-412",
    },
    { id: "MUN-NC-PR-1000", du: "2014-03-23", population: [0, 1000] as const, version: "loi n° 2013-403" },
  ].map(({ version, ...row }) => ({
    ...CALEDONIE,
    ...row,
    texte: `Code électoral, L428 à L436 (${version})`,
    articles: ["L429", "L435"],
    admission: part(5, 100, "exprimes", "L435"),
    articleRepartition: "L435",
  })),
  decider(d, regle) {
    const sieges = siegesDonnes(d.contest);
    if (typeof sieges !== "number") return d.refuser(sieges);
    const { admission: _part, ...uninominal } = regle;
    const suivie = sieges === 1 ? uninominal : regle;
    return deciderProportionnelle(d, suivie, unConseil(suivie, sieges));
  },
  certifier: certifierProportionnelle,
};

function deciderConseil(d: Deliberation, regle: RegleListe): Outcome {
  return deciderListeSelon(d, regle, () => {
    const sieges = siegesDonnes(d.contest);
    return typeof sieges === "number" ? unConseil(regle, sieges) : sieges;
  });
}

/** The other communes of Nouvelle-Calédonie, under common law. */
export const municipalesCaledonieListe: Scrutin<RegleListe> = {
  type: "municipales",
  versions: [
    {
      id: "MUN-NC-LISTE-3500",
      du: "2008-03-09",
      au: "2014-03-23",
      population: [3500, Infinity] as const,
      version: "loi n° 2011-412",
    },
    { id: "MUN-NC-LISTE-1000", du: "2014-03-23", population: [1000, Infinity] as const, version: "loi n° 2013-403" },
  ].map(({ version, ...row }) => ({
    ...REGLE_L262,
    ...CALEDONIE,
    ...row,
    texte: `Code électoral, L260 à L270 et L428 (${version})`,
    articles: ["L260", "L262", "L264", "L428"],
  })),
  decider: deciderConseil,
  certifier: certifierListe,
};

interface ReglePolynesie extends RegleListe, Omit<ReglePlurinominale, "majorite"> {
  /** What is needed in round 1 where the votes go to names. */
  readonly noms: Pick<ReglePlurinominale, "majorite" | "quart">;
  /** From which population a commune without communes associées votes by list, and what it takes where it has some (L438). */
  readonly listeDes: number;
  readonly listeAssociees: (population: number, associees: readonly number[]) => boolean;
}

/** Whether the commune votes by list. Errors: `L-POPULATION-MANQUANTE`, `L-COMMUNES-ASSOCIEES`. */
function estParListe(
  { population, populationsAssociees }: Contest,
  { listeDes, listeAssociees }: ReglePolynesie,
): boolean | LawError {
  if (population === undefined)
    return {
      code: "L-POPULATION-MANQUANTE",
      field: "population",
      expected: "la population municipale, qui choisit le mode de scrutin (L438)",
      advice: "indiquez la population authentifiée avant l'élection (R25-1)",
    };
  if (population < listeDes) return false;
  if (populationsAssociees === undefined)
    return {
      code: "L-COMMUNES-ASSOCIEES",
      field: "populationsAssociees",
      expected: "la population de chaque commune associée, dont dépend le mode de scrutin (L438)",
      advice: "une liste vide si la commune n'en a pas",
    };
  return populationsAssociees.length === 0 || listeAssociees(population, populationsAssociees);
}

const POLYNESIE = {
  ...REGLE_L262,
  territoires: ["987"],
  noms: { majorite: majoriteAbsolue("L253"), quart: quartDesInscrits("L253") },
} as const;

export const municipalesPolynesie: Scrutin<ReglePolynesie> = {
  type: "municipales",
  versions: [
    {
      ...POLYNESIE,
      id: "MUN-PF-3500",
      du: "2008-03-09",
      au: "2014-03-23",
      texte:
        "Code électoral, L437 et L438 (loi n° 2011-412) : par liste à partir de 3 500 habitants, sans communes associées",
      articles: ["L253", "L262", "L264", "L438"],
      secondTour: "ouvert",
      listeDes: 3500,
      listeAssociees: () => false,
    },
    {
      ...POLYNESIE,
      id: "MUN-PF-1000",
      du: "2014-03-23",
      au: "2020-03-01",
      texte: "Code électoral, L437 et L438 (lois n° 2013-403 et n° 2013-1029)",
      articles: ["L253", "L255-3", "L262", "L264", "L438"],
      secondTour: "candidats-du-premier",
      listeDes: 1000,
      listeAssociees: (population, associees) => population >= 3500 && associees.every((one) => one >= 1000),
    },
    {
      ...POLYNESIE,
      id: "MUN-PF-2020",
      du: "2020-03-01",
      population: [0, 1000],
      texte:
        "Code électoral, L438 (loi n° 2016-1658 du 5 décembre 2016) : L252 à L255-1, dans leur rédaction d'alors, sous 1 000 habitants",
      articles: ["L253", "L255-3", "L438"],
      secondTour: "candidats-du-premier",
      listeDes: 1000,
      listeAssociees: () => false,
    },
  ],
  manquants: [
    {
      du: "2020-03-01",
      territoires: ["987"],
      population: [1000, Infinity],
      manque:
        "L438, 4° et suivants (loi n° 2016-1658 du 5 décembre 2016) : la fin de L262 et ce qui suit, pour les listes",
    },
  ],
  decider(d, regle) {
    const liste = estParListe(d.contest, regle);
    if (typeof liste !== "boolean") return d.refuser(liste);
    if (liste) return deciderConseil(d, regle);
    const sieges = siegesDonnes(d.contest);
    return typeof sieges === "number" ? deciderPlurinominal(d, { ...regle, ...regle.noms }, sieges) : d.refuser(sieges);
  },
  certifier(etude) {
    const liste = estParListe(etude.contest, etude.regle as ReglePolynesie);
    return (liste === true ? certifierListe : certifierPlurinominal)(etude);
  },
  nomsParBulletin(contest, regle) {
    if (estParListe(contest, regle) === true) return 1;
    const sieges = siegesDonnes(contest);
    return typeof sieges === "number" ? sieges : Infinity;
  },
};
