/**
 * Highest average (plus forte moyenne, d'Hondt): seats one by one to the largest `voix / (seats already given + 1)`, compared
 * as exact integers. The « quotient then averages » of the R-articles gives the same seats.
 */
import type { Departage } from "../outcome.ts";
import { type Critere, departager } from "./ties.ts";

/** A list in an allocation, with the seats it has won so far in it. */
export interface Coureur {
  readonly id: string;
  readonly voix: number;
  /** Seats it can fill; unlimited when left out. */
  readonly capacite?: number;
  obtenus: number;
}

/** One seat given: the field of averages is the coureurs' state just before. */
export interface SiegeDonne<C extends Coureur> {
  readonly numero: number;
  /** Seats left before this one, itself included. */
  readonly restants: number;
  readonly enLice: readonly C[];
  readonly attribue: C;
  readonly departage?: Departage;
}

export interface Repartition<C extends Coureur> {
  /** Seats that no list could take: no voix, or every list full. */
  readonly restants: number;
  /** A tie that nothing known breaks: these compete for `sieges` seats, fewer than they are. */
  readonly indecis?: { readonly entre: readonly C[]; readonly sieges: number; readonly departage: Departage };
}

/** The seat by seat tie rule of most elections: more voix, then the given criteria. */
export const plusDeVoix: Critere<{ readonly voix: number }> = {
  nom: "voix",
  valeur: ({ voix }) => ({ num: voix, den: 1 }),
};

/**
 * Gives `sieges` seats, adding to each coureur's `obtenus`. A tie larger than the seats left goes through `criteres`; when they
 * do not break it, the allocation stops there and says so. Ties that leave a seat to each tied list are without effect.
 * `observe` sees each seat before it is given; leave it out to go fast.
 */
export function plusForteMoyenne<C extends Coureur>(
  coureurs: readonly C[],
  sieges: number,
  criteres: readonly Critere<C>[],
  observe?: (siege: SiegeDonne<C>) => void,
): Repartition<C> {
  for (let numero = 1; numero <= sieges;) {
    const first = plusFortes(coureurs);
    if (first.length === 0) return { restants: sieges - numero + 1 };
    if (first.length === 1) {
      observe?.({ numero, restants: sieges - numero + 1, enLice: coureurs, attribue: first[0]! });
      first[0]!.obtenus += 1;
      numero += 1;
      continue;
    }
    const left = sieges - numero + 1;
    const { restants, pistes, issue } = departager(first, criteres);
    const entre = first.map((coureur) => coureur.id);
    if (restants.length > left)
      return { restants: 0, indecis: { entre: restants, sieges: left, departage: { entre, pistes, issue } } };
    const departage: Departage = { entre, pistes, issue: restants.length === 1 ? issue : "sans-effet" };
    // Each of them gets one seat whatever the order; ids only give the trace a fixed one.
    for (const attribue of restants.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      observe?.({ numero, restants: sieges - numero + 1, enLice: coureurs, attribue, departage });
      attribue.obtenus += 1;
      numero += 1;
    }
  }
  return { restants: 0 };
}

/** Those whose next average is the largest. */
function plusFortes<C extends Coureur>(coureurs: readonly C[]): readonly C[] {
  let best: C[] = [];
  for (const coureur of coureurs) {
    if (coureur.voix === 0 || coureur.obtenus >= (coureur.capacite ?? Infinity)) continue;
    const leader = best[0];
    if (leader === undefined) best = [coureur];
    else {
      const mine = coureur.voix * (leader.obtenus + 1);
      const its = leader.voix * (coureur.obtenus + 1);
      if (mine > its) best = [coureur];
      else if (mine === its) best.push(coureur);
    }
  }
  return best;
}
