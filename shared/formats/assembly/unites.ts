import type { DossierUnite } from "../../contracts/dossier.ts";
import { departementOf } from "../../territory/codes.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../../territory/departements.ts";
import { circonscriptionEuropeenne } from "../../territory/europe.ts";
import type { Level, ResultRow } from "../result-rows.ts";

/** Where the seats of each type of election are filled, told from a row's territory. */

/** A unite as far as its territory tells. */
export type Territory = Pick<DossierUnite, "code" | "nom" | "type" | "loi">;

/** The day from which the whole nation elects its representatives to the European Parliament (loi n° 2018-509). */
const EUROPE_WHOLE_SINCE = "2018-06-27";

/** Types decided by the whole country. */
const NATIONAL: ReadonlySet<string> = new Set(["presidentielle", "referendum"]);

/** Whether the whole country is the unite. */
export const isNational = (type: string, premierTour: string): boolean =>
  NATIONAL.has(type) || (type === "europeennes" && premierTour >= EUROPE_WHOLE_SINCE);

/** Collectivités that are one unite, by the type that elects their assembly. */
const ASSEMBLIES: Readonly<Record<string, readonly [code: string, nom: string]>> = {
  corse: ["94", "Corse"],
  guyane: ["973", "Guyane"],
  martinique: ["972", "Martinique"],
  mayotte: ["976", "Mayotte"],
  "saint-barthelemy": ["977", "Saint-Barthélemy"],
  "saint-martin": ["978", "Saint-Martin"],
  "saint-pierre-et-miquelon": ["975", "Saint-Pierre-et-Miquelon"],
  polynesie: ["987", "Polynésie française"],
};

/** Régions whose assembly another type of election fills, since when, and the code of its unite. */
const REGIONS_APART: Readonly<Record<string, { readonly loi: string; readonly since: string }>> = {
  "94": { loi: "corse", since: "0000" },
  "03": { loi: "guyane", since: "2015-12-06" },
  "02": { loi: "martinique", since: "2015-12-06" },
};

/** What a row must name of its territory for its unite to be known. */
const NEEDED: Readonly<Record<string, "circonscription" | "canton" | "commune">> = {
  legislatives: "circonscription",
  departementales: "canton",
  cantonales: "canton",
  "metropole-lyon": "circonscription",
  municipales: "commune",
  "municipales-sections": "commune",
};

/** The column without which a row of that type has no unite; `undefined`: the département is enough. */
export const neededBy = (type: string): "circonscription" | "canton" | "commune" | undefined => NEEDED[type];

/** From the smallest to the largest; `secteur` and `commune` stand side by side. */
export const LEVELS: readonly (readonly Level[])[] = [
  ["bureau"],
  ["commune", "secteur"],
  ["canton"],
  ["circonscription"],
  ["departement"],
  ["region"],
];

export const ordinal = (number: number): string => `${number}${number === 1 ? "re" : "e"}`;

/** The unite of a row, `null` where the nation decides or the row does not name it. */
export function territoryOf(row: ResultRow, type: string, premierTour: string): Territory | null {
  const { territoire } = row;
  const departement = departementOfRow(row);
  if (isNational(type, premierTour)) return null;
  const assembly = ASSEMBLIES[type];
  if (assembly !== undefined) return { code: assembly[0], nom: assembly[1], type: "collectivite" };
  switch (type) {
    case "legislatives":
    case "metropole-lyon":
      return circonscription(departement, territoire.circonscription);
    case "departementales":
    case "cantonales":
      if (departement === null || territoire.canton === null) return null;
      return { code: departement + territoire.canton.padStart(2, "0"), nom: cantonName(row), type: "canton" };
    case "regionales":
      return region(
        territoire.region ?? (departement === null ? null : regionOf(departement, premierTour)),
        premierTour,
      );
    case "europeennes":
      return departement === null ? null : circonscriptionEuropeenne(departement);
    case "municipales":
      return municipality(row);
    default:
      if (departement === null) return null;
      return { code: departement, nom: DEPARTEMENTS.get(departement)?.nom ?? departement, type: "departement" };
  }
}

/** INSEE code of a row's département; Saint-Martin and Saint-Barthélemy together are counted under the latter. */
export function departementOfRow({ territoire: { departement, commune } }: ResultRow): string | null {
  if (commune !== null) return departementOf(commune);
  return departement === "ZX" ? "977" : departement;
}

/** Code of a circonscription législative: one of the islands' two départements names it. */
function circonscription(departement: string | null, number: string | null): Territory | null {
  if (departement === null || number === null) return null;
  const islands = departement === "977" || departement === "978";
  const nom = islands ? "Saint-Barthélemy et Saint-Martin" : (DEPARTEMENTS.get(departement)?.nom ?? departement);
  return {
    code: (islands ? "977" : departement) + number.padStart(2, "0"),
    nom: `${nom}, ${ordinal(Number(number))} circonscription`,
    type: "circonscription",
  };
}

const cantonName = ({ level, territoire: { nom, canton } }: ResultRow): string =>
  level === "canton" && nom !== "" ? nom : `Canton n° ${Number(canton)}`;

function region(code: string | null, premierTour: string): Territory | null {
  if (code === null) return null;
  const nom = regionsAt(premierTour).find((one) => one.code === code)?.nom ?? code;
  const apart = REGIONS_APART[code];
  return { code, nom, type: "region", ...(apart !== undefined && premierTour >= apart.since && { loi: apart.loi }) };
}

/** Paris, Lyon and Marseille vote by secteur where the file says so, or by the whole city. */
function municipality({ territoire: { commune: code, secteur, nom } }: ResultRow): Territory | null {
  if (code === null) return null;
  return secteur === null ? { code, nom, type: "commune" } : { code: code + secteur, nom, type: "secteur" };
}
