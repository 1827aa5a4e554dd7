import type { Candidature, Dossier, DossierCommune, DossierUnite } from "../../contracts/dossier.ts";
import { NOTICES } from "../../contracts/notices.ts";
import type { Tally } from "../../contracts/tally.ts";
import { closingOf, embargoOf, type Closing } from "../../night/hours.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../../territory/departements.ts";
import type { NuanceCounts } from "../legislatives-2017.ts";
import type { ResultRow } from "../result-rows.ts";
import { ballotsOf, type Ballot } from "./ballots.ts";
import { nuanceName } from "./nuances.ts";
import { bureauxOf, type PlacedBureau } from "./places.ts";
import { drawnUnites } from "./drawn.ts";
import { chosenRows, type Unused } from "./rows.ts";
import { stakeOf } from "./stakes.ts";
import { isNational, territoryOf, type Territory } from "./unites.ts";

/** From the rows of an official file, of any family and level, to what is known before the night and what each bureau reports. */

/** Which election the rows are of. */
export interface ScrutinFacts {
  readonly type: string;
  readonly id: string;
  readonly nom: string;
  readonly tour: 1 | 2;
  /** Polling day of this tour, `YYYY-MM-DD`. */
  readonly date: string;
  readonly premierTour: string;
  /** What is known of the round beside the file. */
  readonly known?: { readonly candidatures?: readonly Candidature[]; readonly candidats?: NuanceCounts };
}

export interface RowsAssembly {
  readonly scrutin: ScrutinFacts;
  /** Each territory once; those of several levels may stand side by side. */
  readonly rows: readonly ResultRow[];
  /** Population municipale by INSEE code, where known: closing hours and municipal councils depend on it. */
  readonly populations: ReadonlyMap<string, number>;
  /** Today's commune by the code of one that was merged into it since. */
  readonly devenues?: ReadonlyMap<string, { readonly code: string; readonly nom: string }>;
  /** Where the figures come from, for readers. */
  readonly source: string;
  /** Names the draw of the bureaux that are made where the file has none. Default `vingt-heures`. */
  readonly seed?: string;
}

export interface AssembledRows {
  readonly dossier: Dossier;
  /** One a bureau, in the dossier's order. */
  readonly tallies: readonly Omit<Tally, "run">[];
  /** Rows that are not counted, and why: other levels repeat the same votes. */
  readonly unused: readonly Unused[];
}

/** Polling day from which blank ballots are counted apart (loi 2014-172). */
export const BLANCS_APART_SINCE = "2014-04-01";

type Part = Dossier["parts"][number];

/**
 * Builds the dossier and the tallies, in the order of territory codes whatever the file's. Where the file has no bureaux they
 * are made, and the dossier says so.
 *
 * @throws RowsError when no level of the file tells the unites of that type of election.
 */
export function assembleRows(assembly: RowsAssembly): AssembledRows {
  const { scrutin, populations, source, devenues, seed = "vingt-heures" } = assembly;
  const { type, premierTour, tour, date } = scrutin;
  const national = isNational(type, premierTour);
  const drawn = drawnUnites(assembly.rows, type);
  const { rows, unused } = chosenRows(drawn?.rows ?? assembly.rows, type, tour);
  const divided = dividedCommunes(rows);
  const territories = new Map<string, Territory>();
  const byUnite = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const territory = territoryOf(row, type, premierTour);
    const code = territory?.code ?? "";
    if (territory !== null && !territories.has(code)) territories.set(code, territory);
    const members = byUnite.get(code);
    if (members) members.push(row);
    else byUnite.set(code, [row]);
  }
  const ballots = ballotsOf(byUnite, {
    byUnites: !national,
    labelled: !national && byUnite.size > 1,
    known: national ? new Map(scrutin.known?.candidatures?.map((one) => [one.id, one])) : undefined,
    candidats: scrutin.known?.candidats,
    mixed: drawn?.mixed,
  });
  const unites = new Map(
    [...territories].map(([code, territory]): [string, DossierUnite] => [
      code,
      {
        ...territory,
        nom: drawn?.names.get(code) ?? territory.nom,
        ...stakeOf(code, byUnite.get(code)!, { type, tour, premierTour, populations }),
        candidatures: ballots.get(code)!.candidatures,
      },
    ]),
  );
  const pooled = date < BLANCS_APART_SINCE || rows.some(({ counts }) => counts!.blancs === null);
  const stations = [...byUnite].flatMap(([unite, members]) => {
    const placing = {
      seed: `${seed}/${scrutin.id}/${tour}`,
      date: premierTour,
      populations,
      panachage: unites.get(unite)?.panachage === true,
      divided,
      unite,
    };
    const ballot = ballots.get(unite)!;
    return members.flatMap((row) => bureauxOf(row, ballot, placing));
  });
  stations.sort((a, b) => compare(a.commune, b.commune) || compare(a.bureau, b.bureau));
  const sections = type === "regionales";
  const { parts, departements, closings } = partsOf(stations, unites, {
    scrutin,
    populations,
    devenues,
    sections,
  });
  const used = new Set(departements.map(({ region }) => region));
  return {
    dossier: {
      head: {
        format: "vingt-heures/dossier@1",
        scrutin: { id: scrutin.id, type, nom: scrutin.nom, date },
        tour,
        premierTour,
        decision: national ? "nation" : "unites",
        candidatures: national ? ballots.get("")!.candidatures : labelsOf(unites.values()),
        blancs: pooled ? "avec-nuls" : "separes",
        panachage: false,
        bureauxInattendus: "refuses",
        embargo: new Date(embargoOf({ date }, closings)).toISOString(),
        departements,
        regions: regionsAt(premierTour).filter(({ code }) => used.has(code)),
        source,
        genere: generated(drawn?.genere, rows),
      },
      parts,
    },
    tallies: stations.map((station) => tallyOf(station, scrutin, ballots.get(station.unite)!, pooled)),
    unused,
  };
}

