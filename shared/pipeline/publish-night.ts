import { runKey, type RunScope } from "../contracts/identity.ts";
import { isReleased, publicationInstant } from "../contracts/run.ts";
import type { PublishTicket } from "../contracts/tickets.ts";
import type { DossierHead } from "../contracts/dossier.ts";
import { runIndex } from "../documents/listing.ts";
import { directDocument } from "../documents/direct.ts";
import { latestPath, objectPath } from "../documents/paths.ts";
import {
  countedDepartements,
  embargoedFrance,
  franceDocument,
  regionDocument,
  unitesOutcome,
  type CountedDepartement,
  type FranceDocument,
  type Sealed,
} from "../documents/national.ts";
import type { Aggregates, Bells, Dossiers, Events, Head, Publication, RealClock, Runs, Shelf } from "../ports.ts";
import { nationalEvents, participationEvents } from "./announce.ts";
import { decideNation, decideShared } from "./decision.ts";
import type { Recent } from "./recent.ts";
import { performRelease } from "./sweep.ts";

export interface PublishDeps {
  readonly aggregates: Aggregates;
  readonly dossiers: Dossiers;
  readonly runs: Runs;
  readonly shelf: Shelf;
  readonly bells: Bells;
  readonly events: Events;
  readonly clock: RealClock;
  readonly slotMs: number;
  /** What this process published lately: spares asking, never decides anything. */
  readonly recent: Pick<Recent, "publications">;
}

const JSON_TYPE = "application/json";

/** What a publication did; see `Recounted` of the recount. */
export type Published = "absent" | "covered" | "published" | "superseded";

/**
 * Publishes what the heads of a run's départements say: moves `latest/*` from the département level up. Tickets of one
 * run only. A publication covers all heads as they stand when it begins, so a ticket that an earlier one covered is
 * answered without work. First the contents, then the commit, then `latest/*`, then the fence is read again: a writer
 * that was suspended meanwhile repairs what it overwrote (DESIGN §2.7).
 *
 * @throws when a port failed: the tickets must come back.
 */
export async function publishNight(
  scope: RunScope,
  tickets: readonly PublishTicket[],
  deps: PublishDeps,
): Promise<Published> {
  const key = runKey(scope);
  const recent = deps.recent.publications.get(key);
  if (recent && tickets.every((ticket) => (recent[ticket.departement] ?? 0) >= ticket.sequence)) return "covered";

  const [run, dossier] = await Promise.all([deps.runs.get(scope.run), deps.dossiers.head(scope.run)]);
  if (!run || !dossier) return "absent";
  const real = deps.clock.now();
  const due = isReleased(run, real);
  if (due && run.released === undefined) await performRelease(run, dossier, deps);

  const last = await deps.aggregates.readPublication(scope);
  const covers = tickets.every((ticket) => (last.vector[ticket.departement] ?? 0) >= ticket.sequence);
  const settled = last.pending.length === 0 && !last.unannounced;
  if (covers && settled && last.sequence > 0 && last.released === due) return "covered";

  const taken = await deps.aggregates.takePublication(scope);
  const heads = (await deps.aggregates.heads(scope)).filter((head) => head.sequence > 0);
  // A recount may have seen the hour strike just after this publication looked at the clock.
  const released = due || heads.some((head) => head.released);
  const departements = countedDepartements(dossier, new Map(heads.map((head) => [head.scope.departement, head])));
  const outcome =
    dossier.decision === "nation"
      ? decideNation(dossier, departements)
      : unitesOutcome(departements, decideShared(dossier, departements));

  // The hour has struck, or the last publication may not have reached `latest/*`: everything moves.
  const fresh = taken.released !== released;
  const moved = heads.filter(
    (head) => fresh || taken.unannounced || (taken.vector[head.scope.departement] ?? 0) < head.sequence,
  );
  const before = fresh ? { object: null, regions: {} } : taken;
  const latest = Math.max(...departements.map(({ summary }) => summary.derniereMiseAJour ?? -Infinity));
  const at = { sequence: taken.taken, instant: publicationInstant(run, released, real, latest), real };
  const regions = regionsOf(
    dossier,
    departements,
    new Set(moved.map((head) => head.scope.departement)),
    before.regions,
    at,
  );
  const hashes = { ...before.regions, ...Object.fromEntries([...regions].map(([code, { sha256 }]) => [code, sha256])) };
  const france = franceDocument(dossier, departements, outcome, regionRows(dossier, departements, hashes), {
    ...at,
    supersedes: before.object,
  });
  await storeContents(scope.run, moved, [france, ...regions.values()], released, deps);

  const announced = await lastFrance(taken, france.document, deps);
  const previous = taken.released ? announced : null;
  const events = [
    ...participationEvents(scope, null, announced?.participations ?? [], france.document, at.instant),
    ...(released ? nationalEvents(scope, previous, france.document, france.sha256, at.instant) : []),
  ];
  const next: Publication = {
    scope,
    sequence: taken.taken,
    taken: taken.taken,
    vector: Object.fromEntries(heads.map((head) => [head.scope.departement, head.sequence])),
    released,
    object: france.sha256,
    resultSha256: france.document.resultSha256 ?? "",
    regions: hashes,
    pending: [...taken.pending, ...events],
    unannounced: true,
  };
  if (!(await deps.aggregates.commitPublication(next))) return "superseded";

  await moveLatest(next, moved, [...regions.keys()], deps);
  await showNation(france, released, deps);
  if (next.pending.length > 0) await deps.events.publish(next.pending);
  if (released && france.document.complet)
    await deps.bells.ringExport({ ...scope, object: france.sha256, sequence: next.sequence });
  await deps.aggregates.settlePublication(scope, next.sequence);
  deps.recent.publications.set(key, next.vector);
  await repairIfOvertaken(next, deps);
  return "published";
}

