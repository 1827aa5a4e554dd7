import type { EventData, EventOf, EventType, NightEvent } from "../contracts/events.ts";
import { sha256 } from "../documents/common.ts";

/** How an event is told: its envelope, its name, and the size that it may have. */

const SOURCE = "/vingt-heures";

/**
 * Bytes of one event's list. SNS takes 262,144 bytes a message, attributes included, and the envelope takes its share;
 * half of it leaves room for whoever wraps events once more.
 */
const LIST_BYTES = 120_000;

/** What is told, and where it stands. */
export interface Told<T extends EventType> {
  readonly type: T;
  readonly subject: string;
  readonly sequence: number;
  /** Virtual instant, ms. */
  readonly at: number;
  readonly data: EventData<T>;
}

/**
 * Makes an event. Its id is a hash of (run, territory, sequence, kind), and of the hour or of the part of a list after
 * the first: a repeat is the same event.
 */
export function eventOf<T extends EventType>({ type, subject, sequence, at, data }: Told<T>): EventOf<T> {
  const { run, scrutin, tour } = data;
  const event: NightEvent = {
    specversion: "1.0",
    id: sha256(`${run}|${scrutin}|${tour}|${subject}|${sequence}|${type}${detailOf(data)}`).slice(0, 32),
    source: `${SOURCE}/runs/${run}`,
    type,
    time: new Date(at).toISOString(),
    subject,
    datacontenttype: "application/json",
    sequence,
    data,
  };
  return event as EventOf<T>;
}

/** What tells two events of one kind and publication apart. */
function detailOf(data: EventData<EventType>): string {
  if ("heure" in data) return `|${data.heure}`;
  return "partie" in data && data.partie && data.partie.numero > 1 ? `|${data.partie.numero}` : "";
}

/** What tells of which part of a list it carries. */
export interface Part<T> {
  readonly items: readonly T[];
  /** Absent when the list is whole. */
  readonly partie?: { readonly numero: number; readonly sur: number };
}

/** Cuts a list so that each part fits one message, always at the same places. An item alone is never cut. */
export function partsOf<T>(items: readonly T[]): Part<T>[] {
  const parts: T[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes + size > LIST_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(item);
    bytes += size;
  }
  const [only] = parts;
  if (parts.length === 1 && only) return [{ items: only }];
  return parts.map((part, index) => ({ items: part, partie: { numero: index + 1, sur: parts.length } }));
}
