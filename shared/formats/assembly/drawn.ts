import { NOTICES } from "../../contracts/notices.ts";
import { DEPARTEMENTS } from "../../territory/departements.ts";
import { withDe } from "../../territory/names.ts";
import type { ResultCandidature, ResultRow } from "../result-rows.ts";
import { departementOfRow } from "./unites.ts";

/** Rows whose unites were told from their ballots. */
export interface Drawn {
  readonly rows: readonly ResultRow[];
  /** Names of the unites by their codes. */
  readonly names: ReadonlyMap<string, string>;
  /** Codes of those that hold several unites, which the file does not tell apart: nobody can be said to be elected there. */
  readonly mixed: ReadonlySet<string>;
  /** What readers are told of them. */
  readonly genere: string;
}

/** What unites are called, by the field of a row that names them. */
const UNITES = {
  circonscription: {
    une: "circonscription",
    plusieurs: "circonscriptions",
  },
  canton: {
    une: "canton",
    plusieurs: "cantons",
  },
} as const;

/** The field that names the unites of a type, where ballots can tell them. */
const FIELDS: Readonly<Record<string, keyof typeof UNITES>> = {
  legislatives: "circonscription",
  departementales: "canton",
  cantonales: "canton",
};

/**
 * The circonscriptions, or cantons, of bureaux and communes that name none (législatives of 2002, 2007, 2024): in a département,
 * who has the same candidates votes for the same seat. `null` where this tells nothing: unites are named, rows are larger, or
 * columns are nuances that all share.
 */
export function drawnUnites(rows: readonly ResultRow[], type: string): Drawn | null {
  const field = FIELDS[type];
  if (field === undefined || !rows.every((row) => isDrawable(row, field))) return null;
  const { une, plusieurs } = UNITES[field];
  const numbers = new Map<ResultRow, string>();
  const names = new Map<string, string>();
  const mixed = new Set<string>();
  for (const [departement, own] of Map.groupBy(rows, (row) => departementOfRow(row) ?? "")) {
    const groups = own[0]!.level === "bureau" ? whole(ballotsOf(own)) : linked(ballotsOf(own));
    for (const [i, { first, members, several }] of groups.entries()) {
      const number = String(i + 1).padStart(2, "0");
      const { bureau, nom } = first.territoire;
      const place = bureau === null ? withDe(nom) : `du bureau ${bureau} ${withDe(nom)}`;
      names.set(
        departement + number,
        `${DEPARTEMENTS.get(departement)?.nom ?? departement}, ${several ? plusieurs : une} ${place}`,
      );
      if (several) mixed.add(departement + number);
      for (const row of members) numbers.set(row, number);
    }
  }
  return {
    rows: rows.map((row) => ({ ...row, territoire: { ...row.territoire, [field]: numbers.get(row)! } })),
    names,
    mixed,
    genere: NOTICES[plusieurs],
  };
}

/** A bureau or a commune that does not name its unite, and whose candidates are persons. */
const isDrawable = ({ level, territoire, candidatures }: ResultRow, field: "circonscription" | "canton"): boolean =>
  (level === "bureau" || level === "commune" || level === "secteur") &&
  territoire[field] === null &&
  candidatures.length > 0 &&
  candidatures.every(({ prenom, binome }) => prenom !== null || binome !== null);

interface SharedBallot {
  readonly first: ResultRow;
  readonly names: ReadonlySet<string>;
  readonly members: readonly ResultRow[];
  /** Whether it holds several unites. */
  readonly several: boolean;
}

const nameOf = ({ nom, prenom }: ResultCandidature): string => `${nom}\n${prenom}`;

/** The distinct ballots of a département's rows, in the file's order. */
function ballotsOf(rows: readonly ResultRow[]): readonly SharedBallot[] {
  const ballots = new Map<string, { first: ResultRow; names: Set<string>; members: ResultRow[]; several: false }>();
  for (const row of rows) {
    const names = row.candidatures.map(nameOf).toSorted();
    const key = names.join("\n");
    const known = ballots.get(key);
    if (known) known.members.push(row);
    else ballots.set(key, { first: row, names: new Set(names), members: [row], several: false });
  }
  return [...ballots.values()];
}

/** A bureau lies in one unite: a ballot that is a part of exactly one other is that one, incompletely written. */
function whole(ballots: readonly SharedBallot[]): readonly SharedBallot[] {
  const kept = ballots.map((ballot) => ({ ...ballot, members: [...ballot.members] }));
  for (const part of kept.toSorted((a, b) => a.names.size - b.names.size)) {
    const holders = kept.filter((other) => other.names.size > part.names.size && part.names.isSubsetOf(other.names));
    if (holders.length !== 1) continue;
    holders[0]!.members.push(...part.members);
    kept.splice(kept.indexOf(part), 1);
  }
  return kept;
}

/**
 * A commune may lie in several unites, and its line then name the candidates of all: ballots that share a candidate are one
 * group, which holds several unites unless one ballot that several communes have holds all the others.
 */
function linked(ballots: readonly SharedBallot[]): readonly SharedBallot[] {
  let groups: (SharedBallot & { readonly ballots: readonly SharedBallot[] })[] = [];
  for (const ballot of ballots) {
    const near = groups.filter(({ names }) => !names.isDisjointFrom(ballot.names));
    const all = [...near.flatMap((group) => group.ballots), ballot];
    const names = new Set(all.flatMap((one) => [...one.names]));
    const entire = all.find((one) => one.names.size === names.size);
    const group = {
      first: all[0]!.first,
      names,
      members: all.flatMap(({ members }) => members),
      several: all.length > 1 && (entire === undefined || entire.members.length < 2),
      ballots: all,
    };
    groups =
      near.length === 0
        ? [...groups, group]
        : groups.flatMap((one) => (one === near[0] ? [group] : near.includes(one) ? [] : [one]));
  }
  return groups;
}
