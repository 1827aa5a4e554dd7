import { Histogram } from "../histogram.ts";

/** Figures that functions write in their logs, as CloudWatch would read them (embedded metric format). */

/** One figure of one function, since the cloud began. */
export interface Measure {
  readonly unit: string;
  /** How many values were written. */
  readonly count: number;
  readonly sum: number;
  /** Half of the values, and 95 % of them, do not pass these. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly last: number;
}

/** Figures by function, then by name. */
export type Measures = Readonly<Record<string, Readonly<Record<string, Measure>>>>;

interface Embedded {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly service: string;
}

/** How such a line begins: other lines are not parsed. */
const MARK = '{"_aws"';

/** Adds up what functions write. */
export class EmbeddedMetrics {
  readonly #services = new Map<string, Map<string, Figure>>();

  /** Reads a line of a log. @returns whether it was one of figures. */
  read(line: string): boolean {
    if (!line.startsWith(MARK)) return false;
    const embedded = JSON.parse(line) as Embedded & Readonly<Record<string, number | readonly number[]>>;
    const figures = this.#services.get(embedded.service) ?? new Map<string, Figure>();
    this.#services.set(embedded.service, figures);
    for (const { Metrics } of embedded["_aws"].CloudWatchMetrics)
      for (const { Name, Unit } of Metrics)
        for (const value of [embedded[Name] ?? []].flat()) {
          const figure = figures.get(Name) ?? new Figure(Unit);
          figures.set(Name, figure);
          figure.add(value);
        }
    return true;
  }

  get all(): Measures {
    return Object.fromEntries(
      [...this.#services].map(
        ([service, figures]) =>
          [service, Object.fromEntries([...figures].map(([name, figure]) => [name, figure.read()] as const))] as const,
      ),
    );
  }
}

/** The values of one figure. */
class Figure {
  readonly #unit: string;
  readonly #values = new Histogram();
  #sum = 0;
  #last = 0;

  constructor(unit: string) {
    this.#unit = unit;
  }

  add(value: number): void {
    this.#values.add(value);
    this.#sum += value;
    this.#last = value;
  }

  read(): Measure {
    return { unit: this.#unit, count: this.#values.total, sum: this.#sum, ...this.#values.read(), last: this.#last };
  }
}
