import type { QueueDepth, QueueName } from "./cloud.ts";
import type { Awaited } from "./follower.ts";
import { OperatorError } from "./errors.ts";

/** What is known of a run whose messages have all been sent. */
export interface Situation {
  /** Tallies whose publication is awaited, and of them those that are not visible: how many, and the first ones. */
  readonly missing: number;
  readonly firstMissing: readonly Awaited[];
  /** Refused messages that must come to the quarantine and are not there yet. */
  readonly refusalsMissing: number;
  /** Refusals by code that no malformed message explains. */
  readonly unexpectedRefusals: ReadonlyMap<string, number>;
  readonly released: boolean;
  readonly depths: Readonly<Record<QueueName, QueueDepth>>;
  readonly deadLetters: Readonly<Record<QueueName, number>>;
  /** Whether other runs are open: their messages pass through the same queues. */
  readonly shared: boolean;
}

/** Looks, one after the other, in which the queues must be empty: SQS counts approximately. */
const QUIET_LOOKS = 2;

/**
 * Judges when a run is settled: every tally visible, every refusal in the quarantine, the embargo over, and the queues
 * of the count empty twice in a row (unless another run uses them). Feed it looks, one at a time.
 */
export class Settlement {
  readonly #graceMs: number;
  #quiet = 0;
  #fingerprint = "";
  #changedAt = -Infinity;

  /** @param graceMs how long nothing may move before the run is given up: longer than the sweep and every visibility. */
  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  /**
   * Takes a look. @returns whether the run is settled.
   * @throws `C-INACHEVE` when nothing has moved for the grace period: what is missing, and where to look.
   */
  look(situation: Situation, now: number): boolean {
    const { tallies, recount, publish } = situation.depths;
    const busy = [tallies, recount, publish].reduce(
      (sum, depth) => sum + depth.waiting + depth.inFlight + depth.delayed,
      0,
    );
    this.#quiet = busy === 0 ? this.#quiet + 1 : 0;
    const done = situation.missing === 0 && situation.refusalsMissing === 0 && situation.released;
    if (done && (this.#quiet >= QUIET_LOOKS || situation.shared)) return true;

    const fingerprint = JSON.stringify([situation.missing, situation.refusalsMissing, situation.released, busy]);
    if (fingerprint !== this.#fingerprint) {
      this.#fingerprint = fingerprint;
      this.#changedAt = now;
    } else if (now - this.#changedAt >= this.#graceMs) throw new OperatorError("C-INACHEVE", explain(situation));
    return false;
  }
}

/** What is missing and where to look, in French. */
export function explain({
  missing,
  firstMissing,
  refusalsMissing,
  unexpectedRefusals,
  released,
  depths,
  deadLetters,
}: Situation): string {
  const sentences: string[] = [];
  if (missing > 0) {
    const named = firstMissing.map(({ commune, bureau, version }) => `${commune}/${bureau} v${version}`).join(", ");
    sentences.push(
      `${missing} procès-verbaux envoyés ne sont dans aucun document publié : ${named}${missing > firstMissing.length ? "…" : ""}.`,
    );
  }
  if (refusalsMissing > 0) sentences.push(`${refusalsMissing} messages malformés manquent à la quarantaine.`);
  if (!released) sentences.push("L'embargo n'est pas levé : regardez la file des minuteries et l'horloge du run.");
  for (const [code, count] of unexpectedRefusals) {
    sentences.push(`${count} messages sont refusés sous ${code} : vingt-heures quarantine list --code ${code}.`);
  }
  for (const [queue, count] of Object.entries(deadLetters)) {
    if (count > 0)
      sentences.push(
        `${count} messages sont dans la file des messages morts de ${queue} : lisez les journaux de la fonction, puis renvoyez-les.`,
      );
  }
  for (const [queue, { waiting, inFlight }] of Object.entries(depths)) {
    if (queue !== "timers" && waiting + inFlight > 0)
      sentences.push(`La file ${queue} garde ${waiting} messages en attente et ${inFlight} en cours.`);
  }
  return `Le run ne se termine pas. ${sentences.join(" ")}`.trim();
}
