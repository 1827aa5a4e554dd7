import { h, type Element } from "../tree/node.ts";
import { linkTo, type Context } from "./context.ts";

export interface DownloadsOptions {
  /** Address of the published document that this page shows. */
  readonly json: string;
  /** Whether there is a result to draw up an official report of. */
  readonly released: boolean;
  /** Graphics of the page, by the id of their drawing. */
  readonly graphics: readonly { readonly id: string; readonly name: string }[];
  /** A frame and a fragment of this page, once asked for. */
  readonly embed: { readonly frame: string; readonly fragment: string } | null;
}

/** What can be taken away from a page: its JSON twin, a table, its graphics, the procès-verbal, a widget. */
export function downloads(context: Context, { json, released, graphics, embed }: DownloadsOptions): Element {
  const { t } = context;
  const button = (action: string, label: string, target?: string): Element =>
    h("button", { type: "button", "data-do": action, "data-target": target }, label);
  return h(
    "section",
    { class: "panel downloads", "aria-labelledby": "downloads-title", key: "downloads" },
    h("h2", { id: "downloads-title" }, t.downloads.title),
    h(
      "ul",
      { class: "actions" },
      h("li", {}, h("a", { href: json, id: "twin" }, t.downloads.json)),
      h("li", {}, button("csv", t.downloads.csv)),
      graphics.map(({ id, name }) => [
        h("li", {}, button("svg", `${name} (${t.downloads.svg})`, id)),
        h("li", {}, button("png", `${name} (${t.downloads.png})`, id)),
      ]),
      h("li", {}, button("print", t.downloads.print)),
      released && h("li", {}, button("report", t.downloads.report)),
      h("li", {}, h("a", { href: `ecran.html${linkTo(context, {})}` }, t.downloads.screen)),
      h("li", {}, button("embed", t.downloads.widget)),
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
