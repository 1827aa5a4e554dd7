import { FAMILIES, TERRITOIRE_FIELDS, type Family, type Shape } from "./families.ts";
import { readCount } from "./counts.ts";
import { FormatError, problem } from "./problems.ts";
import { blockKey, firstName, isUnread, meaningOf, nameKey, type Field } from "./vocabulary.ts";

/** Where a candidature's columns are. */
export interface Blocks {
  /** Position of the first block. */
  readonly start: number;
  readonly width: number;
  /** Position after the last block; infinite when rows have as many as they need. */
  readonly end: number;
  /** Offset of each field within a block. */
  readonly at: ReadonlyMap<Field, number>;
}

/** A family as one table has it. */
export interface Layout {
  readonly family: Family;
  readonly header: readonly string[];
  /** Position of each field that does not repeat. */
  readonly at: ReadonlyMap<Field, number>;
  readonly blocks: Blocks | null;
  /** Columns of voix of the `large` shape. */
  readonly labels: readonly { readonly column: number; readonly label: string }[];
  /** Columns that no family knows, by name. */
  readonly unknown: readonly string[];
}

/** A header's cells with what they mean. */
interface Columns {
  readonly header: readonly string[];
  readonly fixed: ReadonlyMap<Field, number>;
  /** Columns that repeat with each candidature: their name without its number tells the same column of the next block. */
  readonly repeated: readonly { readonly column: number; readonly field: Field; readonly key: string }[];
  /** Named columns that mean nothing known. */
  readonly others: readonly number[];
}

/** Fields whose column bears a bare name (`Commune`) where files have the code, and where they have its name beside one. */
const NAME_OF: Readonly<Partial<Record<Field, Field>>> = {
  region: "regionNom",
  departement: "departementNom",
  circonscription: "circonscriptionNom",
  canton: "cantonNom",
  commune: "communeNom",
};

const SAYS_CODE = /code|insee|num|^n[°o]|id/i;

/** Two columns for one field: the one that says that it is a code is, the other is its name. */
function beside(fixed: Map<Field, number>, header: readonly string[], field: Field, column: number): void {
  const first = fixed.get(field)!;
  const [isCode, firstIs] = [column, first].map((at) => SAYS_CODE.test(header[at]!));
  if (isCode === firstIs) return;
  const nom = NAME_OF[field]!;
  fixed.set(field, isCode ? column : first);
  if (!fixed.has(nom)) fixed.set(nom, isCode ? first : column);
}

/** What data frames and spreadsheets call a column without a name: `Unnamed: 28`, `...29`, `Colonne29`. */
const NAMELESS = /^(unnamed: ?\d+|\.{3}\d+|col(umn|onne)\d+)$/i;

function columnsOf(cells: readonly string[]): Columns {
  const names = cells.map((name) => (NAMELESS.test(name.trim()) ? "" : name.trim()));
  const header = names.slice(0, names.findLastIndex((name) => name !== "") + 1);
  const fixed = new Map<Field, number>();
  const repeated: { column: number; field: Field; key: string }[] = [];
  const others: number[] = [];
  header.forEach((name, column) => {
    const meaning = meaningOf(name);
    if (meaning?.repeats) repeated.push({ column, field: meaning.field, key: blockKey(name) });
    else if (meaning && !fixed.has(meaning.field)) fixed.set(meaning.field, column);
    else if (meaning && NAME_OF[meaning.field] !== undefined) beside(fixed, header, meaning.field, column);
    else if (name !== "" && !isUnread(name)) others.push(column);
  });
  return { header, fixed, repeated, others };
}

/** Fields of which a header names all of one list at least. */
const SIGNS: readonly (readonly Field[])[] = [["inscrits"], ["exprimes"], ["voix"], ["nomCandidat", "prenom"]];

/** Whether a row may be a header: it names three fields at least, counts, voix or persons among them, and no figures. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.length < 3) return false;
  const fields = fieldsOf(columnsOf(cells));
  return fields.size >= 3 && SIGNS.some((sign) => sign.every((field) => fields.has(field)));
}

const fieldsOf = ({ fixed, repeated }: Columns): ReadonlySet<Field> =>
  new Set<Field>([...fixed.keys(), ...repeated.map(({ field }) => field)]);

/**
 * Finds the family of a table.
 * @param sample rows after the header: they tell blocks that repeat to the right from one line a candidature.
 * @throws FormatError `F-FORMAT`, naming the nearest families and the columns that they miss; `F-COLONNE` when a column of
 *   voix has no name or another's.
 */
