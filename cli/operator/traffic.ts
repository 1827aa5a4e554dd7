import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Run, RunClock } from "#shared/contracts/run.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import type { Send } from "#shared/night/mishaps.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import type { Incident, NightOptions, RunStatus } from "#cli/control/contract.ts";
import type { Cloud, QueueDepth, QueueName, Time } from "./cloud.ts";
import { OperatorError } from "./errors.ts";
import { Follower } from "./follower.ts";
import { disturb } from "./incidents.ts";
import { Inbox } from "./inbox.ts";
import { countingDepths, deadLettersOf, depthsOf, refusalsOf, type Refusals } from "./looks.ts";
import type { Night } from "./night.ts";
import type { SentTally } from "./oracle.ts";
import { digestOf } from "./quarantine.ts";
import { Sender } from "./sender.ts";
import { reportFeed, tallyFeed } from "./sends.ts";
import type { Situation } from "./settle.ts";
import type { Stages } from "./stages.ts";

/** Real time between two looks at queues and quarantine, ms. */
const LOOK_MS = 1_000;

const NO_REFUSALS: Refusals = { count: 0, missing: 0, unexpected: new Map(), digests: new Set() };

export interface TrafficOptions {
  readonly cloud: Cloud;
  readonly night: Night;
  readonly run: Run;
  readonly options: NightOptions;
  readonly time: Time;
  /** Everything that the night sends, by instant. */
  readonly sends: readonly Send[];
  /** Of each message, whether an earlier playing of this run saw it through; left out: none. */
  readonly taken?: readonly boolean[];
  /** At `max`, called once everything before the embargo is acknowledged. */
  readonly cross: () => Promise<void>;
}

/** The part of a run's status that its messages make. */
export type TrafficState = Pick<RunStatus, "messages" | "queues" | "silences" | "talliesPerSecond" | "delayMs">;

/** The messages of a run on both sides of the pipeline: what leaves, what came out of it, what is on its way. */
export class Traffic {
  readonly #cloud: Cloud;
  readonly #run: string;
  readonly #head: Dossier["head"];
  readonly #time: Time;
  /** Those still to be sent, and of them the good ones, in the order in which they leave. */
  readonly #left: readonly Send[];
  readonly #awaited: readonly RecordedTally[];
  /** Every good one of the night. */
  readonly #goods: readonly RecordedTally[];
  readonly #sender: Sender;
  /** Reports of participation, beside the tallies and before them. */
  readonly #reports: Sender;
  readonly #follower: Follower;
  readonly #inbox: Inbox;
  readonly #sent = { good: 0, duplicate: 0, malformed: 0 };
  /** Digests of the malformed messages that were sent. */
  readonly #malformed = new Set<string>();
  #depths: Record<QueueName, QueueDepth> | null = null;
  #refusals = NO_REFUSALS;
  #lookedAt = -Infinity;

