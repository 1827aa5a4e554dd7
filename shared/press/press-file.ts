import { read2017 } from "./read-2017.ts";
import { read2024 } from "./read-2024.ts";
import type { Document2017, Scrutin } from "./model-2017.ts";
import type { Document2024 } from "./model-2024.ts";
import { PressError } from "./errors.ts";
import { write2017 } from "./write-2017.ts";
import { write2024 } from "./write-2024.ts";
import { openElection, type Cursor } from "./xml-reader.ts";

/** A press file of either layout. Its `kind` tells which of them, and which file. */
export type PressDocument = ({ readonly layout: "2017" } & Document2017) | ({ readonly layout: "2024" } & Document2024);

/**
 * Reads a file of the ministry's press tree, of either layout, told apart by the shape under its root. Strict: every tag
 * in its place, no attribute, no DTD, counts that add up, percentages that are those of the counts.
 *
 * @throws PressError with a code, the place and what was expected
 */
export function readPress(text: string): PressDocument {
  const cursor = openElection(text);
  const scrutin = cursor.child("Scrutin", readScrutin);
  const document: PressDocument = is2024(text, cursor)
    ? { layout: "2024", ...read2024(cursor, scrutin) }
    : { layout: "2017", ...read2017(cursor, scrutin) };
  cursor.end();
  return document;
}

/** Writes a file back: `writePress(readPress(text)) === text` for every file of the ministry that it reads. */
export const writePress = (document: PressDocument): string =>
  document.layout === "2017" ? write2017(document) : write2024(document);

function readScrutin(cursor: Cursor): Scrutin {
  const type = cursor.text("Type");
  const annee = Number(cursor.matching("Annee", /^\d{4}$/, "une année"));
  return { type, annee };
}

/** Codes on three characters are the mark of 2017, an ensemble or nuances that of 2024. */
function is2024(text: string, { next }: Cursor): boolean {
  switch (next) {
    case "EnsembleGeo":
    case "NuancesCandidats":
      return true;
    case "Departement":
      return !text.includes("<CodDpt3Car>");
    case null:
      throw new PressError("X-BALISE", "Election", "un contenu est attendu après <Scrutin>");
    default:
      return false;
  }
}
