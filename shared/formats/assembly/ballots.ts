import type { Candidature } from "../../contracts/dossier.ts";
import type { NuanceCounts } from "../legislatives-2017.ts";
import { idOf } from "../ids.ts";
import type { ResultCandidature, ResultRow } from "../result-rows.ts";
import { nuanceName } from "./nuances.ts";

/** Who can be voted for in a unite, gathered from all its rows. */
export interface Ballot {
  readonly candidatures: readonly Candidature[];
  /** No voix for any of them, by id. */
  readonly none: Readonly<Record<string, number>>;
  /** A row's voix in the order of the ballot; 0 for those that the row does not name. */
  voixOf(row: ResultRow): readonly number[];
}

/** What is told of a nuance that the file leaves out. */
const NUANCE_NOT_TOLD = "NC";

/** How a file's labels become candidatures. */
export interface BallotOptions {
  /** Whether the seats are filled below the nation: voix are then summed by nuance. */
  readonly byUnites: boolean;
  /** Whether a candidature without nuance is given that of those who are not told, so that the unites' voix add up under few labels. */
  readonly labelled: boolean;
  /** Candidatures of the nation known beside the file, by id. */
  readonly known?: ReadonlyMap<string, Candidature> | undefined;
  /** How many candidates stand under each nuance of a unite, for files that count by nuance. */
  readonly candidats?: NuanceCounts | undefined;
  /** Unites that hold several, which the file does not tell apart. */
  readonly mixed?: ReadonlySet<string> | undefined;
}

/**
 * The ballot of each unite (empty code: the nation). Rows of several unites that share their candidatures come from a file
 * with a column for each label: a unite then has those under which anyone had a vote there.
 */
export function ballotsOf(
  unites: ReadonlyMap<string, readonly ResultRow[]>,
  options: BallotOptions,
): Map<string, Ballot> {
  const used = new Map<readonly ResultCandidature[], Set<string>>();
  for (const [unite, rows] of unites)
    for (const { candidatures } of rows) used.set(candidatures, (used.get(candidatures) ?? new Set()).add(unite));
  return new Map(
    [...unites].map(([unite, rows]) => {
      const voted = options.byUnites && rows.some(({ candidatures }) => used.get(candidatures)!.size > 1);
      return [unite, ballotOf(unite, rows, voted, options)];
    }),
  );
}

function ballotOf(unite: string, rows: readonly ResultRow[], voted: boolean, options: BallotOptions): Ballot {
  const standing = new Map<string, ResultCandidature>();
  for (const [candidatures, has] of columnsOf(rows, voted))
    for (const [i, one] of candidatures.entries()) if (has[i]) standing.set(identityOf(one), one);
  const ids = idsOf([...standing.values()]);
  const entries = [...standing]
    .map(([identity, one], i) => {
      const id = ids[i]!;
      return { identity, candidature: options.known?.get(id) ?? candidatureOf(unite, id, one, voted, options) };
    })
    .toSorted((a, b) => (a.candidature.panneau ?? 0) - (b.candidature.panneau ?? 0));
  const places = new Map(entries.map(({ identity }, place) => [identity, place]));
  /** `null`: the row's order is the ballot's. */
  const columns = new Map<readonly ResultCandidature[], readonly number[] | null>();
  return {
    candidatures: entries.map(({ candidature }) => candidature),
    none: Object.fromEntries(entries.map(({ candidature: { id } }) => [id, 0])),
    voixOf({ candidatures, voix }) {
      let at = columns.get(candidatures);
      if (at === undefined) {
        const own = candidatures.map((one) => places.get(identityOf(one)) ?? -1);
        at = own.length === entries.length && own.every((place, i) => place === i) ? null : own;
        columns.set(candidatures, at);
      }
      if (at === null) return voix;
      const counted = entries.map(() => 0);
      for (let i = 0; i < at.length; i += 1) if (at[i]! >= 0) counted[at[i]!]! += voix[i]!;
      return counted;
    },
  };
}

/** The distinct columns of some rows, and which of them count: all, or those under which anyone had a vote. */
function columnsOf(rows: readonly ResultRow[], voted: boolean): Map<readonly ResultCandidature[], boolean[]> {
  const columns = new Map<readonly ResultCandidature[], boolean[]>();
  for (const { candidatures, voix } of rows) {
    let has = columns.get(candidatures);
    if (has === undefined) columns.set(candidatures, (has = candidatures.map(() => !voted)));
    if (voted) for (let i = 0; i < voix.length; i += 1) if (voix[i]! > 0) has[i] = true;
  }
  return columns;
}

/** The same in every row of its unite, whatever its number. */
const identityOf = ({ nom, prenom, nuance, liste, binome }: ResultCandidature): string =>
  [nom, prenom, nuance, liste, binome].join("\u0000");

/** @param byNuance the file's labels are nuances, and name nobody. */
function candidatureOf(
  unite: string,
  id: string,
  one: ResultCandidature,
  byNuance: boolean,
  options: BallotOptions,
): Candidature {
  const { nom, prenom, sexe, panneau, liste, listeEtendue } = one;
  const nuance = one.nuance ?? (byNuance ? nom : options.labelled ? NUANCE_NOT_TOLD : null);
  const titre = liste ?? listeEtendue;
  return {
    id,
    nom: nom === "" ? (titre ?? one.binome ?? id) : byNuance ? nuanceName(nom) : nom,
    ...(prenom !== null && { prenom }),
    ...(sexe !== null && { civilite: sexe === "F" ? ("Mme" as const) : ("M" as const) }),
    ...(panneau !== null && { panneau }),
    ...(nuance !== null && { nuance }),
    ...(titre !== null && titre !== nom && { liste: titre }),
    ...(byNuance
      ? { candidats: options.candidats?.(unite, nom) ?? null }
      : options.mixed?.has(unite) === true && { candidats: null }),
  };
}

/** An id each: the name, with what tells namesakes apart where there are some. */
function idsOf(all: readonly ResultCandidature[]): string[] {
  const words = (read: (one: ResultCandidature) => readonly (string | number | null)[]): string[] =>
    all.map((one) =>
      idOf(
        read(one)
          .filter((word) => word !== null && word !== "")
          .join(" "),
      ),
    );
  const name = ({ nom, binome, liste, listeEtendue }: ResultCandidature): string | null =>
    [nom, binome, liste, listeEtendue].find((word) => word !== null && word !== "") ?? null;
  const candidates = [
    words((one) => [name(one)]),
    words((one) => [name(one), one.prenom]),
    words((one) => [name(one), one.prenom, one.panneau ?? one.nuance]),
  ];
  const taken = new Set<string>();
  return all.map((_, i) => {
    const own = candidates.find((ids) => ids[i] !== "" && ids.indexOf(ids[i]!) === ids.lastIndexOf(ids[i]!))?.[i];
    const id = own !== undefined && !taken.has(own) ? own : `C${i + 1}`;
    taken.add(id);
    return id;
  });
}
