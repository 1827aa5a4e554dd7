import type { Sums } from "#shared/count/decompte.ts";
import type { ParticipationRow } from "#shared/documents/participation.ts";
import { h, type Element } from "../tree/node.ts";
import { figures } from "./progress.ts";
import type { Context } from "./context.ts";

export interface Turnout {
  readonly inscrits: number;
  readonly votants: number;
  /** What was reported at noon and at five. */
  readonly participations: readonly ParticipationRow[];
  /** Absent under embargo. */
  readonly totaux?: Sums | undefined;
  /** Whether blank and void ballots were counted together, as before April 2014. */
  readonly together?: boolean;
  /** Share (0–1) in the night compared with. */
  readonly before?: number | undefined;
}

/** Who came to vote, and what became of the ballots. */
export function turnout(
  { t, f }: Context,
  { inscrits, votants, participations, totaux, together = false, before }: Turnout,
): Element {
  const share = inscrits > 0 ? votants / inscrits : 0;
  const ofVoters = (count: number, { votants: all }: Sums): string => `${f.number(count)} (${f.percent(count, all)})`;
  return h(
    "section",
    { class: "panel turnout", "aria-labelledby": "turnout-title", key: "turnout" },
    h("h2", { id: "turnout-title" }, t.turnout.title),
    h(
      "p",
      { class: "big" },
      h("span", { id: "turnout-percent" }, f.percent(votants, inscrits)),
      " ",
      h("span", { class: "unit" }, t.turnout.unit),
      before !== undefined && " ",
      before !== undefined && h("span", { class: "since" }, f.points(before, share)),
    ),
    h(
      "svg",
      { class: "split", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
      h("rect", { class: "rail", width: 100, height: 6 }),
      h("rect", { class: "fill", width: (share * 100).toFixed(2), height: 6 }),
    ),
    figures([
      ...participations.map(
        ({ heure, inscrits: of, votants: voters, genere }) =>
          [t.turnout.at(heure, genere), f.percent(voters, of)] as const,
      ),
      [t.turnout.voters, f.number(votants)],
      [t.turnout.abstentions, f.number(Math.max(0, inscrits - votants))],
      ...(totaux === undefined
        ? []
        : ([
            [t.turnout.expressed, f.number(totaux.exprimes)],
            ...(together ? [] : [[t.turnout.blank, ofVoters(totaux.blancs, totaux)] as const]),
            [together ? t.turnout.blankAndNull : t.turnout.null, ofVoters(totaux.nuls, totaux)],
          ] as const)),
    ]),
  );
}
