import { nuanceName } from "#shared/formats/assembly/nuances.ts";
import { h, type Element } from "../tree/node.ts";
import type { BarsOptions } from "./bars.ts";
import { hue, slotsOf } from "./colours.ts";
import { fullName, ranked, type Context } from "./context.ts";
import { thresholdsOf } from "./thresholds.ts";

/** Candidatures that a picture holds. */
const SHOWN = 15;
const WIDTH = 920;
const ROW = 62;
const BAR = { top: 30, height: 18 };

/** The result as one drawing, for who takes it away: the bars of the page are drawn one by one. */
export function resultGraphic(
  { t, f }: Context,
  { candidatures, outcome, nuances }: Pick<BarsOptions, "candidatures" | "outcome" | "nuances">,
): Element {
  const order = ranked(candidatures).slice(0, SHOWN);
  const slot = slotsOf(candidatures);
  const thresholds = thresholdsOf(outcome);
  const most = Math.max(order[0]?.voix ?? 0, ...thresholds.map(({ voix }) => voix), 1);
  const x = (voix: number): number => Math.round((voix / most) * WIDTH * 10) / 10;
  return h(
    "svg",
    { class: "result-graphic", viewBox: `0 0 ${WIDTH} ${order.length * ROW}` },
    order.map((candidature, at) => {
      const { id, voix, nuance, pourcentExprimes } = candidature;
      const label = nuance === undefined ? undefined : (nuances?.get(nuance) ?? nuanceName(nuance));
      const name = fullName(candidature);
      return h(
        "g",
        { class: hue(slot(id)), transform: `translate(0 ${at * ROW})` },
        h(
          "text",
          { class: "graphic-name", x: 0, y: 22 },
          label === undefined || label === name ? name : `${name}, ${label}`,
        ),
        h(
          "text",
          { class: "graphic-share", x: WIDTH, y: 22 },
          `${t.votes(voix, f.number(voix))} · ${f.share(pourcentExprimes)}`,
        ),
        h("rect", { class: "rail", y: BAR.top, width: WIDTH, height: BAR.height }),
        h("rect", { class: "fill", y: BAR.top, width: x(voix), height: BAR.height }),
        thresholds.map(({ voix: line }) =>
          h("line", { class: "threshold", x1: x(line), x2: x(line), y1: BAR.top, y2: BAR.top + BAR.height }),
        ),
      );
    }),
  );
}