export function layoutOf(
  file: string,
  cells: readonly string[],
  line: number,
  sample: readonly (readonly string[])[],
): Layout {
  const columns = columnsOf(cells);
  const shape = shapeOf(columns, sample);
  const fields = fieldsOf(columns);
  const family = FAMILIES.find(
    (one) =>
      one.forme === shape &&
      one.positions === undefined &&
      missingOf(one, fields).length === 0 &&
      (one.signes ?? []).every((f) => fields.has(f)),
  );
  if (!family) throw new FormatError(file, problem("F-FORMAT", { line }, nearest(fields, shape), cells.join(" ; ")));
  const labels = shape === "large" ? labelsOf(file, columns, line, sample) : [];
  const taken = new Set(labels.map(({ column }) => column));
  return {
    family,
    header: columns.header,
    at: columns.fixed,
    blocks: blocksOf(columns, shape),
    labels,
    unknown: columns.others.filter((column) => !taken.has(column)).map((column) => columns.header[column]!),
  };
}

/** The layout of a file whose columns have no names but are known by their order; `null` when the row is of none. */
export function positionalLayout(cells: readonly string[]): Layout | null {
  const start = cells.slice(0, 5).join(";");
  const width = cells.at(-1)?.trim() === "" ? cells.length - 1 : cells.length;
  for (const family of FAMILIES) {
    if (family.debut?.test(start) !== true) continue;
    const { suite } = family;
    const positions = family.positions?.find((list) => (suite ? width > list.length : width === list.length));
    if (positions) return layoutOfFields(family, suite ? [...positions, ...suite] : positions);
  }
  return null;
}

/**
 * The layout of a file whose opening remarks name its columns, one a line (`-- Champ 3 : Code commune`); `null` when they
 * do not name as many as rows have.
 */
export function namedLayout(remarks: readonly string[], width: number): Layout | null {
  const names = remarks
    .map((remark) =>
      remark
        .replace(/^[-\s]+/, "")
        .replace(/^(champ|colonne)?\s*(n°)?\s*\d+\s*[-:.)=]*\s*/i, "")
        .trim(),
    )
    .filter((name) => name !== "");
  const named = names.slice(names.findIndex((name) => meaningOf(name) !== null));
  if (named.length !== width) return null;
  const family = FAMILIES.find(({ positions }) => positions !== undefined)!;
  const fields = named.map((name) => meaningOf(name)?.field ?? null);
  return missingOf(family, new Set(fields.filter((field) => field !== null))).length === 0
    ? layoutOfFields(family, fields)
    : null;
}

/** A layout from the meaning of each column, `null` for those that are not read. */
function layoutOfFields(family: Family, positions: readonly (Field | null)[]): Layout {
  const header = positions.map((field) => (field === null ? "—" : firstName(field)));
  const { fixed, repeated } = columnsOf(header);
  return {
    family,
    header,
    at: fixed,
    blocks: blocksOf({ header, fixed, repeated, others: [] }, family.forme),
    labels: [],
    unknown: [],
  };
}

function shapeOf({ header, fixed, repeated, others }: Columns, sample: readonly (readonly string[])[]): Shape {
  if (!repeated.some(({ field }) => field === "voix")) {
    if (COUNTED.every((field) => !fixed.has(field))) return "personnes";
    return others.some((column) => isCounted(column, sample)) || repeated.length > 0 ? "large" : "comptes";
  }
  if (new Set(repeated.map(({ key }) => key)).size < repeated.length) return "blocs";
  const first = repeated[0]!.column;
  if ([...fixed.values()].some((column) => column > first)) return "long";
  if (sample.some((row) => row.slice(header.length).some((cell) => cell.trim() !== ""))) return "blocs";
  // One candidature a row: of a long file when the next row is of the same territory, else of a territory that has but one.
  const keys = sample.map((row) => TERRITORY_KEYS.map((field) => row[fixed.get(field) ?? -1] ?? "").join(";"));
  return keys.length === 0 || keys.some((key, i) => i > 0 && key === keys[i - 1]) || fixed.has("election")
    ? "long"
    : "blocs";
}

const COUNTED = ["inscrits", "votants", "exprimes"] as const satisfies readonly Field[];

const TERRITORY_KEYS = [...TERRITOIRE_FIELDS, "bureau", "tour", "nom"] as const;

/**
 * Whether a column can be one of voix: most of its sampled cells are counts, or would be but for a mistake, which is then
 * told. Shares (`22,7`) and words are not.
 */
