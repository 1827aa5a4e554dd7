import { PressError } from "./errors.ts";
import { readScrutin, type FileForms } from "./forms.ts";
import { FILES_2017 } from "./forms-2017.ts";
import { ENVELOPE_2026, FILES_2024, FILES_2026 } from "./forms-2024.ts";
import { FILES_CANTONS, type DocumentCantons } from "./forms-cantons.ts";
import { FILES_CIRCONSCRIPTIONS, type DocumentCirconscriptions } from "./forms-circonscriptions.ts";
import { FILES_REGIONS, type DocumentRegions } from "./forms-regions.ts";
import type { Document2017 } from "./model-2017.ts";
import type { Document2024 } from "./model-2024.ts";
import { openElection, type Cursor } from "./xml-reader.ts";

/** The files of each layout, by the layout's name. */
interface Layouts {
  /** Présidentielle, 2017 and 2022. */
  readonly "2017": Document2017;
  /** Législatives, 2017 and 2022. */
  readonly circonscriptions: DocumentCirconscriptions;
  /** Départementales, 2015 and 2021. */
  readonly cantons: DocumentCantons;
  /** Régionales, 2015 and 2021. */
  readonly regions: DocumentRegions;
  /** Législatives and européennes, 2024. */
  readonly "2024": Document2024;
  /** Municipales and sénatoriales, 2026. */
  readonly "2026": Document2024;
}

type Layout = keyof Layouts;

/** A press file of any layout. Its `kind` tells which file it is. */
export type PressDocument = { readonly [L in Layout]: { readonly layout: L } & Layouts[L] }[Layout];

const FILES: { readonly [L in Layout]: FileForms<Layouts[L]> } = {
  "2017": FILES_2017,
  circonscriptions: FILES_CIRCONSCRIPTIONS,
  cantons: FILES_CANTONS,
  regions: FILES_REGIONS,
  "2024": FILES_2024,
  "2026": FILES_2026,
};

/**
 * Reads a file of the ministry's press tree, of any layout, told apart by the shape under its root and the scrutin it names.
 * Strict: every tag in its place, no attribute, no DTD, counts that add up, percentages that are those of the counts.
 *
 * @throws PressError with a code, the place and what was expected
 */
export function readPress(text: string): PressDocument {
  const cursor = openElection(text);
  const scrutin = cursor.child("Scrutin", readScrutin);
  const layout = layoutOf(text, scrutin.type, cursor);
  const document = { layout, ...FILES[layout].read(cursor, scrutin) } as PressDocument;
  cursor.end();
  return document;
}

/** Writes a file back: `writePress(readPress(text)) === text` for every file of the ministry that it reads. */
export const writePress = (document: PressDocument): string =>
  (FILES[document.layout] as unknown as FileForms<PressDocument>).write(document);

/** Codes on three characters are the mark of the layouts before 2024; among those, the scrutin is. */
function layoutOf(text: string, type: string, { next }: Cursor): Layout {
  if (next === null) throw new PressError("X-BALISE", "Election", "un contenu est attendu après <Scrutin>");
  if (
    /^(?:EnsembleGeo|Nuances(?:Candidats|Listes))$/.test(next) ||
    (next === "Departement" && !text.includes("<CodDpt3Car>"))
  )
    return text.startsWith(ENVELOPE_2026.declaration) ? "2026" : "2024";
  if (type.startsWith("Législatives")) return "circonscriptions";
  if (type.startsWith("Départementales")) return "cantons";
  if (type.startsWith("Régionales")) return "regions";
  return "2017";
}
