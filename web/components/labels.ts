import type { FranceDocument } from "../documents.ts";
import { h, type Element } from "../tree/node.ts";
import type { Context } from "./context.ts";

/** What these figures are worth, at once and everywhere: generated, rehearsed, partial, provisional, under embargo, past. */
export function labels(context: Context, france: FranceDocument): Element {
  return h(
    "div",
    { class: "labels", key: "labels" },
    h(
      "ul",
      { "aria-label": context.t.labels.title },
      worthOf(context, france).map(([kind, text]) => h("li", { class: `label label-${kind}`, key: kind }, text)),
    ),
  );
}

/** What was generated, in a sentence; `null`: nothing. */
export const generated = ({ t }: Context, { genere }: FranceDocument): Element | null =>
  genere === null ? null : h("p", { class: "hint generated", key: "generated" }, t.genere(genere));

type Worth = readonly [kind: string, text: string];

/** The same as words, each with its kind. */
export const worthOf = ({ t, f, address }: Context, france: FranceDocument): readonly Worth[] => [
  ...(france.genere === null ? [] : [["generated", t.labels.generated] as const]),
  ["rehearsal", t.labels.rehearsal],
  ...(france.sousEmbargo ? [["embargo", t.labels.embargo(f.time(france.embargo))] as const] : []),
  ...(france.complet ? [["provisional", t.labels.provisional] as const] : [["partial", t.labels.partial] as const]),
  ...(address.at === null ? [] : [["past", t.labels.past(f.time(france.instant))] as const]),
];
