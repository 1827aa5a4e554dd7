import { contradictions } from "./contradictions.ts";
import type { Layout } from "./layout.ts";
import { problem, type Problem } from "./problems.ts";
import type { Attribution, ResultCandidature, ResultRow } from "./result-rows.ts";
import { placeOf } from "./row-reader.ts";
import { isProblem, type Read } from "./table-reader.ts";

/** A territory being gathered: one row, or the lines of a long file one after the other. */
interface Group {
  readonly first: ResultRow;
  /** Its lines after the first. */
  others: number[] | null;
  candidatures: readonly ResultCandidature[];
  voix: readonly number[];
  attributions: readonly Attribution[] | null;
  /** Whether lines of it disagree: nothing says which is right, so none is counted. */
  disputed: boolean;
}

/** What a table holds in the end, every line of it accounted for: `lines of rows + rejected = lines read`. */
export interface Settled {
  /** In the file's order, with their anomalies. */
  readonly rows: readonly ResultRow[];
  /** Lines that are no row, or of a territory of which lines disagree, and why, in the file's order. */
  readonly rejected: readonly Problem[];
}

/** The territories of a table, each once. */
export class ResultSet {
  readonly #problems: Problem[] = [];
  readonly #groups = new Map<string, Group>();

  /** Lines reported so far. */
  get rejected(): readonly Problem[] {
    return this.#problems;
  }

  add(read: Read, long: boolean): void {
    if (isProblem(read)) {
      this.#problems.push(read);
      return;
    }
    let key = keyOf(read);
    let group = this.#groups.get(key);
    if (group !== undefined && !long && standApart(group.first, read)) {
      key += `#${read.candidatures.map(nameOf).join("#")}`;
      group = this.#groups.get(key);
    }
    if (group === undefined) {
      const { candidatures, voix, attributions } = read;
      this.#groups.set(key, { first: read, others: null, candidatures, voix, attributions, disputed: false });
    } else if (group.disputed || !sameCounts(group.first, read)) {
      this.#dispute(group, read);
    } else if (long) {
      this.#append(group, read);
    } else if (sameVoix(group, read)) {
      this.#problems.push(again(read, group.first));
    } else {
      this.#dispute(group, read);
    }
  }

  #append(group: Group, read: ResultRow): void {
    const [candidature] = read.candidatures;
    const at = group.candidatures.findIndex((one, i) => one === candidature && sameOrCounted(group, i, read));
    if (at < 0) {
      (group.others ??= []).push(read.line);
      group.candidatures = [...group.candidatures, ...read.candidatures];
      group.voix = [...group.voix, ...read.voix];
      if (group.attributions !== null) group.attributions = [...group.attributions, ...(read.attributions ?? [])];
    } else if (group.voix[at] === read.voix[0]) {
      this.#problems.push(again(read, group.first));
    } else {
      this.#dispute(group, read);
    }
  }

  #dispute(group: Group, read: ResultRow): void {
    if (!group.disputed) {
      group.disputed = true;
      for (const line of [group.first.line, ...(group.others ?? [])])
        this.#problems.push(contradiction({ ...group.first, line }, read));
    }
    this.#problems.push(contradiction(read, group.first));
  }

  settle(layout: Layout): Settled {
    const groups = [...this.#groups.values()].filter(({ disputed }) => !disputed);
    const mode = severalNamed(groups) ? "MAJ" : null;
    let shared: readonly ResultCandidature[] = [];
    const rows = groups.map((group) => {
      const { first, others } = group;
      let row = mode === null ? first : { ...first, mode: first.mode ?? mode };
      if (others !== null) {
        const { candidatures, voix, attributions } = group;
        const same = shared.length === candidatures.length && candidatures.every((one, i) => one === shared[i]);
        if (!same) shared = candidatures;
        row = { ...row, lines: 1 + others.length, candidatures: shared, voix, attributions };
      }
      const anomalies = contradictions(row, (field) => placeOf(layout, row.line, layout.at.get(field) ?? 0));
      return anomalies.length === 0 ? row : { ...row, anomalies };
    });
    return { rows, rejected: this.#problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  }
}

/** The territory of a row, its round and its election. A bureau is known by its commune, whatever else the row says. */
function keyOf({ level, tour, election, territoire }: ResultRow): string {
  const { region, departement, commune, bureau, secteur, canton, circonscription, nom } = territoire;
  const of = `${election ?? ""}#${tour ?? ""}#${level}#`;
  if (level === "bureau") return `${of}${commune}#${bureau}`;
  return [of, region, departement, commune, secteur, canton, circonscription, commune === null ? nom : ""].join("#");
}

const nameOf = ({ nom, prenom }: ResultCandidature): string => `${nom} ${prenom ?? ""}`;

/**
 * A commune cut between circonscriptions that the file does not name (législatives of 2024) has a line in each: no candidate
 * stands on two of them.
 */
function standApart(one: ResultRow, other: ResultRow): boolean {
  const { level, territoire } = other;
  if (level !== "commune" || territoire.circonscription !== null || territoire.canton !== null) return false;
  const persons = [...one.candidatures, ...other.candidatures];
  return (
    persons.every(({ prenom, nuance, liste }) => prenom !== null && nuance !== null && liste === null) &&
    new Set(persons.map(nameOf)).size === persons.length
  );
}

/** Where nothing counts a territory's ballots, two persons of one name with other voix are two persons. */
const sameOrCounted = (group: Group, at: number, read: ResultRow): boolean =>
  read.counts !== null || group.voix[at] === read.voix[0];

/** Whether voters may name several persons: voix then pass exprimés almost everywhere, and all have a first name and no list. */
function severalNamed(groups: readonly Group[]): boolean {
  const counted = groups.filter(({ first, candidatures }) => first.counts !== null && candidatures.length > 1);
  const passing = counted.filter(
    ({ first, candidatures, voix }) =>
      voix.reduce((sum, votes) => sum + votes, 0) > first.counts!.exprimes &&
      candidatures.every(({ prenom, liste }) => prenom !== null && liste === null),
  );
  return passing.length * 2 > counted.length;
}

const described = ({ territoire: { commune, bureau, departement, circonscription, canton, nom } }: ResultRow): string =>
  [
    commune === null ? `${departement ?? ""} ${circonscription ?? canton ?? ""} ${nom}`.trim() : `commune ${commune}`,
    ...(bureau === null ? [] : [`bureau ${bureau}`]),
  ].join(", ");

const again = (row: ResultRow, first: ResultRow): Problem =>
  problem("F-DOUBLON", { line: row.line }, "un territoire par ligne", `${described(row)}, déjà ligne ${first.line}`);

const contradiction = (row: ResultRow, other: ResultRow): Problem =>
  problem(
    "F-CONTRADICTION",
    { line: row.line },
    "un territoire par ligne",
    `${described(row)}, autrement ligne ${other.line}`,
  );

const sameCounts = (a: ResultRow, b: ResultRow): boolean =>
  a.counts === b.counts ||
  (a.counts !== null &&
    b.counts !== null &&
    a.territoire.circonscription === b.territoire.circonscription &&
    a.counts.inscrits === b.counts.inscrits &&
    a.counts.votants === b.counts.votants &&
    a.counts.blancs === b.counts.blancs &&
    a.counts.nuls === b.counts.nuls &&
    a.counts.exprimes === b.counts.exprimes);

const sameVoix = (a: Pick<ResultRow, "candidatures" | "voix">, b: ResultRow): boolean =>
  a.voix.length === b.voix.length &&
  a.voix.every((votes, i) => votes === b.voix[i] && a.candidatures[i] === b.candidatures[i]);
