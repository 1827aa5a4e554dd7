import { tallySchema } from "../contracts/tally.ts";
import { attributionOf, CandidatureReader } from "./candidatures.ts";
import { areBlank, ListedCells, widthOf, type Cells } from "./cells.ts";
import { departementOf } from "../territory/codes.ts";
import { circonscriptionNumber, inseeCodes, inseeDepartement, kindOf, padded, type CodedCommune } from "./codes.ts";
import { MOST_COUNTED } from "./counts.ts";
import { electionOf } from "./elections.ts";
import type { Layout } from "./layout.ts";
import { problem, type Place, type Problem, type ProblemCode } from "./problems.ts";
import type { Attribution, Level, ResultCandidature, ResultCounts, ResultRow, Territoire } from "./result-rows.ts";
import type { Field } from "./vocabulary.ts";

/** Leaves the reading of a row with its problem. Bad rows are rare: the good ones pay nothing for it. */
class BadRow extends Error {
  readonly problem: Problem;
  constructor(found: Problem) {
    super(found.code);
    this.problem = found;
  }
}

const NOTHING: readonly Problem[] = [];

/** More codes of bureaux than that are forgotten, so that a file without end stays in constant memory. */
const MOST_BUREAUX = 100_000;

/** `1`, `T1`, `Tour 1`, `1er tour`, `2nd`. */
const TOUR = /^(?:t|tour)? ?([12])(?:er|ère|d|nd|e|ème)?(?: tour)?$/i;

/** Fields whose columns tell the level, the smallest territory first. */
const LEVELS: readonly (readonly [Field, Level])[] = [
  ["bureau", "bureau"],
  ["secteur", "secteur"],
  ["commune", "commune"],
  ["identifiant", "bureau"],
  ["canton", "canton"],
  ["circonscription", "circonscription"],
  ["departement", "departement"],
  ["section", "section"],
  ["region", "region"],
];

/** A commune, under the codes that the file writes. */
interface KnownCommune extends CodedCommune {
  readonly departement: string;
  readonly nom: string;
  readonly source: string | null;
  readonly text: string;
}

