import { createHmac, timingSafeEqual } from "node:crypto";
import type { NightEvent } from "#shared/contracts/events.ts";
import type { Delivery } from "#cli/operator/aws/subscription.ts";

/**
 * A webhook: each event is posted, signed, to an address. Until it answers 2xx the event is sent again, later and later; after
 * the last attempt it is parked, kept whole, and can be sent again.
 */

/** Header that carries the signature: `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>", hexadecimal>`. */
export const SIGNATURE_HEADER = "vingt-heures-signature";
/** A signature older than this is refused: what was overheard cannot be sent again. */
const TOLERANCE_S = 300;
const TIMEOUT_MS = 10_000;
/** Seconds until the next attempt, by how many failed; the last goes on. */
const BACK_OFF_S = [1, 5, 30, 120] as const;

/** Signs a body. @param at real instant, ms. */
export function sign(secret: string, body: string, at: number): string {
  const t = Math.floor(at / 1000);
  return `t=${t},v1=${digest(secret, t, body)}`;
}

/**
 * Whether a request comes from who shares the secret, and is recent.
 *
 * @param header value of {@link SIGNATURE_HEADER}. @param body as received, byte for byte. @param now real instant, ms.
 */
export function verifySignature(secret: string, header: string, body: string, now: number): boolean {
  const [, t = "", given = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (given === "" || Math.abs(now / 1000 - Number(t)) > TOLERANCE_S) return false;
  return timingSafeEqual(Buffer.from(given, "hex"), Buffer.from(digest(secret, Number(t), body), "hex"));
}

const digest = (secret: string, t: number, body: string): string =>
  createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");

/** Seconds to wait after the `attempt`-th failure. */
export const backOff = (attempt: number): number => BACK_OFF_S[Math.min(attempt, BACK_OFF_S.length) - 1] ?? 1;

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  /** Attempts before an event is parked. */
  readonly attempts: number;
  /** Seconds to wait after a failure. Default {@link backOff}. */
  readonly wait?: (attempt: number) => number;
  /** Real time, ms. */
  readonly now?: () => number;
}

/** Where events come from and are settled: `EventSubscription`. */
export interface Deliveries {
  receive(signal?: AbortSignal): Promise<readonly Delivery[]>;
  acknowledge(deliveries: readonly Delivery[]): Promise<void>;
  putOff(delivery: Delivery, seconds: number): Promise<void>;
}

/** What became of an attempt. */
export interface Attempted {
  readonly event: NightEvent;
  readonly attempt: number;
  readonly outcome: "delivered" | "retried" | "parked";
  /** `204`, or why nobody answered. */
  readonly answer: string;
}

/** Passes events on until the signal aborts. @param told what became of each attempt. */
export async function relay(
  deliveries: Deliveries,
  options: WebhookOptions,
  told: (attempted: Attempted) => void,
  signal: AbortSignal,
): Promise<void> {
  const { wait = backOff, attempts } = options;
  while (!signal.aborted) {
    const received = await deliveries.receive(signal).catch((error: unknown) => {
      if (signal.aborted) return [];
      throw error;
    });
    await Promise.all(
      received.map(async (delivery) => {
        const { event, attempt } = delivery;
        const answer = await post(event, options);
        if (answer.ok) await deliveries.acknowledge([delivery]);
        // The queue parks what it has delivered so often, at the next look.
        else await deliveries.putOff(delivery, attempt >= attempts ? 0 : wait(attempt));
        const failure = attempt >= attempts ? "parked" : "retried";
        told({ event, attempt, outcome: answer.ok ? "delivered" : failure, answer: answer.text });
      }),
    );
  }
}

/** Posts one event. Never rejects; a redirection is not followed: the secret's holder is at this address. */
export async function post(
  event: NightEvent,
  { url, secret, now = Date.now }: Pick<WebhookOptions, "url" | "secret" | "now">,
): Promise<{ readonly ok: boolean; readonly text: string }> {
  const body = JSON.stringify(event);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/cloudevents+json; charset=utf-8",
        [SIGNATURE_HEADER]: sign(secret, body, now()),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return { ok: response.ok, text: String(response.status) };
  } catch (error) {
    return {
      ok: false,
      text:
        error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error),
    };
  }
}
