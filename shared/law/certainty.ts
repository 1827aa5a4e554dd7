/**
 * What is certain before the end. Outstanding bureaux hold `inscritsRestants` electors: they may add any voix to any candidature
 * as long as the exprimés they add do not pass that number, and exprimés grow with them. A certainty holds over that whole
 * region; each method is proved against exhaustive search in the tests.
 */
import type { Contest, ContestCandidature } from "./contest.ts";
import type { CandidatureOutcome, Certitude, Outcome } from "./outcome.ts";
import { type Seuil, atteint } from "./methods/thresholds.ts";
import type { Regle } from "./versions.ts";

/** What a type's hook is given: the incomplete contest, its rules, and the decision of any complete one. */
export interface Etude {
  readonly contest: Contest;
  readonly regle: Regle & {
    readonly majorite?: Seuil;
    readonly quart?: Seuil;
    readonly acces?: Seuil;
    readonly repechage?: number;
    readonly baseRestreinte?: true;
  };
  readonly restants: number;
  readonly conclure: (complet: Contest) => Outcome;
  /** Seats to fill, where names are voted for. */
  readonly noms: number;
}

/** Certainty of each candidature, by id. */
export type Certifier = (etude: Etude) => ReadonlyMap<string, Certitude>;

/** One complete contest of the region: `ajouts` voix each, `exprimes` more exprimés. */
export function completer(contest: Contest, ajouts: ReadonlyMap<string, number>, exprimes: number): Contest {
  const {
    inscritsRestants: _restants,
    votants: _votants,
    blancs: _blancs,
    nuls: _nuls,
    retraits: _retraits,
    ...rest
  } = contest;
  return {
    ...rest,
    exprimes: contest.exprimes + exprimes,
    candidatures: contest.candidatures.map((one) => ({ ...one, voix: one.voix + (ajouts.get(one.id) ?? 0) })),
  };
}

const trouver = (outcome: Outcome, id: string): CandidatureOutcome | undefined =>
  outcome.candidatures.find((one) => one.id === id);
const estElu = (one: CandidatureOutcome | undefined): boolean => one?.statut === "ELU_T1" || one?.statut === "ELU_T2";
const estElimine = (one: CandidatureOutcome | undefined): boolean =>
  one?.statut === "BATTU" || one?.statut === "NON_QUALIFIE";

/** Every outstanding voix to `id`: the best that can happen to it. */
const toutPour = ({ contest, restants, conclure }: Etude, id: string): Outcome =>
  conclure(completer(contest, new Map([[id, restants]]), restants));

/** Whether exprimés can grow without `id` growing: another candidature takes them, listed or not. */
function peutSubir({ candidatures, exprimes }: Contest): boolean {
  return candidatures.length > 1 || candidatures.reduce((sum, { voix }) => sum + voix, 0) < exprimes;
}

/** The worst for one candidature in a race of single votes: everything to one rival, or nothing at all. */
function pires(etude: Etude, id: string): readonly Outcome[] {
  const { contest, restants, conclure } = etude;
  const rivals = contest.candidatures.filter((one) => one.id !== id).map((one) => toutPour(etude, one.id));
  const others = peutSubir(contest) && rivals.length === 0 ? restants : 0;
  return [...rivals, conclure(completer(contest, new Map(), others))];
}

/** Assembles a verdict from its three tests, each monotone in what happens to the candidature. */
function verdicts(
  etude: Etude,
  elu: (one: ContestCandidature) => boolean,
  qualifie: (one: ContestCandidature) => boolean,
): ReadonlyMap<string, Certitude> {
  return new Map(
    etude.contest.candidatures.map((one) => {
      const certitude = elu(one)
        ? "ELU"
        : qualifie(one)
          ? "QUALIFIE"
          : estElimine(trouver(toutPour(etude, one.id), one.id))
            ? "ELIMINE"
            : "OUVERT";
      return [one.id, certitude] as const;
    }),
  );
}

/** Largest base on which access to round 2 may be judged in the end. */
function baseAcces({ contest, regle, restants }: Etude): number {
  if (regle.acces?.base === "exprimes") return contest.exprimes + (peutSubir(contest) ? restants : 0);
  const restreinte = regle.baseRestreinte === true && contest.politiques?.["Q-07"] === "base-restreinte";
  return contest.inscrits - (restreinte ? (contest.inscritsVotantEnFrance ?? 0) : 0);
}

/**
 * Whether a candidature is in round 2 whatever the outstanding bureaux say, if there is one: it has the threshold on the largest base; or,
 * where the text makes up the number of two, the cheapest way to bring two rivals level with it costs more voix than are left.
 */
function assureDuSecondTour(etude: Etude, { id, voix }: ContestCandidature, base: number): boolean {
  const { contest, regle, restants } = etude;
  if (voix === 0) return false;
  if (regle.acces !== undefined && atteint(regle.acces, voix, base)) return true;
  if ((regle.repechage ?? 0) < 2) return false;
  const devancer = contest.politiques?.["Q-05"] === "admettre" ? 1 : 0;
  const [first = Infinity, second = Infinity] = contest.candidatures
    .filter((one) => one.id !== id)
    .map((one) => Math.max(0, voix + devancer - one.voix))
    .toSorted((a, b) => a - b);
  return first + second > restants;
}

