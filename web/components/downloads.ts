import { h, type Element } from "../tree/node.ts";
import { linkTo, type Context } from "./context.ts";

export interface DownloadsOptions {
  /** Address of the published document that this page shows. */
  readonly json: string;
  /** Whether there is a result; whether all that an official report says is known. */
  readonly released: boolean;
  readonly report: boolean;
  /** Graphics of the page, by the id of their drawing. */
  readonly graphics: readonly { readonly id: string; readonly name: string }[];
  /** A frame and a fragment of this page, once asked for. */
  readonly embed: { readonly frame: string; readonly fragment: string } | null;
}

/** What can be taken away from a page: its JSON twin, its tables, its graphics, the procès-verbal, a widget. */
export function downloads(context: Context, { json, released, report, graphics, embed }: DownloadsOptions): Element {
  const { t } = context;
  const button = (action: string, label: string, target?: string, of?: string): Element =>
    h(
      "button",
      { type: "button", "data-do": action, "data-target": target },
      of !== undefined && h("span", { class: "visually-hidden" }, `${of} `),
      label,
    );
  const group = (name: string, ...ways: readonly (Element | false)[]): Element =>
    h("div", { key: name }, h("dt", {}, name), h("dd", { class: "actions" }, ways));
  return h(
    "section",
    { class: "panel downloads", "aria-labelledby": "downloads-title", key: "downloads" },
    h("h2", { id: "downloads-title" }, t.downloads.title),
    h(
      "dl",
      { class: "ways" },
      group(
        t.downloads.figures,
        h("a", { href: json, id: "twin" }, "JSON"),
        released && button("csv", "CSV"),
        released && button("xlsx", "XLSX"),
      ),
      graphics.map(({ id, name }) => group(name, button("svg", "SVG", id, name), button("png", "PNG", id, name))),
      group(t.downloads.paper, report && button("report", t.downloads.report), button("print", t.downloads.print)),
      group(
        t.downloads.elsewhere,
        button("embed", t.downloads.widget),
        h("a", { href: `ecran.html${linkTo(context, {})}` }, t.downloads.screen),
      ),
    ),
    embed !== null &&
      h(
        "div",
        { class: "embed" },
        h("h3", {}, t.downloads.widgetTitle),
        h("label", {}, t.downloads.iframe, h("textarea", { readonly: true, rows: 3 }, embed.frame)),
        h("label", {}, t.downloads.fragment, h("textarea", { readonly: true, rows: 6 }, embed.fragment)),
      ),
  );
}
