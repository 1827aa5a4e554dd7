import { scopeKey, type Scope } from "../contracts/identity.ts";
import { isReleased, publicationInstant } from "../contracts/run.ts";
import type { RecountTicket } from "../contracts/tickets.ts";
import { countDepartement, type Decompte, type DepartementDecompte } from "../count/decompte.ts";
import { foldLedger } from "../count/fold.ts";
import { foldParticipation, partLedger, type Participation } from "../count/participation.ts";
import { registerOf } from "../count/register.ts";
import { departementDocuments, latestInstant, sealResult, type DepartementDocument } from "../documents/departement.ts";
import { objectPath } from "../documents/paths.ts";
import { summaryOf, type Summary } from "../documents/summary.ts";
import type {
  AggregateItem,
  Aggregates,
  Bells,
  Dossiers,
  Events,
  Head,
  Ledger,
  RealClock,
  Runs,
  Shelf,
} from "../ports.ts";
import { departementEvents, participationEvents } from "./announce.ts";
import { decideUnites } from "./decision.ts";
import type { Recent } from "./recent.ts";

export interface RecountDeps {
  readonly ledger: Ledger;
  readonly aggregates: Aggregates;
  readonly dossiers: Dossiers;
  readonly runs: Runs;
  readonly shelf: Shelf;
  readonly bells: Bells;
  readonly events: Events;
  readonly clock: RealClock;
  /** Largest difference between two functions' clocks, real ms. */
  readonly clockErrorMs: number;
  /** What this process wrote lately: spares reading it again, never decides anything. */
  readonly recent: Omit<Recent, "publications" | "rung">;
}

/** What a recount did: `covered`: an earlier one had already seen the news; `superseded`: another writer took over. */
export interface Recounted {
  readonly result: "absent" | "covered" | "unchanged" | "published" | "superseded";
  /** Entries of the ledger that were folded; 0 when it was not read. */
  readonly entries: number;
}

/**
 * Recounts a département from its ledger and announces what changed. The order of effects makes a crash between any two
 * of them harmless (DESIGN §2.5, decision 0002):
 *
 * 1. take a sequence, then read the ledger: whoever reads later has the higher sequence;
 * 2. store the documents under their hashes: nobody knows of them yet;
 * 3. commit the head (documents, summary, pending events) if the sequence is still the last taken;
 * 4. write the territories that differ, send the events, ring the publisher;
 * 5. clear what was pending. A retry, or the sweep, resumes from 4.
 *
 * @throws when a port failed: the ticket must come back.
 */
export async function recountDepartement(ticket: RecountTicket, deps: RecountDeps): Promise<Recounted> {
  const { run: runId, scrutin, tour, departement } = ticket;
  const scope: Scope = { run: runId, scrutin, tour, departement };
  const key = scopeKey(scope);
  // The hour changes what a recount says, whatever was read: its bell is never covered. A sweep's is, like any other: on a machine
  // that answers slower than it is rung, the sweeps that wait would else never end.
  const unlessReadAfter = ticket.cause === "release" ? Number.MAX_SAFE_INTEGER : ticket.slotEnd + deps.clockErrorMs;
  if ((deps.recent.reads.get(key) ?? 0) > unlessReadAfter) return unread("covered");

  const [run, dossier, part] = await Promise.all([
    deps.runs.get(runId),
    deps.dossiers.head(runId),
    deps.dossiers.part(runId, departement),
  ]);
  if (!run || !dossier || !part) return unread("absent");

  const head = await deps.aggregates.takeSequence(scope, unlessReadAfter);
  if (!head) return unread("covered");

  const readAt = deps.clock.now();
  const released = isReleased(run, readAt);
  const ledger = await deps.ledger.read(scope);
  const done = (result: Recounted["result"]): Recounted => ({ result, entries: ledger.length });
  const { tallies, reports } = partLedger(ledger);
  const decompte = countDepartement(registerOf(dossier, part), foldLedger(tallies));
  const participations = foldParticipation(reports);
  const told = participationsOf(head);
  const sealed = sealResult(decompte, decideUnites(dossier, decompte));

  const settled = head.pending.length === 0 && !head.unannounced;
  const same = sealed.resultSha256 === head.resultSha256 && JSON.stringify(told) === JSON.stringify(participations);
  if (head.sequence > 0 && same && released === head.released && settled) {
    const stands = await deps.aggregates.commitHead({ ...head, readAt });
    if (stands) deps.recent.reads.set(key, readAt);
    if (stands && ticket.cause === "sweep")
      await writeTerritories(scope, head.sequence, decompte, head.taken, deps, true);
    return done(stands ? "unchanged" : "superseded");
  }

  const previous = head.released ? await announcedDocument(head, runId, deps) : null;
  const instant = publicationInstant(run, released, readAt, latestInstant(decompte));
  // What was held is never public: the chain that readers follow begins at the release.
  const before = released === head.released ? head.objects : { departement: "", bureaux: "" };
  const documents = departementDocuments(dossier, decompte, sealed, {
    sequence: head.taken,
    instant,
    real: readAt,
    supersedes: { departement: before.departement || null, bureaux: before.bureaux || null },
    participations,
  });
  const store = (text: string, sha256: string): Promise<void> =>
    deps.shelf.put(objectPath(runId, sha256, released), text, { contentType: "application/json", cache: "immutable" });
  await Promise.all([
    store(documents.departement.text, documents.departement.sha256),
    store(documents.bureaux.text, documents.bureaux.sha256),
  ]);

  // Under embargo only the participation is told: the first released recount tells all that happened since.
  const { document, sha256 } = documents.departement;
  const events = [
    ...participationEvents(scope, departement, told, document, instant),
    ...(released ? departementEvents(scope, previous, document, sha256, instant) : []),
  ];
  const next: Head = {
    scope,
    sequence: head.taken,
    taken: head.taken,
    // Not yet this recount's: a bell may only count as covered once all of it is announced.
    readAt: head.readAt,
    released,
    resultSha256: sealed.resultSha256,
    objects: { departement: documents.departement.sha256, bureaux: documents.bureaux.sha256 },
    summary: JSON.stringify({ ...summaryOf(decompte, sealed), ...(participations.length > 0 && { participations }) }),
    pending: [...head.pending, ...events],
    unannounced: true,
  };
  if (!(await deps.aggregates.commitHead(next))) return done("superseded");
  deps.recent.documents.set(next.objects.departement, documents.departement.document);

  await Promise.all([
    writeTerritories(scope, head.sequence, decompte, next.sequence, deps, ticket.cause === "sweep"),
    next.pending.length > 0 ? deps.events.publish(next.pending) : undefined,
    deps.bells.ringPublish({ ...scope, sequence: next.sequence }),
  ]);
  await deps.aggregates.settleHead(scope, next.sequence, readAt);
  deps.recent.reads.set(key, readAt);
  return done("published");
}

