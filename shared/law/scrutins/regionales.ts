/** Régionales (catalogue E11, B06): a regional bonus of a quarter, then the seats of each list among its departmental sections. */
import { certifierListe } from "../certainty.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { conseilPuisSections, type PartageEnSections } from "../methods/section-sharing.ts";
import { sectionsDe } from "../methods/sections.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { codeRegion, codeTerritoire } from "../territories.ts";
import { type Region, REGIONS_2004, REGIONS_2015 } from "../tables-regions.ts";

interface RegleRegionale extends RegleListe {
  readonly regions: Readonly<Record<string, Region>>;
  /** Least number of councillors of a département, below and from a population (L338-1 since 2015). */
  readonly minimum?: { readonly seuil: number; readonly dessous: number; readonly dessus: number };
}

/** Régions of one département: seats in list order, no section. */
const UN_DEPARTEMENT: ReadonlySet<string> = new Set(["01", "02", "03", "04"]);
/** The one département that has been below 100,000 inhabitants since the minimum exists (Lozère, 76,000). */
const PETITS_DEPARTEMENTS: ReadonlySet<string> = new Set(["48"]);
/** Corse has its own assembly; neither of its départements elects one. */
const CORSE = ["94", "2A", "2B"] as const;
const DEPARTEMENT = /^(\d\d|97\d|69[DM])$/;

const COMMUN = {
  majorite: majoriteAbsolue("L338"),
  acces: part(10, 100, "exprimes", "L346"),
  repechage: 2,
  articleAcces: "L346",
  fusion: part(5, 100, "exprimes", "L346"),
  admission: part(5, 100, "exprimes", "L338"),
  prime: { num: 1, den: 4, arrondi: "sup" },
  articleRepartition: "L338",
  articles: ["L337", "L338", "L338-1", "L346"],
} as const;

function siegesDe(d: Deliberation, regle: RegleRegionale): number | LawError {
  const { sieges, territoire } = d.contest;
  return (
    sieges ??
    regle.regions[codeRegion(territoire)]?.effectif ?? {
      code: "L-SIEGES-MANQUANTS",
      field: "sieges",
      expected: "les sièges du conseil régional, ou le code INSEE de la région dans `territoire`",
      advice: "indiquez `sieges`",
    }
  );
}

/** Minimum of each section by its population. Errors: `L-POPULATION-SECTION`. */
function minimumDe(d: Deliberation, regle: RegleRegionale, sections: readonly string[]): PartageEnSections | LawError {
  const capacites = regle.regions[codeRegion(d.contest.territoire)]?.sections;
  const partage: PartageEnSections = { article: "L338-1", capacite: (section) => capacites?.[codeTerritoire(section)] };
  const { minimum } = regle;
  if (minimum === undefined) return partage;
  const populations = d.contest.populationParSection ?? {};
  const inconnue = sections.find(
    (section) => populations[section] === undefined && !DEPARTEMENT.test(codeTerritoire(section)),
  );
  if (inconnue !== undefined)
    return {
      code: "L-POPULATION-SECTION",
      field: `populationParSection.${inconnue}`,
      expected: `la population de la section, dont dépend son minimum de ${minimum.dessous} ou ${minimum.dessus} conseillers (L338-1)`,
      advice: "indiquez-la, ou nommez les sections par le code de leur département",
    };
  const petit = (section: string): boolean => {
    const population = populations[section];
    return population === undefined ? PETITS_DEPARTEMENTS.has(codeTerritoire(section)) : population < minimum.seuil;
  };
  return { ...partage, minimum: (section) => (petit(section) ? minimum.dessous : minimum.dessus) };
}

export const regionales: Scrutin<RegleRegionale> = {
  type: "regionales",
  versions: [
    {
      ...COMMUN,
      id: "REG-2004",
      du: "2004-03-21",
      au: "2015-12-06",
      texte: "Code électoral, L335 à L346 et tableau n° 7 (loi n° 2003-327 du 11 avril 2003)",
      horsTerritoires: CORSE,
      regions: REGIONS_2004,
    },
    {
      ...COMMUN,
      id: "REG-2015",
      du: "2015-12-06",
      texte: "Code électoral, L335 à L346 et tableau n° 7 (loi n° 2015-29 du 16 janvier 2015, art. 4 à 7)",
      horsTerritoires: [...CORSE, "02", "03", "972", "973"],
      regions: REGIONS_2015,
      minimum: { seuil: 100_000, dessous: 2, dessus: 4 },
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d, regle);
      if (typeof sieges !== "number") return sieges;
      if (UN_DEPARTEMENT.has(codeRegion(d.contest.territoire))) return unConseil(regle, sieges);
      const sections = sectionsDe(d.contest);
      if ("code" in sections) return sections;
      const partage = minimumDe(d, regle, sections);
      return "code" in partage ? partage : conseilPuisSections(regle, sieges, sections, partage);
    });
  },
  // The bonus does not depend on the sections, nor does having a seat.
  deciderComplet(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const sieges = siegesDe(d, regle);
      return typeof sieges === "number" ? unConseil(regle, sieges) : sieges;
    });
  },
  certifier: certifierListe,
};
