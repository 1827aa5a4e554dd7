import type { PublicRun, FranceDocument } from "../documents.ts";
import { h, type Element, type Node } from "../tree/node.ts";
import { linkTo, runName, type Context } from "./context.ts";

/** What surrounds every page: the name, the search, the clock of the night, the runs, the other language; the sources below. */

export function header(context: Context, france: FranceDocument | null, runs: readonly PublicRun[]): Element {
  const { t, f, address } = context;
  const current = france?.run ?? address.run ?? runs[0]?.run;
  return h(
    "header",
    { class: "top", key: "top" },
    h(
      "p",
      { class: "brand" },
      h(
        "a",
        { href: linkTo(context, { place: { kind: "france" } }) },
        h("span", { "aria-hidden": "true" }, "20:00"),
        " ",
        t.brand,
      ),
    ),
    h(
      "div",
      { class: "search", role: "search", "data-own": true, key: `search-${t.language}` },
      h("label", { class: "visually-hidden", for: "search" }, t.search.label),
      h("input", {
        id: "search",
        type: "search",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: t.search.placeholder,
        role: "combobox",
        "aria-expanded": "false",
        "aria-controls": "found",
        "aria-autocomplete": "list",
      }),
      h("ul", { id: "found", class: "found", role: "listbox", "aria-label": t.search.label, hidden: true }),
      h("p", { id: "found-count", class: "visually-hidden", role: "status" }),
    ),
    france !== null &&
      h(
        "p",
        { class: "night-clock" },
        h("span", { class: "visually-hidden" }, t.clock, " "),
        h("time", { id: "clock-time", datetime: france.instant }, f.time(france.instant)),
      ),
    runs.length > 1 &&
      h(
        "label",
        { class: "runs" },
        h("span", { class: "visually-hidden" }, t.runs),
        h(
          "select",
          { id: "runs", "data-change": "run", "data-value": current },
          runs.map((one) =>
            h("option", { value: one.run, selected: one.run === current, key: one.run }, runName(context, one, runs)),
          ),
        ),
      ),
    h(
      "a",
      {
        class: "language",
        href: linkTo(context, { language: t.other.code }),
        lang: t.other.code,
        hreflang: t.other.code,
      },
      t.other.name,
    ),
  );
}

export function footer({ t }: Context, france: FranceDocument | null): Element {
  return h(
    "footer",
    { key: "foot" },
    france !== null && h("p", { id: "source" }, t.sourceLine(france.source)),
    h("p", {}, t.credits),
  );
}

/** The newcomer's tour: what is watched, what is to be seen at this hour of the night, what to try. */
export function guide({ t, f }: Context, france: FranceDocument | null): Element {
  const hour = france === null || france.sousEmbargo ? "embargo" : france.complet ? "end" : "night";
  const now = hour === "embargo" ? france && t.tour.now.embargo(f.time(france.embargo)) : t.tour.now[hour];
  return h(
    "section",
    { class: "panel tour", "aria-labelledby": "tour-title", key: "tour" },
    h("h2", { id: "tour-title" }, t.tour.title),
    h("p", {}, t.tour.text(france === null || france.genere !== null)),
    now !== null && h("p", {}, now),
    h("p", {}, t.tour.try[hour], t.tour.operator),
  );
}

/** Before the first publication of a run, or without any run. */
export const emptyPage = (context: Context, runs: readonly PublicRun[]): readonly Node[] => {
  const { empty } = context.t;
  const begun = runs.length > 0;
  return [
    h(
      "section",
      { class: "panel empty", key: "empty" },
      h("h1", { id: "title", tabindex: -1 }, begun ? empty.soon : empty.title),
      h("p", {}, begun ? empty.soonText : empty.text),
      !begun && h("p", {}, h("code", {}, "npx vingt-heures start")),
    ),
    guide(context, null),
  ];
};
