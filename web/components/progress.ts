import type { CountProgress } from "#shared/documents/national.ts";
import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** How far the count has come: one great number, its bar, and what it is made of. */
export function progress(
  { t, f }: Context,
  { bureaux, communes, inscrits }: Pick<CountProgress, "bureaux" | "inscrits"> & Partial<CountProgress>,
): Element {
  const share = bureaux.expected > 0 ? bureaux.counted / bureaux.expected : 0;
  return h(
    "section",
    { class: "panel progress", "aria-labelledby": "progress-title", key: "progress" },
    h("h2", { id: "progress-title" }, t.progress.title),
    h(
      "p",
      { class: "big" },
      h("span", { id: "progress-percent" }, f.progress(bureaux.counted, bureaux.expected)),
      " ",
      h("span", { class: "unit" }, t.progress.unit),
    ),
    h("progress", { max: 1, value: share.toFixed(4), "aria-labelledby": "progress-title" }),
    figures([
      [t.progress.bureaux, `${f.number(bureaux.counted)} / ${f.number(bureaux.expected)}`],
      ...(communes === undefined
        ? []
        : [[t.progress.communes, `${f.number(communes.counted)} / ${f.number(communes.expected)}`] as const]),
      [t.progress.registered, f.progress(inscrits.counted, inscrits.expected)],
      [t.progress.remaining, f.number(Math.max(0, inscrits.expected - inscrits.counted))],
    ]),
  );
}

/** A list of figures with their names. */
export const figures = (rows: readonly (readonly [label: string, value: string])[]): Element =>
  h(
    "dl",
    { class: "figures" },
    rows.map(([label, value]) => h("div", { key: label }, h("dt", {}, label), h("dd", {}, value))),
  );
