import type { BureauRow, DepartementDocument } from "#shared/documents/departement.ts";
import type { BureauxDocument } from "../documents.ts";
import { h, type Element } from "../tree/node.ts";
import { fullName, type Context } from "./context.ts";

/** Bureaux drawn at once; the others are folded. */
const SHOWN = 60;
/** Candidatures with a column of their own; the others would not fit. */
const COLUMNS = 4;

/** The counted bureaux of a place: participation and the voix of the leading candidatures, each with its version. */
export function bureauxTable(
  context: Context,
  { resultat, candidatures }: BureauxDocument,
  { resultat: counted }: DepartementDocument,
  within: (row: BureauRow) => boolean,
): Element | null {
  const rows = resultat.filter(within);
  if (rows.length === 0) return null;
  const { t, f } = context;
  const names = new Map(
    [...counted.candidatures, ...counted.unites.flatMap((unite) => unite.candidatures)].map((one) => [
      one.id,
      fullName(one),
    ]),
  );
  const communes = new Map(counted.communes.map(({ code, nom }) => [code, nom]));
  const several = new Set(rows.map(([commune]) => commune)).size > 1;
  const columns = leading(rows, candidatures);
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      h("th", { scope: "col" }, t.territories.bureau),
      h("th", { scope: "col", class: "number" }, t.territories.turnout),
      h("th", { scope: "col", class: "number" }, t.territories.expressed),
      columns.map((id) => h("th", { scope: "col", class: "number" }, names.get(id) ?? id)),
      h("th", { scope: "col", class: "number" }, t.territories.version),
    ),
  );
  const line = ([commune, bureau, unite, version, inscrits, votants, , , exprimes, voix]: BureauRow): Element =>
    h(
      "tr",
      { key: `${commune}-${bureau}` },
      h(
        "th",
        { scope: "row" },
        several ? `${communes.get(commune) ?? commune}, ` : "",
        bureau.replace(/^0+(?=.)/, ""),
        h(
          "button",
          {
            class: "correct",
            type: "button",
            "data-do": "correct",
            "data-target": `${commune}/${bureau}`,
          },
          t.control.correct,
        ),
      ),
      h("td", { class: "number" }, f.percent(votants, inscrits)),
      h("td", { class: "number" }, f.number(exprimes)),
      columns.map((id) => {
        const at = (candidatures[unite] ?? []).indexOf(id);
        return h("td", { class: "number" }, at < 0 ? "–" : f.number(voix[at] ?? 0));
      }),
      h("td", { class: "number" }, version > 1 ? h("strong", {}, f.number(version)) : f.number(version)),
    );
  const table = (shown: readonly BureauRow[], label: string): Element =>
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
      h("table", { class: "territories bureaux" }, head, h("tbody", {}, shown.map(line))),
    );
  return h(
    "section",
    { class: "panel list", "aria-labelledby": "bureaux-title", key: "bureaux" },
    h("h2", { id: "bureaux-title" }, t.territories.bureaux, " ", h("span", { class: "count" }, f.number(rows.length))),
    table(rows.slice(0, SHOWN), t.territories.bureaux),
    rows.length > SHOWN &&
      h(
        "details",
        {},
        h("summary", {}, t.territories.more(f.number(rows.length - SHOWN))),
        table(rows.slice(SHOWN), t.territories.more(f.number(rows.length - SHOWN))),
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
