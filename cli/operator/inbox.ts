import type { RunScope } from "#shared/contracts/identity.ts";
import { tallyMessageSchema } from "#shared/contracts/tally.ts";
import type { SentTally } from "./oracle.ts";
import { digestOf } from "./quarantine.ts";

/** Messages that were injected into a run besides its recording. */
export class Inbox {
  readonly #scope: RunScope;
  readonly #bodies = new Map<string, string>();

  constructor(scope: RunScope) {
    this.#scope = scope;
  }

  get size(): number {
    return this.#bodies.size;
  }

  add(body: string): void {
    this.#bodies.set(digestOf(body), body);
  }

  /** Tallies of this run that were not refused. @param refused digests of the quarantine. */
  accepted(refused: ReadonlySet<string>): SentTally[] {
    return [...this.#bodies].flatMap(([digest, body]) => {
      if (refused.has(digest)) return [];
      const message = parsed(body);
      if (!message.success) return [];
      const { run, ...tally } = message.data.data;
      const { scrutin, tour } = tally;
      return run === this.#scope.run && scrutin === this.#scope.scrutin && tour === this.#scope.tour ? [tally] : [];
    });
  }
}

const parsed = (body: string): ReturnType<typeof tallyMessageSchema.safeParse> => {
  try {
    return tallyMessageSchema.safeParse(JSON.parse(body));
  } catch {
    return tallyMessageSchema.safeParse(null);
  }
};
