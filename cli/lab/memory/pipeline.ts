import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import { virtualNow } from "#shared/contracts/run.ts";
import type { PublishTicket, RecountTicket } from "#shared/contracts/tickets.ts";
import type { BureauxDocument } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath, PUBLIC_PREFIX } from "#shared/documents/paths.ts";
import type { FunctionName, Rule } from "#shared/faults/fault.ts";
import { MemoryAggregates } from "#shared/memory/aggregates.ts";
import { MemoryBells } from "#shared/memory/bells.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryDossiers } from "#shared/memory/dossiers.ts";
import { MemoryEvents } from "#shared/memory/events.ts";
import { MemoryLedger } from "#shared/memory/ledger.ts";
import { MemoryRuns } from "#shared/memory/runs.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import { Strikes } from "#shared/faults/strikes.ts";
import { randomOf } from "#shared/night/random.ts";
import { publishNight } from "#shared/pipeline/publish-night.ts";
import { makeRecent } from "#shared/pipeline/recent.ts";
import { recordTallies } from "#shared/pipeline/record-tallies.ts";
import { recountDepartement } from "#shared/pipeline/recount-departement.ts";
import { answerTimer, armRelease, SWEEP_INTERVAL_MS } from "#shared/pipeline/sweep.ts";
import type { Ports } from "#shared/ports.ts";
import { faulty } from "./ports.ts";
import { TalliesQueue, type Delivered } from "./tallies-queue.ts";

/** The rhythm of the stack (`cdk/rhythm.ts`), and batches small enough that a small night has several. */
const SLOT_MS = 500;
const CLOCK_ERROR_MS = 250;
const RECOUNT_DELAY_MS = 1000;
const MAX_RECEIVES = 5;
const VISIBILITY_MS = { tallies: 21_000, recount: 1000, publish: 18_000 } as const;
const BATCH = 10;
const FIFO_BATCH = 10;
/** Real start of every night in memory. */
export const START = Date.UTC(2026, 0, 4, 18);
/** How often an operator sends dead letters again before he calls for help. */
const REDRIVES = 3;
/** Nothing moved during two sweeps: the night is over. */
const QUIET_MS = 2 * SWEEP_INTERVAL_MS + 1000;

export interface PipelineOptions {
  readonly dossier: Dossier;
  readonly run: Run;
  readonly rules: readonly Rule[];
  readonly seed: string;
  /** `commune/bureau` of whose messages a function dies, and whether the cause is mended before dead letters are redriven. */
  readonly poisoned: ReadonlyMap<string, boolean>;
  /** A pipeline that is broken on purpose, to see that the checks see it. */
  readonly broken?: Breakage;
}

/** Ways in which a pipeline can be wrong. */
export interface Breakage {
  readonly recountDelayMs?: number;
  readonly deadLetters?: "swallowed";
  readonly ports?: (ports: Ports) => Ports;
}

/**
 * The whole pipeline in memory, on a clock of its own: the use cases that the functions call, the queues between them with
 * redelivery and dead letters, timers and sweeps. It plays a night as fast as the machine computes it; everything that
 * happens follows from the options.
 */
