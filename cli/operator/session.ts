import { virtualNow, type Run, type RunClock } from "#shared/contracts/run.ts";
import { armRelease } from "#shared/pipeline/sweep.ts";
import { armPress } from "#shared/press/rhythm.ts";
import {
  isOver,
  type ClockCommand,
  type Incident,
  type RunPhase,
  type RunStatus,
  type RunSummary,
} from "#cli/control/contract.ts";
import { costOf, failuresOf } from "./bill.ts";
import type { Cloud, CloudUsage, Time } from "./cloud.ts";
import { commanded } from "./clock.ts";
import { checkConservation, type Conservation } from "./conservation.ts";
import { Curve } from "./curve.ts";
import { OperatorError, reasonOf } from "./errors.ts";
import { MemoryWatch } from "./memory-use.ts";
import { closePress } from "./press.ts";
import type { Night } from "./night.ts";
import { publishRunList } from "./run-list.ts";
import { Settlement } from "./settle.ts";
import { statusOf, summaryOf } from "./summary.ts";
import { Traffic, type TrafficOptions } from "./traffic.ts";

/** Real time between two looks at the published documents, ms. */
const POLL_MS = 250;
/** At `max` delays are seconds, and reading every document four times a second would cost the pipeline its processor. */
const POLL_AT_MAX_MS = 1_000;
/** A run in which nothing moves for this long has failed: the sweep rings every minute, twice is enough. */
const GRACE_MS = 180_000;
/** How long a proof that fails is made again, and how often: a sweep heals what a crash left half done. */
const HEAL_MS = 75_000;
const PROOF_PAUSE_MS = 5_000;

export type SessionOptions = Omit<TrafficOptions, "cross">;