/** Reads the rows of one table, cells by what they mean. */
export class RowReader {
  readonly #layout: Layout;
  readonly #level: Level;
  readonly #candidatures: CandidatureReader;
  /** INSEE codes by the source's, and codes of bureaux found good: rows repeat them. */
  readonly #communes = new Map<string, KnownCommune>();
  readonly #bureaux = new Set<string>();
  /** Of the row before: most are of the same commune. */
  #last: KnownCommune | undefined;
  #cells: Cells = new ListedCells([]);
  #line = 0;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#level = LEVELS.find(([field]) => layout.at.has(field))?.[1] ?? "france";
    this.#candidatures = new CandidatureReader(layout);
  }

  /** @param tour of the section of the file, when a marker said it. */
  read(cells: Cells, line: number, tour: 1 | 2 | null): ResultRow | Problem {
    this.#cells = cells;
    this.#line = line;
    try {
      return this.#row(tour);
    } catch (error) {
      if (error instanceof BadRow) return error.problem;
      throw error;
    }
  }

  #row(tour: 1 | 2 | null): ResultRow {
    const { family, header } = this.#layout;
    const cells = this.#cells;
    const sure = family.forme !== "blocs" && cells.length !== header.length;
    if (sure && (cells.length < header.length || !areBlank(cells, header.length))) {
      throw new BadRow(
        problem("F-CELLULES", { line: this.#line }, `${header.length} cellules`, `${cells.length} cellules`),
      );
    }
    const territoire = this.#territoire();
    const counts = this.#counts();
    const { candidatures, voix } = this.#candidatures.read(cells, (column, text) => this.#noVoix(column, text));
    if (this.#layout.blocks !== null && candidatures.length === 0 && (counts?.exprimes ?? 0) > 0)
      this.#fail("F-SOMME", "exprimes", "des voix", this.#text("exprimes") ?? "");
    return {
      line: this.#line,
      lines: 1,
      level: this.#levelOf(territoire),
      tour: this.#tour() ?? tour,
      election: this.#election(),
      territoire,
      counts,
      candidatures,
      voix,
      attributions: this.#attributions(candidatures),
      anomalies: NOTHING,
      mode: this.#mode(candidatures),
    };
  }

  #text(field: Field): string | undefined {
    const column = this.#layout.at.get(field);
    return column === undefined ? undefined : this.#cells.text(column);
  }

  /** Whether the table has that field and the row that text. */
  #is(field: Field, text: string): boolean {
    const column = this.#layout.at.get(field);
    return column !== undefined && this.#cells.is(column, text);
  }

  #fail(code: ProblemCode, at: Field | number, expected: string, found: string): never {
    const column = typeof at === "number" ? at : this.#layout.at.get(at)!;
    throw new BadRow(problem(code, placeOf(this.#layout, this.#line, column), expected, found));
  }

  /** A cell that is no number of voix: most often a name that holds the separator has shifted it. */
  #noVoix(column: number, text: string): never {
    const { blocks, header } = this.#layout;
    const width = widthOf(this.#cells);
    const isShifted = (start: number, block: number): boolean => (width - start) % block !== 0;
    if (
      blocks !== null &&
      (Number.isFinite(blocks.end) ? width > header.length : isShifted(blocks.start, blocks.width))
    ) {
      const expected = `des blocs de ${blocks.width} cellules à partir de la ${blocks.start + 1}e`;
      throw new BadRow(problem("F-CELLULES", { line: this.#line }, expected, `${width} cellules`));
    }
    return this.#fail("F-NOMBRE", column, "un nombre entier", text);
  }

  #election(): string | null {
    const sigle = this.#text("sigle")?.trim();
    if (sigle !== undefined) return electionOf(sigle, this.#text("annee") ?? "", this.#text("tour") ?? "");
    return this.#text("election")?.trim() ?? null;
  }

  #tour(): 1 | 2 | null {
    const text = this.#text("tour")?.trim();
    if (text === undefined) return null;
    const number = TOUR.exec(text)?.[1];
    return number === undefined ? this.#fail("F-TOUR", "tour", "1 ou 2", text) : number === "1" ? 1 : 2;
  }

  /** Persons without a list, where others have one, are elected by majority whatever the row says: the sections of Polynesia. */
  #mode(candidatures: readonly ResultCandidature[]): ResultRow["mode"] {
    const text = this.#text("mode")?.trim().toUpperCase();
    if (text === undefined || text === "") return null;
    if (this.#layout.blocks?.at.has("liste") && candidatures.every(({ liste }) => liste === null)) return "MAJ";
    if (text.startsWith("LI")) return "LI2";
    // « Majoritaire », spelled out, is what the sénatoriales say.
    return text.startsWith("PL") ? "PL2" : /^MAJ?$/.test(text) ? "MAJ" : null;
  }

  #levelOf({ commune, secteur, nom }: Territoire): Level {
    if (this.#isWholeDepartement) return "departement";
    const isCommune = this.#level === "commune" || (this.#level === "circonscription" && commune !== null);
    if (isCommune) return secteur === null ? "commune" : "secteur";
    if (this.#isCantonList) return "canton";
    const code = this.#text("code");
    return this.#level === "france" && code !== undefined ? (kindOf(nom, code) ?? "france") : this.#level;
  }

  #territoire(): Territoire {
    const place = this.#commune();
    const own = this.#text("departement");
    const generic = this.#level === "france" ? this.#text("code") : undefined;
    const nom = this.#nom(place?.nom);
    const kind = generic === undefined ? null : kindOf(nom, generic);
    const departement =
      place?.departement ??
      (own !== undefined ? this.#departement(own) : kind === "departement" ? inseeDepartement(generic!) : null);
    const region = this.#text("region") ?? (kind === "region" ? generic : undefined);
    const circonscription = this.#namesCommune ? undefined : this.#text("circonscription");
    const canton = this.#text("canton") ?? (this.#isCantonList ? this.#text("code") : undefined);
    return {
      region: region === undefined || region.trim() === "" ? null : padded(region),
      departement,
      commune: place?.commune ?? null,
      bureau: this.#level === "bureau" && !this.#isWholeDepartement ? this.#bureau() : null,
      secteur: this.#text("secteur")?.trim() || (place?.secteur ?? null),
      canton: canton === undefined || canton.trim() === "" ? null : padded(canton),
      circonscription:
        circonscription === undefined || circonscription.trim() === "" ? null : this.#number(circonscription),
      nom,
    };
  }

  /** The sénatoriales of the aggregated files, among bureaux of other elections: they name neither commune nor bureau. */
  get #isWholeDepartement(): boolean {
    return this.#layout.at.has("election") && this.#is("commune", "") && this.#is("bureau", "");
  }

  /** A generic code beside a département's is a canton's. */
  get #isCantonList(): boolean {
    return this.#level === "departement" && this.#layout.at.has("code");
  }

  /** The lists of 2026 call circonscription the commune, or the secteur, that they stand in. */
  get #namesCommune(): boolean {
    const column = this.#layout.at.get("circonscription");
    if (column === undefined || this.#level !== "circonscription" || this.#cells.isBlank(column)) return false;
    const text = this.#cells.text(column);
    return circonscriptionNumber(text) === null && inseeCodes(this.#text("departement") ?? null, text) !== null;
  }

  #departement(text: string): string {
    return inseeDepartement(text) ?? this.#fail("F-TERRITOIRE", "departement", "le code d'un département", text);
  }

  #number(text: string): string {
    return (
      circonscriptionNumber(text) ?? this.#fail("F-CIRCONSCRIPTION", "circonscription", "un numéro de 1 à 99", text)
    );
  }

  #nom(commune: string | undefined): string {
    if (commune !== undefined) return commune;
    const fields = [
      "cantonNom",
      "circonscriptionNom",
      "departementNom",
      "section",
      "regionNom",
      "nom",
      "ensemble",
    ] as const;
    for (const field of fields) {
      const text = this.#text(field)?.trim();
      if (text !== undefined && text !== "") return text;
    }
    return "";
  }

  #commune(): KnownCommune | undefined {
    if (this.#isWholeDepartement) return undefined;
    const last = this.#last;
    if (last !== undefined && this.#is("commune", last.text) && this.#isOf(last.source)) return last;
    const text =
      this.#text("commune") ??
      this.#text("identifiant")?.split("_")[0] ??
      (this.#namesCommune ? this.#text("circonscription") : undefined);
    if (text === undefined) return undefined;
    const departement = this.#text("departement") ?? null;
    const key = `${departement ?? ""},${text}`;
    let known = this.#communes.get(key);
    if (known === undefined) {
      const codes = inseeCodes(departement, text);
      if (codes === null) {
        const at = this.#layout.at.has("commune") ? "commune" : "identifiant";
        return this.#fail("F-TERRITOIRE", at, "un département et une commune connus", key);
      }
      const nom = this.#text(this.#namesCommune ? "circonscriptionNom" : "communeNom")?.trim() ?? "";
      known = { ...codes, nom, departement: departementOf(codes.commune), source: departement, text };
      this.#communes.set(key, known);
    }
    this.#last = known;
    return known;
  }

  #isOf(departement: string | null): boolean {
    return departement === null ? !this.#layout.at.has("departement") : this.#is("departement", departement);
  }

  #bureau(): string {
    const own = this.#text("bureau");
    const code = (own ?? this.#text("identifiant")!.split("_").slice(1).join("_")).trim();
    if (this.#bureaux.has(code)) return code;
    if (!tallySchema.shape.bureau.safeParse(code).success) {
      this.#fail("F-CODE", own === undefined ? "identifiant" : "bureau", "un code de bureau", code);
    }
    if (this.#bureaux.size >= MOST_BUREAUX) this.#bureaux.clear();
    this.#bureaux.add(code);
    return code;
  }

  #counts(): ResultCounts | null {
    const { at } = this.#layout;
    if (!at.has("inscrits") || !at.has("exprimes")) return null;
    const inscrits = this.#count("inscrits");
    const votants = at.has("votants") ? this.#count("votants") : inscrits - this.#count("abstentions");
    return {
      inscrits,
      votants,
      blancs: this.#optional("blancs"),
      nuls: this.#optional("nuls"),
      exprimes: this.#count("exprimes"),
    };
  }

  #count(field: Field): number {
    const column = this.#layout.at.get(field);
    const value = column === undefined ? -1 : this.#cells.count(column);
    return value < 0 || (value > MOST_COUNTED && this.#level !== "france")
      ? this.#fail("F-NOMBRE", field, "un nombre entier", this.#text(field) ?? "")
      : value;
  }

  #optional(field: Field): number | null {
    const column = this.#layout.at.get(field);
    return column === undefined || this.#cells.isBlank(column) ? null : this.#count(field);
  }

  #attributions(candidatures: readonly ResultCandidature[]): readonly Attribution[] | null {
    const cells = this.#candidatures.attributionCells(this.#cells);
    if (cells === null || candidatures.length === 0) return null;
    const told = cells.some((one) => Object.values(one).some((text) => text !== undefined && text.trim() !== ""));
    // At bureaux the columns are there and say nothing; elsewhere an empty cell says « no seat ».
    return told || this.#level !== "bureau" ? cells.map(attributionOf) : null;
  }
}

/** Where a cell is. */
export const placeOf = (layout: Layout, line: number, column: number): Place => ({
  line,
  column: column + 1,
  ...(layout.header[column] !== undefined && { field: layout.header[column] }),
});
