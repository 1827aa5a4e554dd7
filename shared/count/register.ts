import type { Candidature, DossierBureau, DossierHead, DossierPart } from "../contracts/dossier.ts";

/** Where a bureau's tally is to be counted. */
export interface Station {
  readonly commune: string;
  readonly bureau: string;
  readonly inscrits: number;
  /** Code of its unite; empty when the nation decides. */
  readonly unite: string;
  readonly arrondissement: string | undefined;
  readonly ballot: Ballot;
}

/** The candidatures between which the voters of a unite choose, in the dossier's order. */
export interface Ballot {
  readonly candidatures: readonly Candidature[];
  /** Position of each candidature by its id. */
  readonly position: ReadonlyMap<string, number>;
  readonly sieges: number;
  /** Whether a voter may name several of them, up to `sieges`. */
  readonly panachage: boolean;
}

/** A part of the dossier, indexed for the count: who votes where, for whom. */
export interface Register {
  readonly head: DossierHead;
  readonly part: DossierPart;
  /** Expected stations by `commune#bureau`, in the dossier's order. */
  readonly stations: ReadonlyMap<string, Station>;
  readonly communes: ReadonlySet<string>;
  /** Ballots by unite; under the empty code when the nation decides. */
  readonly ballots: ReadonlyMap<string, Ballot>;
  /** Where a bureau that the dossier does not know would count; `null`: nowhere, its commune is unknown or shared by several unites. */
  readonly unexpected: (commune: string, bureau: string) => Station | null;
}

const departements = new WeakMap<DossierHead, ReadonlySet<string>>();

/** Codes of the départements of a dossier. */
export function departementsOf(head: DossierHead): ReadonlySet<string> {
  let codes = departements.get(head);
  if (!codes) {
    codes = new Set(head.departements.map(({ code }) => code));
    departements.set(head, codes);
  }
  return codes;
}

const registers = new WeakMap<DossierPart, Register>();

/** The register of a dossier part. Made once a part: dossiers never change. */
export function registerOf(head: DossierHead, part: DossierPart): Register {
  const known = registers.get(part);
  if (known) return known;
  const made = makeRegister(head, part);
  registers.set(part, made);
  return made;
}

function makeRegister(head: DossierHead, part: DossierPart): Register {
  const ballots = new Map<string, Ballot>();
  if (head.decision === "nation") ballots.set("", ballotOf(head.candidatures, 1, head.panachage));
  for (const { code, candidatures, sieges, panachage = head.panachage } of part.unites)
    ballots.set(code, ballotOf(candidatures, sieges, panachage));

  const station = (commune: string, bureau: DossierBureau): Station => {
    const unite = head.decision === "nation" ? "" : (bureau.unite ?? "");
    const ballot = ballots.get(unite);
    if (!ballot) throw new Error(`dossier ${head.run}: ${commune}/${bureau.code} votes in an unknown unite "${unite}"`);
    return {
      commune,
      bureau: bureau.code,
      inscrits: bureau.inscrits,
      unite,
      arrondissement: bureau.arrondissement,
      ballot,
    };
  };

  const stations = new Map<string, Station>();
  const unitesOf = new Map<string, Set<string>>();
  for (const commune of part.communes) {
    const unites = new Set<string>();
    for (const bureau of commune.bureaux) {
      const made = station(commune.code, bureau);
      stations.set(`${commune.code}#${bureau.code}`, made);
      unites.add(made.unite);
    }
    unitesOf.set(commune.code, unites);
  }
  const unexpected = (commune: string, bureau: string): Station | null => {
    const [unite, ...others] = unitesOf.get(commune) ?? [];
    if (unite === undefined || others.length > 0) return null;
    return station(commune, { code: bureau, inscrits: 0, unite });
  };
  return { head, part, stations, communes: new Set(unitesOf.keys()), ballots, unexpected };
}

const ballotOf = (candidatures: readonly Candidature[], sieges: number, panachage: boolean): Ballot => ({
  candidatures,
  position: new Map(candidatures.map((candidature, i) => [candidature.id, i])),
  sieges,
  panachage,
});
