import { tallySchema } from "../contracts/tally.ts";
import { admittedExcess } from "../count/arithmetic.ts";
import { departementOf, inseeCommune, sourceCodes } from "../territory/codes.ts";
import { readCount } from "./counts.ts";
import type { Field, Layout } from "./family.ts";
import { problem, type Problem, type ProblemCode } from "./problems.ts";

/** One bureau as its line says it, codes made INSEE's. */
export interface BureauRow {
  readonly line: number;
  /** INSEE code. */
  readonly commune: string;
  readonly communeNom: string;
  readonly bureau: string;
  /** Number of the circonscription in its département; 0 when the file has none. */
  readonly circonscription: number;
  readonly inscrits: number;
  readonly votants: number;
  /** -1 when the file pools them with nuls. */
  readonly blancs: number;
  readonly exprimes: number;
  /** In the order of the layout's columns of voix. */
  readonly voix: readonly number[];
}

/** Leaves the reading of a line with its problem. Bad lines are rare: the good ones pay nothing for it. */
class BadLine extends Error {
  readonly problem: Problem;
  constructor(found: Problem) {
    super(found.code);
    this.problem = found;
  }
}

/** INSEE code of a commune, `null` when its codes are none or contradict each other. */
function inseeCode(departement: string, commune: string): string | null {
  try {
    const code = inseeCommune(departement, commune);
    const { departement: source } = sourceCodes(code);
    const known = tallySchema.shape.commune.safeParse(code).success;
    return known && [source, departementOf(code)].includes(departement.padStart(2, "0")) ? code : null;
  } catch {
    return null;
  }
}

/** Reads the lines of a file: each is a bureau, or a problem that says why it is none. */
export class BureauReader {
  readonly #layout: Layout;
  /** INSEE codes by the source's, and codes of bureaux found good: lines repeat them. */
  readonly #communes = new Map<string, string>();
  readonly #bureaux = new Set<string>();

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  read(cells: readonly string[], line: number): BureauRow | Problem {
    try {
      return this.#bureau(new Cells(this.#layout, cells, line));
    } catch (error) {
      if (error instanceof BadLine) return error.problem;
      throw error;
    }
  }

  #bureau(cells: Cells): BureauRow {
    const row: BureauRow = {
      line: cells.line,
      commune: this.#commune(cells),
      communeNom: cells.text("communeNom").trim(),
      bureau: this.#code(cells),
      circonscription: circonscriptionOf(cells),
      inscrits: cells.count("inscrits"),
      votants: cells.count("votants"),
      blancs: cells.has("blancs") ? cells.count("blancs") : -1,
      exprimes: cells.count("exprimes"),
      voix: cells.voix(),
    };
    refuseContradictions(cells, row);
    return row;
  }

  #commune(cells: Cells): string {
    const departement = cells.text("departement");
    const commune = cells.text("commune");
    const key = `${departement},${commune}`;
    const known = this.#communes.get(key);
    if (known !== undefined) return known;
    const code = inseeCode(departement.trim(), commune.trim());
    if (code === null) return cells.fail("F-TERRITOIRE", "commune", "un département et une commune connus", key);
    this.#communes.set(key, code);
    return code;
  }

  #code(cells: Cells): string {
    const code = cells.text("bureau").trim();
    if (this.#bureaux.has(code)) return code;
    if (!tallySchema.shape.bureau.safeParse(code).success)
      return cells.fail("F-CODE", "bureau", "un code de bureau", code);
    this.#bureaux.add(code);
    return code;
  }
}

/** A line's cells by what they mean. */
class Cells {
  readonly line: number;
  readonly #layout: Layout;
  readonly #cells: readonly string[];

  constructor(layout: Layout, cells: readonly string[], line: number) {
    this.line = line;
    this.#layout = layout;
    this.#cells = cells;
    const width = layout.header.length;
    if (cells.length !== width) {
      throw new BadLine(problem("F-CELLULES", { line }, `${width} cellules`, `${cells.length} cellules`));
    }
  }

  has(field: Field): boolean {
    return this.#layout.at.has(field);
  }

  text(field: Field): string {
    return this.#cells[this.#layout.at.get(field)!]!;
  }

  count(field: Field): number {
    return this.#countAt(this.#layout.at.get(field)!);
  }

  voix(): number[] {
    return this.#layout.voix.map(({ column }) => this.#countAt(column));
  }

  fail(code: ProblemCode, field: Field, expected: string, found: string): never {
    return this.#failAt(code, this.#layout.at.get(field)!, expected, found);
  }

  #countAt(column: number): number {
    const text = this.#cells[column]!;
    const value = readCount(text);
    return value < 0 ? this.#failAt("F-NOMBRE", column, "un nombre entier", text) : value;
  }

  #failAt(code: ProblemCode, column: number, expected: string, found: string): never {
    const place = { line: this.line, column: column + 1, field: this.#layout.header[column]! };
    throw new BadLine(problem(code, place, expected, found));
  }
}

function circonscriptionOf(cells: Cells): number {
  if (!cells.has("circonscription")) return 0;
  const text = cells.text("circonscription");
  const number = readCount(text);
  return number >= 1 && number <= 99
    ? number
    : cells.fail("F-CIRCONSCRIPTION", "circonscription", "un numéro de 1 à 99", text);
}

/** The arithmetic of a bureau's report, as the pipeline will ask it of the tally (`count/arithmetic.ts`). */
function refuseContradictions(cells: Cells, { inscrits, votants, blancs, exprimes, voix }: BureauRow): void {
  const most = votants - Math.max(0, blancs);
  const nuls = most - exprimes;
  if (nuls < 0) cells.fail("F-NULS", "exprimes", `au plus ${most}`, String(exprimes));
  if (cells.has("nuls") && cells.count("nuls") !== nuls) {
    cells.fail("F-NULS", "nuls", String(nuls), cells.text("nuls"));
  }
  const electors = inscrits + admittedExcess(inscrits);
  if (votants > electors) cells.fail("F-VOTANTS", "votants", `au plus ${electors}`, String(votants));
  const sum = voix.reduce((total, votes) => total + votes, 0);
  if (sum !== exprimes) cells.fail("F-SOMME", "exprimes", `la somme des voix, ${sum}`, String(exprimes));
}
