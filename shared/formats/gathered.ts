import type { BureauRow } from "./bureaux.ts";
import { problem, type Problem } from "./problems.ts";

/**
 * The bureaux of a file, each once. A bureau given twice with the same figures is counted once; with different ones it
 * is not counted at all, because nothing says which line is right. Every line ends as a row or as a problem.
 */
export class Gathered {
  readonly #problems: Problem[] = [];
  readonly #rows = new Map<string, BureauRow>();
  /** Bureaux of which lines disagree, with the first of them. */
  readonly #disputed = new Map<string, BureauRow>();

  /** Lines reported so far. */
  get rejected(): readonly Problem[] {
    return this.#problems;
  }

  add(read: BureauRow | Problem): void {
    if ("code" in read) {
      this.#problems.push(read);
      return;
    }
    const key = `${read.commune}#${read.bureau}`;
    const before = this.#rows.get(key);
    const disputed = this.#disputed.get(key);
    if (before === undefined && disputed === undefined) {
      this.#rows.set(key, read);
    } else if (before !== undefined && sameFigures(before, read)) {
      this.#problems.push(
        problem(
          "F-DOUBLON",
          { line: read.line },
          "un bureau par ligne",
          `${described(read)}, déjà ligne ${before.line}`,
        ),
      );
    } else {
      if (before !== undefined) {
        this.#rows.delete(key);
        this.#disputed.set(key, before);
        this.#problems.push(contradiction(before, read));
      }
      this.#problems.push(contradiction(read, disputed ?? before!));
    }
  }

  /** What is counted, and every line that is not, in the file's order. */
  settle(): { readonly rows: readonly BureauRow[]; readonly rejected: readonly Problem[] } {
    return {
      rows: [...this.#rows.values()],
      rejected: this.#problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    };
  }
}

const described = ({ commune, bureau }: BureauRow): string => `commune ${commune}, bureau ${bureau}`;

const contradiction = (row: BureauRow, other: BureauRow): Problem =>
  problem(
    "F-CONTRADICTION",
    { line: row.line },
    "un bureau par ligne",
    `${described(row)}, autrement ligne ${other.line}`,
  );

const sameFigures = (a: BureauRow, b: BureauRow): boolean =>
  a.circonscription === b.circonscription &&
  a.inscrits === b.inscrits &&
  a.votants === b.votants &&
  a.blancs === b.blancs &&
  a.exprimes === b.exprimes &&
  a.voix.every((votes, i) => votes === b.voix[i]);
