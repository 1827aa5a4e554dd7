import { readElection } from "./elections.ts";
import type { ResultRow } from "./result-rows.ts";
import type { Told } from "./name-clues.ts";
import type { Clues } from "./scrutin-of.ts";
import type { ScrutinType } from "./scrutins.ts";

/** What rows tell of the election that they are of. */

/** Most names on a ballot of the whole nation. */
const MOST_NAMES = 60;

export function cluesOf(rows: readonly ResultRow[]): Clues {
  const counted = countedByUnite(rows);
  const byElected = roundOfElected(rows);
  const ballots = new Set(rows.map(({ candidatures }) => candidatures));
  const sizes = [...ballots].map(({ length }) => length).toSorted((a, b) => a - b);
  const candidatures = [...new Set([...ballots].flat())];
  const names = [...new Set(candidatures.map(({ nom, liste, prenom }) => (prenom === null ? (liste ?? nom) : nom)))];
  const nuances = [...new Set(candidatures.map(({ nuance, nom }) => nuance ?? nom))];
  return {
    labels: names.length <= MOST_NAMES ? names : nuances,
    nuances,
    inscrits: rows.reduce((sum, { counts }) => sum + (counts?.inscrits ?? 0), 0),
    circonscriptions: counted.size > 0 ? counted.size : ballots.size > 1 ? ballots.size : 0,
    // A commune of several circonscriptions may name the candidates of all on its line: most lines do not.
    mostLabels:
      counted.size > 0
        ? Math.max(...[...counted.values()].map(({ size }) => size))
        : (sizes[Math.floor(sizes.length / 2)] ?? 0),
    told: told(rows, candidatures, names.length),
    ...(byElected !== undefined && { byElected }),
  };
}

/** Candidatures with voix in each circonscription. */
function countedByUnite(rows: readonly ResultRow[]): Map<string, Set<unknown>> {
  const counted = new Map<string, Set<unknown>>();
  for (const { territoire, candidatures, voix } of rows) {
    if (territoire.circonscription === null) continue;
    const unite = `${territoire.departement === "978" ? "977" : territoire.departement}${territoire.circonscription}`;
    const seen = counted.get(unite) ?? new Set();
    counted.set(unite, seen);
    for (let i = 0; i < voix.length; i += 1) if (voix[i]! > 0) seen.add(candidatures[i]);
  }
  return counted;
}

function told(rows: readonly ResultRow[], candidatures: ResultRow["candidatures"], names: number): Told {
  const election = readElection(rows[0]?.election ?? "");
  if (election !== null) return election;
  const tours = new Set(rows.flatMap(({ tour }) => tour ?? []));
  const [tour] = tours;
  const type = typeOf(rows, candidatures, names);
  return { ...(type !== undefined && { type }), ...(tours.size === 1 && tour !== undefined && { tour }) };
}

/**
 * The round that the elected tell: in the first someone has a majority or nobody is elected, in the second every row elects
 * someone, majority or not.
 */
function roundOfElected(rows: readonly ResultRow[]): 1 | 2 | undefined {
  const electing = rows.filter(({ attributions }) => attributions?.some(({ elu }) => elu === true) === true);
  if (electing.length === 0) return undefined;
  const first = electing.length < rows.length;
  const second = electing.some(({ voix, counts }) => counts !== null && 2 * Math.max(...voix) <= counts.exprimes);
  if (first === second) return undefined;
  return first ? 1 : 2;
}

/** More départements than any région has. */
const WIDESPREAD = 20;

/** Most names on the ballot of a présidentielle. */
const MOST_PRESIDENTIAL = 20;

/** The type that the shape of ballots tells by itself. */
function typeOf(
  rows: readonly ResultRow[],
  candidatures: ResultRow["candidatures"],
  names: number,
): ScrutinType | undefined {
  const all = (has: (one: ResultRow["candidatures"][number]) => boolean): boolean =>
    candidatures.length > 0 && candidatures.every(has);
  if (rows.some(({ mode }) => mode === "LI2" || mode === "PL2")) return "municipales";
  if (rows.some(({ mode, territoire }) => mode === "MAJ" && territoire.commune !== null)) return "municipales";
  if (all(({ binome, nuance }) => binome !== null || (nuance ?? "").startsWith("BC-"))) return "departementales";
  if (all(({ nom }) => /^(oui|non)$/i.test(nom))) return "referendum";
  if (all(({ liste, prenom }) => liste !== null && prenom !== null)) return "municipales";
  if (all(({ liste, nuance, panneau }) => liste !== null && nuance === null && panneau !== null)) return "europeennes";
  const ballots = new Set(rows.map((row) => row.candidatures)).size;
  // Lists that are the same from one end of the country to the other.
  const departements = new Set(rows.map(({ territoire }) => territoire.departement)).size;
  if (ballots === 1 && departements >= WIDESPREAD && all(({ liste }) => liste !== null)) return "europeennes";
  if (ballots > 1 && all(({ prenom, liste, nuance }) => prenom === null && liste !== null && nuance !== null))
    return "regionales";
  if (!all(({ prenom, liste }) => prenom !== null && liste === null)) return undefined;
  if (names <= MOST_PRESIDENTIAL && all(({ nuance }) => nuance === null)) return "presidentielle";
  // Nobody else stands by commune without a colour.
  if (rows[0]?.level === "commune" && all(({ nuance }) => nuance === null || nuance === "NC")) return "municipales";
  const cantons = rows.some(({ territoire }) => territoire.canton !== null);
  const circonscriptions = rows.some(({ territoire }) => territoire.circonscription !== null);
  return ballots > 1 &&
    circonscriptions &&
    !cantons &&
    all(({ nuance }) => nuance !== null && !/^L[A-Z]{2}/.test(nuance))
    ? "legislatives"
    : undefined;
}
