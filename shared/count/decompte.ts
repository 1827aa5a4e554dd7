import type { FoldedBureau } from "./fold.ts";
import type { Ballot, Register, Station } from "./register.ts";
import { anomaliesOf, type Anomaly, type CountedBureau } from "./anomalies.ts";

/** Counted out of expected. */
export interface Progress {
  counted: number;
  expected: number;
}

/** Sums over counted bureaux. `blancs` is 0 where the scrutin pools them with `nuls`. */
export interface Sums {
  inscrits: number;
  votants: number;
  blancs: number;
  nuls: number;
  exprimes: number;
}

/** The décompte of one territory: what is counted of it, out of what. */
export interface Decompte {
  readonly bureaux: Progress;
  /** Inscrits of the counted bureaux out of the dossier's: how much of the electorate is known. */
  readonly inscrits: Progress;
  readonly sums: Sums;
  /** Bureaux whose counted version has two contents. */
  conflits: number;
  /** Voix by unite (empty code: the nation), in the order of the ballot: a commune may lie in several unites. */
  readonly voix: Map<string, number[]>;
}

/** What the ledger and the dossier together say of a département. */
export interface DepartementDecompte {
  readonly register: Register;
  readonly total: Decompte;
  readonly communes: ReadonlyMap<string, Decompte>;
  readonly arrondissements: ReadonlyMap<string, Decompte>;
  /** By unite; empty when the nation decides. */
  readonly unites: ReadonlyMap<string, Decompte>;
  /** Counted bureaux, in the dossier's order, unexpected ones last. */
  readonly bureaux: readonly CountedBureau[];
  readonly anomalies: readonly Anomaly[];
}

/** Every expected bureau is counted and none is contested: the only state in which the law may decide. */
export const isComplete = (decompte: Decompte): boolean =>
  decompte.bureaux.counted >= decompte.bureaux.expected && decompte.conflits === 0;

const empty = (): Decompte => ({
  bureaux: { counted: 0, expected: 0 },
  inscrits: { counted: 0, expected: 0 },
  sums: { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 },
  conflits: 0,
  voix: new Map(),
});

/** Counts a département: a pure function of its part of the dossier and of the folded ledger. */
export function countDepartement(register: Register, folded: ReadonlyMap<string, FoldedBureau>): DepartementDecompte {
  const total = empty();
  const communes = new Map<string, Decompte>();
  const arrondissements = new Map<string, Decompte>();
  const unites = new Map<string, Decompte>();
  for (const unite of register.part.unites) unites.set(unite.code, empty());
  for (const commune of register.part.communes) communes.set(commune.code, empty());

  const territoriesOf = (station: Station): Decompte[] => {
    const territories = [total, getOrMake(communes, station.commune)];
    if (station.unite !== "") territories.push(getOrMake(unites, station.unite));
    if (station.arrondissement !== undefined) territories.push(getOrMake(arrondissements, station.arrondissement));
    return territories;
  };

  const bureaux: CountedBureau[] = [];
  for (const [key, station] of register.stations) {
    const bureau = folded.get(key);
    for (const territory of territoriesOf(station)) {
      territory.bureaux.expected += 1;
      territory.inscrits.expected += station.inscrits;
      ballotBox(territory, station.unite, station.ballot);
      if (bureau) add(territory, station, bureau);
    }
    if (bureau) bureaux.push({ station, folded: bureau, unexpected: false });
  }
  for (const [key, bureau] of folded) {
    if (register.stations.has(key)) continue;
    const station = register.unexpected(bureau.commune, bureau.bureau);
    // Only a ledger that another dossier fed can hold such an entry: validation refuses it before.
    if (!station) throw new Error(`the ledger holds ${key}, which has no place in the dossier of ${register.head.run}`);
    for (const territory of territoriesOf(station)) add(territory, station, bureau);
    bureaux.push({ station, folded: bureau, unexpected: true });
  }
  return { register, total, communes, arrondissements, unites, bureaux, anomalies: anomaliesOf(bureaux) };
}

function add(territory: Decompte, station: Station, bureau: FoldedBureau): void {
  const { tally } = bureau.counted;
  territory.bureaux.counted += 1;
  territory.inscrits.counted += station.inscrits;
  territory.sums.inscrits += tally.inscrits;
  territory.sums.votants += tally.votants;
  territory.sums.blancs += tally.blancs;
  territory.sums.nuls += tally.nuls;
  territory.sums.exprimes += tally.exprimes;
  if (bureau.conflit) territory.conflits += 1;
  const box = ballotBox(territory, station.unite, station.ballot);
  const { voix } = tally;
  for (let i = 0; i < voix.length; i += 1) box[i]! += voix[i]!;
}

function ballotBox(territory: Decompte, unite: string, ballot: Ballot): number[] {
  let box = territory.voix.get(unite);
  if (!box) {
    box = Array.from<number>({ length: ballot.candidatures.length }).fill(0);
    territory.voix.set(unite, box);
  }
  return box;
}

function getOrMake(territories: Map<string, Decompte>, code: string): Decompte {
  let territory = territories.get(code);
  if (!territory) {
    territory = empty();
    territories.set(code, territory);
  }
  return territory;
}
