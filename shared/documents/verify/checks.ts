/**
 * What is verified of published documents, each with the code under which a failure is told:
 *
 * - `V-ABSENT`: what a document names is there;
 * - `V-FORMAT`: it is JSON, of the format expected at its place;
 * - `V-EMPREINTE`: its text bears the hash under which it is named;
 * - `V-RESULTAT`: its result bears the hash that it tells;
 * - `V-SEQUENCE`: sequences grow along `supersedes`, and where one document names another;
 * - `V-CHAINE`: the national documents form one chain, from the last to the first;
 * - `V-SOMME`: bureaux add up to communes and unites, communes to the département, départements to régions and the nation;
 * - `V-POURCENT`: each percentage is that of its integers;
 * - `V-LATEST`: the human paths say what the chain says;
 * - `V-EMBARGO`: before the release, no result lies under a public path.
 */
export const CHECK_CODES = [
  "V-ABSENT",
  "V-FORMAT",
  "V-EMPREINTE",
  "V-RESULTAT",
  "V-SEQUENCE",
  "V-CHAINE",
  "V-SOMME",
  "V-POURCENT",
  "V-LATEST",
  "V-EMBARGO",
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

/** One thing that does not hold. */
export interface Finding {
  readonly code: CheckCode;
  /** Path of the document, and place in it. */
  readonly ou: string;
  /** What was expected and what was found, in French. */
  readonly detail: string;
}

/** How often a code was checked, and how often it failed. */
export interface CheckCount {
  readonly code: CheckCode;
  readonly verifies: number;
  readonly manques: number;
}

/** Findings told one by one; the counts tell of all. */
const TOLD = 100;

/** Collects what holds and what does not. */
export class Checks {
  readonly #counts = new Map<CheckCode, { verifies: number; manques: number }>();
  readonly findings: Finding[] = [];

  /** Notes one check. @returns whether it holds. */
  hold(code: CheckCode, holds: boolean, ou: string, detail: () => string): boolean {
    const count = this.#counts.get(code) ?? { verifies: 0, manques: 0 };
    this.#counts.set(code, count);
    count.verifies += 1;
    if (holds) return true;
    count.manques += 1;
    if (this.findings.length < TOLD) this.findings.push({ code, ou, detail: detail() });
    return false;
  }

  /** Notes whether two integers are equal. */
  equal(code: CheckCode, ou: string, found: number | undefined, expected: number): void {
    this.hold(code, found === expected, ou, () => `${found ?? "rien"}, attendu ${expected}`);
  }

  counts(): CheckCount[] {
    return CHECK_CODES.flatMap((code) => {
      const count = this.#counts.get(code);
      return count === undefined ? [] : [{ code, ...count }];
    });
  }

  get holds(): boolean {
    return [...this.#counts.values()].every(({ manques }) => manques === 0);
  }
}
