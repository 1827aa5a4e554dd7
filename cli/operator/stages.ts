import type { Delays, StageDelays } from "#cli/control/contract.ts";
import { Histogram } from "../histogram.ts";
import type { CloudUsage } from "./cloud.ts";

/** Real instants of a tally that became visible, ms. */
export interface Passage {
  readonly departement: string;
  readonly sentAt: number;
  /** When the document of its bureau, then the national one that leads there, say that they were published. */
  readonly departementAt: number;
  readonly nationalAt: number;
  /** When a reader saw the national one. */
  readonly seenAt: number;
}

/** How long tallies took to each station of their way, and to a reader by département. */
export class Stages {
  readonly #departement = new Histogram();
  readonly #national = new Histogram();
  readonly #reader = new Histogram();
  readonly #departements = new Map<string, number[]>();

  add({ departement, sentAt, departementAt, nationalAt, seenAt }: Passage): void {
    this.#departement.add(departementAt - sentAt);
    this.#national.add(nationalAt - sentAt);
    this.#reader.add(seenAt - sentAt);
    const own = this.#departements.get(departement);
    if (own) own.push(seenAt - sentAt);
    else this.#departements.set(departement, [seenAt - sentAt]);
  }

  /** From sending to the first sight. */
  get reader(): Delays {
    return this.#reader.read();
  }

  /** @param used what the functions told of themselves since their cloud began; the first two stations are theirs. */
  read({ measures = {} }: Partial<Pick<CloudUsage, "measures">> = {}): StageDelays {
    const told = (name: string): Delays | undefined => {
      const measure = measures["record-tallies"]?.[name];
      return measure && { p50: measure.p50, p95: measure.p95, max: measure.max };
    };
    const [file, registre] = [told("TallyWait"), told("TallyLag")];
    return {
      ...(file && { file }),
      ...(registre && { registre }),
      departement: this.#departement.read(),
      national: this.#national.read(),
      lecteur: this.reader,
      departements: Object.fromEntries([...this.#departements].map(([code, delays]) => [code, delaysOf(delays)])),
    };
  }
}

function delaysOf(all: readonly number[]): Delays {
  const histogram = new Histogram();
  for (const delay of all) histogram.add(delay);
  return histogram.read();
}