  constructor({ cloud, night, run, options, time, sends, taken = [], cross }: TrafficOptions) {
    this.#cloud = cloud;
    this.#run = run.run;
    this.#head = night.dossier.head;
    this.#time = time;
    this.#inbox = new Inbox(run);
    for (const [index, send] of sends.entries()) if (taken[index] === true) this.#count(send);
    this.#left = sends.filter((_, index) => taken[index] !== true);
    const good = this.#left.flatMap((send, index) => (send.kind === "good" ? [index] : []));
    this.#awaited = good.map((index) => this.#left[index]!.recorded);
    this.#goods = sends.flatMap(({ kind, recorded }) => (kind === "good" ? [recorded] : []));
    const send = cloud.queues.tallies.send.bind(cloud.queues.tallies);
    const { clock } = run;
    this.#sender = new Sender({
      feed: tallyFeed(this.#left, (index) => this.#bodyOf(index)),
      clock,
      time,
      send,
      barrier: run.embargo,
      cross,
    });
    this.#reports = new Sender({
      feed: reportFeed(run, night, options),
      clock,
      time,
      send,
      barrier: null,
      cross: async () => {},
    });
    this.#follower = new Follower({
      run: run.run,
      reader: cloud.published,
      time,
      awaited: this.#awaited.map(({ tally }) => tally),
      sentAt: (index) => this.#sender.sentAt[good[index]!]!,
    });
  }

  /** Sends what is left through the clock; resolves when all of it is acknowledged, or soon after `stop`. @throws `C-ENVOI` */
  async send(stop: AbortSignal): Promise<void> {
    await Promise.all([this.#reports.run(stop), this.#sender.run(stop)]);
  }

  setClock(clock: RunClock): void {
    this.#sender.setClock(clock);
    this.#reports.setClock(clock);
  }

  /** Sends a message besides those of the night. @throws `C-ENVOI` */
  async inject(body: string): Promise<void> {
    const [refused] = await this.#cloud.queues.tallies.send([{ body }]);
    if (refused) throw new OperatorError("C-ENVOI", `La file n'a pas pris le message (${refused.reason}).`);
    this.#inbox.add(body);
  }

  /** @throws `C-DEPARTEMENT` */
  disturb(incident: Incident): void {
    disturb(incident, this.#head, { tallies: this.#sender, reports: this.#reports });
  }

  /** Virtual instant of the last message that left. */
  get playedUntil(): number {
    return this.#sender.nextAt ?? this.#left.at(-1)?.at ?? -Infinity;
  }

  /** Virtual instant up to which every tally of this playing is published; `undefined`: the first is not. */
  get publishedUntil(): number | undefined {
    return this.#awaited[this.#follower.frontier - 1]?.at;
  }

  get france(): FranceDocument | null {
    return this.#follower.france;
  }

  /** Good tallies that were sent, and of them those that are published, whoever sent them. */
  get sent(): number {
    return this.#sent.good;
  }

  get visible(): number {
    return this.#earlier + this.#follower.visible;
  }

  /** Tallies that this playing saw published, the delays that they had, and when the last one was, real ms. */
  get seen(): { readonly tallies: number; readonly stages: Stages; readonly until: number } {
    const { visible, stages, lastVisibleAt } = this.#follower;
    return { tallies: visible, stages, until: lastVisibleAt };
  }

  /** What a bill counts: messages that entered the pipeline, and tallies among them. */
  get entered(): { readonly messages: number; readonly tallies: number } {
    return {
      messages: this.#left.length + this.#reports.sent + this.#inbox.size,
      tallies: this.#awaited.length,
    };
  }

  /** What must be published: the night's good tallies, and what was injected and not refused. */
  get expected(): SentTally[] {
    return [...this.#goods.map(({ tally }) => tally), ...this.#inbox.accepted(this.#refusals.digests)];
  }

  /** As it is now. @param now real instant, ms: rate and delays are those of the seconds before. */
  state(now: number): TrafficState {
    const { good, duplicate, malformed } = this.#sent;
    const { perSecond, delays } = this.#follower.recent.read(now);
    return {
      messages: {
        sent: good + duplicate + malformed + this.#inbox.size,
        delivered: this.visible,
        duplicated: duplicate,
        refused: this.#refusals.count,
        corrected: this.france?.corrections ?? 0,
      },
      talliesPerSecond: perSecond,
      delayMs: delays,
      queues: this.#depths === null ? {} : countingDepths(this.#depths),
      silences: Object.fromEntries(this.#sender.held),
    };
  }

  /** Looks at the published documents. @param thorough reads every changed one, whatever it costs. */
  async poll(thorough = false): Promise<void> {
    await this.#follower.poll(thorough);
  }

  /** Tells the sender how far ahead of the pipeline it is, which bounds it at `max`. */
  async measureBacklog(): Promise<void> {
    this.#sender.tellBacklog((await this.#cloud.queues.tallies.depth()).waiting);
  }

  /** Looks at queues and quarantine, unless it was done a moment ago. */
  async look(now = false): Promise<void> {
    if (!now && this.#time.now() - this.#lookedAt < LOOK_MS) return;
    this.#lookedAt = this.#time.now();
    [this.#depths, this.#refusals] = await Promise.all([
      depthsOf(this.#cloud),
      refusalsOf(this.#cloud, this.#run, this.#malformed),
    ]);
  }

  /** What is known of the messages that are still on their way. @param whole all of the night is awaited, not only what was sent. */
  async situation(whole: boolean): Promise<Situation> {
    const [depths, deadLetters, runs] = await Promise.all([
      depthsOf(this.#cloud),
      deadLettersOf(this.#cloud),
      this.#cloud.runs.list(),
    ]);
    this.#depths = depths;
    return {
      missing: (whole ? this.#goods.length : this.#sent.good) - this.visible,
      firstMissing: this.#follower.missing(5),
      refusalsMissing: this.#refusals.missing,
      unexpectedRefusals: this.#refusals.unexpected,
      released: whole && this.france?.sousEmbargo === false,
      depths,
      deadLetters,
      shared: runs.some(({ run, status }) => status === "ouvert" && run !== this.#run),
    };
  }

  /** Good tallies that an earlier playing saw published. */
  get #earlier(): number {
    return this.#goods.length - this.#awaited.length;
  }

  #bodyOf(index: number): string {
    const send = this.#left[index]!;
    this.#count(send);
    return send.body;
  }

  #count(send: Send): void {
    if (send.kind === "malformed") this.#malformed.add(digestOf(send.body));
    this.#sent[send.kind] += 1;
  }
}
