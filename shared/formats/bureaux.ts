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

/** Reads lines of a file: a bureau, or why it is none. */
export type BureauReader = (cells: readonly string[], line: number) => BureauRow | Problem;

/** Leaves `read` early with the problem; a file's bad lines are rare, so that it costs nothing to the good ones. */
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

/** Makes the reader of a file's lines. */
export function bureauReader(layout: Layout): BureauReader {
  const communes = new Map<string, string>();
  const bureaux = new Set<string>();
  const width = layout.header.length;
  const at = (field: Field): number => layout.at.get(field) ?? -1;
  const fields = {
    departement: at("departement"),
    commune: at("commune"),
    communeNom: at("communeNom"),
    bureau: at("bureau"),
    circonscription: at("circonscription"),
    inscrits: at("inscrits"),
    votants: at("votants"),
    blancs: at("blancs"),
    nuls: at("nuls"),
    exprimes: at("exprimes"),
  };

  const fail = (code: ProblemCode, line: number, column: number, expected: string, found: string): never => {
    throw new BadLine(
      problem(
        code,
        column < 0 ? { line } : { line, column: column + 1, field: layout.header[column]! },
        expected,
        found,
      ),
    );
  };

  const count = (cells: readonly string[], column: number, line: number): number => {
    const value = readCount(cells[column]!);
    return value < 0 ? fail("F-NOMBRE", line, column, "un nombre entier", cells[column]!) : value;
  };

  const communeOf = (departement: string, commune: string, line: number): string => {
    const key = `${departement},${commune}`;
    let code: string | null = communes.get(key) ?? null;
    if (code === null) {
      code = inseeCode(departement.trim(), commune.trim());
      if (code === null) return fail("F-TERRITOIRE", line, fields.commune, "un département et une commune connus", key);
      communes.set(key, code);
    }
    return code;
  };

  const bureauOf = (text: string, line: number): string => {
    if (bureaux.has(text)) return text;
    const code = text.trim();
    if (!tallySchema.shape.bureau.safeParse(code).success)
      return fail("F-CODE", line, fields.bureau, "un code de bureau", text);
    if (code === text) bureaux.add(code);
    return code;
  };

  const circonscriptionOf = (text: string, line: number): number => {
    const number = readCount(text);
    return number >= 1 && number <= 99
      ? number
      : fail("F-CIRCONSCRIPTION", line, fields.circonscription, "un numéro de 1 à 99", text);
  };

  const read = (cells: readonly string[], line: number): BureauRow => {
    if (cells.length !== width) fail("F-CELLULES", line, -1, `${width} cellules`, `${cells.length} cellules`);
    const voix = layout.voix.map(({ column }) => count(cells, column, line));
    const row: BureauRow = {
      line,
      commune: communeOf(cells[fields.departement]!, cells[fields.commune]!, line),
      communeNom: cells[fields.communeNom]!.trim(),
      bureau: bureauOf(cells[fields.bureau]!, line),
      circonscription: fields.circonscription < 0 ? 0 : circonscriptionOf(cells[fields.circonscription]!, line),
      inscrits: count(cells, fields.inscrits, line),
      votants: count(cells, fields.votants, line),
      blancs: fields.blancs < 0 ? -1 : count(cells, fields.blancs, line),
      exprimes: count(cells, fields.exprimes, line),
      voix,
    };
    const notExprimes = row.votants - row.exprimes;
    const nuls = notExprimes - Math.max(0, row.blancs);
    if (nuls < 0) fail("F-NULS", line, fields.exprimes, `au plus ${row.exprimes + nuls}`, String(row.exprimes));
    if (fields.nuls >= 0 && count(cells, fields.nuls, line) !== nuls)
      fail("F-NULS", line, fields.nuls, String(nuls), cells[fields.nuls]!);
    const most = row.inscrits + admittedExcess(row.inscrits);
    if (row.votants > most) fail("F-VOTANTS", line, fields.votants, `au plus ${most}`, String(row.votants));
    const sum = voix.reduce((total, votes) => total + votes, 0);
    if (sum !== row.exprimes) fail("F-SOMME", line, fields.exprimes, `la somme des voix, ${sum}`, String(row.exprimes));
    return row;
  };

  return (cells, line) => {
    try {
      return read(cells, line);
    } catch (error) {
      if (error instanceof BadLine) return error.problem;
      throw error;
    }
  };
}
