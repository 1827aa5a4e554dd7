import { officialName } from "../contracts/election-names.ts";
import { idOf } from "./ids.ts";
import { nameClues, type NameClues, type Told } from "./name-clues.ts";
import { FormatError, problem } from "./problems.ts";
import {
  isScrutinType,
  KNOWN_SCRUTINS,
  SCRUTIN_TYPES,
  type KnownRound,
  type KnownScrutin,
  type ScrutinType,
} from "./scrutins.ts";

/** What the user says of the scrutin: always believed before the file and its name. */
export interface ScrutinOptions {
  /** One of {@link SCRUTIN_TYPES}. */
  readonly type?: string;
  /** Polling day of this tour, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly tour?: 1 | 2;
  /** Name of the scrutin for readers. */
  readonly nom?: string;
}

/** What the content of a file tells of its scrutin. */
export interface Clues {
  /** Headers of the columns of voix. */
  readonly labels: readonly string[];
  /** Nuances under which candidatures stand. */
  readonly nuances?: readonly string[];
  readonly inscrits: number;
  /** How many circonscriptions the lines name; where they name none, how many ballots differ; 0 when all have the same. */
  readonly circonscriptions: number;
  /** Most labels with voix in one circonscription; where lines name none, those of the middle ballot. */
  readonly mostLabels: number;
  /** What the shape of the content says by itself (`clues.ts`). */
  readonly told?: Told;
  /** The round that its elected tell, when they do: believed where the name says none. */
  readonly byElected?: 1 | 2;
}

/** Which election a file is of. */
export interface Identified {
  readonly type: ScrutinType;
  readonly id: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  readonly date: string;
  readonly premierTour: string;
  /** What is known of the round beside the file. */
  readonly known: Pick<KnownRound, "candidatures" | "candidats">;
}

interface Candidate {
  readonly scrutin: KnownScrutin;
  readonly round: KnownRound;
}

/**
 * Finds the scrutin: by options, then by content (candidates, nuances, inscrits), then with the help of the file's name.
 * @throws FormatError `F-OPTION` when an option is no type or no day; `F-SCRUTIN` when it stays open, naming what is possible.
 */
export function scrutinOf(file: string, clues: Clues, options: ScrutinOptions): Identified {
  checkOptions(file, options);
  const { type, date, tour } = options;
  const listed = KNOWN_SCRUTINS.flatMap((scrutin) => scrutin.rounds.map((round) => ({ scrutin, round }))).filter(
    ({ scrutin, round }) =>
      (type === undefined || scrutin.type === type) &&
      (date === undefined || round.date === date) &&
      (tour === undefined || round.tour === tour),
  );
  const { told = {} } = clues;
  if (date !== undefined) {
    // Two rounds of one day: the one that the rows are of.
    const said = listed.find(({ round }) => round.tour === told.tour) ?? listed[0];
    return said ? identified(said, clues, options) : unlisted(file, date, options);
  }

  const named = listed.find(({ scrutin, round }) => isTold(told, scrutin, round));
  if (named !== undefined) return identified(named, clues, options);
  const possible = listed.filter((candidate) => isCompatible(candidate, clues));
  const name = { ...(clues.byElected !== undefined && { tour: clues.byElected }), ...nameClues(file), ...told };
  for (const beside of [told, name]) {
    const evident = possible.filter((candidate) => isEvident(candidate, clues, options, beside));
    if (evident.length === 1) return identified(evident[0]!, clues, options);
  }
  throw stillOpen(file, clues, name, possible);
}

/** Whether the content itself names that very round. */
const isTold = ({ type, annee, tour }: Told, scrutin: KnownScrutin, round: KnownRound): boolean =>
  type === scrutin.type && annee === scrutin.annee && tour === round.tour;

/** Most candidates ever qualified for a second round by 12.5 % of inscrits; a first round has more. */
const MOST_QUALIFIED = 4;
/** From this many circonscriptions on, that all of them have few candidates is no accident. */
const MANY = 20;

/** Names as ids, the particle and the hyphens of some files left out: `de VILLIERS`, `DUPONT AIGNAN`. */
const nameOf = (label: string): string => idOf(label).replace(/^DE-/, "");

const sameNames = ({ candidatures, noms }: KnownRound, labels: readonly string[]): boolean => {
  const ids = new Set(candidatures?.map(({ id }) => nameOf(id)) ?? noms?.map(nameOf));
  return labels.length > 0 && ids.size === labels.length && labels.every((label) => ids.has(nameOf(label)));
};

/** Whether the nuance that tells a scrutin from all others stands. */
const hasNuance = ({ nuance }: KnownScrutin, { nuances, labels }: Clues): boolean =>
  nuance !== undefined && (nuances ?? labels).includes(nuance);

/** Whether nothing in the content speaks against it. */
function isCompatible({ scrutin, round }: Candidate, clues: Clues): boolean {
  const { type, annee, tour } = clues.told ?? {};
  if ((type ?? scrutin.type) !== scrutin.type || (annee ?? scrutin.annee) !== scrutin.annee) return false;
  if ((tour ?? round.tour) !== round.tour) return false;
  const { labels } = clues;
  if (round.candidatures && labels.length > 0 && !sameNames(round, labels)) return false;
  if (scrutin.nuance !== undefined && labels.length > 0 && !hasNuance(scrutin, clues)) return false;
  if (scrutin.type !== "legislatives" || type === "legislatives" || clues.circonscriptions === 0) return true;
  return round.tour === 1 || clues.mostLabels <= MOST_QUALIFIED;
}

/** Years of the présidentielles that opposed the same two in the end. */
const MET_TWICE: ReadonlySet<string> = new Set(["2017", "2022"]);

