import { h, type Child, type Element } from "../tree/node.ts";
import { swatch } from "./bars.ts";
import type { Context } from "./context.ts";

/** A territory in a table. */
export interface Row {
  readonly key: string;
  readonly name: string;
  /** Query of its page; `null`: none. */
  readonly href: string | null;
  readonly counted: number;
  readonly expected: number;
  readonly complete: boolean;
  readonly votants: number;
  readonly inscrits: number;
  /** What the law made of it, in a few words. */
  readonly issue?: string | undefined;
  /** Who is ahead and with what share; absent under embargo or when nobody is. */
  readonly ahead?: { readonly name: string; readonly share: string; readonly slot: number } | undefined;
}

/** Columns that some row has something to say in. */
interface Columns {
  readonly counted: boolean;
  readonly ahead: boolean;
  readonly issue: boolean;
}

/** Rows drawn at once; the rest is folded, so that a page of 800 communes stays light. */
const SHOWN = 40;

/** Territories as a table: the map in words, and the way to each page. */
export function territories(
  context: Context,
  {
    id,
    title,
    rows,
    hint,
  }: { readonly id: string; readonly title: string; readonly rows: readonly Row[]; readonly hint?: string },
): Element | null {
  const { t, f } = context;
  if (rows.length === 0) return null;
  const columns: Columns = {
    // Where everything is counted, the page says so once.
    counted: rows.some(({ complete }) => !complete),
    ahead: rows.some(({ ahead }) => ahead !== undefined),
    issue: rows.some(({ issue }) => issue !== undefined),
  };
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      h("th", { scope: "col" }, t.territories.name),
      columns.counted && h("th", { scope: "col", class: "number" }, t.territories.counted),
      h("th", { scope: "col", class: columns.ahead ? "number roomy" : "number" }, t.territories.turnout),
      columns.ahead && h("th", { scope: "col" }, t.territories.ahead),
      columns.ahead && h("th", { scope: "col", class: columns.issue ? "number roomy" : "number" }, t.territories.share),
      columns.issue && h("th", { scope: "col", class: "issue" }, t.territories.issue),
    ),
  );
  const table = (shown: readonly Row[], label: string): Element =>
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
      h(
        "table",
        { class: "territories" },
        head,
        h(
          "tbody",
          {},
          shown.map((row) => line(context, row, columns)),
        ),
      ),
    );
  return h(
    "section",
    { class: "panel list", "aria-labelledby": `${id}-title`, key: id },
    h("h2", { id: `${id}-title` }, title, " ", h("span", { class: "count" }, f.number(rows.length))),
    hint !== undefined && h("p", { class: "hint" }, hint),
    table(rows.slice(0, SHOWN), title),
    rows.length > SHOWN &&
      h(
        "details",
        {},
        h("summary", {}, t.territories.more(f.number(rows.length - SHOWN))),
        table(rows.slice(SHOWN), t.territories.more(f.number(rows.length - SHOWN))),
      ),
  );
}

function line({ t, f }: Context, row: Row, columns: Columns): Element {
  const name: Child = row.href === null ? row.name : h("a", { href: row.href }, row.name);
  const { ahead } = row;
  return h(
    "tr",
    { key: row.key, class: row.complete ? undefined : "partial" },
    h("th", { scope: "row" }, name),
    columns.counted &&
      h(
        "td",
        { class: "number" },
        row.complete ? h("span", { class: "done" }, t.territories.complete) : f.progress(row.counted, row.expected, 0),
      ),
    h("td", { class: columns.ahead ? "number roomy" : "number" }, f.percent(row.votants, row.inscrits)),
    columns.ahead &&
      h(
        "td",
        {},
        ahead === undefined ? "–" : h("span", { class: "leader" }, swatch(ahead.slot), h("span", {}, ahead.name)),
      ),
    columns.ahead &&
      h("td", { class: columns.issue ? "number roomy" : "number" }, ahead === undefined ? "–" : ahead.share),
    columns.issue && h("td", {}, row.issue ?? "–"),
  );
}