/** Verdicts of a type of which one candidature wins the round: a place in round 2 also needs that no rival can win in round 1. */
function certifierGagnant(
  etude: Etude,
  gagne: (one: CandidatureOutcome | undefined) => boolean,
): ReturnType<Certifier> {
  const { contest } = etude;
  const elu = ({ id }: ContestCandidature): boolean => pires(etude, id).every((outcome) => gagne(trouver(outcome, id)));
  if (contest.tour === 2) return verdicts(etude, elu, () => false);
  const winners = new Set(
    contest.candidatures.filter(({ id }) => gagne(trouver(toutPour(etude, id), id))).map(({ id }) => id),
  );
  const base = baseAcces(etude);
  return verdicts(
    etude,
    elu,
    (one) => [...winners].every((id) => id === one.id) && assureDuSecondTour(etude, one, base),
  );
}

/** One seat. */
export const certifierUninominal: Certifier = (etude) => certifierGagnant(etude, estElu);

/** Lists with a bonus: `ELU` means the bonus is won. */
export const certifierListe: Certifier = (etude) => certifierGagnant(etude, (one) => (one?.prime ?? 0) > 0);

/**
 * One round, every seat by highest average: `ELU` means one seat at least. A list of v voix loses its seat to as many rival averages of
 * v or more as there are seats; the worst brings rivals to their next multiple of v, the nearest first, and the rest to the largest.
 * An average that only equals v may win or lose by age, so that the worst is tried with and without passing it.
 */
export const certifierProportionnelle: Certifier = (etude) => {
  const { contest, restants, conclure } = etude;
  const pire = ({ id, voix }: ContestCandidature, passer: 0 | 1): boolean => {
    const rivals = contest.candidatures.filter((one) => one.id !== id).toSorted((a, b) => b.voix - a.voix);
    const seuil = voix + passer;
    const manque = (rival: number): number => (rival < seuil ? seuil - rival : voix - (rival % voix));
    let left = restants;
    const ajouts = new Map<string, number>();
    for (const rival of rivals.toSorted((a, b) => manque(a.voix) - manque(b.voix)))
      if (manque(rival.voix) <= Math.min(left, voix)) {
        ajouts.set(rival.id, manque(rival.voix));
        left -= manque(rival.voix);
      }
    const first = rivals[0];
    if (first !== undefined) ajouts.set(first.id, (ajouts.get(first.id) ?? 0) + left);
    const others = first === undefined && !peutSubir(contest) ? 0 : restants;
    return estElu(trouver(conclure(completer(contest, ajouts, others)), id));
  };
  return verdicts(
    etude,
    (one) => one.voix > 0 && pire(one, 0) && pire(one, 1),
    () => false,
  );
};

/** Seats by name: the worst is every outstanding ballot naming the best placed rivals, as many as there are seats. */
export const certifierPlurinominal: Certifier = (etude) => {
  const { contest, restants, conclure, noms } = etude;
  const age = ({ naissance, personnes }: ContestCandidature): string => naissance ?? personnes?.[0]?.naissance ?? "";
  const pire = (id: string): CandidatureOutcome | undefined => {
    const rivals = contest.candidatures
      .filter((one) => one.id !== id)
      .toSorted((a, b) => b.voix - a.voix || (age(a) < age(b) ? -1 : 1))
      .slice(0, noms);
    return trouver(conclure(completer(contest, new Map(rivals.map((one) => [one.id, restants])), restants)), id);
  };
  return verdicts(
    etude,
    ({ id }) => estElu(pire(id)),
    ({ id }) => contest.tour === 1 && pire(id)?.statut === "QUALIFIE_SEUIL",
  );
};

/** The outcome of an incomplete unite: each candidature with its certainty. */
export function conclureIncomplet(
  etude: Etude,
  certifier: Certifier,
): Pick<Outcome, "statut" | "candidatures" | "certitude"> {
  const { contest } = etude;
  const certitudes = certifier(etude);
  const most = contest.candidatures.reduce((max, { voix }) => Math.max(max, voix), 0);
  const elus = [...certitudes.values()].filter((one) => one === "ELU").length;
  const candidatures = contest.candidatures.map(({ id, voix }): CandidatureOutcome => {
    const certitude = certitudes.get(id)!;
    const statut =
      certitude === "ELU"
        ? (`ELU_T${contest.tour}` as const)
        : certitude === "ELIMINE"
          ? contest.tour === 1
            ? "NON_QUALIFIE"
            : "BATTU"
          : "OUVERT";
    return { id, voix, statut, certitude, ...(voix === most && voix > 0 ? { enTete: true } : {}) };
  });
  const jamais =
    contest.tour === 1 && contest.candidatures.every(({ id }) => !toutPour(etude, id).statut.startsWith("ACQUIS"));
  return {
    statut: "INCOMPLET",
    candidatures,
    certitude: elus >= etude.noms ? "ACQUIS" : jamais ? "BALLOTTAGE" : "OUVERT",
  };
}
