import { COUNTING_QUEUES, QUEUE_NAMES, type Cloud, type QueueDepth, type QueueName } from "./cloud.ts";
import { listQuarantine } from "./quarantine.ts";

/** The depths of a cloud's queues. */
export async function depthsOf(cloud: Pick<Cloud, "queues">): Promise<Record<QueueName, QueueDepth>> {
  const depths = await Promise.all(QUEUE_NAMES.map(async (name) => [name, await cloud.queues[name].depth()] as const));
  return Object.fromEntries(depths) as Record<QueueName, QueueDepth>;
}

/** How many dead letters each queue of the count has. */
export async function deadLettersOf(cloud: Pick<Cloud, "deadLetters">): Promise<Record<QueueName, number>> {
  const counts = await Promise.all(
    QUEUE_NAMES.map(async (name) => {
      const { waiting, inFlight } = await cloud.deadLetters[name].depth();
      return [name, waiting + inFlight] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<QueueName, number>;
}

/** The refusals that concern a run. */
export interface Refusals {
  /** Those of the run, and those of no known run whose message this operator sent. */
  readonly count: number;
  /** Malformed messages that were sent and are not in the quarantine. */
  readonly missing: number;
  /** By code, those whose message was not meant to be refused. */
  readonly unexpected: ReadonlyMap<string, number>;
  readonly digests: ReadonlySet<string>;
}

/** Reads the quarantine for a run. @param expected digests of the malformed messages that were sent. */
export async function refusalsOf(
  cloud: Pick<Cloud, "shelf">,
  run: string,
  expected: ReadonlySet<string>,
): Promise<Refusals> {
  const own = await listQuarantine(cloud, { run });
  // What could not be read has no run: only what this operator sent is known to be this one's.
  const nameless =
    expected.size === 0
      ? []
      : (await listQuarantine(cloud, { run: null })).filter(({ digest }) => expected.has(digest));
  const digests = new Set([...own, ...nameless].map(({ digest }) => digest));
  const unexpected = new Map<string, number>();
  for (const { digest, code } of own) if (!expected.has(digest)) unexpected.set(code, (unexpected.get(code) ?? 0) + 1);
  return {
    count: digests.size,
    missing: [...expected].filter((digest) => !digests.has(digest)).length,
    unexpected,
    digests,
  };
}

/** The queues that people watch. */
export const countingDepths = (depths: Record<QueueName, QueueDepth>): Record<string, QueueDepth> =>
  Object.fromEntries(COUNTING_QUEUES.map((name) => [name, depths[name]]));
