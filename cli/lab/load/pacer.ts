import type { Time } from "#cli/operator/cloud.ts";
import { percentile } from "../report/model.ts";

/** Where messages go. `send` takes up to `batch` of them; what it returns was not taken, by index. It may reject: none was. */
export interface Target {
  /** As the user named it. */
  readonly place: string;
  /** The host that receives, and whether it is this machine. */
  readonly host: string;
  readonly loopback: boolean;
  readonly batch: number;
  send(bodies: readonly string[]): Promise<readonly number[]>;
  close(): Promise<void>;
}

export interface LoadOptions {
  /** Instants at which messages are meant to leave, ms from the start, ascending. */
  readonly instants: Float64Array;
  readonly body: (index: number) => string | Promise<string>;
  readonly target: Pick<Target, "batch" | "send">;
  /** Calls under way at once. */
  readonly senders: number;
  readonly time: Time;
  /** Told of every message that the target took: when it was meant to leave, ms of `time`. */
  readonly onTaken?: (index: number, at: number) => void;
}

/** What a load did. Latency goes from the instant a message was *meant* to leave to the target's answer, so a slow target hides nothing. */
export interface LoadResult {
  readonly sent: number;
  readonly failed: number;
  readonly firstFailure: string | null;
  readonly seconds: number;
  readonly perSecond: number;
  readonly latencyMs: Quantiles;
  /** How far behind its instant the sender itself was when a message left: large means that more senders are needed. */
  readonly latenessMs: Quantiles;
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Sends everything at its instant. Resolves when the last answer came, or soon after `signal`. */
export async function sendLoad(options: LoadOptions, signal: AbortSignal): Promise<LoadResult> {
  const { instants, body, target, senders, time, onTaken } = options;
  const latencies = new Float64Array(instants.length).fill(Number.NaN);
  const lateness = new Float64Array(instants.length).fill(Number.NaN);
  const calls = new Set<Promise<void>>();
  const start = time.now();
  let [next, failed] = [0, 0];
  let firstFailure: string | null = null;

  const deliver = async (from: number, to: number): Promise<void> => {
    const left = time.now() - start;
    const bodies = await Promise.all(Array.from({ length: to - from }, (_, i) => body(from + i)));
    let refused: readonly number[] = [];
    try {
      refused = await target.send(bodies);
      if (refused.length > 0) firstFailure ??= "refusé par la cible";
    } catch (error) {
      refused = bodies.map((_, i) => i);
      firstFailure ??= error instanceof Error ? error.message : String(error);
    }
    const answered = time.now() - start;
    const lost = new Set(refused);
    failed += lost.size;
    for (let index = from; index < to; index += 1) {
      lateness[index] = left - instants[index]!;
      if (lost.has(index - from)) continue;
      latencies[index] = answered - instants[index]!;
      onTaken?.(index, start + instants[index]!);
    }
  };

  while (next < instants.length && !signal.aborted) {
    if (calls.size >= senders) await Promise.race(calls);
    const now = time.now() - start;
    const wait = instants[next]! - now;
    if (wait > 0) {
      await time.sleep(wait, signal);
      continue;
    }
    const from = next;
    while (next < instants.length && next - from < target.batch && instants[next]! <= now) next += 1;
    const call: Promise<void> = deliver(from, next).finally(() => calls.delete(call));
    calls.add(call);
  }
  await Promise.all(calls);
  const seconds = (time.now() - start) / 1000;
  const taken = latencies.filter((ms) => !Number.isNaN(ms)).sort();
  return {
    sent: taken.length,
    failed,
    firstFailure,
    seconds,
    perSecond: seconds > 0 ? Math.round(taken.length / seconds) : 0,
    latencyMs: quantiles(taken),
    latenessMs: quantiles(lateness.filter((ms) => !Number.isNaN(ms)).sort()),
  };
}

/** @param sorted ascending, ms. */
function quantiles(sorted: Float64Array): Quantiles {
  const at = (rank: number): number => Math.round(percentile(sorted, rank) * 10) / 10;
  return { p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}