function isCounted(column: number, sample: readonly (readonly string[])[]): boolean {
  const filled = sample.map((row) => (row[column] ?? "").trim()).filter((cell) => cell !== "");
  const counts = filled.filter((cell) => readCount(cell) >= 0 || (/^-?\d/.test(cell) && !SHARE.test(cell)));
  return filled.length === 0 || counts.length * 2 > filled.length;
}

const SHARE = /^\d+[.,]\d+ *%?$|%$/;

/** Columns of voix: those that nothing else explains. */
function labelsOf(
  file: string,
  { header, fixed, others }: Columns,
  line: number,
  sample: readonly (readonly string[])[],
): Layout["labels"] {
  const seen = new Map(header.map((name, i) => [nameKey(name), i] as const).toReversed());
  header.forEach((name, i) => {
    const place = { line, column: i + 1, field: name };
    const first = seen.get(nameKey(name))!;
    // The first may be the numbering of rows that data frames write.
    if (name === "" && i > 0) throw new FormatError(file, problem("F-COLONNE", place, "un nom de colonne", name));
    if (first < i) {
      throw new FormatError(
        file,
        problem("F-COLONNE", place, `un autre nom que celui de la colonne ${first + 1}`, name),
      );
    }
  });
  const counted = others.filter((column) => isCounted(column, sample));
  const last = Math.max(...COUNTED.map((field) => fixed.get(field) ?? -1));
  // Years, numbers of a quartier, codes of another's making stand on the left of the counts.
  const right = counted.filter((column) => column > last);
  const exprimes = fixed.get("exprimes");
  const addUp = (columns: readonly number[]): number =>
    sample.filter((row) => {
      const sum = columns.reduce((total, column) => total + readCount(row[column] ?? ""), 0);
      return sum === readCount(row[exprimes ?? -1] ?? "");
    }).length;
  const columns = addUp(right) > addUp(counted) ? right : counted;
  return columns.map((column) => ({ column, label: header[column]! }));
}

function blocksOf({ header, fixed, repeated }: Columns, shape: Shape): Blocks | null {
  if (shape === "large" || shape === "comptes") return null;
  const first = repeated[0]!;
  if (shape === "long" || shape === "personnes") {
    const at = firstOf(repeated.map(({ column, field }) => [field, column] as const));
    return { start: 0, width: header.length, end: header.length, at };
  }
  // A column without a name just before the first that has one is of the block: workbooks lose names.
  let start = first.column;
  while (start > 0 && header[start - 1] === "") start -= 1;
  const second = repeated.find(({ column, key }) => key === first.key && column > first.column);
  const last = Math.max(...fixed.values());
  const width = second ? second.column - first.column : header.length - start;
  const at = new Map(
    repeated
      .filter(({ column }) => column < start + width)
      .map(({ column, field }) => [field, column - start] as const),
  );
  // Named blocks end with the last of them when other columns follow.
  const lastNamed = repeated.at(-1)!.column;
  const named = start + Math.ceil((lastNamed + 1 - start) / width) * width;
  const followed = header.slice(named).some((name) => name !== "") || last > first.column;
  return { start, width, end: followed ? named : Number.POSITIVE_INFINITY, at };
}

/** Of several columns for one field, the first. */
const firstOf = (columns: readonly (readonly [Field, number])[]): Map<Field, number> => new Map(columns.toReversed());

function missingOf(family: Family, fields: ReadonlySet<Field>): Family["besoins"] {
  // A bureau is one of a commune.
  const codes = fields.has("bureau") ? BUREAU_CODES : TERRITOIRE_FIELDS;
  return family.besoins.filter((need) =>
    need === "territoire" ? !codes.some((field) => fields.has(field)) : !fields.has(need),
  );
}

const BUREAU_CODES = ["commune", "identifiant"] as const satisfies readonly Field[];
const TERRITOIRE_ASKED = "un code de territoire (colonne commune : 75056)";

/** The families that come nearest, and what each of them misses. */
function nearest(fields: ReadonlySet<Field>, shape: Shape): string {
  return FAMILIES.map((family) => ({ family, missing: missingOf(family, fields) }))
    .toSorted(
      (a, b) =>
        a.missing.length - b.missing.length || Number(b.family.forme === shape) - Number(a.family.forme === shape),
    )
    .slice(0, 3)
    .map(({ family, missing }) => {
      const names = missing.map((need) => (need === "territoire" ? TERRITOIRE_ASKED : firstName(need)));
      return `${family.nom} (il manque ${names.length > 0 ? names.join(", ") : "les colonnes de voix"})`;
    })
    .join(" ; ");
}
