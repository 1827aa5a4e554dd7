/**
 * What is certain before the end. Outstanding bureaux hold `inscritsRestants` electors: they may add any voix to any candidature
 * as long as the exprimés they add do not pass that number, and exprimés grow with them. A certainty holds over that whole
 * region; each method is proved against exhaustive search in the tests.
 */
import { type Contest, type ContestCandidature, MAX_SIEGES } from "./contest.ts";
import { ageDepartage, type RegleRepartition } from "./methods/allocation.ts";
import { type Seuil, atteint } from "./methods/thresholds.ts";
import { compareFractions } from "./methods/ties.ts";
import type { CandidatureOutcome, Certitude, Fraction, Outcome } from "./outcome.ts";
import type { Regle } from "./versions.ts";

/** What a type's hook is given: the incomplete contest, its rules, and the decision of any complete one. */
export interface Etude {
  readonly contest: Contest;
  readonly regle: Regle & {
    readonly majorite?: Seuil;
    readonly quart?: Seuil;
    readonly acces?: Seuil;
    readonly repechage?: number;
    readonly dernierSiege?: RegleRepartition["dernierSiege"];
    readonly baseRestreinte?: true;
  };
  readonly restants: number;
  readonly conclure: (complet: Contest) => Outcome;
  /** Seats to fill, where names are voted for. */
  readonly noms: number;
}

/** Certainty of each candidature, by id. */
export type Certifier = (etude: Etude) => ReadonlyMap<string, Certitude>;

/** One complete contest of the region: `ajouts` voix each, `exprimes` more exprimés, and as many more votants. */
export function completer(contest: Contest, ajouts: ReadonlyMap<string, number>, exprimes: number): Contest {
  const { inscritsRestants: _restants, votants, blancs: _blancs, nuls: _nuls, retraits: _retraits, ...rest } = contest;
  return {
    ...rest,
    ...(votants === undefined ? {} : { votants: votants + exprimes }),
    exprimes: contest.exprimes + exprimes,
    candidatures: contest.candidatures.map((one) => ({ ...one, voix: one.voix + (ajouts.get(one.id) ?? 0) })),
  };
}

/** A candidature in the outcome of a completion, where each of them is. */
const trouver = (outcome: Outcome, id: string): CandidatureOutcome =>
  outcome.candidatures.find((one) => one.id === id)!;
const estElu = ({ statut }: CandidatureOutcome): boolean => statut === "ELU_T1" || statut === "ELU_T2";
const estElimine = ({ statut }: CandidatureOutcome): boolean => statut === "BATTU" || statut === "NON_QUALIFIE";

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
  const others = peutSubir(contest) ? restants : 0;
  return [...rivals, conclure(completer(contest, new Map(), others))];
}

/** Assembles a verdict from its three tests, each monotone in what happens to the candidature. */
function verdicts(
  etude: Etude,
  elu: (one: ContestCandidature) => boolean,
  qualifie?: (one: ContestCandidature) => boolean,
): ReadonlyMap<string, Certitude> {
  return new Map(
    etude.contest.candidatures.map((one) => {
      const certitude = elu(one)
        ? "ELU"
        : qualifie !== undefined && qualifie(one)
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
function certifierGagnant(etude: Etude, gagne: (one: CandidatureOutcome) => boolean): ReturnType<Certifier> {
  const { contest } = etude;
  const elu = ({ id }: ContestCandidature): boolean => pires(etude, id).every((outcome) => gagne(trouver(outcome, id)));
  if (contest.tour === 2) return verdicts(etude, elu);
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
export const certifierListe: Certifier = (etude) => certifierGagnant(etude, ({ prime = 0 }) => prime > 0);

/**
 * One round, every seat by highest average: `ELU` means one seat at least. A list of v voix loses its seat to as many rival averages of
 * v or more as there are seats; the worst brings rivals to their next multiple of v, the nearest first, as long as voix are left.
 * A rival's first average must pass v, not only equal it, when the list would win that tie by age.
 */
export const certifierProportionnelle: Certifier = (etude) => {
  const { contest, regle, restants, conclure } = etude;
  const age = (one: ContestCandidature): Fraction | undefined => ageDepartage(regle.dernierSiege, one, 0, contest.date);
  const devance = (one: ContestCandidature, rival: ContestCandidature): boolean => {
    const [mine, its] = [age(one), age(rival)];
    return mine !== undefined && its !== undefined && compareFractions(mine, its) > 0;
  };
  const pire = (one: ContestCandidature): Outcome => {
    const { id, voix } = one;
    const rivals = contest.candidatures
      .filter((rival) => rival.id !== id)
      .map((rival) => ({ rival, seuil: voix + (devance(one, rival) ? 1 : 0), ajout: 0 }));
    type Rival = (typeof rivals)[number];
    const total = ({ rival, ajout }: Rival): number => rival.voix + ajout;
    const manque = (rival: Rival): number =>
      total(rival) < rival.seuil ? rival.seuil - total(rival) : voix - (total(rival) % voix);
    /** Averages of v or more that the next step brings: two at once where v is a single voix. */
    const gain = (rival: Rival): number => (total(rival) < rival.seuil ? Math.floor(rival.seuil / voix) : 1);
    const proche = (a: Rival, b: Rival): Rival =>
      (manque(a) - manque(b) || gain(b) - gain(a) || total(a) - total(b)) <= 0 ? a : b;
    let left = rivals.length === 0 ? 0 : restants;
    // No body has more seats than that to lose: what is left then changes nothing.
    for (let n = 0; left > 0 && n < MAX_SIEGES; n++) {
      const next = rivals.reduce(proche);
      const cost = Math.min(manque(next), left);
      left -= cost;
      next.ajout += cost;
    }
    const ajouts = new Map(rivals.map(({ rival, ajout }) => [rival.id, ajout]));
    return conclure(completer(contest, ajouts, peutSubir(contest) ? restants : 0));
  };
  return verdicts(etude, (one) => one.voix > 0 && estElu(trouver(pire(one), one.id)));
};

/** Every outstanding ballot naming all of these people. */
const toutPourEux = ({ contest, restants, conclure }: Etude, eux: readonly ContestCandidature[]): Outcome =>
  conclure(completer(contest, new Map(eux.map(({ id }) => [id, restants])), restants));

/**
 * Seats by name: the worst is every outstanding ballot naming the rivals. As many of them as there are seats would do; the others, behind
 * these, then pass nobody that these have not passed.
 */
export const certifierPlurinominal: Certifier = (etude) => {
  const { candidatures } = etude.contest;
  const pire = ({ id }: ContestCandidature): CandidatureOutcome =>
    trouver(
      toutPourEux(
        etude,
        candidatures.filter((one) => one.id !== id),
      ),
      id,
    );
  return verdicts(
    etude,
    (one) => estElu(pire(one)),
    (one) => pire(one).statut === "QUALIFIE_SEUIL",
  );
};

/** Where nothing can be said before the end. */
export const sansCertitude: Certifier = ({ contest }) => new Map(contest.candidatures.map(({ id }) => [id, "OUVERT"]));

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
  // What could settle round 1: every outstanding ballot for nobody, or for each; more than that cannot come.
  const extremes = [[], contest.candidatures].map((eux) => toutPourEux(etude, eux));
  const jamais = extremes.every(({ statut }) => statut === "BALLOTTAGE");
  return {
    statut: "INCOMPLET",
    candidatures,
    certitude: elus >= etude.noms ? "ACQUIS" : jamais ? "BALLOTTAGE" : "OUVERT",
  };
}
