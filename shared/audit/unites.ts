/** A row of an official file as a contest of the law: what it decides, and what the file says was decided. */
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import type { Attribution, Level, ResultRow } from "#shared/formats/result-rows.ts";
import type { Tour } from "./scrutins.ts";

/** A body as the file fills it: seats of each candidature, in the row's order. */
export interface CorpsOfficiel {
  readonly corps: "conseil" | "arrondissement" | "communautaire";
  readonly sieges: readonly number[];
}

/** A unite to compare: its contest, and the file's own word. */
export interface Unite {
  readonly contest: Contest;
  /** Whether seats are told body by body; else only who is elected. */
  readonly corps: readonly CorpsOfficiel[];
  /** Whether each candidature is elected, by the file. */
  readonly elus: readonly boolean[];
  /** Whether each stood in round 2, by the file of round 1; empty when it does not say. */
  readonly qualifies: readonly boolean[];
}

/** Why a row is not compared with the law. */
export type Motif = "niveau" | "sans-elus" | "sans-comptes" | "sieges-illisibles" | "anomalie";

/** The level at which each type fills its seats. */
const NIVEAUX: Readonly<Record<string, readonly Level[]>> = {
  presidentielle: ["france"],
  legislatives: ["circonscription"],
  municipales: ["commune", "secteur"],
  cantonales: ["canton"],
  departementales: ["canton"],
  regionales: ["region"],
  europeennes: ["france"],
};

/** Populations that choose the ballot where the file's own layout already tells it: by list, by name. */
const PAR_LISTE = 5_000;
const PAR_NOM = 90;
/** Seats of a council that round 1 did not fill: its status does not depend on them. */
const CONSEIL_NON_POURVU = 29;

const somme = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);

/** The contest of a row, or why there is none. Candidatures are named by their place, `0`, `1`, … */
export function uniteDe(row: ResultRow, tour: Tour): Unite | Motif {
  const { attributions, counts, level } = row;
  if (!(NIVEAUX[tour.type] ?? []).includes(level)) return "niveau";
  if (attributions === null || row.candidatures.length === 0) return "sans-elus";
  if (row.anomalies.length > 0) return "anomalie";
  const parNom = tour.type === "municipales" && estParNom(row);
  // In round 2, who has more voix than whom says it all where persons are voted for.
  if (counts === null && !(parNom && tour.tour === 2)) return "sans-comptes";
  const elus = attributions.map(({ elu, sieges }) => elu === true || (sieges ?? 0) > 0);
  if (parNom && tour.tour === 2 && !elus.includes(true)) return "sans-elus";
  const corps = parNom ? [] : corpsDe(row, tour, attributions);
  if (!parNom && LISTES.has(tour.type) && elus.includes(true) && corps.length === 0) return "sieges-illisibles";
  const most = somme(row.voix);
  const qualifies = attributions.map(({ qualifie }) => qualifie === true);
  return {
    elus,
    corps,
    qualifies: qualifies.includes(true) ? qualifies : [],
    contest: {
      type: tour.type,
      date: tour.date,
      premierTour: tour.premierTour,
      tour: tour.tour,
      inscrits: Math.max(1, counts?.inscrits ?? most),
      exprimes: counts?.exprimes ?? most,
      ...stakes(row, tour, corps, elus, parNom),
      candidatures: row.voix.map((voix, place): ContestCandidature => ({ id: String(place), voix })),
    },
  };
}

/** Types whose seats go to lists: a mark without a number of seats says nothing of them. */
const LISTES: ReadonlySet<string> = new Set(["municipales", "regionales", "europeennes"]);

const estParNom = ({ mode, candidatures }: ResultRow): boolean =>
  mode === null ? candidatures.every(({ liste }) => liste === null) : mode === "MAJ";

/** Paris, Lyon and Marseille: their secteurs elect two bodies. */
const VILLES: ReadonlySet<string | null> = new Set(["75056", "69123", "13055"]);
const estSecteurDeVille = ({ level, territoire }: ResultRow): boolean =>
  level === "secteur" && VILLES.has(territoire.commune);

/** The bodies that the row fills with numbers of seats. */
function corpsDe(row: ResultRow, { type }: Tour, attributions: readonly Attribution[]): readonly CorpsOfficiel[] {
  if (!LISTES.has(type) || attributions.some(({ elu, sieges }) => elu === true && sieges === null)) return [];
  const champs = [
    ["conseil", "sieges"],
    ...(estSecteurDeVille(row) ? ([["arrondissement", "siegesSecteur"]] as const) : []),
    ["communautaire", "siegesCC"],
  ] as const;
  return champs
    .map(([corps, champ]) => ({ corps, sieges: attributions.map((one) => one[champ] ?? 0) }))
    .filter(({ sieges }) => somme(sieges) > 0);
}

/** What chooses the rules and the number of seats. */
function stakes(
  row: ResultRow,
  { type, tour }: Tour,
  corps: readonly CorpsOfficiel[],
  elus: readonly boolean[],
  parNom: boolean,
): Partial<Contest> {
  const { territoire, level } = row;
  const places = (which: CorpsOfficiel["corps"]): number =>
    somme(corps.find((one) => one.corps === which)?.sieges ?? []);
  if (type === "legislatives") return { territoire: territoire.departement ?? "" };
  if (type === "regionales")
    return { territoire: territoire.region ?? "", ...(corps.length > 0 && { sieges: places("conseil") }) };
  if (type === "europeennes") return corps.length > 0 ? { sieges: places("conseil") } : {};
  if (type !== "municipales") return {};
  const commune = territoire.commune ?? "";
  if (parNom)
    return { territoire: commune, population: PAR_NOM, ...(tour === 2 ? { sieges: somme(elus.map(Number)) } : {}) };
  const [arrondissement, communautaire] = [places("arrondissement"), places("communautaire")];
  const ville = estSecteurDeVille(row);
  return {
    ...(level === "secteur" && !ville
      ? { type: "municipales-sections", population: 25_000 }
      : { population: PAR_LISTE }),
    territoire: ville ? `${commune}${territoire.secteur}` : commune,
    ...(ville && places("conseil") === 0 ? {} : { sieges: places("conseil") || CONSEIL_NON_POURVU }),
    ...(arrondissement > 0 && { siegesArrondissement: arrondissement }),
    ...(communautaire > 0 && { siegesCommunautaires: communautaire }),
  };
}