const regionRows = (
  dossier: DossierHead,
  departements: readonly CountedDepartement[],
  hashes: Readonly<Record<string, string>>,
): FranceDocument["regions"] =>
  dossier.regions.map(({ code, nom }) => {
    const members = departements.filter(({ row }) => row.region === code);
    const object = hashes[code];
    return {
      code,
      nom,
      complet: members.length > 0 && members.every(({ summary }) => summary.complet),
      ...(object !== undefined && { object }),
    };
  });

/** Regional documents that this publication must write: those with a département that moved. */
function regionsOf(
  dossier: DossierHead,
  departements: readonly CountedDepartement[],
  moved: ReadonlySet<string>,
  superseded: Readonly<Record<string, string>>,
  at: { readonly sequence: number; readonly instant: number; readonly real: number },
): Map<string, Sealed<unknown>> {
  const documents = new Map<string, Sealed<unknown>>();
  for (const region of dossier.regions) {
    const members = departements.filter(({ row }) => row.region === region.code);
    if (!members.some(({ row }) => moved.has(row.code))) continue;
    documents.set(
      region.code,
      regionDocument(dossier, region, members, { ...at, supersedes: superseded[region.code] ?? null }),
    );
  }
  return documents;
}

/**
 * Puts contents in place before anything names them: this publication's own documents and, when the hour has struck,
 * what the départements held so far.
 */
async function storeContents(
  run: string,
  moved: readonly Head[],
  own: readonly Sealed<unknown>[],
  released: boolean,
  deps: PublishDeps,
): Promise<void> {
  const held = released ? moved.filter((head) => !head.released) : [];
  await Promise.all([
    ...own.map(({ text, sha256 }) =>
      deps.shelf.put(objectPath(run, sha256, released), text, { contentType: JSON_TYPE, cache: "immutable" }),
    ),
    ...held
      .flatMap(({ objects }) => [objects.departement, objects.bureaux])
      .map((sha256) =>
        deps.shelf.copyText(objectPath(run, sha256, false), objectPath(run, sha256, true), {
          contentType: JSON_TYPE,
          cache: "immutable",
        }),
      ),
  ]);
}

/** The national document before this one. What was held told nothing but participation, so it is read for that alone. */
async function lastFrance(
  { scope, object, released }: Publication,
  next: FranceDocument,
  deps: PublishDeps,
): Promise<FranceDocument | null> {
  if (!object || !(released || next.participations)) return null;
  const stored = await deps.shelf.get(objectPath(scope.run, object, released));
  return stored && (JSON.parse(new TextDecoder().decode(stored.body)) as FranceDocument);
}

/** Moves the human paths to a publication, the nation last, so that no index names what is not there. */
async function moveLatest(
  publication: Publication,
  heads: readonly Head[],
  regions: readonly string[],
  deps: PublishDeps,
): Promise<void> {
  const { released, object } = publication;
  const { run } = publication.scope;
  const move = (sha256: string, to: string): Promise<void> =>
    deps.shelf.copyText(objectPath(run, sha256, released), to, { contentType: JSON_TYPE, cache: "latest" });
  await Promise.all([
    ...heads.flatMap(({ scope: { departement }, objects }) => [
      move(objects.departement, latestPath.departement(run, departement, released)),
      move(objects.bureaux, latestPath.bureaux(run, departement, released)),
    ]),
    ...regions.map((code) => move(publication.regions[code]!, latestPath.region(run, code, released))),
  ]);
  if (object !== null) await move(object, latestPath.france(run, released));
}

/**
 * What readers meet first, once all that it names is in place: the index of the run, the nation as it is followed live and, before the
 * hour, the national document without its results.
 */
async function showNation(france: Sealed<FranceDocument>, released: boolean, deps: PublishDeps): Promise<void> {
  const { run } = france.document;
  const put = (path: string, { text }: Sealed<unknown>): Promise<void> =>
    deps.shelf.put(path, text, { contentType: JSON_TYPE, cache: "latest" });
  const shown = released ? france : embargoedFrance(france.document);
  if (!released) await put(latestPath.france(run, true), shown);
  await Promise.all([put(latestPath.index(run), runIndex(shown)), put(latestPath.direct(run), directDocument(shown))]);
}

/**
 * The second line of defence: if another publication was taken while this one moved `latest/*`, what it wrote may be
 * older than what it overwrote. The committed publication then says what belongs there, and is asked again afterwards: a
 * repair may be overtaken too.
 */
async function repairIfOvertaken(mine: Publication, deps: PublishDeps): Promise<void> {
  for (let written = mine.sequence; ;) {
    const now = await deps.aggregates.readPublication(mine.scope);
    if (now.sequence <= written) return;
    await moveTo(now, deps);
    written = now.sequence;
  }
}

/** Moves every `latest/*` to a committed publication. */
async function moveTo(now: Publication, deps: PublishDeps): Promise<void> {
  const heads = (await deps.aggregates.heads(now.scope)).filter(
    (head) => head.sequence > 0 && (head.released || !now.released),
  );
  await moveLatest(now, heads, Object.keys(now.regions), deps);
  if (now.object === null) return;
  const stored = await deps.shelf.get(objectPath(now.scope.run, now.object, now.released));
  if (!stored) return;
  const text = new TextDecoder().decode(stored.body);
  const document = JSON.parse(text) as FranceDocument;
  await showNation({ document, text, sha256: now.object }, now.released, deps);
}
