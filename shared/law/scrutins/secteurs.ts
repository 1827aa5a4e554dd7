/** Paris, Lyon and Marseille (catalogue E08): by secteur to 2020, two bodies from one ballot; two ballots since 2026 (B15). */
import { certifierListe } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { remplirCommune, type SiegesCommune } from "../methods/municipal-bodies.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { SECTEURS_1982, SECTEURS_2014, SECTEURS_2020, secteurDe, type TableSecteurs } from "../tables-secteurs.ts";
import { siegesCommunautaires } from "./municipales.ts";
import { REGLE_L262 } from "./municipales-liste.ts";

interface RegleSecteur extends RegleListe {
  /** Conseillers by secteur, where the council is elected by secteur. */
  readonly table?: TableSecteurs;
  /** Bodies this ballot fills. */
  readonly scrutin: "conseil-et-arrondissement" | "conseil" | "arrondissement";
}

const VILLES = ["75056", "69123", "13055"];
const MARSEILLE = ["13055", "132"];
const SECTEURS = ["75056SR", "69123SR", "13055SR", "751", "6938", "132"];
const PLM = { ...REGLE_L262, territoires: [...VILLES, ...SECTEURS], scrutin: "conseil-et-arrondissement" } as const;

/** City councils elected by the whole city: as in 1982 in Paris and Lyon, ten more in Marseille. */
const CONSEILS_2026: Readonly<Record<string, number>> = { "75056": 163, "69123": 73, "13055": 111 };

const manque = (field: string, expected: string): LawError => ({
  code: "L-SIEGES-MANQUANTS",
  field,
  expected,
  advice: `indiquez \`${field}\``,
});

/**
 * Where the council is elected by secteur, the voix of the whole city decide nothing, not even a round without a winner; nor do those of one
 * arrondissement of a secteur that holds several.
 */
function horsSecteur({ sieges, ...contest }: Contest, { table }: RegleSecteur): LawError | undefined {
  if (table === undefined) return undefined;
  // These rows hold on given territories only.
  const territoire = contest.territoire!;
  const ville = VILLES.includes(territoire);
  const secteur = secteurDe(territoire);
  const partie = territoire.startsWith("132") || (secteur && table[secteur.ville][secteur.numero - 1] === 0);
  if (!ville && (partie !== true || sieges !== undefined)) return undefined;
  return {
    code: "L-SECTEUR",
    field: "territoire",
    expected: "un secteur, « 75056SR05 » par exemple (L261)",
    advice: ville
      ? "les voix de la ville entière ne décident de rien : donnez un contest par secteur"
      : "le secteur réunit plusieurs arrondissements : donnez leurs voix ensemble, « 75056SR01 » ou « 13055SR01 » par exemple",
  };
}

/** Seats given, else those of the tables. Errors: `L-SIEGES-MANQUANTS`. */
function siegesDe(d: Deliberation, regle: RegleSecteur): SiegesCommune | LawError {
  const communautaire = siegesCommunautaires(d);
  const territoire = d.contest.territoire!;
  if (regle.scrutin === "conseil") {
    const conseil = d.contest.sieges ?? CONSEILS_2026[territoire];
    return conseil === undefined ? manque("sieges", "les sièges du conseil municipal") : { conseil, communautaire };
  }
  if (regle.scrutin === "arrondissement") {
    // The only body of this ballot: `sieges` says it as well.
    const places = d.contest.siegesArrondissement ?? d.contest.sieges;
    return places === undefined
      ? manque("siegesArrondissement", "les sièges du conseil d'arrondissement (tableaux n° 2 à 4 annexés au code)")
      : { arrondissement: places };
  }
  const secteur = secteurDe(territoire);
  const conseil = d.contest.sieges ?? (secteur && regle.table![secteur.ville][secteur.numero - 1]);
  if (conseil === undefined) return manque("sieges", "les sièges du secteur au conseil");
  // Twice the conseillers, ten at least (CGCT L2511-8; forty at most, which no secteur reaches).
  const arrondissement = d.contest.siegesArrondissement ?? Math.max(10, 2 * conseil);
  return { conseil, arrondissement, communautaire };
}