/** Whether the inscrits are the nation's of that round, within half a hundredth, and its candidates the same. */
const isNear = (round: KnownRound, { labels, inscrits }: Clues): boolean =>
  round.inscrits !== undefined &&
  sameNames(round, labels) &&
  Math.abs(round.inscrits - inscrits) * 200 < round.inscrits;

/** Whether a file dated that day was published between the rounds: it is then of the first. */
function isBeforeSecond({ scrutin, round }: Candidate, publie: string | undefined): boolean {
  const second = scrutin.rounds[1];
  return (
    publie !== undefined && round.tour === 1 && round.date <= publie && second !== undefined && publie < second.date
  );
}

/** Whether type, year and tour are each told by something. Two candidates may meet again: their names alone tell nothing. */
function isEvident(candidate: Candidate, clues: Clues, options: ScrutinOptions, name: NameClues): boolean {
  const { scrutin, round } = candidate;
  const byNames = sameNames(round, clues.labels) && (clues.labels.length > 2 || !MET_TWICE.has(scrutin.annee));
  const byRound = round.inscrits === clues.inscrits || byNames || isNear(round, clues);
  const bySigns = scrutin.signes?.some((sign) => clues.nuances?.includes(sign)) === true;
  const byScrutin = byRound || bySigns || hasNuance(scrutin, clues);
  const few = clues.mostLabels > 0 && clues.mostLabels <= MOST_QUALIFIED;
  const byBallots =
    scrutin.type === "legislatives" &&
    (round.tour === 1 ? clues.mostLabels > MOST_QUALIFIED : few && clues.circonscriptions >= MANY);
  return (
    (byScrutin || scrutin.annee === name.annee) &&
    (byScrutin || scrutin.type === (options.type ?? name.type)) &&
    (byRound ||
      byBallots ||
      scrutin.rounds.length === 1 ||
      round.tour === (options.tour ?? name.tour) ||
      isBeforeSecond(candidate, name.publie))
  );
}

function identified({ scrutin, round }: Candidate, clues: Clues, { nom }: ScrutinOptions): Identified {
  return {
    type: scrutin.type,
    id: `${scrutin.type}-${scrutin.annee}`,
    nom: nom ?? officialName(scrutin.type, scrutin.annee),
    tour: round.tour,
    date: round.date,
    premierTour: scrutin.rounds[0]!.date,
    // An option may say what the content belies: then the facts of that round are not this file's.
    known: isCompatible({ scrutin, round }, clues) ? round : {},
  };
}

/** Days between two rounds. */
const INTERVAL: Readonly<Record<ScrutinType, number>> = {
  presidentielle: 14,
  legislatives: 7,
  europeennes: 0,
  referendum: 0,
  regionales: 7,
  departementales: 7,
  cantonales: 7,
  municipales: 7,
  senatoriales: 0,
};

function unlisted(file: string, date: string, options: ScrutinOptions): Identified {
  const name = nameClues(file);
  const type = options.type ?? name.type;
  if (type === undefined || !isScrutinType(type)) {
    throw new FormatError(
      file,
      problem("F-SCRUTIN", {}, `--type avec --date ${date}, qui n'est le jour d'aucun scrutin connu`, ""),
    );
  }
  const listed = KNOWN_SCRUTINS.filter((scrutin) => scrutin.type === type).flatMap(({ rounds }) =>
    rounds.filter((round) => round.date === date),
  );
  if (listed[0])
    throw new FormatError(file, problem("F-OPTION", {}, `--tour ${listed[0].tour} le ${date}`, String(options.tour)));
  const tour = options.tour ?? (INTERVAL[type] === 0 ? 1 : name.tour);
  if (tour === undefined)
    throw new FormatError(file, problem("F-SCRUTIN", {}, `--tour 1 ou --tour 2 avec --date ${date}`, ""));
  const first = tour === 1 ? date : new Date(Date.parse(date) - INTERVAL[type] * 86_400_000).toISOString().slice(0, 10);
  const annee = date.slice(0, 4);
  return {
    type,
    id: `${type}-${annee}`,
    nom: options.nom ?? officialName(type, annee),
    tour,
    date,
    premierTour: first,
    known: {},
  };
}

function checkOptions(file: string, { type, date }: ScrutinOptions): void {
  if (type !== undefined && !isScrutinType(type))
    throw new FormatError(file, problem("F-OPTION", {}, `--type parmi ${SCRUTIN_TYPES}`, type));
  if (date === undefined) return;
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(date) : new Date(Number.NaN);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) {
    throw new FormatError(file, problem("F-OPTION", {}, "--date au format AAAA-MM-JJ", date));
  }
}

/** Scrutins named in a message, at most. */
const MOST_NAMED = 12;

/** Names what is possible, the likeliest only: what the content speaks for, else what the name does. */
function stillOpen(file: string, clues: Clues, { annee }: Told, possible: readonly Candidate[]): FormatError {
  const likely = [
    possible.filter(({ scrutin, round }) => sameNames(round, clues.labels) || hasNuance(scrutin, clues)),
    possible.filter(({ scrutin }) => scrutin.annee === annee),
    possible,
  ].find((candidates) => candidates.length > 0);
  const which = likely
    ? `possibles : ${likely
        .slice(0, MOST_NAMED)
        .map(({ scrutin, round }) => `${scrutin.type} du ${round.date}`)
        .join(", ")}`
    : "aucun scrutin connu ne convient";
  return new FormatError(
    file,
    problem("F-SCRUTIN", {}, `une élection reconnaissable (${which})`, clues.labels.join(", ")),
  );
}
