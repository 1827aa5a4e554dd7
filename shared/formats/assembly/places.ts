import { DEPARTEMENTS, regionOf } from "../../territory/departements.ts";
import { arrondissementOf } from "../../territory/codes.ts";
import type { ResultRow } from "../result-rows.ts";
import type { Ballot } from "./ballots.ts";
import { bureauxFor, splitFigures, type Figures } from "./split.ts";
import { departementOfRow, ordinal } from "./unites.ts";

/** A bureau of a row, the row's own or one that was made so that the row has some. */
export interface PlacedBureau {
  readonly departement: string;
  /** INSEE code; where the file stops above the commune, a code that no commune has. */
  readonly commune: string;
  readonly communeNom: string;
  readonly bureau: string;
  readonly arrondissement?: string;
  /** The unite in which it votes; empty: the nation. */
  readonly unite: string;
  readonly figures: Figures;
}

export interface PlacingOptions {
  readonly seed: string;
  readonly date: string;
  /** Population municipale by INSEE code: the weights of the départements of a région. */
  readonly populations: ReadonlyMap<string, number>;
  /** Whether voters may name several candidates: their sums cannot be shared out, so the row is one bureau. */
  readonly panachage: boolean;
  /** Communes that several rows share: their bureaux bear the unite's number. */
  readonly divided: ReadonlySet<string>;
  /** Their unite; empty: the nation. */
  readonly unite: string;
}

/** Letters that stand between a département and a number in the code of a territory that is no commune. */
const LETTER = { canton: "K", circonscription: "C", departement: "D", region: "R" } as const;

/** The bureaux of a row: itself, or those made for it, whose sums are its figures. */
export function bureauxOf(row: ResultRow, ballot: Ballot, options: PlacingOptions): PlacedBureau[] {
  const figures = figuresOf(row, ballot);
  const { territoire, level } = row;
  if (level === "region") return departementsOfRegion(row, figures, options).flatMap((part) => made(part, options));
  const departement = departementOfRow(row)!;
  if (level === "bureau" && territoire.commune !== null && territoire.bureau !== null) {
    const { commune, bureau, nom } = territoire;
    const arrondissement = arrondissementOf(commune, bureau);
    const at = { departement, commune, communeNom: nom, bureau, unite: options.unite, figures };
    return [arrondissement === undefined ? at : { ...at, arrondissement }];
  }
  return made({ departement, ...placeOf(row, departement, options.divided), figures }, options);
}

/** Somewhere without bureaux. `prefix` tells apart the secteurs of one commune, or its parts in several unites. */
interface Place extends Omit<PlacedBureau, "bureau" | "arrondissement" | "unite"> {
  readonly prefix?: string;
}

/** Makes its bureaux. */
function made({ prefix = "", ...place }: Place, { seed, panachage, unite }: PlacingOptions): PlacedBureau[] {
  const { figures, departement, commune } = place;
  const weights = Array.from<number>({ length: panachage ? 1 : bureauxFor(figures.inscrits) }).fill(1);
  return splitFigures(figures, weights, `${seed}/${departement}/${commune}/${prefix}`).map((share, i) => ({
    ...place,
    unite,
    bureau: `${prefix}${String(i + 1).padStart(4, "0")}`,
    figures: share,
  }));
}

function placeOf(
  { level, territoire }: ResultRow,
  departement: string,
  divided: ReadonlySet<string>,
): Pick<Place, "commune" | "communeNom" | "prefix"> {
  const { commune, secteur, canton, circonscription, nom } = territoire;
  if (commune !== null) {
    const part =
      secteur ??
      (!divided.has(commune)
        ? null
        : circonscription !== null
          ? LETTER.circonscription + circonscription
          : LETTER.canton + (canton ?? ""));
    return { commune, communeNom: nom, ...(part !== null && { prefix: `${part}-` }) };
  }
  if (level === "canton") return { commune: `${departement}${LETTER.canton}${canton ?? ""}`, communeNom: nom };
  if (level === "circonscription")
    return {
      commune: `${departement}${LETTER.circonscription}${circonscription ?? ""}`,
      // Some files number their circonscriptions and name none.
      communeNom: nom || `${ordinal(Number(circonscription))} circonscription`,
    };
  return { commune: `${departement}${LETTER.departement}00`, communeNom: nom };
}

/** A row of a région, shared among its départements by their populations. */
function departementsOfRegion(
  { territoire: { region, nom } }: ResultRow,
  figures: Figures,
  { seed, date, populations }: PlacingOptions,
): Place[] {
  const members = [...DEPARTEMENTS.keys()].filter((code) => regionOf(code, date) === region);
  const inhabitants = new Map(members.map((code) => [code, 1]));
  for (const [commune, population] of populations) {
    const code = members.find((member) => commune.startsWith(member));
    if (code !== undefined) inhabitants.set(code, inhabitants.get(code)! + population);
  }
  const shares = splitFigures(figures, [...inhabitants.values()], `${seed}/${nom}`);
  return members.map((departement, i) => ({
    departement,
    commune: `${departement}${LETTER.region}${region ?? ""}`,
    communeNom: `${DEPARTEMENTS.get(departement)!.nom} (part de ${nom})`,
    figures: shares[i]!,
  }));
}

/** A row's figures; what is neither blank nor exprimé is null, and blank ballots that are not told apart are with the null ones. */
function figuresOf(row: ResultRow, ballot: Ballot): Figures {
  const { inscrits, votants, exprimes, blancs } = row.counts!;
  return {
    inscrits,
    votants,
    blancs: blancs ?? 0,
    nuls: votants - exprimes - (blancs ?? 0),
    exprimes,
    voix: ballot.voixOf(row),
  };
}
