import type { Dossier, DossierCommune, DossierUnite } from "../../contracts/dossier.ts";
import { generatedName, isElectionType } from "../../contracts/election-names.ts";
import { NOTICES } from "../../contracts/notices.ts";
import type { Tally } from "../../contracts/tally.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../../territory/departements.ts";
import type { Territory } from "../../territory/decoupage.ts";
import { closingOf, embargoOf, type Closing } from "../hours.ts";
import { apportion } from "../scenarios/apportion.ts";
import { placesOf } from "../scenarios/places.ts";
import { inventBallot, nuanceName } from "./people.ts";
import { electorsOf, PLANS, type Placed, type Plan, type PlannedUnite } from "./plans.ts";
import { inventTallies } from "./tallies.ts";

/** Elections that never were, on real communes: what is known before the night, and what each bureau reports. */

export interface GenerateOptions {
  /** A type of election (`municipales`, `regionales`…): see {@link generatedTypes}. */
  readonly type: string;
  /** Polling day of round 1, `YYYY-MM-DD`. */
  readonly date: string;
  /** INSEE codes; all those where the election is held when left out. */
  readonly departements?: readonly string[];
  /** Any text; the same gives the same election, byte for byte. */
  readonly seed: string;
  /** The communes of France. */
  readonly territory: Territory;
}

export interface Generated {
  readonly dossier: Dossier;
  /** One a bureau, version 1. */
  readonly tallies: readonly Omit<Tally, "run">[];
}

/** Types that {@link generateElection} understands. */
export const generatedTypes: readonly string[] = Object.keys(PLANS);

/** Electors of a bureau, at most. */
const MOST_INSCRITS = 1000;

type Part = Dossier["parts"][number];

/** A place with its unite and its bureaux' inscrits. */
interface Station extends Placed {
  readonly unite: string;
  readonly inscrits: readonly number[];
}

/**
 * Invents round 1 of an election, on today's communes and populations.
 * @throws `G-TYPE` on a type that is not generated, `G-DEPARTEMENT` where it is not held in any département asked for.
 */
export function generateElection(options: GenerateOptions): Generated {
  const { type, date, seed: given } = options;
  if (!isElectionType(type))
    throw new Error(
      `G-TYPE: no election of type ${JSON.stringify(type)} is generated; there are: ${generatedTypes.join(", ")}`,
    );
  const plan: Plan = PLANS[type];
  const held = [...DEPARTEMENTS.keys()].filter(
    (code) => plan.held(code, date) && (options.departements?.includes(code) ?? true),
  );
  if (held.length === 0)
    throw new Error(`G-DEPARTEMENT: no ${type} on ${date} in ${options.departements?.join(", ") ?? "any département"}`);
  const seed = `${given}/${type}/${date}`;
  const stations = held.map((departement) => stationsIn(departement, plan, options));
  const unites = unitesOf(stations.flat(), plan, date, seed);
  const national = unites.get("");
  const closings: Closing[] = [];
  const parts = stations.map((inside, i) => partOf(held[i]!, inside, unites, options, closings));
  const id = `${type}-generee-${date.slice(0, 4)}`;
  const regions = new Set(held.map((code) => regionOf(code, date)));
  const dossier: Dossier = {
    head: {
      format: "vingt-heures/dossier@1",
      scrutin: { id, type, nom: generatedName(type, date), date },
      tour: 1,
      premierTour: date,
      decision: national === undefined ? "unites" : "nation",
      candidatures: national?.candidatures ?? labelsOf(unites.values()),
      blancs: date < "2014-04-01" ? "avec-nuls" : "separes",
      panachage: false,
      bureauxInattendus: "refuses",
      embargo: new Date(embargoOf({ date }, closings)).toISOString(),
      departements: parts.map(({ departement, communes }, at) => rowOf(departement, communes, stations[at]!, date)),
      regions: regionsAt(date).filter(({ code }) => regions.has(code)),
      source: `vingt-heures generate --type ${type} --date ${date} (graine «\u00A0${given}\u00A0»)`,
      genere: NOTICES.election,
    },
    parts,
  };
  return { dossier, tallies: inventTallies(dossier, seed) };
}

