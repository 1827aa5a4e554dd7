/**
 * Which rules hold: immutable rows with their validity on the day of **round 1**, their territories and populations. A row is
 * data; the method that reads it is code. The resolver finds exactly one row or says, with a code, why it cannot.
 */
import { type LawError, texteNonLu } from "./errors.ts";

/** Where and when a row holds. */
export interface Domaine {
  /** First day of round 1 on which it holds, `YYYY-MM-DD`. */
  readonly du: string;
  /** First day on which it no longer holds. */
  readonly au?: string;
  /** Beginnings of territory codes where it holds; everywhere when left out. */
  readonly territoires?: readonly string[];
  /** Beginnings of territory codes where it does not. */
  readonly horsTerritoires?: readonly string[];
  /** Population municipale, from (included) and to (excluded). */
  readonly population?: readonly [number, number];
  /** Only in partial elections (`true`) or only in general ones (`false`). */
  readonly partielle?: boolean;
}

/** One version of the rules of one type. Each type adds its own thresholds and methods. */
export interface Regle extends Domaine {
  /** Stable name, stamped on each step: `LEG-1986`. */
  readonly id: string;
  readonly articles: readonly string[];
  /** The statute this version comes from. */
  readonly texte: string;
  /** A text that one case of this version needs and that was not read: the case is refused, and names it. */
  readonly nonLu?: string;
}

/** Where the engine knows that a rule exists and that its text has not been read: it refuses, and names the text. */
export interface TexteManquant extends Domaine {
  readonly manque: string;
}

/** What selects a row. */
export interface CleRegle {
  readonly type: string;
  readonly territoire?: string | undefined;
  /** Day of round 1; an interval of two days when only round 2's is known. */
  readonly premierTour: string;
  readonly partielle?: boolean | undefined;
  readonly population?: number | undefined;
  /** Where the seats are those of a municipal council, narrows an unknown population: from (included) to (excluded). */
  readonly populationEntre?: readonly [number, number] | undefined;
}

/** A set of rows for one type, as a file of `scrutins/` registers it. */
export interface Versions<R extends Regle = Regle> {
  readonly type: string;
  readonly versions: readonly R[];
  readonly manquants?: readonly TexteManquant[];
  /** The seats of its contests are the municipal council that the law gives the commune: they narrow an unknown population. */
  readonly effectifLegal?: boolean;
}

/** Whether a code begins as one of these do. */
export const commence = (code: string | undefined, prefixes: readonly string[]): boolean =>
  code !== undefined && prefixes.some((prefix) => code.startsWith(prefix));

function peutValoir(
  domaine: Domaine,
  cle: CleRegle,
  { effectifLegal = false }: Pick<Versions, "effectifLegal">,
): boolean {
  const { du, au, territoires, horsTerritoires, partielle, population } = domaine;
  if (cle.premierTour < du || (au !== undefined && cle.premierTour >= au)) return false;
  if (territoires !== undefined && !commence(cle.territoire, territoires)) return false;
  if (horsTerritoires !== undefined && commence(cle.territoire, horsTerritoires)) return false;
  if (partielle !== undefined && partielle !== (cle.partielle === true)) return false;
  if (population === undefined) return true;
  const parSieges = effectifLegal ? cle.populationEntre : undefined;
  const [from, to] = cle.population === undefined ? (parSieges ?? [0, Infinity]) : [cle.population, cle.population + 1];
  return from < population[1] && to > population[0];
}

/**
 * The one row that holds among the registered sets.
 * Errors: `L-TYPE-INCONNU` (no such type), `L-REGLE-ABSENTE` (no row, or a row whose text is missing: `expected` names it),
 * `L-POPULATION-MANQUANTE` (the population would choose), `L-REGLE-MULTIPLE` (a fault of the rows).
 */
export function resolveRule<R extends Regle, S extends Versions<R>>(
  registre: readonly S[],
  cle: CleRegle,
): { set: S; regle: R } | LawError {
  const sets = registre.filter((set) => set.type === cle.type);
  if (sets.length === 0) {
    const known = [...new Set(registre.map((set) => set.type))].join(", ");
    return {
      code: "L-TYPE-INCONNU",
      field: "type",
      expected: `un type parmi : ${known}`,
      advice: `« ${cle.type} » n'est pas un type d'élection connu`,
    };
  }
  const found = sets.flatMap((set) =>
    set.versions.filter((regle) => peutValoir(regle, cle, set)).map((regle) => ({ set, regle })),
  );
  const [seule, ...autres] = found;
  if (seule !== undefined && autres.length === 0) return seule;
  if (seule !== undefined) {
    const ids = found.map(({ regle }) => regle.id).join(", ");
    return found.every(({ regle }) => regle.population !== undefined)
      ? {
          code: "L-POPULATION-MANQUANTE",
          field: "population",
          expected: `la population municipale, qui choisit entre ${ids}`,
          advice: "indiquez la population authentifiée avant l'élection (R25-1)",
        }
      : {
          code: "L-REGLE-MULTIPLE",
          field: "type",
          expected: `une seule règle, et non ${ids}`,
          advice: "signalez ce défaut du registre des règles",
        };
  }
  const manque = sets.flatMap((set) => (set.manquants ?? []).filter((one) => peutValoir(one, cle, set)))[0]?.manque;
  if (manque !== undefined) return texteNonLu("premierTour", manque);
  return {
    code: "L-REGLE-ABSENTE",
    field: "premierTour",
    expected: `une règle pour « ${cle.type} » au ${cle.premierTour}${cle.territoire === undefined ? "" : ` (${cle.territoire})`}`,
    advice: "vérifiez le type, la date du premier tour, le territoire et la population",
  };
}
