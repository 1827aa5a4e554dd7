import type { DepartementDocument } from "../documents/departement.ts";
import { objectPath } from "../documents/paths.ts";
import { addSums } from "../documents/summary.ts";
import type { Summary } from "../documents/summary.ts";
import type { Aggregates, Dossiers, Head, Runs, Shelf } from "../ports.ts";
import { pressPlaces, type PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { Tour2017 } from "./model-2017.ts";
import { tourOfHead } from "./tree-2017.ts";
import { viewOf } from "./view.ts";

/** Round 1 for the files of round 2, from the committed documents of its own run. */
export interface EarlierRound {
  /** Reads what round 1 gave the communes of a département: needed before its files are written. */
  readonly load: (place: PressPlace) => Promise<void>;
  /** By the name of a file without `.xml`; `R` before a région's. */
  readonly tourOf: (name: string) => Tour2017 | undefined;
}

interface EarlierDeps {
  readonly aggregates: Pick<Aggregates, "heads">;
  readonly dossiers: Pick<Dossiers, "head">;
  readonly runs: Pick<Runs, "get">;
  readonly shelf: Pick<Shelf, "get">;
}

/** The run of round 1. Only results that are public are told: a round 1 still held, or removed, gives `null`. */
export async function earlierRound(run: string, deps: EarlierDeps): Promise<EarlierRound | null> {
  const [found, head] = await Promise.all([deps.runs.get(run), deps.dossiers.head(run)]);
  if (!found || !head || found.released === undefined) return null;
  const scope = { run, scrutin: found.scrutin, tour: found.tour };
  const heads = new Map(
    (await deps.aggregates.heads(scope))
      .filter((one) => one.sequence > 0 && one.released)
      .map((one) => [one.scope.departement, one]),
  );
  const tours = new Map<string, Tour2017>();
  const tour = tourOfHead(head);
  const places = pressPlaces(head);
  const note = (name: string, members: readonly PressPlace[]): void => {
    const known = members.flatMap((place) => place.members.flatMap((code) => heads.get(code) ?? []));
    tours.set(name, tour(...sumOfHeads(known)));
  };
  for (const place of places) note(place.id.code3, [place]);
  for (const { region } of places)
    note(
      `R${region.code3}`,
      places.filter((place) => place.region.code3 === region.code3),
    );
  note("FE", places);
  return {
    tourOf: (name) => tours.get(name),
    load: async (place) => {
      const members = place.members.flatMap((code) => heads.get(code) ?? []);
      const documents = await Promise.all(members.map((one) => documentOf(run, one, deps.shelf)));
      const { communes, sections } = viewOf(place, documents, {}, Infinity);
      for (const { code, mentions, voix } of [...communes, ...sections])
        tours.set(`${place.id.code3}${code}`, tour(mentions, voix));
    },
  };
}

async function documentOf(run: string, { objects }: Head, shelf: Pick<Shelf, "get">): Promise<DepartementDocument> {
  const stored = await shelf.get(objectPath(run, objects.departement, true));
  if (!stored) throw new Error(`the document ${objects.departement} that a head of ${run} names is missing`);
  return JSON.parse(new TextDecoder().decode(stored.body)) as DepartementDocument;
}

function sumOfHeads(heads: readonly Head[]): readonly [mentions: Mentions, voix: readonly number[]] {
  const summaries = heads.map(({ summary }) => JSON.parse(summary) as Summary);
  const labels = summaries[0]?.voix.length ?? 0;
  return [
    addSums(summaries.map(({ sums }) => sums)),
    Array.from({ length: labels }, (_, i) => summaries.reduce((sum, { voix }) => sum + (voix[i] ?? 0), 0)),
  ];
}
