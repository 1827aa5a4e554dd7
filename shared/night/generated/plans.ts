import type { DossierUnite } from "../../contracts/dossier.ts";
import type { ElectionType } from "../../contracts/election-names.ts";
import { conseillersMunicipaux } from "../../law/tables.ts";
import { senateurs } from "../../law/tables-senat.ts";
import { circonscriptionsLegislatives, ISLANDS_CIRCONSCRIPTION } from "../../territory/circonscriptions.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../../territory/departements.ts";
import { circonscriptionEuropeenne } from "../../territory/europe.ts";
import { apportion } from "../scenarios/apportion.ts";
import type { Place } from "../scenarios/places.ts";
import type { BallotPlan } from "./people.ts";

/** How each type of election divides the territory, and what is at stake in each unite. Boundaries below the commune are invented. */

/** A place, where it votes. */
export interface Placed extends Place {
  readonly departement: string;
  readonly section?: string;
}

/** A unite and what is at stake in it, its candidatures to be invented. */
export type PlannedUnite = Omit<DossierUnite, "candidatures" | "partagee"> & { readonly ballot: BallotPlan };

export interface Plan {
  /** Départements where it is held. */
  readonly held: (departement: string, date: string) => boolean;
  /** Cuts a département into unites: their code by place, in order. Left out: the whole nation is one. */
  readonly divide?: (places: readonly Placed[], date: string) => readonly string[];
  /** Where lists have sections, that of each place. */
  readonly section?: (places: readonly Placed[]) => readonly string[];
  /** What is at stake in a unite (or the nation), from all its places. */
  readonly unite: (code: string, places: readonly Placed[], date: string) => PlannedUnite;
}

const persons = (candidatures: number): BallotPlan => ({ style: "personne", candidatures, noms: 0, nuances: true });
const lists = (candidatures: number, noms = 0): BallotPlan => ({ style: "liste", candidatures, noms, nuances: true });
const answers: BallotPlan = { style: "reponse", candidatures: 2, noms: 0, nuances: false };

const everywhere = (): boolean => true;
const only =
  (...codes: readonly string[]) =>
  (departement: string): boolean =>
    codes.includes(departement);
const except =
  (...codes: readonly string[]) =>
  (departement: string): boolean =>
    !codes.includes(departement);

/** Collectivités without départements' or communes' common law, and the French abroad. */
const APART = ["975", "977", "978", "986", "987", "988", "ZZ"] as const;
const NEW_REGIONS = "2015-12-06";

const populationOf = (places: readonly Placed[]): number => places.reduce((sum, { population }) => sum + population, 0);
const nameOf = (departement: string): string => DEPARTEMENTS.get(departement)!.nom;
const two = (number: number): string => String(number).padStart(2, "0");
const ordinal = (number: number): string => `${number}${number === 1 ? "re" : "e"}`;

/** As many unites as `size` inhabitants make, one at least. */
const grouped =
  (size: number): NonNullable<Plan["divide"]> =>
  (places) =>
    cut(places, Math.max(1, Math.round(populationOf(places) / size)));

/** The circonscriptions of the députés: as many as the law gives the département. */
const circonscriptions: NonNullable<Plan["divide"]> = (places) => {
  const count = circonscriptionsLegislatives(places[0]!.departement);
  return count === 0 ? places.map(() => ISLANDS_CIRCONSCRIPTION) : cut(places, count);
};

/**
 * Cuts places that follow each other into so many unites, numbered without a gap. One that is larger than its share has a unite of
 * its own, and those after it share what is left.
 */
function cut(places: readonly Placed[], wanted: number): string[] {
  const unites = Math.min(99, places.length, wanted);
  /** Of the unites that are not full yet, the one being filled included. */
  let remaining = populationOf(places);
  let rank = 0;
  let filled = 0;
  let members = 0;
  return places.map(({ departement, population }, position) => {
    const after = unites - 1 - rank;
    // Closer to its share without this place than with it.
    const full = (2 * filled + population) * (after + 1) > 2 * remaining;
    if (after > 0 && members > 0 && (full || places.length - position === after)) {
      remaining -= filled;
      rank += 1;
      filled = 0;
      members = 0;
    }
    filled += population;
    members += 1;
    return departement + two(rank + 1);
  });
}

