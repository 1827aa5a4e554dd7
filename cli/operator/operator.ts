import {
  isOver,
  type ClockCommand,
  type CreateRunRequest,
  type Incident,
  type NightOptions,
  type RunStatus,
  type WaitCondition,
} from "#cli/control/contract.ts";
import type { DossierHead } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { dossierPath, latestPath } from "#shared/documents/paths.ts";
import { systemTime, type Cloud, type Time } from "./cloud.ts";
import { createRun } from "./create-run.ts";
import { deleteRun } from "./delete-run.ts";
import { readFresh } from "./documents.ts";
import { OperatorError } from "./errors.ts";
import { startOf, type Night } from "./night.ts";
import { nightDigest, takenMessages } from "./resume.ts";
import { sendsOfNight } from "./sends.ts";
import { RunSession } from "./session.ts";
import { statusOf } from "./summary.ts";

export interface OperatorOptions {
  readonly cloud: Cloud;
  /** Makes the night that a request describes (`loadNight`). */
  readonly load: (request: CreateRunRequest) => Promise<Night>;
  readonly time?: Time;
}

/** Virtual seconds a real one when nothing is asked: a presidential night of seven hours lasts about two minutes. */
const DEFAULT_SPEED = 200;
const WAIT_STEP_MS = 50;

/** Runs nights on a cloud: several at once, each a session of this process. Runs of other processes can be watched and deleted. */
export class Operator {
  readonly cloud: Cloud;
  readonly #load: OperatorOptions["load"];
  readonly #time: Time;
  readonly #sessions = new Map<string, { readonly session: RunSession; readonly playing: Promise<void> }>();

  constructor({ cloud, load, time = systemTime }: OperatorOptions) {
    this.cloud = cloud;
    this.#load = load;
    this.#time = time;
  }

  /** Creates a run and starts to play it. @returns its first status. */
  async create(request: CreateRunRequest): Promise<RunStatus> {
    const { options = {} } = request;
    const night = await this.#load(request);
    const settings = {
      start: startOf(night, options),
      speed: options.speed ?? DEFAULT_SPEED,
      ...(options.presse && { presse: options.presse }),
      ...(night.recording.length > 0 && { nuit: nightDigest(sendsOfNight("", night, options)) }),
    };
    const run = await createRun(this.cloud, night.dossier, settings, this.#time);
    return this.#play(night, run, options).status();
  }

  /**
   * Continues a run that was interrupted: its clock goes on from where it stands, what was sent and not published is sent again,
   * what was published is not. One that this process plays is only set going again.
   *
   * @param request the night that the run was created from: same source, same options; a speed sets the clock's.
   * @returns its status.
   * @throws `C-RUN` when there is no such run, `C-RUN-CLOS` when it is over, `C-REPRISE` when the night is another.
   */
  async resume(run: string, request: CreateRunRequest): Promise<RunStatus> {
    const own = this.#sessions.get(run)?.session;
    const goesOn = own !== undefined && !isOver(own.status().phase);
    const session = goesOn ? own : await this.#continued(run, request);
    const { speed } = request.options ?? {};
    if (speed !== undefined) await session.command({ action: "speed", speed });
    if (goesOn) await session.command({ action: "resume" });
    return session.status();
  }

  /** A session that takes up a run which nobody plays here; it sets the clock going by itself. */
  async #continued(run: string, request: CreateRunRequest): Promise<RunSession> {
    const found = await this.cloud.runs.get(run);
    if (found === null) throw unknownRun(run);
    if (found.status === "clos") {
      throw new OperatorError("C-RUN-CLOS", `Le run ${run} est terminé : il ne reprend pas. Créez-en un nouveau.`);
    }
    const { options = {} } = request;
    const night = await this.#load(request);
    const sends = sendsOfNight(run, night, options);
    if (found.nuit !== nightDigest(sends)) {
      throw new OperatorError(
        "C-REPRISE",
        `Cette nuit n'est pas celle que joue le run ${run}. Donnez le même fichier, la même graine et les mêmes options qu'à sa création.`,
      );
    }
    return this.#play(night, found, options, await takenMessages(this.cloud, found, sends));
  }

