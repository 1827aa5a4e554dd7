import { controlClient } from "#cli/control/client.ts";
import { knownEvents, type EventQuery } from "#cli/integrations/event-client.ts";
import { eventSentence } from "#cli/integrations/sentences.ts";
import { relay, type Attempted } from "#cli/integrations/webhook.ts";
import { EventSubscription } from "#cli/operator/aws/subscription.ts";
import { counted } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import type { KnownEvent } from "#shared/contracts/events.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import type { HostRecord } from "./state-file.ts";

/** A subscription of the command `events`. */
export interface WebhookSubscription {
  readonly host: HostRecord;
  readonly name: string;
  readonly attempts: number;
  readonly query: EventQuery;
}

/** Passes events on to an address until Ctrl-C. What waits then waits for the next time, under the same name. */
export async function passOn(
  { host, name, attempts, query }: WebhookSubscription,
  target: { readonly url: string; readonly secret: string },
  { stderr }: CommandIo,
): Promise<number> {
  const filter = { ...query.filter, ...(query.run !== undefined && { run: [query.run] }) };
  const subscription = await EventSubscription.open(await controlClient(host).cloud(), { name, filter, attempts });
  const interruption = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    if (query.after !== undefined) await subscription.enqueue(await knownEvents(host.url, query));
    stderr.write(`Abonnement ${name} : les événements vont à ${target.url}. Ctrl-C pour arrêter.\n`);
    const tell = (attempted: Attempted): void => void stderr.write(attemptLine(attempted));
    await relay(subscription, { ...target, attempts }, tell, interruption.signal);
    return EXIT.interrupted;
  } finally {
    subscription.close();
    interruption.release();
  }
}

const OUTCOMES = { delivered: "reçu", retried: "sera renvoyé", parked: "mis de côté" } as const;

const attemptLine = ({ event, attempt, outcome, answer }: Attempted): string =>
  `${OUTCOMES[outcome]} (${answer}, essai ${attempt})  ${event.id}  ${clean(eventSentence(event as KnownEvent))}\n`;

/** Lists what is parked, one CloudEvent a line, or sends it to the webhook again. */
export async function showParked(
  { host, name }: WebhookSubscription,
  redrive: boolean,
  { stdout, stderr }: CommandIo,
): Promise<number> {
  const subscription = await EventSubscription.open(await controlClient(host).cloud(), { name });
  try {
    if (redrive) {
      const moved = await subscription.redrive();
      stderr.write(`${counted(moved, "événement renvoyé", "événements renvoyés")} à l'abonnement ${name}.\n`);
    } else for (const event of await subscription.parked()) stdout.write(`${JSON.stringify(event)}\n`);
    return EXIT.ok;
  } finally {
    subscription.close();
  }
}
