import type { BureauxDocument } from "#shared/documents/departement.ts";
import type { DepartementRow, FranceDocument } from "#shared/documents/national.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import type { ObjectReader, Time } from "./cloud.ts";
import { readDocument, readFresh } from "./documents.ts";
import { RecentDelays } from "./recent.ts";
import { type Passage, Stages } from "./stages.ts";

/** A tally that was or will be sent, as the follower looks out for it. */
export interface Awaited {
  readonly departement: string;
  readonly commune: string;
  readonly bureau: string;
  readonly version: number;
}

export interface FollowerOptions {
  readonly run: string;
  readonly reader: ObjectReader;
  readonly time: Time;
  /** In the order in which they leave. */
  readonly awaited: readonly Awaited[];
  /** Real instant at which a tally was sent, ms; 0: not yet. */
  readonly sentAt: (index: number) => number;
}

/** A bureaux document that a national one names: when that was published and when it was first seen, real ms. */
interface Sight {
  readonly object: string;
  readonly nationalAt: number;
  readonly seenAt: number;
}

/** Bureaux documents read at once, and the share of its time that a follower may spend on them. */
const READS_AT_ONCE = 8;
const SHARE_OF_TIME = 0.15;
const PASS_MS = 200;

/**
 * Follows a run by its published documents, as any reader would (before the release: by those held for the operator).
 * A tally is visible once a national document was seen whose hashes lead to a bureaux document with its version or a higher one;
 * its delay runs from its sending to the first sight of that national document. When documents change faster than
 * they can cheaply be read, some are skipped: a delay may then be told too long, never too short.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #stages = new Stages();
  readonly #recent = new RecentDelays();
  /** `commune/bureau` → its tallies not yet visible. */
  readonly #missing = new Map<string, number[]>();
  readonly #visible: Uint8Array;
  #visibleCount = 0;
  /** Every tally before this one is visible. */
  #frontier = 0;
  #france: FranceDocument | null = null;
  #etags = { open: "", held: "" };
  /** Bureaux documents named by the last national document and not yet read. */
  readonly #unread = new Map<string, Sight>();
  readonly #readObjects = new Map<string, string>();
  #restUntil = 0;
  #lastVisibleAt = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#visible = new Uint8Array(options.awaited.length);
    options.awaited.forEach((tally, index) => {
      const key = `${tally.commune}/${tally.bureau}`;
      const tallies = this.#missing.get(key);
      if (tallies) tallies.push(index);
      else this.#missing.set(key, [index]);
    });
  }

  /** The last national document seen, the fullest that the operator may read. */
  get france(): FranceDocument | null {
    return this.#france;
  }

  /** Awaited tallies that are visible, superseded versions included. */
  get visible(): number {
    return this.#visibleCount;
  }

  /** Index of the first tally that is not visible yet. */
  get frontier(): number {
    return this.#frontier;
  }

  /** Real instant at which the last tally became visible, ms; 0: none did. */
  get lastVisibleAt(): number {
    return this.#lastVisibleAt;
  }

  get stages(): Stages {
    return this.#stages;
  }

  get recent(): RecentDelays {
    return this.#recent;
  }

  /** Tallies not visible, in the order of sending, at most `limit`. */
  missing(limit: number): Awaited[] {
    const missing: Awaited[] = [];
    for (let index = this.#frontier; index < this.#visible.length && missing.length < limit; index++) {
      if (!this.#visible[index]) missing.push(this.#options.awaited[index]!);
    }
    return missing;
  }

  /**
   * Looks once. @param thorough reads every changed document, whatever it costs.
   * @returns whether a new national document was seen.
   */
  async poll(thorough = false): Promise<boolean> {
    const { time } = this.#options;
    const changed = await this.#pollNation();
    const start = time.now();
    if (this.#unread.size > 0 && (thorough || start >= this.#restUntil)) {
      await this.#readBureaux(thorough ? Infinity : start + PASS_MS);
      this.#restUntil = time.now() + (time.now() - start) / SHARE_OF_TIME;
    }
    return changed;
  }

  async #pollNation(): Promise<boolean> {
    const { run, reader, time } = this.#options;
    const open = await readDocument<FranceDocument>(
      reader,
      latestPath.france(run, true),
      this.#etags.open || undefined,
    );
    if (open !== null && open !== "unchanged") this.#etags.open = open.etag;
    const embargoed =
      open === null || (open === "unchanged" ? (this.#france?.sousEmbargo ?? true) : open.document.sousEmbargo);
    if (!embargoed) return open !== "unchanged" && open !== null && this.#accept(open.document, time.now());
    const held = await readDocument<FranceDocument>(
      reader,
      latestPath.france(run, false),
      this.#etags.held || undefined,
    );
    if (held === null || held === "unchanged") return false;
    this.#etags.held = held.etag;
    // The held document is the full one; that it may not be read by everybody is what `sousEmbargo` says here.
    return this.#accept({ ...held.document, sousEmbargo: true }, time.now());
  }

  /** Takes a national document, unless it is older than the last: a reader refuses a lower sequence. */
  #accept(france: FranceDocument, seenAt: number): boolean {
    if (this.#france !== null && france.sequence < this.#france.sequence) return false;
    this.#france = france;
    const nationalAt = Date.parse(france.publieLe);
    for (const { code, bureauxObject } of france.departements) {
      if (bureauxObject === undefined || this.#readObjects.get(code) === bureauxObject) continue;
      if (this.#unread.get(code)?.object !== bureauxObject)
        this.#unread.set(code, { object: bureauxObject, nationalAt, seenAt });
    }
    return true;
  }

  async #readBureaux(until: number): Promise<void> {
    const { time } = this.#options;
    const codes = [...this.#unread.keys()];
    for (let start = 0; start < codes.length && time.now() < until; start += READS_AT_ONCE) {
      await Promise.all(codes.slice(start, start + READS_AT_ONCE).map((code) => this.#readOne(code)));
    }
  }

  async #readOne(code: DepartementRow["code"]): Promise<void> {
    const { run, reader } = this.#options;
    const unread = this.#unread.get(code);
    if (unread === undefined) return;
    const released = this.#france?.sousEmbargo === false;
    const read = await readFresh<BureauxDocument>(reader, objectPath(run, unread.object, released));
    if (read === null) return;
    this.#unread.delete(code);
    this.#readObjects.set(code, unread.object);
    const sight = { ...unread, departement: code, departementAt: Date.parse(read.document.publieLe) };
    for (const [commune, bureau, , version] of read.document.resultat) {
      this.#see(`${commune}/${bureau}`, version, sight);
    }
    while (this.#visible[this.#frontier] === 1) this.#frontier += 1;
  }

  /** Marks a bureau's tallies up to a version as visible. */
  #see(key: string, version: number, sight: Omit<Passage, "sentAt">): void {
    const indexes = this.#missing.get(key);
    if (indexes === undefined) return;
    const left = indexes.filter((index) => {
      const sentAt = this.#options.sentAt(index);
      if (this.#options.awaited[index]!.version > version || sentAt === 0) return true;
      this.#visible[index] = 1;
      this.#visibleCount += 1;
      const { seenAt } = sight;
      this.#lastVisibleAt = Math.max(this.#lastVisibleAt, seenAt);
      this.#stages.add({ ...sight, sentAt });
      this.#recent.add(seenAt, seenAt - sentAt);
      return false;
    });
    if (left.length === 0) this.#missing.delete(key);
    else if (left.length < indexes.length) this.#missing.set(key, left);
  }
}
