import type { RunStatus } from "#cli/control/contract.ts";
import { clockTime, delay, number, percent, progress } from "./format.ts";
import { clean } from "./spans.ts";

/** Messages on their way, in all queues. */
export const inFlow = ({ queues }: Pick<RunStatus, "queues">): number =>
  Object.values(queues).reduce((sum, queue) => sum + queue.waiting + queue.inFlight + queue.delayed, 0);

/** The state of a run on one line, for logs and terminals that cannot redraw. */
export function plainLine(status: RunStatus): string {
  const { bureaux, messages, delayMs, totals } = status;
  const leader = status.leaders[0];
  return [
    clockTime(Date.parse(status.clock.now)),
    `${number(bureaux.counted)}/${number(bureaux.expected)} bureaux (${progress(bureaux.counted, bureaux.expected)})`,
    `${number(status.talliesPerSecond)}/s`,
    `délai p95 ${delay(delayMs.p95)}`,
    `en file ${number(inFlow(status))}`,
    ...(messages.refused > 0 ? [`${number(messages.refused)} refusés`] : []),
    ...(leader === undefined
      ? []
      : [
          `en tête ${clean(leader.nom)} ${percent(leader.voix, totals.exprimes)}${status.embargo.released ? "" : " (sous embargo)"}`,
        ]),
  ].join("  ");
}