/** What was not in the file, in a sentence for readers; `null` when everything was. */
function generated(drawn: string | undefined, rows: readonly ResultRow[]): string | null {
  const told = [drawn, rows.every(({ level }) => level === "bureau") ? undefined : NOTICES.bureaux].filter(
    (one) => one !== undefined,
  );
  return told.length === 0 ? null : told.join(" ");
}

/** Communes that several rows share: those cut between circonscriptions, or cantons. */
function dividedCommunes(rows: readonly ResultRow[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const divided = new Set<string>();
  for (const { level, territoire } of rows) {
    if (level !== "commune" || territoire.commune === null) continue;
    (seen.has(territoire.commune) ? divided : seen).add(territoire.commune);
  }
  return divided;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Cuts sorted stations where the key changes. */
function runs(stations: readonly PlacedBureau[], key: (station: PlacedBureau) => string): PlacedBureau[][] {
  const cut: PlacedBureau[][] = [];
  let last: string | undefined;
  for (const station of stations) {
    const now = key(station);
    if (now === last) cut.at(-1)!.push(station);
    else cut.push([station]);
    last = now;
  }
  return cut;
}

interface PartsOptions {
  readonly scrutin: ScrutinFacts;
  readonly populations: ReadonlyMap<string, number>;
  readonly devenues: RowsAssembly["devenues"];
  /** Whether lists have a section a département. */
  readonly sections: boolean;
}

/** Parts and rows of the départements, from stations in the order of their codes. */
function partsOf(
  stations: readonly PlacedBureau[],
  unites: ReadonlyMap<string, DossierUnite>,
  { scrutin, populations, devenues, sections }: PartsOptions,
): {
  readonly parts: readonly Part[];
  readonly departements: Dossier["head"]["departements"];
  readonly closings: readonly Closing[];
} {
  const closings: Closing[] = [];
  const departements: Dossier["head"]["departements"][number][] = [];
  const parts = runs(stations, ({ departement }) => departement).map((inside): Part => {
    const { departement } = inside[0]!;
    const communes = runs(inside, ({ commune }) => commune).map((bureaux): DossierCommune => {
      const { commune: code, communeNom: nom } = bureaux[0]!;
      const population = populations.get(code);
      const place = { code, nom, ...(population !== undefined && { population }) };
      const at = closingOf(scrutin, place);
      closings.push({ departement, at });
      const devenue = devenues?.get(code);
      return {
        ...place,
        ...(devenue !== undefined && { devenue }),
        fermeture: new Date(at).toISOString(),
        ...(sections && { section: departement }),
        bureaux: bureaux.map(bureauOf),
      };
    });
    const { nom, codeSource } = DEPARTEMENTS.get(departement)!;
    departements.push({
      code: departement,
      ...(codeSource !== departement && { codeSource }),
      nom,
      region: regionOf(departement, scrutin.premierTour),
      communes: communes.length,
      bureaux: inside.length,
      inscrits: inside.reduce((sum, { figures }) => sum + figures.inscrits, 0),
    });
    const own = [...new Set(inside.map(({ unite }) => unite))].toSorted(compare);
    return {
      format: "vingt-heures/dossier-part@1",
      departement,
      communes,
      unites: own.flatMap((code) => unites.get(code) ?? []),
    };
  });
  return { parts, departements, closings };
}

function bureauOf({ bureau: code, figures, unite, arrondissement }: PlacedBureau): DossierCommune["bureaux"][number] {
  const { inscrits } = figures;
  const own = unite === "" ? { code, inscrits } : { code, inscrits, unite };
  return arrondissement === undefined ? own : { ...own, arrondissement };
}

/** The nuances of all unites, in alphabetical order; candidatures without one, which a unite that is alone may have, under their own name. */
function labelsOf(unites: Iterable<DossierUnite>): Candidature[] {
  const labels = new Map<string, Candidature>();
  for (const { candidatures } of unites)
    for (const { id, nom, nuance } of candidatures)
      labels.set(nuance ?? id, nuance === undefined ? { id, nom } : { id: nuance, nom: nuanceName(nuance), nuance });
  return [...labels].toSorted(([a], [b]) => compare(a, b)).map(([, label]) => label);
}

/** Voix by candidature. A copy of the ballot's own object keeps its shape, which is what makes so many of them small. */
function named({ candidatures, none }: Ballot, voix: readonly number[]): Record<string, number> {
  const counted = { ...none };
  for (let i = 0; i < candidatures.length; i += 1) counted[candidatures[i]!.id] = voix[i]!;
  return counted;
}

function tallyOf(station: PlacedBureau, scrutin: ScrutinFacts, ballot: Ballot, pooled: boolean): Omit<Tally, "run"> {
  const { departement, commune, bureau, figures } = station;
  const { inscrits, votants, blancs, nuls, exprimes, voix } = figures;
  return {
    scrutin: scrutin.id,
    tour: scrutin.tour,
    departement,
    commune,
    bureau,
    version: 1,
    inscrits,
    votants,
    ...(pooled ? { blancsNuls: blancs + nuls } : { blancs, nuls }),
    exprimes,
    voix: named(ballot, voix),
  };
}