export class MemoryPipeline {
  readonly clock = new ManualClock(START);
  readonly shelf = new MemoryShelf();
  readonly events = new MemoryEvents();
  readonly tallies = new TalliesQueue(MAX_RECEIVES, VISIBILITY_MS.tallies);
  /** Public paths that told a result before the end of the embargo. */
  readonly leaks: string[] = [];
  /** National documents that a reader found older than the one before, in words. */
  readonly setbacks: string[] = [];
  #sequence = 0;
  readonly #runs = new MemoryRuns();
  readonly #bells: MemoryBells;
  readonly #options: PipelineOptions;
  readonly strikes: Strikes;
  readonly #ports: Ports;
  readonly #receives = new WeakMap<object, number>();
  /** Real instant at which a version of a bureau was first in a document that the nation names, by `commune/bureau/version`. */
  readonly visibleAt = new Map<string, number>();
  readonly #seen = new Map<string, string>();
  #recent = makeRecent();
  #activeAt = START;
  /** Whether what can be mended was. */
  #mended = false;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.strikes = new Strikes(randomOf(options.seed, "machines"));
    this.#bells = new MemoryBells(this.clock, { recountDelayMs: options.broken?.recountDelayMs ?? RECOUNT_DELAY_MS });
    const dossiers = new MemoryDossiers();
    dossiers.set(options.run.run, options.dossier);
    const plain: Ports = {
      ledger: new MemoryLedger(),
      aggregates: new MemoryAggregates(),
      shelf: this.#watched(),
      bells: this.#bells,
      events: this.events,
      runs: this.#runs,
      dossiers,
    };
    const made = options.broken?.ports?.(plain) ?? plain;
    this.#ports = faulty(made, {
      rules: options.rules,
      strikes: this.strikes,
      now: () => this.clock.now(),
      outageAt: START + 4_000,
      meanwhile: (seconds) => this.#pass(seconds * 1000),
    });
  }

  get runs(): Pick<MemoryRuns, "get"> {
    return this.#runs;
  }

  /** Opens the run and arms its timers. */
  async open(): Promise<void> {
    const { run } = this.#options;
    await this.#runs.create(run);
    await this.#bells.armTimer({ kind: "sweep", run: run.run }, SWEEP_INTERVAL_MS);
    await armRelease(run, { bells: this.#bells, clock: this.clock });
  }

  /** Sends bodies at their real instants and works until nothing moves any more, dead letters redriven. */
  async play(feed: readonly { readonly at: number; readonly body: string }[]): Promise<void> {
    let next = 0;
    let redrives = 0;
    for (;;) {
      const dues = [feed[next]?.at, this.tallies.nextDue(), this.#bells.nextDue()].filter((due) => due != null);
      this.clock.advance(Math.max(0, Math.min(...dues) - this.clock.now()));
      for (; next < feed.length && feed[next]!.at <= this.clock.now(); next += 1) {
        this.tallies.send(feed[next]!.body, this.clock.now());
        this.#activeAt = this.clock.now();
      }
      await this.#step();
      if (next < feed.length || this.clock.now() - this.#activeAt < QUIET_MS) continue;
      this.#mended = true;
      const hopeful = this.tallies.dead.some(({ body }) => !this.#kills(body));
      if (!hopeful || redrives === REDRIVES) return;
      redrives += 1;
      this.tallies.redrive(this.clock.now());
      this.#activeAt = this.clock.now();
    }
  }

  /** Works while real time passes, as others do when one sleeps. */
  async #pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    for (;;) {
      const dues = [this.tallies.nextDue(), this.#bells.nextDue()].filter((due) => due !== null);
      const due = Math.min(until, ...dues);
      this.clock.advance(Math.max(0, due - this.clock.now()));
      if (due >= until) return;
      await this.#step();
    }
  }

  /** Does everything that is due now. */
  async #step(): Promise<void> {
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) await this.#record(batch);
    for (const ticket of this.#bells.takeRecounts()) await this.#recount(ticket);
    const tickets = this.#bells.takePublishes();
    for (let i = 0; i < tickets.length; i += FIFO_BATCH) await this.#publish(tickets.slice(i, i + FIFO_BATCH));
    for (const timer of this.#bells.takeTimers()) {
      const done = await this.#invoke(async () => {
        await answerTimer(timer, this.#deps("sweep"));
        return true;
      });
      if (done === null) await this.#bells.armTimer(timer, 1000);
    }
  }

  #take(): Delivered[] {
    return this.tallies.take(BATCH, this.clock.now());
  }

  async #record(batch: readonly Delivered[]): Promise<void> {
    const storm = this.#options.rules.find((rule) => rule.kind === "redelivery");
    const again = storm !== undefined && this.strikes.draw(storm);
    const deaths = batch.some(({ body }) => this.#kills(body));
    for (const rule of this.#options.rules) if (deaths && rule.kind === "poison") this.strikes.count(rule);
    const record = () =>
      this.#invoke(async () => {
        if (deaths) throw new Error("the function died of its batch");
        return (await recordTallies(batch, this.#deps("record"))).failures;
      });
    const answers = again ? await Promise.all(Array.from({ length: storm.copies }, record)) : [await record()];
    const failures = new Set(
      answers.some((answer) => answer === null) ? batch.map(({ messageId }) => messageId) : answers.flat(),
    );
    this.#activeAt = this.clock.now();
    this.tallies.fail(
      batch.filter(({ messageId }) => failures.has(messageId)),
      this.clock.now(),
    );
    // The storm's last wave comes after the visibility, when everything was long acknowledged.
    if (again)
      for (const { body } of batch.slice(0, 3)) this.tallies.send(body, this.clock.now() + VISIBILITY_MS.tallies);
    if (this.#options.broken?.deadLetters === "swallowed") this.tallies.swallow();
  }

  #kills(body: string): boolean {
    if (this.#options.poisoned.size === 0) return false;
    const mended = this.#options.poisoned.get(/"subject":"([^"]+)"/.exec(body)?.[1] ?? "");
    return mended === false || (mended === true && !this.#mended);
  }

  async #recount(ticket: RecountTicket): Promise<void> {
    const done = await this.#invoke(() => recountDepartement(ticket, this.#deps("recount")));
    if (done?.result === "published") this.#activeAt = this.clock.now();
    if (done === null && this.#mayComeBack(ticket)) this.#bells.retryRecount(ticket, VISIBILITY_MS.recount);
  }

  /** Tickets of one run, as its FIFO group brings them. */
  async #publish(tickets: readonly PublishTicket[]): Promise<void> {
    const done = await this.#invoke(() => publishNight(tickets[0]!, tickets, this.#deps("publish")));
    if (done === "published") {
      this.#activeAt = this.clock.now();
      await this.#look();
    }
    if (done !== null) return;
    for (const ticket of tickets)
      if (this.#mayComeBack(ticket)) this.#bells.retryPublish(ticket, VISIBILITY_MS.publish);
  }

  /** Notes what a reader (before the release: the operator) now sees that was not there before. */
  async #look(): Promise<void> {
    const { run } = this.#options.run;
    const released = (await this.#read<FranceDocument>(latestPath.france(run, true)))?.sousEmbargo === false;
    const france = await this.#read<FranceDocument>(latestPath.france(run, released));
    const sequence = france?.sequence ?? 0;
    if (sequence < this.#sequence) this.setbacks.push(`france : séquence ${sequence} après ${this.#sequence}`);
    this.#sequence = Math.max(this.#sequence, sequence);
    for (const { code, bureauxObject } of france?.departements ?? []) {
      if (bureauxObject === undefined || this.#seen.get(code) === bureauxObject) continue;
      this.#seen.set(code, bureauxObject);
      const document = await this.#read<BureauxDocument>(latestPath.bureaux(run, code, released));
      for (const [commune, bureau, , version] of document?.resultat ?? []) {
        const key = `${commune}/${bureau}/${version}`;
        if (!this.visibleAt.has(key)) this.visibleAt.set(key, this.clock.now());
      }
    }
  }

  async #read<T>(path: string): Promise<T | null> {
    const stored = await this.shelf.get(path);
    return stored === null ? null : (JSON.parse(new TextDecoder().decode(stored.body)) as T);
  }

  /** A bell that failed too often dies; the sweep rings again. */
  #mayComeBack(ticket: object): boolean {
    this.#activeAt = this.clock.now();
    const receives = (this.#receives.get(ticket) ?? 0) + 1;
    this.#receives.set(ticket, receives);
    return receives < MAX_RECEIVES;
  }

  /** Runs one invocation. `null`: it died, and what its process remembered is gone. */
  async #invoke<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await work();
      if (!this.#options.rules.some((rule) => rule.kind === "answer" && this.strikes.draw(rule))) return answer;
    } catch {
      // Whatever it died of, its messages come back.
    }
    this.#recent = makeRecent();
    return null;
  }

  #deps(name: FunctionName) {
    const rule = this.#options.rules.find(({ kind }) => kind === "skew");
    if (rule) this.strikes.count(rule);
    const skew = rule?.kind === "skew" ? rule.ms : 0;
    // Who writes and who counts are off in opposite ways: the worst that the recount tolerates.
    const off = name === "record" || name === "sweep" ? -skew : skew;
    return {
      ...this.#ports,
      clock: { now: () => this.clock.now() + off },
      slotMs: SLOT_MS,
      clockErrorMs: CLOCK_ERROR_MS,
      recent: this.#recent,
    };
  }

  /** The shelf, watched for results that are public too early. */
  #watched(): MemoryShelf {
    const watch = async (key: string): Promise<void> => {
      if (!key.startsWith(PUBLIC_PREFIX)) return;
      const run = await this.#runs.get(this.#options.run.run);
      // Functions' own clocks decide, and may be off by as much as the stack admits.
      if (run === null || virtualNow(run.clock, this.clock.now() + CLOCK_ERROR_MS) >= run.embargo) return;
      const stored = await this.shelf.get(key);
      const text = stored === null ? "" : new TextDecoder().decode(stored.body);
      if (!text.includes('"sousEmbargo":true') || /"(totaux|candidatures|outcome|blancs|tete)":/.test(text))
        this.leaks.push(key);
    };
    return new Proxy(this.shelf, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        if (typeof value !== "function") return value;
        return async (...args: unknown[]) => {
          const result: unknown = await Reflect.apply(value, target, args);
          if (property === "put") await watch(String(args[0]));
          if (property === "copyText") await watch(String(args[1]));
          return result;
        };
      },
    });
  }
}
