import { idOf } from "./ids.ts";
import { splitLine } from "./lines.ts";
import { FormatError, problem } from "./problems.ts";

/** What a bureau's line may say beside its voix. */
export type Field =
  | "departement"
  | "commune"
  | "bureau"
  | "circonscription"
  | "communeNom"
  | "inscrits"
  | "votants"
  | "abstentions"
  | "blancs"
  | "nuls"
  | "exprimes";

export interface FamilyColumn {
  readonly field: Field;
  /** Its names in headers, compared without case, accents and punctuation. */
  readonly names: readonly [string, ...string[]];
  /** A file without it is not of the family. */
  readonly required: boolean;
}

/**
 * A family of official files: the same columns under the same names, whatever the election. A column that it does not
 * name counts the voix of the candidature that the header names there.
 */
export interface Family {
  readonly id: string;
  /** For readers, in French. */
  readonly nom: string;
  readonly columns: readonly FamilyColumn[];
}

/** A family as one file has it. */
export interface Layout {
  readonly family: Family;
  readonly separator: string;
  readonly header: readonly string[];
  /** Position of each field that the file has. */
  readonly at: ReadonlyMap<Field, number>;
  /** The columns of voix: position, and what they count. */
  readonly voix: readonly { readonly column: number; readonly label: string }[];
}

const SEPARATORS = [",", ";", "\t", "|"] as const;

const nameKey = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");

interface Match {
  readonly layout: Layout;
  readonly missing: readonly string[];
  readonly found: number;
}

/**
 * Recognises a file by its header, whatever its separator.
 * @param line the header's line, for messages.
 * @throws FormatError `F-FORMAT`, naming the nearest families and the columns that they miss; `F-COLONNE` when the header is
 *   of a family but a column has no name or has another's.
 */
export function recognise(file: string, headerLine: string, line: number, families: readonly Family[]): Layout {
  const matches = families
    .map((family) => SEPARATORS.map((separator) => matchOf(family, headerLine, separator)).reduce(nearer))
    .sort((a, b) => a.missing.length - b.missing.length || b.found - a.found);
  const best = matches[0];
  if (!best || best.missing.length > 0 || best.layout.voix.length === 0) {
    const nearest = matches.slice(0, 3).map(describe).join(" ; ");
    throw new FormatError(file, problem("F-FORMAT", { line }, nearest, headerLine));
  }
  refuseUnclearHeader(file, best.layout, line);
  return best.layout;
}

const nearer = (a: Match, b: Match): Match => (b.found > a.found ? b : a);

const describe = ({ layout: { family }, missing }: Match): string =>
  `${family.nom} (${missing.length === 0 ? "il manque les colonnes de voix" : `il manque ${missing.join(", ")}`})`;

function matchOf(family: Family, headerLine: string, separator: string): Match {
  const header = (splitLine(headerLine, separator) ?? [headerLine]).map((name) => name.trim());
  const keys = header.map(nameKey);
  const at = new Map<Field, number>();
  const missing: string[] = [];
  for (const { field, names, required } of family.columns) {
    const position = keys.findIndex((key) => names.some((name) => nameKey(name) === key));
    if (position >= 0) at.set(field, position);
    else if (required) missing.push(names[0]);
  }
  const taken = new Set(at.values());
  const voix = header.flatMap((label, column) => (taken.has(column) ? [] : [{ column, label }]));
  return { layout: { family, separator, header, at, voix }, missing, found: at.size };
}

function refuseUnclearHeader(file: string, { header }: Layout, line: number): void {
  const seen = new Map<string, number>();
  header.forEach((name, i) => {
    const place = { line, column: i + 1, field: name };
    const key = idOf(name);
    if (key === "") throw new FormatError(file, problem("F-COLONNE", place, "un nom de colonne", name));
    const first = seen.get(key);
    if (first !== undefined) {
      throw new FormatError(file, problem("F-COLONNE", place, `un autre nom que celui de la colonne ${first}`, name));
    }
    seen.set(key, i + 1);
  });
}
