import type { Dossier, DossierBureau, DossierCommune } from "../../contracts/dossier.ts";
import { officialName } from "../../contracts/election-names.ts";
import { NOTICES } from "../../contracts/notices.ts";
import type { Tally } from "../../contracts/tally.ts";
import type { Territory } from "../../territory/decoupage.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../../territory/departements.ts";
import { closingOf, embargoOf, type Closing } from "../hours.ts";
import { randomOf } from "../random.ts";
import { apportion, fillTable, stationsOf } from "./apportion.ts";
import { placesOf, type Place } from "./places.ts";
import {
  ABSTENTION,
  BLANCS,
  FIRST_CANDIDATES,
  NULS,
  SECOND_CANDIDATES,
  type Candidate,
  type Leaning,
} from "./presidentielle-2017-candidats.ts";
import { FIRST_ROUND } from "./presidentielle-2017-t1.ts";
import { SECOND_ROUND } from "./presidentielle-2017-t2.ts";

/**
 * The presidential election of 23 April and 7 May 2017 on the communes of today. Official: candidates, dates, every
 * total of the nation and of each département, the number of bureaux of each département. Generated from the seed: how
 * these are shared between communes and bureaux, and the consular posts. Nothing here says how a commune really voted.
 */

const SCRUTIN = {
  id: "presidentielle-2017",
  type: "presidentielle",
  nom: officialName("presidentielle", "2017"),
} as const;

const TOURS = {
  1: { date: "2017-04-23", candidates: FIRST_CANDIDATES, totals: FIRST_ROUND },
  2: { date: "2017-05-07", candidates: SECOND_CANDIDATES, totals: SECOND_ROUND },
} as const;

const SOURCE =
  "Ministère de l'Intérieur, élection présidentielle 2017, résultats définitifs (data.gouv.fr, Licence Ouverte) ; " +
  "communes : INSEE, par @etalab/decoupage-administratif";

export interface ScenarioFigures {
  readonly dossier: Dossier;
  /** Final figures, one tally a bureau, in the dossier's order. */
  readonly tallies: readonly Omit<Tally, "run">[];
}

/** A département's official totals. */
interface Totals {
  readonly departement: string;
  readonly bureaux: number;
  readonly inscrits: number;
  /** Abstentions, blancs, nuls, then voix by panel: their sum is `inscrits`. */
  readonly columns: readonly number[];
}

/**
 * Builds the dossier and the final figures of a tour. Same seed and territory, same figures, whatever part is asked for.
 *
 * @param departements INSEE codes of those to play; left out: all. @throws when one of them has no totals.
 */
export function presidentielle2017(
  tour: 1 | 2,
  seed: string,
  territory: Territory,
  departements?: readonly string[],
): ScenarioFigures {
  const { date, candidates, totals } = TOURS[tour];
  const rows = rowsOf(totals, departements);
  const generated = rows.map((row) => generate(row, { tour, seed, territory, candidates, date }));
  const closings = generated.flatMap(({ closings: own }) => own);
  // A part of the country waits for the last of it: Paris closes with the last, at 20:00.
  if (departements) closings.push({ departement: "75", at: closingOf({ type: SCRUTIN.type, date }, PARIS) });
  return {
    dossier: {
      head: {
        format: "vingt-heures/dossier@1",
        scrutin: { ...SCRUTIN, date },
        tour,
        premierTour: TOURS[1].date,
        decision: "nation",
        candidatures: candidates.map(({ leaning: _invented, ...candidature }) => candidature),
        blancs: "separes",
        panachage: false,
        bureauxInattendus: "refuses",
        embargo: new Date(embargoOf({ date }, closings)).toISOString(),
        departements: generated.map(({ summary }) => summary),
        regions: regionsAt(date),
        source: `${SOURCE} ; graine «\u00A0${seed}\u00A0»`,
        genere: NOTICES.reconstitution,
      },
      parts: generated.map(({ part }) => part),
    },
    tallies: generated.flatMap(({ tallies }) => tallies),
  };
}

const PARIS = { code: "75056", nom: "Paris", population: 2_000_000 } as const;

function rowsOf(text: string, departements: readonly string[] | undefined): Totals[] {
  const rows = readTotals(text);
  if (!departements) return rows;
  const unknown = departements.find((code) => !rows.some(({ departement }) => departement === code));
  if (unknown !== undefined) {
    throw new Error(
      `E-DEPARTEMENT: the scenario has no département ${JSON.stringify(unknown)}: expected INSEE codes (75, 2A, 971) or ZZ`,
    );
  }
  return rows.filter(({ departement }) => departements.includes(departement));
}

const readTotals = (text: string): Totals[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [departement = "", ...figures] = line.split(" ");
      const [bureaux = 0, inscrits = 0, ...ballots] = figures.map(Number);
      return { departement, bureaux, inscrits, columns: [inscrits - ballots.reduce((a, b) => a + b, 0), ...ballots] };
    });

