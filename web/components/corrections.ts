import type { Correction } from "#shared/documents/departement.ts";
import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

const SHOWN = 40;

/**
 * Corrections, as such: which bureau, what it said before, what it says now, by how much.
 * @param placeOf name of a commune. @param namesIn names of the candidatures in the order of a commune's voix.
 */
export function corrections(
  context: Context,
  list: readonly Correction[],
  placeOf: (commune: string) => string,
  namesIn: (correction: Correction) => readonly string[],
): Element | null {
  const { t, f } = context;
  if (list.length === 0) return null;
  return h(
    "section",
    { class: "panel corrections", "aria-labelledby": "corrections-title", key: "corrections" },
    h(
      "h2",
      { id: "corrections-title" },
      t.corrections.title,
      " ",
      h("span", { class: "count" }, f.number(list.length)),
    ),
    h(
      "ul",
      {},
      list.slice(0, SHOWN).map((correction) => {
        const { commune, bureau, de, a, instant } = correction;
        return h(
          "li",
          { key: `${commune}-${bureau}-${a}` },
          h("strong", {}, t.corrections.line(bureau.replace(/^0+(?=.)/, ""), placeOf(commune))),
          " ",
          h("span", { class: "hint" }, t.corrections.versions(f.time(instant), f.number(de), f.number(a))),
          h("br"),
          differences(context, correction, namesIn(correction)),
        );
      }),
    ),
    list.length > SHOWN && h("p", { class: "hint" }, t.corrections.shown(f.number(SHOWN), f.number(list.length))),
  );
}

/** `votants 727 → 734 (+7), Macron 311 → 318 (+7)` */
function differences({ t, f }: Context, { avant, apres }: Correction, names: readonly string[]): string {
  const rows = [
    [t.turnout.voters, avant.votants, apres.votants],
    [t.turnout.blank, avant.blancs, apres.blancs],
    [t.turnout.null, avant.nuls, apres.nuls],
    [t.turnout.expressed, avant.exprimes, apres.exprimes],
    ...apres.voix.map((voix, i) => [names[i] ?? "?", avant.voix[i] ?? 0, voix] as const),
  ] as const;
  const changed = rows
    .filter(([, before, after]) => before !== after)
    .map(([label, before, after]) => `${label} ${f.number(before)} → ${f.number(after)} (${f.change(after - before)})`);
  return changed.length === 0 ? t.corrections.same : changed.join(", ");
}