/** The places of a département, each in its unite and section. */
function stationsIn(departement: string, plan: Plan, { type, date, territory }: GenerateOptions): Station[] {
  const real = placesOf(territory, departement).map((place): Placed => ({ ...place, departement }));
  const places = type === "senatoriales" ? [college(departement, real)] : real;
  const sections = plan.section?.(places);
  const placed = places.map((place, i): Placed =>
    sections === undefined ? place : { ...place, section: sections[i]! },
  );
  const codes = plan.divide?.(placed, date);
  return placed.map((place, i) => {
    const electors = electorsOf(type, place.population);
    const bureaux = Array.from<number>({ length: Math.ceil(electors / MOST_INSCRITS) }).fill(1);
    return { ...place, unite: codes?.[i] ?? "", inscrits: apportion(electors, bureaux) };
  });
}

/** Those who elect senators meet in one place, which is no commune. */
const college = (departement: string, places: readonly Placed[]): Placed => ({
  departement,
  commune: `${departement}S00`,
  nom: `Collège électoral (${DEPARTEMENTS.get(departement)!.nom})`,
  population: places.reduce((sum, { population }) => sum + population, 0),
  prefix: "",
});

function unitesOf(stations: readonly Station[], plan: Plan, date: string, seed: string): Map<string, DossierUnite> {
  return new Map(
    [...Map.groupBy(stations, ({ unite }) => unite)].map(([code, inside]) => {
      const { ballot, ...unite }: PlannedUnite = plan.unite(code, inside, date);
      return [code, { ...unite, candidatures: inventBallot(ballot, `${seed}/${code}`) }];
    }),
  );
}

function partOf(
  departement: string,
  stations: readonly Station[],
  unites: ReadonlyMap<string, DossierUnite>,
  { type, date }: GenerateOptions,
  closings: Closing[],
): Part {
  const communes = [...Map.groupBy(stations, ({ commune }) => commune)].map(([code, places]): DossierCommune => {
    const { nom, section } = places[0]!;
    const population = places.reduce((sum, place) => sum + place.population, 0);
    const at = closingOf({ type, date }, { code, nom, population });
    closings.push({ departement, at });
    return {
      code,
      nom,
      population,
      fermeture: new Date(at).toISOString(),
      ...(section !== undefined && { section }),
      bureaux: places.flatMap(({ inscrits, prefix, unite, arrondissement }) =>
        inscrits.map((electors, i) => ({
          code: bureauCode(prefix, i),
          inscrits: electors,
          ...(unite !== "" && { unite }),
          ...(arrondissement !== undefined && { arrondissement }),
        })),
      ),
    };
  });
  const own = new Set(stations.map(({ unite }) => unite));
  return {
    format: "vingt-heures/dossier-part@1",
    departement,
    communes,
    unites: [...own].flatMap((code) => (code === "" ? [] : [unites.get(code)!])),
  };
}

/** Four digits; more in an arrondissement with a hundred bureaux. */
const bureauCode = (prefix: string, rank: number): string =>
  prefix + String(rank + 1).padStart(prefix === "" ? 4 : 2, "0");

function rowOf(
  code: string,
  communes: readonly DossierCommune[],
  stations: readonly Station[],
  date: string,
): Dossier["head"]["departements"][number] {
  const { nom, codeSource } = DEPARTEMENTS.get(code)!;
  const inscrits = stations.flatMap((station) => station.inscrits);
  return {
    code,
    ...(codeSource !== code && { codeSource }),
    nom,
    region: regionOf(code, date),
    communes: communes.length,
    bureaux: inscrits.length,
    inscrits: inscrits.reduce((sum, electors) => sum + electors, 0),
  };
}

/** The nuances of all unites, in alphabetical order. */
function labelsOf(unites: Iterable<DossierUnite>): Dossier["head"]["candidatures"] {
  const labels = new Map(
    [...unites].flatMap(({ candidatures }) => candidatures.map((one) => [one.nuance ?? one.id, one])),
  );
  return [...labels]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { nuance, nom }]) => ({
      id,
      nom: nuance === undefined ? nom : nuanceName(nuance),
      ...(nuance !== undefined && { nuance }),
    }));
}
