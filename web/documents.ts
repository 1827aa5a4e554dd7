import type { BureauxDocument, DepartementDocument } from "#shared/documents/departement.ts";
import type { DirectDocument, Nation } from "#shared/documents/direct.ts";
import type { RegionDocument, UnitesOutcome } from "#shared/documents/national.ts";
import { departementOfPlace, type Place } from "./address.ts";

/** What the site reads, as published. */
export type { BureauxDocument, DepartementDocument, RegionDocument };

/** The national document: whole, or as it is followed live. */
export type FranceDocument = Nation & Partial<Pick<DirectDocument, "france">>;

/** A run that may be followed: a row of `runs/index.json` or of `GET /api/v1/public/runs`, which tells more. */
export interface PublicRun {
  readonly run: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly scrutin: string;
  /** The arrival curve so far: pairs [virtual instant ms, bureaux counted]. */
  readonly curve?: readonly (readonly [instant: number, counted: number])[];
}

/** Every document that a page shows: those of one publication. */
export interface Documents {
  readonly france: FranceDocument;
  readonly region: RegionDocument | null;
  readonly departement: DepartementDocument | null;
  readonly bureaux: BureauxDocument | null;
}

/** A région that is itself a unite, as for its council, has its candidatures in the documents of its départements: the first says them. */
function councilOf({ outcome, departements }: FranceDocument, place: Place): string | null {
  if (place.kind !== "region" || outcome === undefined || !("partagees" in outcome)) return null;
  const shared = outcome.partagees.find((one) => one.outcome.id === place.code)?.departements[0];
  const inside = departements.filter(({ region }) => region === place.code);
  return shared ?? (inside.length === 1 ? inside[0]!.code : null);
}

/**
 * A night that is held in one département alone, or that has one unite, is told on its first page: the document of which
 * département says it. `null`: the nation tells itself.
 */
export function homeOf({ departements, outcome }: FranceDocument): string | null {
  const [only, ...others] = departements;
  if (only !== undefined && others.length === 0) return only.code;
  return outcome !== undefined && "statuts" in outcome && unitesOf(outcome) === 1
    ? (outcome.partagees[0]?.departements[0] ?? null)
    : null;
}

const unitesOf = ({ statuts }: UnitesOutcome): number => Object.values(statuts).reduce((sum, count) => sum + count, 0);

/** Whether the national document as it is followed live says all that a page needs. */
export const tellsItself = (france: FranceDocument, { kind }: Place): boolean =>
  kind === "france" &&
  france.departements.length > 1 &&
  !(france.outcome !== undefined && "statuts" in france.outcome && unitesOf(france.outcome) === 1);

/** Whether a page lists bureaux, and so needs the document of them. */
const listsBureaux = ({ kind }: Place): boolean => kind === "commune" || kind === "unite";

/**
 * The documents of a place that a national document names, by their hash: sums agree along them. Under embargo it names none.
 * @param read a document of that run by its hash; `null`: it is not there.
 */
export async function documentsOf(
  france: FranceDocument,
  place: Place,
  read: (sha256: string) => Promise<unknown>,
): Promise<Documents> {
  const code = place.kind === "france" ? homeOf(france) : (departementOfPlace(place) ?? councilOf(france, place));
  const row = france.departements.find((one) => one.code === code);
  const region = place.kind === "region" ? france.regions.find((one) => one.code === place.code) : undefined;
  // What lies under a hash that a published document names is of the kind that it names.
  const named = async <T>(sha256: string | undefined): Promise<T | null> =>
    sha256 === undefined ? null : ((await read(sha256)) as T | null);
  const [regionDocument, departement, bureaux] = await Promise.all([
    named<RegionDocument>(region?.object),
    named<DepartementDocument>(row?.object),
    named<BureauxDocument>(listsBureaux(place) ? row?.bureauxObject : undefined),
  ]);
  return { france, region: regionDocument, departement, bureaux };
}