const one =
  (code: string): NonNullable<Plan["divide"]> =>
  (places) =>
    places.map(() => code);

/** Consecutive places of a collectivité in sections of that name; places of `own` in a section of theirs. */
const inSections =
  (names: readonly string[], own: Readonly<Record<string, string>> = {}): NonNullable<Plan["section"]> =>
  (places) => {
    const others = places.filter(({ commune }) => own[commune] === undefined);
    const rank = new Map(others.map((place, i) => [place, Math.floor((i * names.length) / others.length)]));
    return places.map((place) => own[place.commune] ?? names[rank.get(place)!]!);
  };

/** An assembly elected by the whole collectivité. */
const assembly = (
  departements: readonly string[],
  code: string,
  nom: string,
  noms: number,
  section?: NonNullable<Plan["section"]>,
): Plan => ({
  held: only(...departements),
  divide: one(code),
  ...(section !== undefined && { section }),
  unite: (_code, places) => ({
    code,
    nom,
    type: "collectivite",
    sieges: 0,
    ballot: lists(4, noms),
    ...(section !== undefined && { enjeu: { populationParSection: bySection(places) } }),
  }),
});

function bySection(places: readonly Placed[]): Record<string, number> {
  const populations: Record<string, number> = {};
  for (const { section = "", population } of places) populations[section] = (populations[section] ?? 0) + population;
  return populations;
}

const uninominal = (
  style: "personne" | "binome",
  held: Plan["held"],
  divide: NonNullable<Plan["divide"]>,
  what: "circonscription" | "canton",
): Plan => ({
  held,
  divide,
  unite: (code, [first]) => ({
    code,
    nom: `${code === ISLANDS_CIRCONSCRIPTION ? "Saint-Martin et Saint-Barthélemy" : nameOf(first!.departement)}, ${what === "canton" ? `canton n° ${Number(code.slice(-2))}` : `${ordinal(Number(code.slice(-2)))} circonscription`}`,
    type: what,
    sieges: 1,
    ballot: { ...persons(4 + (Number(code.slice(-1)) % 3)), style },
  }),
});

const GUYANE = [
  "petite-couronne",
  "grande-couronne",
  "oyapock",
  "savanes",
  "haut-maroni",
  "saint-laurent",
  "basse-mana",
];
const POLYNESIE =
  "iles-du-vent-1 iles-du-vent-2 iles-du-vent-3 iles-sous-le-vent tuamotu-ouest gambier-tuamotu-est marquises australes".split(
    " ",
  );
/** Communes of the provinces of the Îles and of the Sud; the others of Nouvelle-Calédonie are in the Nord. */
const ILES: ReadonlySet<string> = new Set(["98814", "98815", "98820"]);
const SUD: ReadonlySet<string> = new Set(
  "98802 98803 98805 98806 98809 98813 98816 98817 98818 98821 98828 98829 98832".split(" "),
);
/** Circonscriptions of Wallis-et-Futuna by commune; Uvea's three districts are taken as one. */
const WALLIS: Readonly<Record<string, readonly [nom: string, sieges: number]>> = {
  "98611": ["Alo", 4],
  "98612": ["Sigave", 3],
  "98613": ["Uvea", 13],
};

/** Secteur of an arrondissement of Paris, Lyon or Marseille in the elections by secteur, as the ministry writes it. */
function secteurOf(commune: string, arrondissement: string, date: string): string {
  const number = Number(arrondissement.slice(-2)) - (commune === "69123" ? 80 : 0);
  const secteur =
    commune === "13055"
      ? Math.ceil(number / 2)
      : commune === "75056" && date >= "2020-03-15" && number <= 4
        ? 1
        : number;
  return `${commune}SR${two(secteur)}`;
}

/** Names on a list of a whole city, which has as many seats as Paris at most, and on that of a secteur, whose two councils share it. */
const NAMES_OF_CITY = 165;
const NAMES_OF_SECTEUR = 60;

