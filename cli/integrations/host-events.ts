import { setTimeout as sleep } from "node:timers/promises";
import type { KnownEvent } from "#shared/contracts/events.ts";
import { EventSubscription } from "#cli/operator/aws/subscription.ts";
import type { CloudNames } from "#cli/operator/cloud.ts";
import { Journal } from "./journal.ts";

/** Pause after a look that failed: a busy queue answers again. */
const PAUSE_MS = 1_000;

/** The events of a host: one subscription of its own, whoever reads. */
export interface HostEvents {
  /** The journal, followed from the first call on. @throws `C-ABONNEMENT` */
  journal(): Promise<Journal>;
  /** Ends the subscription and removes its queues. */
  close(): Promise<void>;
}

/** Follows a cloud's events once somebody asks for them: a night that nobody listens to pays nothing for it. */
export function hostEvents(names: CloudNames): HostEvents {
  const stop = new AbortController();
  let following: Promise<{ journal: Journal; ended: Promise<void>; subscription: EventSubscription }> | undefined;
  const follow = async () => {
    const subscription = await EventSubscription.open(names, { name: `hote-${process.pid}` });
    const journal = new Journal();
    return { journal, subscription, ended: pump(subscription, journal, stop.signal) };
  };
  return {
    journal: async () => (await (following ??= follow())).journal,
    async close() {
      stop.abort();
      const opened = await following?.catch(() => undefined);
      await opened?.ended;
      await opened?.subscription.remove().catch(() => {
        // The cloud went first, and took the queues with it.
      });
    },
  };
}

async function pump(subscription: EventSubscription, journal: Journal, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const deliveries = await subscription.receive(signal);
      // The topic carries what the pipeline made: its types are what it says.
      for (const { event } of deliveries) journal.add(event as KnownEvent);
      await subscription.acknowledge(deliveries);
    } catch {
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }
}
