import type { Dossier } from "../contracts/dossier.ts";
import type { KnownEvent } from "../contracts/events.ts";
import type { Run } from "../contracts/run.ts";
import type { FranceDocument } from "../documents/national.ts";
import { latestPath, PUBLIC_PREFIX } from "../documents/paths.ts";
import { sendsOf } from "../night/mishaps.ts";
import { participationMessage, type RecordedParticipation } from "../night/participation.ts";
import type { RecordedTally } from "../night/recording.ts";
import type { QuarantinedMessage, QueuedMessage } from "../pipeline/record-tallies.ts";
import { MemoryNight } from "./memory-night.ts";

/** A night to play in memory. */
export interface PlayOptions {
  readonly dossier: Dossier;
  readonly recording: readonly RecordedTally[];
  readonly participation?: readonly RecordedParticipation[];
  /** Messages as they are, in any form: what must be refused is refused. */
  readonly messages?: readonly { readonly at: number; readonly body: string }[];
  /** Id of the run. Default: the scrutin and its tour. */
  readonly run?: string;
  /** Any text: the same seed gives the same mishaps. */
  readonly seed: string;
  /** Shares of messages (0–1) sent twice, and sent first as a malformed copy. Default 0. */
  readonly duplicates?: number;
  readonly malformed?: number;
  /** Where the night ends: an instant (ISO 8601), `release` (the end of the embargo, its publication included) or `end`. */
  readonly until?: string;
  /** Virtual minutes between two publications. Default 15, as the ministry publishes. */
  readonly everyMinutes?: number;
  /** Told of each event as it is sent. */
  readonly onEvent?: (event: KnownEvent) => void;
}

/** A night that was played: what readers and subscribers have of it. */
export interface PlayedNight {
  readonly run: string;
  readonly dossier: Dossier;
  /** Every public file by its path, as text: what a bucket or a folder would hold. */
  readonly files: ReadonlyMap<string, string>;
  /** The last published documents, parsed, by path: `latest/france.json`, `latest/departements/75.json`… */
  readonly documents: ReadonlyMap<string, unknown>;
  /** The national document, results withheld before the end of the embargo; `null`: nothing was published. */
  readonly france: FranceDocument | null;
  readonly events: readonly KnownEvent[];
  /** Refused messages, with their reasons. */
  readonly refused: readonly QuarantinedMessage[];
  readonly summary: {
    /** Virtual instant at which the night stands. */
    readonly instant: string;
    readonly messages: number;
    readonly refused: number;
    readonly events: number;
    readonly bureaux: { readonly counted: number; readonly expected: number };
    readonly complet: boolean;
    readonly released: boolean;
  };
}

interface Queued {
  readonly at: number;
  readonly body: () => string;
}

const MINUTE_MS = 60_000;

/**
 * Plays a night in memory through the deployed use cases, on a clock of its own. Same options, same bytes: documents and
 * events are the same on every machine.
 *
 * @throws `K-INSTANT` when `until` is no instant.
 */
