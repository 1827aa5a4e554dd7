/** Assemblée de Guyane (catalogue E13, B08): the leader of the whole has a bonus in each section, where averages share the rest. */
import { certifierListe } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { LawError } from "../errors.ts";
import { prime, siegesSousPrime } from "../methods/bonus.ts";
import { siegesSelonPopulation } from "../methods/populations.ts";
import { parVoixDeSection } from "../methods/section-bodies.ts";
import { sectionsDuTableau } from "../methods/sections.ts";
import { majoriteAbsolue, part } from "../methods/thresholds.ts";
import { deciderListeSelon, type RegleListe, type Remplir, unConseil } from "../methods/two-round-list.ts";
import type { Scrutin } from "../scrutin.ts";
import { reconnaitre } from "../territories.ts";

type ParSection = Readonly<Record<string, number>>;

/** Seats of each section, and those of them that are the bonus. */
interface Places {
  readonly sieges: ParSection;
  readonly primes: ParSection;
}

interface RegleGuyane extends RegleListe {
  readonly prime: NonNullable<RegleListe["prime"]>;
  /** The tables of L558-3 and L558-4; left out where the law computes them from the populations. */
  readonly places?: Places;
}

const PLACES_2011: Places = {
  sieges: {
    cayenne: 12,
    "petite-couronne": 10,
    "grande-couronne": 3,
    oyapock: 3,
    savanes: 7,
    "haut-maroni": 5,
    "saint-laurent": 8,
    "basse-mana": 3,
  },
  primes: {
    cayenne: 2,
    "petite-couronne": 2,
    "grande-couronne": 1,
    oyapock: 1,
    savanes: 1,
    "haut-maroni": 1,
    "saint-laurent": 2,
    "basse-mana": 1,
  },
};

const COMMUN = {
  majorite: majoriteAbsolue("L558-4"),
  acces: part(10, 100, "exprimes", "L558-19"),
  repechage: 2,
  articleAcces: "L558-19",
  fusion: part(5, 100, "exprimes", "L558-19"),
  admission: part(5, 100, "exprimes", "L558-4"),
  articleRepartition: "L558-4",
  articles: ["L558-2", "L558-3", "L558-4", "L558-19"],
} as const;

const somme = (values: ParSection): number => Object.values(values).reduce((sum, one) => sum + one, 0);

/** Members of the assembly by the population of Guyane (L558-2). */
const effectif = (population: number): number => (population > 299_999 ? 61 : population > 249_999 ? 55 : 51);

const manque = (field: string, expected: string): LawError => ({
  code: "L-POPULATION-SECTION",
  field,
  expected,
  advice: "les sièges et la prime de chaque section en dépendent",
});

/** The eight sections (L558-3), by their names in the table. */
const SECTIONS = Object.keys(PLACES_2011.sieges);

/** Numbers given by section, under the names of the table. Errors: `L-SECTIONS` (one is missing, unknown, or given twice). */
function auTableau(field: string, donnes: ParSection): ParSection | LawError {
  const connus = Object.entries(donnes).map(([code, nombre]) => [reconnaitre(code, SECTIONS), nombre] as const);
  const noms = new Set(connus.map(([nom]) => nom));
  return noms.size === SECTIONS.length && connus.length === SECTIONS.length && !noms.has(undefined)
    ? Object.fromEntries(connus)
    : {
        code: "L-SECTIONS",
        field,
        expected: `un nombre pour chacune des sections ${SECTIONS.join(", ")} (L558-3)`,
        advice: "chacune une fois, par son nom ou par son rang dans le tableau",
      };
}

/** What a value read gives, unless it is an error. */
const estErreur = (lu: ParSection | LawError | undefined): lu is LawError =>
  lu !== undefined && typeof lu["code"] === "string";

/**
 * Seats and bonus of each section: the tables of the law, or its computation on the populations; the seats of the prefect's decree are taken
 * as given. Errors: `L-POPULATION-SECTION`, `L-SECTIONS`, `L-SIEGES-PRIME`.
 */
function placesDe(contest: Contest, regle: RegleGuyane): Places | LawError {
  const { siegesParSection, populationParSection } = contest;
  const decret = siegesParSection && auTableau("siegesParSection", siegesParSection);
  if (estErreur(decret)) return decret;
  const populations = populationParSection && auTableau("populationParSection", populationParSection);
  if (estErreur(populations)) return populations;
  const places =
    regle.places === undefined
      ? placesSelonPopulations(contest, regle, decret, populations)
      : { ...regle.places, ...(decret === undefined ? {} : { sieges: decret }) };
  if ("code" in places) return places;
  const manquants = SECTIONS.map((nom) =>
    siegesSousPrime(places.primes[nom]!, places.sieges[nom]!, `siegesParSection.${nom}`, "L558-4"),
  );
  return manquants.find((erreur) => erreur !== undefined) ?? places;
}

/** Since 24 December 2020: members by the population of the whole, shared among the sections by theirs; and so the bonus. */
function placesSelonPopulations(
  { population }: Contest,
  regle: RegleGuyane,
  decret: ParSection | undefined,
  populations: ParSection | undefined,
): Places | LawError {
  if (populations === undefined)
    return manque("populationParSection", "la population municipale de chaque section (L558-3, L558-4)");
  const total = effectif(population ?? somme(populations));
  const sieges = decret ?? siegesSelonPopulation(populations, total, 3);
  const primes = siegesSelonPopulation(populations, prime(regle.prime, sieges ? somme(sieges) : total), 1);
  return sieges === undefined || primes === undefined
    ? manque(
        "populationParSection",
        "des populations qui départagent les sections : la loi compare ensuite leur croissance",
      )
    : { sieges, primes };
}

/** « La liste qui a obtenu le plus grand nombre de suffrages »: in the section, or on the whole? */
const remplirSections = (regle: RegleGuyane, { sieges, primes }: Places, codes: ReadonlyMap<string, string>): Remplir =>
  parVoixDeSection(
    regle,
    SECTIONS.map((nom) => ({ section: codes.get(nom)!, sieges: sieges[nom]!, prime: primes[nom]! })),
    (d) => d.silence("Q-13", regle.articleRepartition, []),
  );

export const guyane: Scrutin<RegleGuyane> = {
  type: "guyane",
  versions: [
    {
      ...COMMUN,
      id: "GUYANE-2015",
      du: "2015-12-06",
      au: "2020-12-24",
      texte: "Code électoral, L558-1 à L558-4 et L558-19 (loi n° 2011-884 du 27 juillet 2011)",
      prime: { fixe: 11 },
      places: PLACES_2011,
    },
    {
      ...COMMUN,
      id: "GUYANE-2021",
      du: "2020-12-24",
      texte:
        "Code électoral, L558-3 et L558-4 en vigueur le 24 décembre 2020 : sièges et prime de 20 % par les populations",
      prime: { num: 1, den: 5, arrondi: "sup" },
    },
  ],
  decider(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const places = placesDe(d.contest, regle);
      if ("code" in places) return places;
      const codes = sectionsDuTableau(d.contest, SECTIONS);
      return "code" in codes ? codes : remplirSections(regle, places, codes);
    });
  },
  // The bonus depends on the whole only; an admitted list has a seat here, and may have none in any section.
  deciderComplet(d, regle) {
    return deciderListeSelon(d, regle, () => {
      const places = placesDe(d.contest, regle);
      return "code" in places ? places : unConseil(regle, somme(places.sieges));
    });
  },
  certifier: certifierListe,
};
