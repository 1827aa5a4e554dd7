import type { FranceDocument } from "#shared/documents/national.ts";
import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** What these figures are worth, at once and everywhere: generated, rehearsed, partial, provisional, under embargo, past. */
export function labels({ t, f, address }: Context, france: FranceDocument): Element {
  const worth = [
    ...(france.genere === null ? [] : [["generated", t.labels.generated]]),
    ["rehearsal", t.labels.rehearsal],
    ...(france.sousEmbargo ? [["embargo", t.labels.embargo(f.time(france.embargo))]] : []),
    ...(france.complet ? [["provisional", t.labels.provisional]] : [["partial", t.labels.partial]]),
    ...(address.at === null ? [] : [["past", t.labels.past(f.time(france.instant))]]),
  ] as const;
  return h(
    "div",
    { class: "labels", key: "labels" },
    h(
      "ul",
      { "aria-label": t.labels.title },
      worth.map(([kind, text]) => h("li", { class: `label label-${kind}`, key: kind }, text)),
    ),
    france.genere !== null && h("p", { class: "hint" }, france.genere),
  );
}
