/** Figures that functions write in their logs, as CloudWatch would read them (embedded metric format). */

/** One figure of one function, since the cloud began. */
export interface Measure {
  readonly unit: string;
  /** How many values were written. */
  readonly count: number;
  readonly sum: number;
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
  readonly #services = new Map<string, Map<string, Measure>>();

  /** Reads a line of a log. @returns whether it was one of figures. */
  read(line: string): boolean {
    if (!line.startsWith(MARK)) return false;
    const embedded = JSON.parse(line) as Embedded & Readonly<Record<string, number | readonly number[]>>;
    const figures = this.#services.get(embedded.service) ?? new Map<string, Measure>();
    this.#services.set(embedded.service, figures);
    for (const { Metrics } of embedded["_aws"].CloudWatchMetrics)
      for (const { Name, Unit } of Metrics)
        for (const value of [embedded[Name] ?? []].flat()) figures.set(Name, plus(figures.get(Name), Unit, value));
    return true;
  }

  get all(): Measures {
    return Object.fromEntries(
      [...this.#services].map(([service, figures]) => [service, Object.fromEntries(figures)] as const),
    );
  }
}

const plus = (before: Measure | undefined, unit: string, value: number): Measure => ({
  unit,
  count: (before?.count ?? 0) + 1,
  sum: (before?.sum ?? 0) + value,
  max: Math.max(before?.max ?? value, value),
  last: value,
});
