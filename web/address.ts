import { departementOf } from "#shared/territory/codes.ts";
import type { Language } from "./words/format.ts";

/**
 * Where the reader is, as the query of an address: `?run=…&departement=59`. A query needs nothing of who serves the page: a
 * static bucket answers its index, the local server renders the page asked for.
 */

/** What a page is about. */
export type Place =
  | { readonly kind: "france" }
  | { readonly kind: "region"; readonly code: string }
  | { readonly kind: "departement"; readonly code: string }
  /** A commune, or an arrondissement of Paris, Lyon or Marseille. */
  | { readonly kind: "commune"; readonly code: string }
  /** Where seats are filled: circonscription, canton, secteur… */
  | { readonly kind: "unite"; readonly departement: string; readonly code: string };

/** What the map shows. */
export const METRICS = ["tete", "avance", "participation", "avancement", "evolution"] as const;
export type Metric = (typeof METRICS)[number];

export interface Address {
  readonly language: Language;
  /** `null`: the last created. */
  readonly run: string | null;
  readonly place: Place;
  /** Hash of a past national document: the page as it was then. */
  readonly at: string | null;
  /** A run to compare with. */
  readonly against: string | null;
  readonly metric: Metric;
}

const RUN = /^[0-9A-Za-z_][0-9A-Za-z_.-]{0,99}$/;
const CODE = /^[0-9A-Za-z-]{1,20}$/;
const HASH = /^[0-9a-f]{64}$/;

/** Reads a query. What is not of the expected shape is as if it were not there. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const valid = (name: string, shape: RegExp): string | null => {
    const value = query.get(name);
    return value !== null && shape.test(value) ? value : null;
  };
  return {
    language: query.get("lang") === "en" ? "en" : "fr",
    run: valid("run", RUN),
    place: placeOf(valid("region", CODE), valid("departement", CODE), valid("commune", CODE), valid("unite", CODE)),
    at: valid("instant", HASH),
    against: valid("avec", RUN),
    metric: METRICS.find((metric) => metric === query.get("carte")) ?? "tete",
  };
}

function placeOf(
  region: string | null,
  departement: string | null,
  commune: string | null,
  unite: string | null,
): Place {
  if (commune !== null) return { kind: "commune", code: commune };
  if (departement !== null && unite !== null) return { kind: "unite", departement, code: unite };
  if (departement !== null) return { kind: "departement", code: departement };
  return region === null ? { kind: "france" } : { kind: "region", code: region };
}

/** The département whose document tells of a place; `null`: none does. */
export function departementOfPlace(place: Place): string | null {
  switch (place.kind) {
    case "france":
    case "region":
      return null;
    case "departement":
      return place.code;
    case "commune":
      return departementOf(place.code);
    case "unite":
      return place.departement;
  }
}

/** The query that leads to an address, `?` at least. */
export function queryOf({ language, run, place, at, against, metric }: Address): string {
  const values: Readonly<Record<string, string | null>> = {
    run,
    ...placeValues(place),
    instant: at,
    avec: against,
    carte: metric === "tete" ? null : metric,
    lang: language === "fr" ? null : language,
  };
  return `?${new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null))}`;
}

const placeValues = (place: Place): Readonly<Record<string, string>> => {
  switch (place.kind) {
    case "france":
      return {};
    case "unite":
      return { departement: place.departement, unite: place.code };
    default:
      return { [place.kind]: place.code };
  }
};
