import type { BureauRow } from "#shared/documents/departement.ts";
import type { BureauxDocument } from "../documents.ts";
import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** Bureaux drawn at once; the others are folded. */
const SHOWN = 60;
/** Tables that are open at once. */
const MOST_OPEN = 3;
/** Candidatures with a column of their own; the others would not fit. */
const COLUMNS = 4;

export interface BureauxOptions {
  readonly document: BureauxDocument;
  /** Name of a candidature of a unite. */
  readonly nameOf: (unite: string, id: string) => string;
  /** Name of a commune, and of a unite. */
  readonly communeOf: (code: string) => string;
  readonly uniteOf: (code: string) => string;
  readonly within: (row: BureauRow) => boolean;
}

/**
 * The counted bureaux of a place: participation and the voix of the leading candidatures, whoever is ahead in each in bold, each with its version. A table for each
 * unite that the place lies in, since each has candidatures of its own.
 */
export function bureauxTable(context: Context, options: BureauxOptions): Element | null {
  const rows = options.document.resultat.filter(options.within);
  if (rows.length === 0) return null;
  const { t, f } = context;
  const unites = Map.groupBy(rows, ([, , unite]) => unite);
  return h(
    "section",
    { class: "panel list", "aria-labelledby": "bureaux-title", key: "bureaux" },
    h("h2", { id: "bureaux-title" }, t.territories.bureaux, " ", h("span", { class: "count" }, f.number(rows.length))),
    [...unites].map(([unite, own]) => {
      const name = unites.size > 1 ? options.uniteOf(unite) : t.territories.bureaux;
      if (unites.size > MOST_OPEN) {
        const summary = h("summary", {}, name, " ", h("span", { class: "count" }, f.number(own.length)));
        return h("details", { key: unite }, summary, table(context, options, unite, own, name));
      }
      return [
        unites.size > 1 && h("h3", {}, name),
        table(context, options, unite, own.slice(0, SHOWN), name),
        own.length > SHOWN &&
          h(
            "details",
            { key: `more-${unite}` },
            h("summary", {}, t.territories.more(f.number(own.length - SHOWN))),
            table(context, options, unite, own.slice(SHOWN), `${name} (2)`),
          ),
      ];
    }),
  );
}

function table(
  { t, f }: Context,
  { document: { candidatures }, nameOf, communeOf }: BureauxOptions,
  unite: string,
  rows: readonly BureauRow[],
  label: string,
): Element {
  const several = new Set(rows.map(([commune]) => commune)).size > 1;
  const columns = leading(rows, candidatures);
  const ids = candidatures[unite] ?? [];
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      { class: "territories bureaux" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t.territories.bureau),
          h("th", { scope: "col", class: "number" }, t.territories.turnout),
          h("th", { scope: "col", class: "number" }, t.territories.expressed),
          columns.map((id) => h("th", { scope: "col", class: "number" }, nameOf(unite, id))),
          h("th", { scope: "col", class: "number" }, t.territories.version),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([commune, bureau, , version, inscrits, votants, , , exprimes, voix]) => {
          const most = Math.max(1, ...voix);
          return h(
            "tr",
            { key: `${commune}-${bureau}` },
            h(
              "th",
              { scope: "row" },
              several ? `${communeOf(commune)}, ` : "",
              bureau.replace(/^0+(?=.)/, ""),
              h(
                "button",
                { class: "correct", type: "button", "data-do": "correct", "data-target": `${commune}/${bureau}` },
                t.control.correct,
              ),
            ),
            h("td", { class: "number" }, f.percent(votants, inscrits)),
            h("td", { class: "number" }, f.number(exprimes)),
            columns.map((id) => {
              const count = voix[ids.indexOf(id)] ?? 0;
              return h("td", { class: "number" }, count === most ? h("strong", {}, f.number(count)) : f.number(count));
            }),
            h("td", { class: "number" }, version > 1 ? h("strong", {}, f.number(version)) : f.number(version)),
          );
        }),
      ),
    ),
  );
}

/** Ids of the candidatures with the most voix over these bureaux. */
function leading(rows: readonly BureauRow[], candidatures: BureauxDocument["candidatures"]): readonly string[] {
  const sums = new Map<string, number>();
  for (const [, , unite, , , , , , , voix] of rows) {
    (candidatures[unite] ?? []).forEach((id, i) => sums.set(id, (sums.get(id) ?? 0) + (voix[i] ?? 0)));
  }
  return [...sums]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, COLUMNS)
    .map(([id]) => id);
}