interface Context {
  readonly tour: 1 | 2;
  readonly seed: string;
  readonly territory: Territory;
  readonly candidates: readonly Candidate[];
  readonly date: string;
}

/** One département: its part of the dossier, its row in the head, its tallies. */
function generate(totals: Totals, context: Context) {
  const { departement } = totals;
  const places = placesOf(context.territory, departement);
  const stations = stationsOf(
    totals.bureaux,
    places.map(({ population }) => population),
  );
  const drawn = draw(places, stations, context);
  const inscrits = apportion(totals.inscrits, drawn.sizes);
  const cells = fillTable(inscrits, totals.columns, drawn.leanings);

  const communes = new Map<string, { place: Place; population: number; bureaux: DossierBureau[] }>();
  const tallies: Omit<Tally, "run">[] = [];
  let at = 0;
  for (const [p, place] of places.entries()) {
    const commune = communes.get(place.commune) ?? { place, population: 0, bureaux: [] };
    communes.set(place.commune, commune);
    commune.population += place.population;
    for (let number = 1; number <= stations[p]!; number++, at++) {
      const code = place.prefix + String(number).padStart(4 - place.prefix.length, "0");
      const { arrondissement } = place;
      commune.bureaux.push({
        code,
        inscrits: inscrits[at]!,
        ...(arrondissement === undefined ? {} : { arrondissement }),
      });
      const figures = cells.subarray(at * totals.columns.length, (at + 1) * totals.columns.length);
      tallies.push(tallyOf(departement, place.commune, code, inscrits[at]!, figures, context));
    }
  }

  const list = [...communes.values()].map((commune) => dossierCommune(commune, context.date, departement));
  const { codeSource, nom } = DEPARTEMENTS.get(departement)!;
  return {
    part: { format: "vingt-heures/dossier-part@1" as const, departement, communes: list, unites: [] },
    summary: {
      code: departement,
      ...(codeSource === departement ? {} : { codeSource }),
      nom,
      region: regionOf(departement, context.date),
      communes: list.length,
      bureaux: tallies.length,
      inscrits: totals.inscrits,
    },
    closings: list.map(({ fermeture }): Closing => ({ departement, at: Date.parse(fermeture) })),
    tallies,
  };
}

function dossierCommune(
  { place, population, bureaux }: { place: Place; population: number; bureaux: readonly DossierBureau[] },
  date: string,
  departement: string,
): DossierCommune {
  const { commune: code, nom } = place;
  const fermeture = new Date(closingOf({ type: SCRUTIN.type, date }, { code, nom, population })).toISOString();
  // A consular post's size is only its rank.
  return { code, nom, ...(departement === "ZZ" ? {} : { population }), fermeture, bureaux };
}

/**
 * What the seed says of every bureau of a département: its size relative to the others', and its leaning to each
 * column (abstentions, blancs, nuls, voix by panel), thousandths. A commune leans for itself, its bureaux a little apart.
 */
function draw(places: readonly Place[], stations: readonly number[], { seed, candidates }: Context) {
  const columns: readonly Leaning[] = [ABSTENTION, BLANCS, NULS, ...candidates.map(({ leaning }) => leaning)];
  const sizes: number[] = [];
  const leanings = new Float64Array(stations.reduce((a, b) => a + b, 0) * columns.length);
  for (const [p, place] of places.entries()) {
    // The name leaves the tour out, so that a commune keeps its size and its colour from one to the other.
    const random = randomOf(seed, "commune", place.arrondissement ?? place.commune);
    const doublings = 31 - Math.clz32(place.population);
    const right = random.around(1000);
    const protest = random.around(1000);
    // In small communes a larger share of people is on the list: fewer are children or foreigners.
    const size = Math.max(10, place.population) * (1300 - 30 * doublings + random.around(80));
    const bureaux = Array.from({ length: stations[p]! }, () => random.between(94, 106));
    const ofCommune = columns.map(
      (column) =>
        1000 +
        column.city * (doublings - 12) +
        (column.right * right + column.protest * protest) / 1000 +
        random.around(200),
    );
    for (const share of bureaux) {
      for (const [k, leaning] of ofCommune.entries()) {
        leanings[sizes.length * columns.length + k] = Math.max(
          100,
          Math.floor((leaning * (1000 + random.around(150))) / 1000),
        );
      }
      sizes.push(Math.floor((size * share) / (100 * bureaux.length)));
    }
  }
  return { sizes, leanings };
}

function tallyOf(
  departement: string,
  commune: string,
  bureau: string,
  inscrits: number,
  figures: Float64Array,
  { tour, candidates }: Context,
): Omit<Tally, "run"> {
  const [abstentions = 0, blancs = 0, nuls = 0, ...voix] = figures;
  return {
    scrutin: SCRUTIN.id,
    tour,
    departement,
    commune,
    bureau,
    version: 1,
    inscrits,
    votants: inscrits - abstentions,
    blancs,
    nuls,
    exprimes: inscrits - abstentions - blancs - nuls,
    voix: Object.fromEntries(candidates.map(({ id }, i) => [id, voix[i]!])),
  };
}