export const secteurs: Scrutin<RegleSecteur> = {
  type: "municipales",
  versions: [
    {
      ...PLM,
      id: "PLM-1983",
      du: "1983-03-06",
      au: "1989-03-12",
      horsTerritoires: MARSEILLE,
      texte: "Code électoral, L260 à L272-6 et tableaux n° 2 et 3 (loi n° 82-1170 du 31 décembre 1982)",
      articles: ["L261", "L262", "L264", "L272-5"],
      table: SECTEURS_1982,
    },
    {
      ...PLM,
      id: "PLM-1982",
      du: "1989-03-12",
      au: "2014-03-23",
      texte:
        "Code électoral, L260 à L272-6 et tableaux n° 2 à 4 (loi n° 82-1170 du 31 décembre 1982 ; loi n° 87-509 pour Marseille)",
      articles: ["L261", "L262", "L264", "L272-5"],
      table: SECTEURS_1982,
    },
    {
      ...PLM,
      id: "PLM-2014",
      du: "2014-03-23",
      au: "2020-03-15",
      texte: "Code électoral, L260 à L272-6 ; tableau n° 2 de la loi n° 2013-713 du 5 août 2013",
      articles: ["L261", "L262", "L264", "L272-5", "L273-8"],
      table: SECTEURS_2014,
    },
    {
      ...PLM,
      id: "PLM-2020",
      du: "2020-03-15",
      au: "2026-03-15",
      texte: "Code électoral, L260 à L272-6 ; tableau n° 2 de la loi n° 2017-257 du 28 février 2017 : Paris Centre",
      articles: ["L261", "L262", "L264", "L272-5", "L273-8"],
      table: SECTEURS_2020,
    },
    {
      ...PLM,
      id: "PLM-CONSEIL-2026",
      du: "2026-03-15",
      territoires: VILLES,
      horsTerritoires: SECTEURS,
      texte: "Code électoral, L262 et L272-4-1 (loi n° 2025-795 du 11 août 2025) : toute la ville, prime d'un quart",
      articles: ["L262", "L264", "L271", "L272-4-1", "L273-8"],
      // Also that of the conseillers communautaires of the same ballot (L273-8: « sous réserve de l'application de l'article L. 272-4-1 »).
      prime: { num: 1, den: 4, arrondi: "sup" },
      articlePrime: "L272-4-1",
      scrutin: "conseil",
    },
    {
      ...PLM,
      id: "PLM-ARRONDISSEMENT-2026",
      du: "2026-03-15",
      territoires: SECTEURS,
      texte: "Code électoral, L261, L262 et L271 (loi n° 2025-795 du 11 août 2025) : conseillers d'arrondissement",
      articles: ["L261", "L262", "L264", "L271"],
      scrutin: "arrondissement",
    },
  ],
  manquants: [
    {
      du: "1983-03-06",
      au: "1989-03-12",
      territoires: MARSEILLE,
      manque: "le tableau n° 4 avant la loi n° 87-509 du 9 juillet 1987 : les secteurs de Marseille en 1983",
    },
  ],
  decider(d, regle) {
    const refus = horsSecteur(d.contest, regle);
    if (refus !== undefined) return d.refuser(refus);
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d, regle);
      return "code" in sieges ? sieges : remplirCommune(regle, sieges);
    });
  },
  // A secteur of one seat has no bonus there: its larger body tells who leads, and has a seat for whoever has one in the other.
  deciderComplet(d, regle) {
    const refus = horsSecteur(d.contest, regle);
    if (refus !== undefined) return d.refuser(refus);
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d, regle);
      if ("code" in sieges) return sieges;
      const { conseil = 0, arrondissement = conseil } = sieges;
      return unConseil(regle, arrondissement);
    });
  },
  certifier: certifierListe,
};
