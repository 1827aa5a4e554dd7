import type { RecordedTally } from "#shared/night/recording.ts";
import { figuresOf } from "#cli/operator/oracle.ts";
import type { ReadTotals } from "./reader.ts";

/**
 * Holds what another pipeline publishes against what it was sent, at every instant. At any time the true total of a
 * territory lies between what had to be there (taken long enough ago) and what may be there (sent so far):
 *
 * - `L-PERIME`: below what had to be there; at the end `L-PERDU`: it never came;
 * - `L-DOUBLE`: above what was sent;
 * - `L-RECUL`: less than it was a moment ago;
 * - `L-EMBARGO`: votes of candidatures before the hour.
 *
 * Each names the bureau that proves it, where one bureau's figures are exactly the gap. A territory that is no longer there
 * has figures of 0.
 */
export interface FigureFinding {
  readonly code: "L-PERIME" | "L-PERDU" | "L-DOUBLE" | "L-RECUL" | "L-EMBARGO";
  readonly territory: string;
  readonly figure: string;
  readonly published: number;
  readonly expected: number;
  /** `commune/bureau`; `null` when no single bureau is the gap. */
  readonly bureau: string | null;
  /** Real ms since the start of the load. */
  readonly atMs: number;
}

/** What a page did not say: `L-ILLISIBLE`, something was there and could not be understood; `L-MUET`, at the end it names nothing that was sent. */
export interface PageFinding {
  readonly code: "L-ILLISIBLE" | "L-MUET";
  /** In French. */
  readonly detail: string;
  /** Real ms since the start of the load. */
  readonly atMs: number;
}

export type LoadFinding = FigureFinding | PageFinding;

export interface WatchOptions {
  /** How long the pipeline may take to show what it took, ms. */
  readonly freshnessMs: number;
  /** Real instant before which no candidature may have votes, ms of the same clock; `null`: none. */
  readonly embargoAt: number | null;
}

interface Taken {
  readonly tally: RecordedTally["tally"];
  readonly at: number;
}

/** One territory as it was sent: bounds of what may be read of it. */
interface Account {
  readonly taken: Taken[];
  /** Sums of what was taken until `due`, an index into `taken`; and of everything. */
  due: number;
  readonly least: Map<string, number>;
  readonly most: Map<string, number>;
  readonly last: Map<string, number>;
}

/** Follows a reader. Give it what the target took ({@link Watch.took}), then what is read ({@link Watch.look}). */
export class Watch {
  readonly #options: WatchOptions;
  readonly #accounts = new Map<string, Account>();
  readonly #seen = new Set<string>();
  /** The version of each bureau that counts: a repeat adds nothing. */
  readonly #versions = new Map<string, number>();
  readonly #tallies = new Map<string, Taken["tally"]>();
  readonly findings: LoadFinding[] = [];
  /** Delays between taking and being seen whole, by look: the age of the oldest tally not yet shown, ms. */
  readonly ages: number[] = [];
  #start: number | null = null;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** The target took a tally, meant to leave at `at`. Corrections are counted in place of what they correct. */
  took({ tally }: RecordedTally, at: number): void {
    this.#start ??= at;
    const bureau = `${tally.commune}/${tally.bureau}`;
    const known = this.#versions.get(bureau) ?? 0;
    if (tally.version <= known) return;
    // A correction may take votes away: what stood before it is no longer a floor, so both bounds open.
    const before = this.#tallies.get(bureau);
    this.#versions.set(bureau, tally.version);
    this.#tallies.set(bureau, tally);
    for (const name of ["france", `departement ${tally.departement}`, `commune ${tally.commune}`, `bureau ${bureau}`]) {
      const account = this.#account(name);
      if (before !== undefined) this.#withdraw(account, before);
      account.taken.push({ tally, at });
      // Until the correction shows, what it corrects may still be there: the bound is the larger of the two.
      const old = before === undefined ? new Map<string, number>() : figuresOf(before);
      for (const [figure, value] of figuresOf(tally))
        add(account.most, figure, Math.max(0, value - (old.get(figure) ?? 0)));
    }
  }

  /** What is there at `now` cannot be understood. */
  unreadable(reason: string, now: number): void {
    this.#findPage("L-ILLISIBLE", reason, now);
  }