  #play(night: Night, run: Run, options: NightOptions, taken?: readonly boolean[]): RunSession {
    const sends = sendsOfNight(run.run, night, options);
    const { cloud } = this;
    const session = new RunSession({ cloud, night, run, options, time: this.#time, sends, ...(taken && { taken }) });
    this.#sessions.set(run.run, { session, playing: session.play() });
    return session;
  }

  /** Statuses of the cloud's runs, the last created first. */
  async list(): Promise<RunStatus[]> {
    const runs = [...(await this.cloud.runs.list())].sort((a, b) => b.createdAt - a.createdAt);
    const statuses = await Promise.all(runs.map((run) => this.#statusOf(run)));
    return statuses.filter((status) => status !== null);
  }

  /** @throws `C-RUN` when there is no such run. */
  async status(run: string): Promise<RunStatus> {
    const own = this.#sessions.get(run);
    if (own) return own.session.status();
    const found = await this.cloud.runs.get(run);
    const status = found === null ? null : await this.#statusOf(found);
    if (status === null) throw unknownRun(run);
    return status;
  }

  /** @throws `C-RUN` when the run is not one of this process; what {@link RunSession.command} throws. */
  async command(run: string, command: ClockCommand): Promise<void> {
    await this.#session(run).command(command);
  }

  /** @throws `C-RUN`, `C-RUN-CLOS`, `C-DEPARTEMENT` */
  async disturb(run: string, incident: Incident): Promise<void> {
    this.#session(run).disturb(incident);
  }

  /** @throws `C-RUN`, `C-RUN-CLOS`, `C-ENVOI` */
  async inject(run: string, body: string): Promise<void> {
    await this.#session(run).inject(body);
  }

  /** What the last proof of conservation found; `null` before there is one. */
  differences(run: string): readonly string[] | null {
    return this.#sessions.get(run)?.session.conservation?.differences ?? null;
  }

  /**
   * Waits for a condition. @throws `C-DELAI` after `timeoutMs`, `C-ECHEC` when the run ended in such a way that the
   * condition can no longer come true.
   */
  async wait(run: string, condition: WaitCondition, timeoutMs: number, signal?: AbortSignal): Promise<RunStatus> {
    const until = this.#time.now() + timeoutMs;
    for (;;) {
      const status = await this.status(run);
      if (holds(condition, status)) return status;
      if (isOver(status.phase)) {
        throw new OperatorError(
          "C-ECHEC",
          `Le run ${run} est fini (${status.phase}) sans que « ${condition} » soit arrivé. ${status.error?.message ?? ""}`.trim(),
        );
      }
      if (this.#time.now() >= until || signal?.aborted) {
        throw new OperatorError(
          "C-DELAI",
          `« ${condition} » n'est pas arrivé à temps dans ${run}. Donnez un timeout plus long, ou regardez l'état du run.`,
        );
      }
      await this.#time.sleep(WAIT_STEP_MS, signal);
    }
  }

  /** Stops a run, then removes everything of it but its used id. */
  async delete(run: string): Promise<void> {
    const found = await this.cloud.runs.get(run);
    if (found === null) throw unknownRun(run);
    const own = this.#sessions.get(run);
    own?.session.stop();
    await own?.playing;
    await deleteRun(this.cloud, found);
    this.#sessions.delete(run);
  }

  /** Stops every session; runs stay as they are. */
  async stop(): Promise<void> {
    for (const { session } of this.#sessions.values()) session.stop();
    await Promise.all([...this.#sessions.values()].map(({ playing }) => playing));
  }

  #session(run: string): RunSession {
    const own = this.#sessions.get(run);
    if (!own)
      throw new OperatorError(
        "C-RUN",
        `Le run ${run} n'est pas joué par ce serveur. Listez les siens : GET /api/v1/runs.`,
      );
    return own.session;
  }

  /** The status of any run; of another process's, what its documents say. `null`: its dossier is gone. */
  async #statusOf(run: Run): Promise<RunStatus | null> {
    const own = this.#sessions.get(run.run);
    if (own) return own.session.status();
    const stored = await this.cloud.shelf.get(dossierPath.head(run.run));
    if (stored === null) return null;
    const head = JSON.parse(Buffer.from(stored.body).toString("utf8")) as DossierHead;
    const read = await readFresh<FranceDocument>(this.cloud.published, latestPath.france(run.run, true));
    const counted = read?.document.bureaux.counted ?? 0;
    return statusOf({
      run,
      head,
      phase: run.status === "clos" ? "terminee" : "nuit",
      now: this.#time.now(),
      france: read?.document ?? null,
      sent: counted,
      traffic: {
        messages: {
          sent: counted,
          delivered: counted,
          duplicated: 0,
          refused: 0,
          corrected: read?.document.corrections ?? 0,
        },
        talliesPerSecond: 0,
        delayMs: { p50: 0, p95: 0, max: 0 },
        queues: {},
        silences: {},
      },
      curve: [],
      summary: undefined,
      error: undefined,
    });
  }
}

const unknownRun = (run: string): OperatorError =>
  new OperatorError("C-RUN", `Il n'y a pas de run ${run}. Listez-les : vingt-heures status.`);

function holds(condition: WaitCondition, status: RunStatus): boolean {
  if (condition === "terminee") return status.phase === "terminee";
  if (condition === "release") return status.embargo.released;
  return status.bureaux.counted >= Number(condition.slice("counted:".length));
}