/** One run being played by this process: it feeds, follows, answers commands, settles and sums up. */
export class RunSession {
  readonly #cloud: Cloud;
  readonly #night: Night;
  readonly #time: Time;
  readonly #traffic: Traffic;
  readonly #curve = new Curve();
  readonly #stop = new AbortController();
  #run: Run;
  #phase: RunPhase = "preparation";
  #crossed = false;
  /** Whether somebody waits for what was sent to be visible, and so looks by himself. */
  #impatient = false;
  #startedAt = 0;
  #summary: RunSummary | undefined;
  #error: { readonly code: string; readonly message: string } | undefined;
  /** Changes of the clock, one after the other. */
  #clockTurn: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#cloud = options.cloud;
    this.#night = options.night;
    this.#run = options.run;
    this.#time = options.time;
    this.#traffic = new Traffic({ ...options, cross: () => this.#crossEmbargo() });
  }

  get run(): Run {
    return this.#run;
  }

  /** The last proof made, for who wants its differences. */
  conservation: Conservation | null = null;

  /** Plays the run to its end. Never rejects: what goes wrong is its `echec` and says why. */
  async play(): Promise<void> {
    using watch = new MemoryWatch();
    const following = this.#follow();
    try {
      const used = await this.#cloud.usage?.();
      this.#startedAt = this.#time.now();
      await this.command({ action: "resume" });
      this.#phase = "nuit";
      await this.#traffic.send(this.#stop.signal);
      if (this.#fedByOthers) await following;
      else await this.#finish(watch, used);
    } catch (error) {
      this.#fail(error);
    }
    this.#stop.abort();
    await following;
    if (this.#summary === undefined) {
      await this.#abandon();
      this.#phase = this.#error === undefined ? "arretee" : "echec";
    }
  }

  /** Without a recording, a run is fed by others and lives as long as they like. */
  get #fedByOthers(): boolean {
    return this.#night.recording.length === 0;
  }

  /**
   * Closes a run that nobody feeds any more: its sweep would ring for ever, and cost. What was sent is still counted.
   * One whose clock was paused waits to be continued; one that another operator took over is his.
   */
  async #abandon(): Promise<void> {
    const waits = this.#fedByOthers || this.#run.clock.paused;
    if (this.#error === undefined ? waits : this.#error.code === "C-HORLOGE") return;
    try {
      await this.#cloud.runs.close(this.#run.run);
      this.#run = { ...this.#run, status: "clos" };
      await publishRunList(this.#cloud);
    } catch {
      // The cloud does not answer, or the run is deleted: then nothing is left to ring, or deletion will say so.
    }
  }

  /** Stops sending and following; what was sent goes on through the pipeline. */
  stop(): void {
    this.#stop.abort();
  }

  /** Notes the first failure and ends the session. What fails because the session was stopped is not one. */
  #fail(error: unknown): void {
    if (this.#stop.signal.aborted) return;
    this.#error = { code: error instanceof OperatorError ? error.code : "C-INTERNE", message: reasonOf(error) };
    this.#stop.abort();
  }

  /** @throws `C-HORLOGE`, `C-RETOUR`; `C-RUN-CLOS` once the run is over. */
  command(command: ClockCommand): Promise<void> {
    return this.#turn(async () => {
      this.#refuseWhenOver();
      const now = this.#time.now();
      await this.#setClock(commanded(this.#run.clock, command, now, this.#playedUntil()));
      const deps = { bells: this.#cloud.bells, clock: { now: () => Math.round(now) } };
      await armPress(this.#run, deps);
      if (this.#traffic.france?.sousEmbargo === false) return;
      await armRelease(this.#run, deps);
    });
  }

  /** Sends a message as it is. A good one counts, a bad one goes to the quarantine. @throws `C-ENVOI` */
  async inject(body: string): Promise<void> {
    this.#refuseWhenOver();
    await this.#traffic.inject(body);
  }

  /** @throws `C-RUN-CLOS`, `C-DEPARTEMENT` */
  disturb(incident: Incident): void {
    this.#refuseWhenOver();
    this.#traffic.disturb(incident);
  }

  status(): RunStatus {
    const now = this.#time.now();
    const summary = this.#summary;
    return statusOf({
      run: this.#run,
      head: this.#night.dossier.head,
      phase: this.#phase,
      now,
      france: this.#traffic.france,
      sent: this.#traffic.sent,
      traffic: {
        ...this.#traffic.state(now),
        ...(summary && { talliesPerSecond: summary.talliesPerSecond, delayMs: summary.delayMs }),
      },
      curve: this.#curve.points,
      summary,
      error: this.#error,
    });
  }

  #refuseWhenOver(): void {
    if (isOver(this.#phase)) {
      throw new OperatorError(
        "C-RUN-CLOS",
        `Le run ${this.#run.run} est terminé : il ne prend plus de commande. Créez-en un nouveau.`,
      );
    }
  }

  /** Virtual instant of the last message that left, before the embargo as long as it was not crossed. */
  #playedUntil(): number {
    const next = this.#traffic.playedUntil;
    return this.#crossed ? next : Math.min(next, this.#run.embargo - 1);
  }

  async #setClock(clock: RunClock): Promise<void> {
    if (!(await this.#cloud.runs.setClock(this.#run.run, clock, this.#run.clock.generation))) {
      throw new OperatorError(
        "C-HORLOGE",
        "Un autre opérateur vient de régler l'horloge de ce run, ou de le supprimer. Relisez son état, puis recommencez.",
      );
    }
    this.#run = { ...this.#run, clock };
    this.#traffic.setClock(clock);
  }

  #turn<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#clockTurn.then(action);
    this.#clockTurn = turn.catch(() => {});
    return turn;
  }

  /** Follows until the session stops. A look that fails is made again: a reader's network may. */
  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    let polledAt = -Infinity;
    while (!signal.aborted) {
      try {
        const max = this.#run.clock.speed === "max";
        if (max) await this.#traffic.measureBacklog();
        if (!this.#impatient && (!max || this.#time.now() - polledAt >= POLL_AT_MAX_MS)) {
          polledAt = this.#time.now();
          await this.#traffic.poll();
        }
        await this.#traffic.look();
        await this.#followAtMax();
      } catch (error) {
        if (error instanceof OperatorError) this.#fail(error);
      }
      const counted = this.#traffic.france?.bureaux.counted ?? 0;
      this.#curve.add(virtualNow(this.#run.clock, this.#time.now()), counted);
      await this.#time.sleep(POLL_MS, signal);
    }
  }

  /** At `max` the clock is the latest virtual time wholly published; it does not cross the embargo by itself. */
  #followAtMax(): Promise<void> {
    return this.#turn(async () => {
      const { clock, embargo } = this.#run;
      const published = this.#traffic.publishedUntil;
      if (clock.speed !== "max" || clock.paused || published === undefined) return;
      const virtualAnchor = this.#crossed ? published : Math.min(published, embargo - 1);
      if (virtualAnchor > clock.virtualAnchor) await this.#setClock({ ...clock, virtualAnchor });
    });
  }

  /** The barrier of `max`: what was sent before the end of the embargo is published, then the clock moves there. */
  async #crossEmbargo(): Promise<void> {
    if (!this.#crossed && virtualNow(this.#run.clock, this.#time.now()) < this.#run.embargo) {
      await this.#untilVisible(this.#traffic.sent);
    }
    await this.#turn(async () => {
      this.#crossed = true;
      const { clock, embargo, run } = this.#run;
      if (clock.speed !== "max" || clock.virtualAnchor >= embargo) return;
      const generation = clock.generation + 1;
      await this.#setClock({ ...clock, generation, virtualAnchor: embargo, realAnchor: Math.round(this.#time.now()) });
      await this.#cloud.bells.armTimer({ kind: "release", run, generation }, 0);
      await armPress(this.#run, { bells: this.#cloud.bells, clock: { now: () => Math.round(this.#time.now()) } });
    });
  }

  /** Looks again and again until so many tallies are visible. @throws `C-INACHEVE` when nothing moves any more. */
  async #untilVisible(tallies: number): Promise<void> {
    const settlement = new Settlement(GRACE_MS);
    this.#impatient = true;
    while (!this.#stop.signal.aborted) {
      await this.#traffic.poll(true);
      if (this.#traffic.visible >= tallies) break;
      settlement.look(await this.#traffic.situation(false), this.#time.now());
      await this.#time.sleep(POLL_MS, this.#stop.signal);
    }
    this.#impatient = false;
  }

  /** Everything is sent: waits until it is published, proves it, and closes the run. */
  async #finish(watch: MemoryWatch, used: CloudUsage | undefined): Promise<void> {
    if (this.#stop.signal.aborted) return;
    this.#phase = "derniers-messages";
    await this.#reachEmbargo();
    this.#impatient = true;
    const settlement = new Settlement(GRACE_MS);
    for (let settled = false; !settled;) {
      await this.#traffic.poll(true);
      await this.#traffic.look(true);
      settled = settlement.look(await this.#traffic.situation(true), this.#time.now());
      if (!settled) await this.#time.sleep(POLL_MS, this.#stop.signal);
      if (this.#stop.signal.aborted) return;
    }
    this.conservation = await this.#prove();
    const presse = await closePress(this.#cloud, this.#run, this.#night.dossier.head, this.#time, this.#stop.signal);
    const { tallies, stages, until } = this.#traffic.seen;
    this.#summary = summaryOf({
      status: this.status(),
      france: this.#traffic.france!,
      delays: stages.reader,
      rate: tallies === 0 ? 0 : (tallies * 1000) / (until - this.#startedAt),
      peakRssMb: watch.peakMb,
      conservation: this.conservation.holds,
      ...(await this.#usedSince(used)),
      presse,
    });
    await this.#cloud.runs.close(this.#run.run);
    await publishRunList(this.#cloud);
    this.#run = { ...this.#run, status: "clos" };
    this.#phase = "terminee";
  }

  /** What the run cost and which invocations failed, where somebody counts; and where the time went. */
  async #usedSince(before: CloudUsage | undefined): Promise<Pick<RunSummary, "cout" | "fonctions" | "etapes">> {
    const after = await this.#cloud.usage?.();
    const { tallies, stages } = this.#traffic.seen;
    const etapes = tallies > 0 ? { etapes: stages.read(after) } : {};
    if (before === undefined || after === undefined) return etapes;
    const departements = this.#night.dossier.head.departements.length;
    return {
      cout: costOf(before, after, { ...this.#traffic.entered, departements }),
      fonctions: failuresOf(before, after),
      ...etapes,
    };
  }

  /** Waits for the end of the embargo: at `max` it is crossed, at a finite speed the clock comes to it. */
  async #reachEmbargo(): Promise<void> {
    while (virtualNow(this.#run.clock, this.#time.now()) < this.#run.embargo && !this.#stop.signal.aborted) {
      const { speed, paused } = this.#run.clock;
      if (speed === "max" && !paused) await this.#crossEmbargo();
      else await this.#time.sleep(POLL_MS, this.#stop.signal);
    }
  }

  /** What contradicts the oracle may only be late: a crash between two effects heals at the next sweep, so it is given that time. */
  async #prove(): Promise<Conservation> {
    const until = this.#time.now() + HEAL_MS;
    for (;;) {
      const { expected } = this.#traffic;
      const proof = await checkConservation(this.#run.run, this.#night.dossier, expected, this.#cloud.published, true);
      if (proof.holds || this.#time.now() >= until || this.#stop.signal.aborted) return proof;
      await this.#time.sleep(PROOF_PAUSE_MS, this.#stop.signal);
    }
  }
}