const unread = (result: "absent" | "covered"): Recounted => ({ result, entries: 0 });

/** The participation that was last announced. */
const participationsOf = ({ summary }: Head): readonly Participation[] =>
  // Most nights have none: a summary of thousands of unites is not parsed for it.
  summary.includes('"participations":') ? ((JSON.parse(summary) as Summary).participations ?? []) : [];

/** The document that was last announced: what changes are judged against, never the aggregates. */
async function announcedDocument(head: Head, run: string, deps: RecountDeps): Promise<DepartementDocument | null> {
  if (head.sequence === 0) return null;
  const recent = deps.recent.documents.get(head.objects.departement);
  if (recent) return recent;
  const stored = await deps.shelf.get(objectPath(run, head.objects.departement, head.released));
  if (!stored)
    throw new Error(
      `the document ${head.objects.departement} that the head of ${scopeKey(head.scope)} names is missing`,
    );
  return JSON.parse(new TextDecoder().decode(stored.body)) as DepartementDocument;
}

/**
 * Brings the stored territories in line with the décompte, writing only those that differ. What this process wrote under
 * the sequence that the head still had is known without reading; a sweep always reads, and so heals what a writer that
 * woke up late may have left.
 */
async function writeTerritories(
  scope: Scope,
  before: number,
  decompte: DepartementDecompte,
  sequence: number,
  deps: RecountDeps,
  read: boolean,
): Promise<void> {
  const key = scopeKey(scope);
  const recent = deps.recent.territories.get(key);
  const stored =
    !read && recent?.sequence === before
      ? recent.contents
      : new Map((await deps.aggregates.readItems(scope)).map((item) => [item.key, item.content]));
  const items = territoryItems(decompte);
  const differing = items.filter((item) => stored.get(item.key) !== item.content);
  deps.recent.territories.delete(key);
  if (differing.length > 0) await deps.aggregates.writeItems(scope, differing);
  deps.recent.territories.set(key, { sequence, contents: new Map(items.map((item) => [item.key, item.content])) });
}

function territoryItems(decompte: DepartementDecompte): AggregateItem[] {
  const item = (kind: string, code: string, territory: Decompte): AggregateItem => ({
    key: `${kind}#${code}`,
    content: JSON.stringify({ ...territory, voix: Object.fromEntries(territory.voix) }),
  });
  const kinds = new Map(decompte.register.part.unites.map((unite) => [unite.code, unite.type]));
  // A territory of which nothing is counted has no item yet.
  const counted = (territories: ReadonlyMap<string, Decompte>): [string, Decompte][] =>
    [...territories].filter(([, territory]) => territory.bureaux.counted > 0);
  return [
    ...counted(decompte.communes).map(([code, territory]) => item("commune", code, territory)),
    ...counted(decompte.arrondissements).map(([code, territory]) => item("arrondissement", code, territory)),
    // A unite that is a commune or the département has its item by that name.
    ...counted(decompte.unites)
      .filter(([code]) => kinds.get(code) !== "commune" && kinds.get(code) !== "departement")
      .map(([code, territory]) => item(kinds.get(code) ?? "unite", code, territory)),
    item("departement", decompte.register.part.departement, decompte.total),
  ];
}