/** Since March 2026 Paris, Lyon and Marseille elect their council as one (loi n° 2025-795). */
const WHOLE_CITIES = "2026-03-15";

function municipal(code: string, places: readonly Placed[], date: string): PlannedUnite {
  const [{ nom }] = places as [Placed];
  const population = populationOf(places);
  if (places[0]!.arrondissement !== undefined) {
    const whole = date >= WHOLE_CITIES;
    const arrondissement = date < "2014-03-23" ? { siegesArrondissement: 20 } : {};
    return {
      code,
      nom: whole ? nom : `${nom}, secteur ${Number(code.slice(-2))}`,
      type: whole ? "commune" : "secteur",
      sieges: 0,
      enjeu: { population, ...arrondissement },
      ballot: lists(6, whole ? NAMES_OF_CITY : NAMES_OF_SECTEUR),
    };
  }
  const sieges = conseillersMunicipaux(population, date);
  const byName = date < WHOLE_CITIES && population < (date < "2014-03-23" ? 3500 : 1000);
  const common = { code, nom, type: "commune", sieges } as const;
  if (byName) {
    const ballot = { ...persons(sieges + (population % 5)), nuances: false };
    return { ...common, panachage: true, enjeu: { population }, ballot };
  }
  const standing =
    population < 500 ? 1 + (population % 3 === 0 ? 1 : 0) : population < 3500 ? 2 : population < 10_000 ? 3 : 5;
  // Below 1,000 inhabitants the order of the tableau designates them (L273-11).
  const communautaires =
    date < "2014-03-23" || population < 1000 ? {} : { siegesCommunautaires: Math.max(1, Math.floor(sieges / 5)) };
  return {
    ...common,
    enjeu: { population, ...communautaires },
    ballot: { ...lists(standing, sieges + 2), nuances: population >= 3500 },
  };
}

/** Electors of the college of a département stand together in its prefecture. */
const COLLEGE_SIZE = 400;

const senat: Plan = {
  held: except("ZZ"),
  divide: (places) => places.map(({ departement }) => departement),
  unite: (code, _places, date) => {
    const sieges = senateurs(code)!;
    const byList = sieges >= (date < "2014-09-28" ? 4 : 3);
    return {
      code,
      nom: nameOf(code),
      type: "departement",
      sieges,
      ballot: byList ? lists(4, sieges + 2) : persons(sieges + 3),
      ...(!byList && sieges > 1 && { panachage: true }),
    };
  },
};

/** Who votes in the name of a place: one elector in so many inhabitants, when not all do. */
export const electorsOf = (type: string, population: number): number =>
  Math.max(1, Math.floor(type === "senatoriales" ? population / COLLEGE_SIZE : population * 0.7));

const answered = (held: Plan["held"], divide: NonNullable<Plan["divide"]>, type: "departement" | "commune"): Plan => ({
  held,
  divide,
  unite: (code, [first]) => ({
    code,
    nom: type === "commune" ? first!.nom : nameOf(code),
    type,
    sieges: 0,
    ballot: answers,
  }),
});

const abroad = (sieges: number): Plan => ({
  held: only("ZZ"),
  divide: grouped(50_000),
  unite: (code) => ({
    code,
    nom: `${ordinal(Number(code.slice(-2)))} circonscription consulaire (générée)`,
    type: "circonscription",
    sieges,
    ballot: lists(3, sieges + 2),
  }),
});

const byDepartement: NonNullable<Plan["divide"]> = (places) => places.map(({ departement }) => departement);
const byCommune: NonNullable<Plan["divide"]> = (places) => places.map(({ commune }) => commune);

