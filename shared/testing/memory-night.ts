import { MemoryAggregates } from "../memory/aggregates.ts";
import { MemoryBells } from "../memory/bells.ts";
import { ManualClock } from "../memory/clock.ts";
import { MemoryDossiers } from "../memory/dossiers.ts";
import { MemoryEvents } from "../memory/events.ts";
import { MemoryLedger } from "../memory/ledger.ts";
import { MemoryRuns } from "../memory/runs.ts";
import { MemoryShelf } from "../memory/shelf.ts";
import type { Dossier } from "../contracts/dossier.ts";
import { runKey } from "../contracts/identity.ts";
import type { Run } from "../contracts/run.ts";
import type { PublishTicket } from "../contracts/tickets.ts";
import type { DepartementDocument } from "../documents/departement.ts";
import type { FranceDocument } from "../documents/national.ts";
import { latestPath } from "../documents/paths.ts";
import { publishNight } from "../pipeline/publish-night.ts";
import { makeRecent } from "../pipeline/recent.ts";
import { recordTallies, type QueuedMessage } from "../pipeline/record-tallies.ts";
import { recountDepartement } from "../pipeline/recount-departement.ts";
import { answerTimer } from "../pipeline/sweep.ts";
import type { Ports } from "../ports.ts";

const SLOT_MS = 500;
const CLOCK_ERROR_MS = 250;
const RETRY_MS = 1000;
/** Tickets of one run that a publication answers together: a FIFO source's largest batch. */
const PUBLISH_BATCH = 10;
/** Real start of every night in memory. */
export const START = Date.UTC(2026, 0, 4, 18);

export interface NightOptions {
  readonly dossier: Dossier;
  readonly run: Run;
  /** Delivery delay of the recount queue; the stack has 1 s. */
  readonly recountDelayMs?: number;
  /** Wraps the ports that the use cases get, to make them fail. */
  readonly through?: (ports: Ports) => Ports;
}

/**
 * A whole pipeline in memory, on a clock that the test moves: what the functions and their queues do, without wires.
 * What fails comes back a second later, as from a queue.
 */
export class MemoryNight {
  readonly clock = new ManualClock(START);
  readonly bells: MemoryBells;
  readonly events = new MemoryEvents();
  readonly shelf = new MemoryShelf();
  readonly ledger = new MemoryLedger();
  readonly aggregates = new MemoryAggregates();
  readonly runs = new MemoryRuns();
  readonly dossiers = new MemoryDossiers();
  readonly ports: Ports;
  #recent = makeRecent();

  constructor(options: NightOptions) {
    this.bells = new MemoryBells(this.clock, { recountDelayMs: options.recountDelayMs ?? 1000 });
    const plain: Ports = {
      ledger: this.ledger,
      aggregates: this.aggregates,
      shelf: this.shelf,
      bells: this.bells,
      events: this.events,
      runs: this.runs,
      dossiers: this.dossiers,
    };
    this.ports = options.through?.(plain) ?? plain;
    this.open(options.run, options.dossier);
  }

  /** Opens one more run beside the others. */
  open(run: Run, dossier: Dossier): void {
    this.dossiers.set(run.run, dossier);
    void this.runs.create(run);
  }

  get deps() {
    return { ...this.ports, clock: this.clock, slotMs: SLOT_MS, clockErrorMs: CLOCK_ERROR_MS, recent: this.#recent };
  }

  /** A function's process ends: whatever it remembered is gone. */
  restart(): void {
    this.#recent = makeRecent();
  }

  /** Delivers one batch of messages, and again what failed, until all is recorded. */
  async record(messages: readonly QueuedMessage[], tries = 10): Promise<void> {
    let waiting = messages;
    for (let i = 0; waiting.length > 0; i += 1) {
      if (i === tries) throw new Error(`${waiting.length} messages still fail after ${tries} tries`);
      const failures = new Set(
        await this.#surviving(
          async () => (await recordTallies(waiting, this.deps)).failures,
          waiting.map(({ messageId }) => messageId),
        ),
      );
      waiting = waiting.filter(({ messageId }) => failures.has(messageId));
      if (waiting.length > 0) this.clock.advance(RETRY_MS);
    }
  }

  /** A use case that throws is a crashed function: everything of its batch comes back. */
  async #surviving<T>(use: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await use();
    } catch {
      this.restart();
      return otherwise;
    }
  }

  /** Lets bells ring and documents appear until nothing waits, timers apart. */
  async settle(): Promise<void> {
    for (let due = this.bells.nextDue(); due !== null; due = this.bells.nextDue()) {
      this.clock.advance(Math.max(0, due - this.clock.now()));
      await this.step();
    }
  }

  /** Answers everything that is due now. */
  async step(): Promise<void> {
    for (const ticket of this.bells.takeRecounts()) {
      const done = await this.#surviving(() => recountDepartement(ticket, this.deps), null);
      if (done === null) this.bells.retryRecount(ticket, RETRY_MS);
    }
    const publishes = Map.groupBy(this.bells.takePublishes(), runKey);
    for (const tickets of publishes.values()) {
      for (let i = 0; i < tickets.length; i += PUBLISH_BATCH) await this.#publish(tickets.slice(i, i + PUBLISH_BATCH));
    }
    // A sweep would ring for ever: tests arm and answer timers themselves.
    this.bells.takeTimers();
  }

  async #publish(tickets: readonly PublishTicket[]): Promise<void> {
    const { run, scrutin, tour } = tickets[0]!;
    const failed = await this.#surviving(
      () => publishNight({ run, scrutin, tour }, tickets, this.deps),
      "failed" as const,
    );
    if (failed === "failed") for (const ticket of tickets) this.bells.retryPublish(ticket, RETRY_MS);
  }

  /** Moves a run's virtual clock, as its operator does. */
  async turnClock(run: string, virtual: number): Promise<void> {
    const clock = (await this.runs.get(run))?.clock;
    if (clock) await this.runs.setClock(run, { ...clock, virtualAnchor: virtual }, clock.generation);
  }

  /** What the sweep does once. */
  async sweep(run: string): Promise<void> {
    while (!(await this.#surviving(() => answerTimer({ kind: "sweep", run }, this.deps).then(() => true), false)))
      this.clock.advance(RETRY_MS);
    await this.settle();
  }

  async france(run: string, released = true): Promise<FranceDocument> {
    return this.#read<FranceDocument>(latestPath.france(run, released));
  }

  async departement(run: string, code: string, released = true): Promise<DepartementDocument> {
    return this.#read<DepartementDocument>(latestPath.departement(run, code, released));
  }

  /** The result of a run as readers see it: what equal tallies must make equal, byte for byte. */
  async result(run: string): Promise<string> {
    const france = await this.france(run);
    const departements = await Promise.all(
      france.departements.filter(({ sequence }) => sequence > 0).map(({ code }) => this.departement(run, code)),
    );
    return JSON.stringify([
      france.resultSha256,
      ...departements.map((document) => [document.resultSha256, document.resultat]),
    ]);
  }

  async #read<T>(path: string): Promise<T> {
    const stored = await this.shelf.get(path);
    if (!stored) throw new Error(`nothing at ${path}`);
    return JSON.parse(new TextDecoder().decode(stored.body)) as T;
  }
}