export async function playRecording(options: PlayOptions): Promise<PlayedNight> {
  const { dossier, onEvent = () => {} } = options;
  const { scrutin, tour, embargo: release } = dossier.head;
  const { run: id = `${scrutin.id}-t${tour}`, everyMinutes = 15 } = options;
  const embargo = Date.parse(release);
  const queue = queueOf(id, options);
  const until = untilOf(options, embargo, queue);
  const run: Run = {
    run: id,
    scrutin: scrutin.id,
    tour,
    status: "ouvert",
    clock: { generation: 0, virtualAnchor: queue[0]?.at ?? embargo, realAnchor: 0, speed: "max", paused: false },
    embargo,
    createdAt: 0,
    label: scrutin.nom,
  };
  const night = new MemoryNight({ dossier, run });
  let heard = 0;
  let sent = 0;
  const hear = (): void => {
    for (const event of night.events.published.slice(heard)) onEvent(event as KnownEvent);
    heard = night.events.published.length;
  };
  for (let at = run.clock.virtualAnchor, next = 0; ;) {
    // No step crosses the end of the embargo or of the night: each is a publication of its own.
    const step = at < embargo ? Math.min(at + everyMinutes * MINUTE_MS, embargo) : at + everyMinutes * MINUTE_MS;
    const batch: QueuedMessage[] = [];
    for (; next < queue.length && queue[next]!.at <= Math.min(step, until); next += 1)
      batch.push({ messageId: String(next), body: queue[next]!.body() });
    const crossing = at < embargo && step >= embargo && until >= embargo;
    if (batch.length > 0 || crossing) {
      sent += batch.length;
      await night.record(batch);
      // What was sent before the hour is published before it: under embargo, as on the wires.
      await night.turnClock(id, Math.min(step, until, crossing ? embargo - 1 : Infinity));
      await night.settle();
      if (crossing) {
        await night.turnClock(id, embargo);
        await night.sweep(id);
      }
      hear();
    }
    at = step;
    if (at >= until) break;
  }
  return gather(night, { id, dossier, until, sent });
}

/** Everything that is sent, in the order in which it leaves. */
function queueOf(run: string, options: PlayOptions): Queued[] {
  const { dossier, recording, participation = [], messages = [], seed, duplicates = 0, malformed = 0 } = options;
  const sends = sendsOf(run, dossier.head, recording, { seed, duplicates, malformed });
  return [
    ...sends.map((send): Queued => ({ at: send.at, body: () => send.body })),
    ...participation.map((report): Queued => ({
      at: report.at,
      body: () => JSON.stringify(participationMessage(run, report)),
    })),
    ...messages.map(({ at, body }): Queued => ({ at, body: () => body })),
  ].sort((a, b) => a.at - b.at);
}

function untilOf({ until = "end" }: PlayOptions, embargo: number, queue: readonly Queued[]): number {
  if (until === "release") return embargo;
  if (until === "end") return Math.max(embargo, queue.at(-1)?.at ?? 0);
  const instant = Date.parse(until);
  if (Number.isNaN(instant)) {
    throw new Error(
      `K-INSTANT: until is ${JSON.stringify(until)}: expected "end", "release" or an instant such as 2017-04-23T18:30:00Z`,
    );
  }
  return instant;
}

async function gather(
  night: MemoryNight,
  { id, dossier, until, sent }: { id: string; dossier: Dossier; until: number; sent: number },
): Promise<PlayedNight> {
  const text = async (key: string): Promise<string> => new TextDecoder().decode((await night.shelf.get(key))?.body);
  const files = new Map<string, string>();
  for (const key of await night.shelf.list(`${PUBLIC_PREFIX}${id}/`)) files.set(key, await text(key));
  const latest = `${PUBLIC_PREFIX}${id}/`;
  const documents = new Map(
    [...files]
      .filter(([key]) => key.startsWith(`${latest}latest/`))
      .map(([key, body]): [string, unknown] => [key.slice(latest.length), JSON.parse(body)]),
  );
  const refused: QuarantinedMessage[] = [];
  for (const key of await night.shelf.list("quarantine/"))
    refused.push(JSON.parse(await text(key)) as QuarantinedMessage);
  const france = (documents.get(latestPath.france(id, true).slice(latest.length)) ?? null) as FranceDocument | null;
  const expected = dossier.head.departements.reduce((sum, { bureaux }) => sum + bureaux, 0);
  // Documents and events were made by the pipeline's own code: their types are what it says.
  const events = night.events.published as readonly KnownEvent[];
  return {
    run: id,
    dossier,
    files,
    documents,
    france,
    events,
    refused,
    summary: {
      instant: new Date(until).toISOString(),
      messages: sent,
      refused: refused.length,
      events: events.length,
      bureaux: france?.bureaux ?? { counted: 0, expected },
      complet: france?.complet ?? false,
      released: france?.sousEmbargo === false,
    },
  };
}
