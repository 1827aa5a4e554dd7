import type { DossierHead } from "../contracts/dossier.ts";
import { addBilans, addUp, bilanOf, type Summary } from "../documents/summary.ts";
import type { Aggregates, Dossiers, Head, Runs, Shelf } from "../ports.ts";
import { pressPlaces, type PressPlace } from "./codes.ts";
import { departementDocument } from "./documents.ts";
import type { Mentions } from "./figures.ts";
import { viewOf, type PressView } from "./view.ts";

/** What round 1 gave a territory. */
export interface EarlierSums {
  readonly mentions: Mentions;
  /** In the order of the candidatures of its dossier. */
  readonly voix: readonly number[];
  /** Seats filled, by nuance. */
  readonly sieges: Readonly<Record<string, number>>;
}

/** Round 1 for the files of round 2, from the committed documents of its own run. */
export interface EarlierRound {
  readonly head: DossierHead;
  /** Reads what round 1 gave the communes of a département: needed before its files are written. */
  readonly load: (place: PressPlace) => Promise<void>;
  /** By the name of a file without `.xml`: `075`, `075056AR01`; `R` before a région's; `FE`. */
  readonly sums: (name: string) => EarlierSums | undefined;
  /** A département that was loaded. */
  readonly view: (place: PressPlace) => PressView | undefined;
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
  const sums = new Map<string, EarlierSums>();
  const views = new Map<string, PressView>();
  const places = pressPlaces(head);
  const note = (name: string, members: readonly PressPlace[]): void => {
    const known = members.flatMap((place) => place.members.flatMap((code) => heads.get(code) ?? []));
    sums.set(name, sumOfHeads(head, known));
  };
  for (const place of places) note(place.id.code3, [place]);
  for (const { region } of places)
    note(
      `R${region.code3}`,
      places.filter((place) => place.region.code3 === region.code3),
    );
  note("FE", places);
  return {
    head,
    sums: (name) => sums.get(name),
    view: (place) => views.get(place.id.code),
    load: async (place) => {
      const members = place.members.flatMap((code) => heads.get(code) ?? []);
      const documents = await Promise.all(members.map((one) => departementDocument(run, one, deps.shelf)));
      const view = viewOf(place, documents, {}, Infinity);
      views.set(place.id.code, view);
      for (const { code, mentions, voix } of [...view.communes, ...view.sections])
        sums.set(`${place.id.code3}${code}`, { mentions, voix, sieges: {} });
    },
  };
}

function sumOfHeads(head: DossierHead, heads: readonly Head[]): EarlierSums {
  const summaries = heads.map(({ summary }) => JSON.parse(summary) as Summary);
  const { sums, voix } = addUp(summaries, head.candidatures.length);
  const { sieges } = addBilans(summaries.flatMap(({ bilan, verdicts }) => [bilan, bilanOf(verdicts)]));
  return { mentions: sums, voix, sieges };
}