/** The plan of each type; those that are left out are elected by councils, or their articles were not read. */
export const PLANS: Readonly<Record<ElectionType, Plan>> = {
  presidentielle: { held: everywhere, unite: (code) => nation(code, persons(8)) },
  referendum: { held: everywhere, unite: (code) => nation(code, answers) },
  europeennes: {
    held: everywhere,
    divide: (places, date) =>
      places.map(({ departement }) => (date >= "2018-06-27" ? "" : circonscriptionEuropeenne(departement)!.code)),
    unite: (code, [first], date) =>
      code === ""
        ? nation(code, lists(12, date >= "2024-06-09" ? 81 : 79))
        : { ...circonscriptionEuropeenne(first!.departement)!, sieges: 0, ballot: lists(9, 15) },
  },
  legislatives: uninominal("personne", everywhere, circonscriptions, "circonscription"),
  departementales: uninominal("binome", except("75", "2A", "2B", "972", "973", ...APART), grouped(33_000), "canton"),
  cantonales: uninominal("personne", except("75", "972", "973", ...APART), grouped(16_000), "canton"),
  municipales: {
    held: except(...APART.filter((code) => code !== "975")),
    divide: (places, date) =>
      places.map(({ commune, arrondissement }) =>
        arrondissement === undefined || date >= WHOLE_CITIES ? commune : secteurOf(commune, arrondissement, date),
      ),
    unite: municipal,
  },
  "metropole-lyon": {
    held: only("69"),
    divide: (places) => grouped(Math.ceil(populationOf(places) / 14))(places, "").map((code) => `69M${code.slice(-2)}`),
    unite: (code) => ({
      code,
      nom: `Circonscription métropolitaine n° ${Number(code.slice(-2))} (générée)`,
      type: "circonscription",
      sieges: apportion(150, Array.from<number>({ length: 14 }).fill(1))[Number(code.slice(-2)) - 1]!,
      ballot: lists(5, 14),
    }),
  },
  regionales: {
    held: (departement, date) =>
      !["2A", "2B", "976", ...APART].includes(departement) &&
      (date < NEW_REGIONS || (departement !== "972" && departement !== "973")),
    divide: (places, date) => places.map(({ departement }) => regionOf(departement, date)!),
    section: byDepartement as NonNullable<Plan["section"]>,
    unite: (code, _places, date) => ({
      code,
      nom: regionsAt(date).find((region) => region.code === code)!.nom,
      type: "region",
      sieges: 0,
      ballot: lists(7),
    }),
  },
  corse: assembly(["2A", "2B"], "94", "Corse", 65),
  guyane: assembly(["973"], "973", "Guyane", 0, inSections(GUYANE, { "97302": "cayenne" })),
  martinique: assembly(
    ["972"],
    "972",
    "Martinique",
    0,
    inSections(["centre", "nord", "sud"], { "97209": "fort-de-france" }),
  ),
  "saint-barthelemy": assembly(["977"], "977", "Saint-Barthélemy", 21),
  "saint-martin": assembly(["978"], "978", "Saint-Martin", 25),
  "saint-pierre-et-miquelon": assembly(
    ["975"],
    "975",
    "Saint-Pierre-et-Miquelon",
    0,
    inSections(["saint-pierre"], { "97501": "miquelon-langlade" }),
  ),
  polynesie: assembly(["987"], "987", "Polynésie française", 0, inSections(POLYNESIE)),
  "nouvelle-caledonie": {
    held: only("988"),
    divide: (places) =>
      places.map(({ commune }) => (ILES.has(commune) ? "988-iles" : SUD.has(commune) ? "988-sud" : "988-nord")),
    unite: (code) => ({
      code,
      nom: `Province ${code.slice(4)}`,
      type: "collectivite",
      sieges: 0,
      ballot: lists(5, 42),
    }),
  },
  "wallis-et-futuna": {
    held: only("986"),
    divide: byCommune,
    unite: (code) => {
      const [nom = code, sieges = 0] = WALLIS[code] ?? [];
      return { code, nom, type: "collectivite", sieges, ballot: lists(3, sieges) };
    },
  },
  senatoriales: senat,
  consultation: answered(everywhere, byDepartement, "departement"),
  "referendum-local": answered(except(...APART), byCommune, "commune"),
  "conseillers-francais-etranger": abroad(3),
  "assemblee-francais-etranger": abroad(2),
};

const nation = (code: string, ballot: BallotPlan): PlannedUnite => ({
  code,
  nom: "France",
  type: "collectivite",
  sieges: 0,
  ballot,
});
