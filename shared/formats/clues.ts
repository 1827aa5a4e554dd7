import type { ResultRow } from "./result-rows.ts";
import type { Clues, Told } from "./scrutin-of.ts";
import type { ScrutinType } from "./scrutins.ts";

/** What rows tell of the election that they are of. */

/** `id_election` of aggregated files: year, four letters of the type, round. */
const ELECTION = /^(\d{4})_([a-z]{4})_t([12])$/;

const LETTERS: Readonly<Record<string, ScrutinType>> = {
  pres: "presidentielle",
  legi: "legislatives",
  euro: "europeennes",
  refe: "referendum",
  regi: "regionales",
  dpmt: "departementales",
  cant: "cantonales",
  muni: "municipales",
  sena: "senatoriales",
};

/** The `id_election` of aggregated files for a scrutin that is wholly told; `undefined` when something is missing. */
export function electionId({ type, date, tour }: { type?: string; date?: string; tour?: 1 | 2 }): string | undefined {
  const letters = Object.keys(LETTERS).find((key) => LETTERS[key] === type);
  return letters === undefined || date === undefined || tour === undefined
    ? undefined
    : `${date.slice(0, 4)}_${letters}_t${tour}`;
}

/** Most names on a ballot of the whole nation. */
const MOST_NAMES = 60;

export function cluesOf(rows: readonly ResultRow[]): Clues {
  const counted = countedByUnite(rows);
  const ballots = new Set(rows.map(({ candidatures }) => candidatures));
  const candidatures = [...new Set([...ballots].flat())];
  const names = [...new Set(candidatures.map(({ nom, liste, prenom }) => (prenom === null ? (liste ?? nom) : nom)))];
  const nuances = [...new Set(candidatures.flatMap(({ nuance, nom }) => nuance ?? nom))];
  return {
    labels: names.length <= MOST_NAMES ? names : nuances,
    inscrits: rows.reduce((sum, { counts }) => sum + (counts?.inscrits ?? 0), 0),
    circonscriptions: counted.size,
    mostLabels: Math.max(0, ...[...counted.values()].map(({ size }) => size)),
    told: told(rows, candidatures, names.length),
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
  const election = ELECTION.exec(rows[0]?.election ?? "");
  const letters = election === null ? undefined : LETTERS[election[2]!];
  const tours = new Set(rows.map(({ tour }) => tour).filter((tour) => tour !== null));
  const [only] = tours;
  const type = letters ?? typeOf(rows, candidatures, names);
  const tour = election === null ? (tours.size === 1 ? only : undefined) : election[3] === "1" ? 1 : 2;
  return {
    ...(type !== undefined && { type }),
    ...(election !== null && { annee: election[1]! }),
    ...(tour !== undefined && { tour }),
  };
}

/** The type that the shape of ballots tells by itself. */
function typeOf(
  rows: readonly ResultRow[],
  candidatures: ResultRow["candidatures"],
  names: number,
): ScrutinType | undefined {
  const all = (has: (one: ResultRow["candidatures"][number]) => boolean): boolean =>
    candidatures.length > 0 && candidatures.every(has);
  if (rows.some(({ mode }) => mode === "LI2" || mode === "PL2")) return "municipales";
  if (all(({ binome, nuance }) => binome !== null || (nuance ?? "").startsWith("BC-"))) return "departementales";
  if (all(({ nom }) => /^(oui|non)$/i.test(nom))) return "referendum";
  if (all(({ liste, nuance, panneau }) => liste !== null && nuance === null && panneau !== null)) return "europeennes";
  const persons = all(({ prenom, liste }) => prenom !== null && liste === null);
  if (persons && names <= 20 && all(({ nuance }) => nuance === null)) return "presidentielle";
  const inCirconscriptions = rows.every(({ territoire }) => territoire.circonscription !== null);
  return persons && inCirconscriptions && all(({ nuance }) => nuance !== null) && names > MOST_NAMES
    ? "legislatives"
    : undefined;
}
