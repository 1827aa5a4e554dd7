import type { DossierHead } from "../contracts/dossier.ts";
import { arrondissementsOf, departementOf, sourceCodes } from "../territory/codes.ts";
import { DEPARTEMENTS } from "../territory/departements.ts";
import type { CommuneId, DepartementId, RegionId } from "./model-2017.ts";

/** The codes of the press tree of 2017, from INSEE's. What no source establishes is named in docs/press.md. */

/** A département of the tree: its codes, and the départements of the dossier that it gathers (`ZX`: 977 and 978). */
export interface PressPlace {
  readonly id: DepartementId;
  readonly region: RegionId;
  readonly members: readonly string[];
  /** The French abroad: no communes, and nothing before all of it is complete (PUB-12). */
  readonly abroad: boolean;
}

/** The collectivités outside any région and the French abroad stand under this one, which has no file of its own. */
export const NO_REGION: RegionId = { code: "00", code3: "000", nom: "Hors région" };

const ABROAD = "ZZ";
/** What the ministry calls otherwise than INSEE. */
const NAMES: Readonly<Record<string, string>> = { ZX: "Saint-Martin/Saint-Barthélemy" };
const REGION_NAMES: Readonly<Record<string, string>> = { "Auvergne-Rhône-Alpes": "Auvergne et Rhône-Alpes" };

/** The départements of a dossier as the tree has them, by région and code (the order of the index). */
export function pressPlaces(head: DossierHead): PressPlace[] {
  const regions = new Map(head.regions.map(({ code, nom }) => [code, nom]));
  const places = new Map<string, PressPlace>();
  for (const { code, nom, region } of head.departements) {
    const source = DEPARTEMENTS.get(code)?.codeSource ?? code;
    const known = places.get(source);
    const place: PressPlace = known
      ? { ...known, members: [...known.members, code] }
      : {
          id: departementId(source, code, nom),
          region: region === null ? NO_REGION : regionId(region, regions.get(region) ?? region),
          members: [code],
          abroad: source === ABROAD,
        };
    places.set(source, place);
  }
  return [...places.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({ id, region }: PressPlace): string => `${region.code3} ${id.code3}`;

const regionId = (code: string, nom: string): RegionId => ({
  code,
  code3: code.padStart(3, "0"),
  nom: REGION_NAMES[nom] ?? nom,
});

function departementId(source: string, code: string, nom: string): DepartementId {
  const codeMin = source === ABROAD ? "99" : code;
  return { code: source, codeMin, code3: codeMin.padStart(3, "0"), nom: NAMES[source] ?? nom };
}

/** `97601` → `501`, `01001` → `001`: the ministry's code of a commune within its département. */
export const communeId = (code: string, nom: string): CommuneId => ({ code: sourceCodes(code).commune, nom });

/** The cities whose arrondissements are published as communes, by the code of their département. */
const CITIES: Readonly<Record<string, { readonly code: string; readonly nom: string }>> = {
  "13": { code: "13055", nom: "Marseille" },
  "69": { code: "69123", nom: "Lyon" },
  "75": { code: "75056", nom: "Paris" },
};

/** `75101` → `056AR01`, « Paris 1er arrondissement ». */
export function arrondissementId(code: string): CommuneId {
  const city = CITIES[departementOf(code)];
  const number = city ? arrondissementsOf(city.code).indexOf(code) + 1 : 0;
  if (!city || number === 0) throw new Error(`not an arrondissement of Paris, Lyon or Marseille: ${code}`);
  return {
    code: `${city.code.slice(2)}AR${String(number).padStart(2, "0")}`,
    nom: `${city.nom} ${number === 1 ? "1er" : `${number}eme`} arrondissement`,
  };
}

/** The eight secteurs of Marseille, as pairs of arrondissements (table of L261: the same since 1987). */
const SECTEURS: readonly (readonly [number, number])[] = [
  [1, 7],
  [2, 3],
  [4, 5],
  [6, 8],
  [9, 10],
  [11, 12],
  [13, 14],
  [15, 16],
];

/** A part of a commune or of a département that is the sum of others, by their INSEE codes. */
export interface Gathering extends CommuneId {
  readonly members: readonly string[];
}

/** Marseille's secteurs, `055SR01` on; none elsewhere. */
export const secteursOf = (departement: string): readonly Gathering[] =>
  departement === "13"
    ? SECTEURS.map((pair, i) => ({
        code: `055SR0${i + 1}`,
        nom: `Marseille Secteur ${i + 1}`,
        members: pair.map((number) => String(13_200 + number)),
      }))
    : [];

/** Communes of the métropole de Lyon since it was made in 2015 (INSEE, EPCI 200046977), Pierre-Bénite among them. */
export const METROPOLE_DE_LYON: ReadonlySet<string> = new Set(
  (
    "003 029 033 034 040 044 046 063 068 069 071 072 081 085 087 088 089 091 096 100 116 117 123 127 142 143 149 152 " +
    "153 163 168 191 194 199 202 204 205 207 233 244 250 256 259 260 266 271 273 275 276 278 279 282 283 284 286 290 " +
    "292 293 296"
  )
    .split(" ")
    .map((code) => `69${code}`),
);

/** The Rhône's two sections over its communes, each commune in exactly one (PUB-15); none elsewhere. */
export const sectionsOf = (departement: string, communes: readonly string[]): readonly Gathering[] =>
  departement === "69"
    ? [
        {
          code: "8469D",
          nom: "Rhone hors métropole de Lyon",
          members: communes.filter((code) => !METROPOLE_DE_LYON.has(code)),
        },
        {
          code: "8469M",
          nom: "Métropole de Lyon",
          members: communes.filter((code) => METROPOLE_DE_LYON.has(code)),
        },
      ]
    : [];