  /** Reads at `now`; `null`: nothing is there. @param final the load is over, and everything had its time. */
  look(read: ReadTotals | null, now: number, final = false): void {
    const territories = read?.territories ?? new Map<string, ReadonlyMap<string, number>>();
    if (final && ![...territories.keys()].some((name) => this.#accounts.has(name)))
      this.#findPage("L-MUET", "rien de ce qui fut envoyé ne s'y lit à la fin", now);
    for (const [name, { last }] of this.#accounts)
      if (read !== null && last.size > 0 && !territories.has(name))
        this.#holdAll(name, new Map([...last.keys()].map((figure) => [figure, 0])), now, final);
    for (const [name, figures] of territories) this.#holdAll(name, figures, now, final);
    const oldest = territories.get("france");
    const france = this.#accounts.get("france");
    if (oldest && france) this.#age(oldest, france, now);
  }

  #holdAll(name: string, figures: ReadonlyMap<string, number>, now: number, final: boolean): void {
    const account = this.#accounts.get(name);
    if (account === undefined) {
      for (const [figure, published] of figures)
        if (published > 0) this.#find("L-DOUBLE", name, figure, published, 0, null, now);
      return;
    }
    this.#advance(account, final ? Infinity : now - this.#options.freshnessMs);
    // In the end both bounds are the same: what every bureau last said.
    if (final) for (const [figure, value] of account.least) account.most.set(figure, value);
    for (const [figure, published] of figures) this.#hold(name, account, figure, published, now, final);
  }

  #hold(name: string, account: Account, figure: string, published: number, now: number, final: boolean): void {
    const { embargoAt } = this.#options;
    const [least, most] = [account.least.get(figure) ?? 0, account.most.get(figure) ?? 0];
    if (embargoAt !== null && now < embargoAt && figure.startsWith("voix ") && published > 0)
      this.#find("L-EMBARGO", name, figure, published, 0, null, now);
    if (published < least)
      this.#find(
        final ? "L-PERDU" : "L-PERIME",
        name,
        figure,
        published,
        least,
        gap(account, figure, least - published),
        now,
      );
    if (published > most)
      this.#find("L-DOUBLE", name, figure, published, most, gap(account, figure, published - most), now);
    const last = account.last.get(figure) ?? 0;
    if (published < last && published < least)
      this.#find("L-RECUL", name, figure, published, last, gap(account, figure, last - published), now);
    account.last.set(figure, published);
  }

  /** One finding a kind, territory and figure: the first proves as much as the thousandth. */
  #find(
    code: FigureFinding["code"],
    territory: string,
    figure: string,
    published: number,
    expected: number,
    bureau: string | null,
    now: number,
  ): void {
    const key = `${code} ${territory} ${figure}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.findings.push({ code, territory, figure, published, expected, bureau, atMs: now - (this.#start ?? now) });
  }

  #findPage(code: PageFinding["code"], detail: string, now: number): void {
    if (this.#seen.has(code)) return;
    this.#seen.add(code);
    this.findings.push({ code, detail, atMs: now - (this.#start ?? now) });
  }

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = { taken: [], due: 0, least: new Map(), most: new Map(), last: new Map() };
      this.#accounts.set(name, account);
    }
    return account;
  }

  /** Takes back a corrected tally: from what may be there never, from what must be there at once. */
  #withdraw(account: Account, tally: Taken["tally"]): void {
    const index = account.taken.findIndex((taken) => taken.tally === tally);
    if (index < 0) return;
    account.taken.splice(index, 1);
    if (index >= account.due) return;
    account.due -= 1;
    for (const [figure, value] of figuresOf(tally)) add(account.least, figure, -value);
  }

  #advance(account: Account, until: number): void {
    for (; account.due < account.taken.length && account.taken[account.due]!.at <= until; account.due += 1)
      for (const [figure, value] of figuresOf(account.taken[account.due]!.tally)) add(account.least, figure, value);
  }

  /** How old the oldest tally is that the nation does not show yet, by its votants (or its bureaux). */
  #age(published: ReadonlyMap<string, number>, account: Account, now: number): void {
    const figure = published.has("bureaux") ? "bureaux" : "votants";
    let left = published.get(figure);
    if (left === undefined) return;
    for (const { tally, at } of account.taken) {
      left -= figuresOf(tally).get(figure) ?? 0;
      if (left < 0) return void this.ages.push(now - at);
    }
    this.ages.push(0);
  }
}

/** The only bureau of an account whose figure is exactly the gap. */
function gap(account: Account, figure: string, missing: number): string | null {
  const exact = account.taken.filter(({ tally }) => figuresOf(tally).get(figure) === missing);
  const bureaux = new Set(exact.map(({ tally }) => `${tally.commune}/${tally.bureau}`));
  return bureaux.size === 1 ? [...bureaux][0]! : null;
}

const add = (figures: Map<string, number>, name: string, value: number): void =>
  void figures.set(name, (figures.get(name) ?? 0) + value);
