import type { DossierUnite, Enjeu } from "../../contracts/dossier.ts";
import { conseillersMunicipaux, populationPour } from "../../law/tables.ts";
import { senateurs } from "../../law/tables-senat.ts";
import type { Attribution, ResultRow } from "../result-rows.ts";

/** What is at stake in a unite, from what the file says of seats and what is known of populations. */

type Stake = Pick<DossierUnite, "sieges" | "enjeu" | "panachage">;

export interface StakeOptions {
  readonly type: string;
  readonly tour: 1 | 2;
  readonly premierTour: string;
  /** Population municipale by INSEE code. */
  readonly populations: ReadonlyMap<string, number>;
}

/** Types whose unites elect one candidate, or one binôme. */
const ONE_SEAT: ReadonlySet<string> = new Set(["legislatives", "departementales", "cantonales"]);

/** The day of round 1 from which communes of 1,000 inhabitants vote by list, and that from which all do. */
const LISTS_FROM_1000 = "2014-03-23";
const LISTS_EVERYWHERE = "2026-03-15";

/** From this population a commune votes by list. */
const listsFrom = (premierTour: string): number =>
  premierTour >= LISTS_EVERYWHERE ? 0 : premierTour >= LISTS_FROM_1000 ? 1000 : 3500;

/** The stake of a unite of that code and its rows. */
export function stakeOf(code: string, rows: readonly ResultRow[], options: StakeOptions): Stake {
  if (ONE_SEAT.has(options.type)) return { sieges: 1 };
  const won = (read: (attribution: Attribution) => number | null): number => sumOf(rows, read);
  const sieges = won(({ sieges: own }) => own);
  const elus = won(({ elu }) => (elu === true ? 1 : 0));
  if (options.type === "municipales") return commune(code, rows, { sieges, elus, won }, options);
  if (options.type === "senatoriales") {
    const filled = sieges > 0 ? sieges : elus;
    // Round 2 fills what round 1 left, and only those it elected tell how many that is.
    return { sieges: options.tour === 1 ? (senateurs(code) ?? filled) : filled, panachage: hasPanachage(rows) };
  }
  return { sieges };
}

interface Won {
  readonly sieges: number;
  readonly elus: number;
  readonly won: (read: (attribution: Attribution) => number | null) => number;
}

function commune(code: string, rows: readonly ResultRow[], { sieges, elus, won }: Won, options: StakeOptions): Stake {
  const { premierTour, tour } = options;
  const secteur = won(({ siegesSecteur }) => siegesSecteur);
  const communautaires = won(({ siegesCC }) => siegesCC);
  const byName = votesByName(rows, premierTour, options.populations.get(code));
  const population = populationOf(options.populations.get(code), byName, sieges, premierTour);
  const enjeu: Enjeu = {
    population,
    ...(communautaires > 0 && { siegesCommunautaires: communautaires }),
    ...(secteur > 0 && { siegesArrondissement: secteur }),
  };
  const known = options.populations.has(code);
  const council = known ? conseillersMunicipaux(population, premierTour) : 0;
  // By name, round 2 fills what round 1 left; only those it elected tell how many that is.
  const filled = byName ? (tour === 1 ? council : elus) : sieges > 0 ? sieges : isDivided(code) ? 0 : council;
  return { sieges: filled, enjeu, ...(byName && { panachage: true }) };
}

const isDivided = (code: string): boolean => /^(75056|69123|13055)/.test(code);

/** Whether voters name candidates: the file says so, or the figures do, or the population. */
function votesByName(rows: readonly ResultRow[], premierTour: string, population: number | undefined): boolean {
  const mode = rows.find((row) => row.mode !== null)?.mode;
  if (mode !== undefined) return mode === "MAJ";
  if (rows.some(({ candidatures }) => candidatures.some(({ liste, listeEtendue }) => (liste ?? listeEtendue) !== null)))
    return false;
  return hasPanachage(rows) || (population !== undefined && population < listsFrom(premierTour));
}

/** The population of that day is not in the file: today's, brought back to the side of the threshold where the commune voted. */
function populationOf(today: number | undefined, byName: boolean, sieges: number, premierTour: string): number {
  const threshold = listsFrom(premierTour);
  const [from, to] =
    (sieges > 0 ? populationPour(sieges) : undefined) ?? (byName ? [0, threshold] : [threshold, Infinity]);
  // A commune that is no more: the side of the threshold where it voted is enough for the rules, not for the size of its council.
  if (today === undefined) return from;
  return Math.min(Math.max(today, from, byName ? 0 : threshold), byName ? threshold - 1 : to - 1);
}

const sumOf = (rows: readonly ResultRow[], read: (attribution: Attribution) => number | null): number => {
  // Each row of a unite repeats what the unite decided.
  const own = rows.map(({ attributions }) => (attributions ?? []).reduce((sum, one) => sum + (read(one) ?? 0), 0));
  return own.reduce((most, sum) => Math.max(most, sum), 0);
};

const hasPanachage = (rows: readonly ResultRow[]): boolean =>
  rows.some(({ voix, counts }) => voix.reduce((sum, count) => sum + count, 0) > (counts?.exprimes ?? 0));
