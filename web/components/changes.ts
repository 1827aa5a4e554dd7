import type { FranceDocument } from "../documents.ts";
import { h, type Element } from "../tree/node.ts";
import { namesOf, type Context } from "./context.ts";

/** What happened between two national documents. */
export type Change =
  | { readonly kind: "released" }
  | { readonly kind: "finished" }
  | { readonly kind: "lead"; readonly name: string; readonly place: string | null }
  | { readonly kind: "complete"; readonly names: readonly string[] }
  | { readonly kind: "corrected"; readonly count: number }
  | { readonly kind: "counted"; readonly count: number };

/** Changes of one publication, with its instant. */
export interface Changes {
  readonly instant: string;
  readonly sequence: number;
  readonly changes: readonly Change[];
}

/** What a publication changed, the most important first. */
export function changesBetween(before: FranceDocument, after: FranceDocument): Changes {
  const name = namesOf(after.candidatures);
  const known = new Map(before.departements.map((row) => [row.code, row]));
  const completed = after.departements.filter(({ code, complet }) => complet && known.get(code)?.complet === false);
  const leadOf = (document: FranceDocument): string | null =>
    document.departements.length === 0 ? null : first(document);
  const turned = after.departements.flatMap(({ code, nom, tete }): Change[] => {
    const then = known.get(code)?.tete;
    return tete && then && tete !== then ? [{ kind: "lead", name: name(tete), place: nom }] : [];
  });
  const [lead, then] = [leadOf(after), leadOf(before)];
  const corrected = (after.corrections ?? 0) - (before.corrections ?? after.corrections ?? 0);
  return {
    instant: after.instant,
    sequence: after.sequence,
    changes: [
      ...(before.sousEmbargo && !after.sousEmbargo ? [{ kind: "released" } as const] : []),
      ...(after.complet && !before.complet ? [{ kind: "finished" } as const] : []),
      ...(lead !== null && then !== null && lead !== then
        ? [{ kind: "lead", name: name(lead), place: null } as const]
        : []),
      ...turned,
      ...(completed.length > 0 ? [{ kind: "complete", names: completed.map(({ nom }) => nom) } as const] : []),
      ...(corrected > 0 ? [{ kind: "corrected", count: corrected } as const] : []),
      ...(after.bureaux.counted > before.bureaux.counted
        ? [{ kind: "counted", count: after.bureaux.counted - before.bureaux.counted } as const]
        : []),
    ],
  };
}

/** Who leads the nation; `null` when nobody does, or two do. */
function first({ candidatures = [] }: FranceDocument): string | null {
  const [one, two] = candidatures.toSorted((a, b) => b.voix - a.voix);
  return one !== undefined && one.voix > (two?.voix ?? 0) ? one.id : null;
}

const KEPT = 8;
const NAMED = 3;

/** The last changes, the latest first. @param history `null`: not known yet, whoever rendered the page before may have known. */
export function changesList(context: Context, history: readonly Changes[] | null): Element {
  const { t, f } = context;
  const lines = (history ?? [])
    .toReversed()
    .flatMap(({ instant, sequence, changes }) =>
      changes.map((change, at) => ({ instant, key: `${sequence}-${at}`, text: told(context, change) })),
    )
    .slice(0, KEPT);
  return h(
    "section",
    { class: "panel changes", "aria-labelledby": "changes-title", key: "changes", "data-own": history === null },
    h("h2", { id: "changes-title" }, t.changes.title),
    lines.length === 0
      ? h("p", { class: "hint" }, t.changes.none)
      : h(
          "ol",
          {},
          lines.map(({ instant, key, text }) =>
            h("li", { key }, h("time", { datetime: instant }, f.time(instant)), " ", h("span", {}, text)),
          ),
        ),
  );
}

function told({ t, f }: Context, change: Change): string {
  switch (change.kind) {
    case "released":
      return t.changes.released;
    case "finished":
      return t.changes.finished;
    case "lead":
      return t.changes.lead(change.name, change.place === null ? t.changes.inFrance : t.changes.inPlace(change.place));
    case "complete":
      return change.names.length > NAMED
        ? t.changes.completeMany(f.number(change.names.length), change.names.slice(0, NAMED).join(", "))
        : t.changes.complete(f.list(change.names));
    case "corrected":
      return t.changes.corrected(change.count, f.number(change.count));
    case "counted":
      return t.changes.counted(change.count, f.number(change.count));
  }
}

/**
 * What a screen reader should hear when `after` replaces `before`: only what matters, `null` otherwise.
 * @param headline what the page says of the nation.
 */
export function announcement(
  { t, f }: Context,
  before: FranceDocument | null,
  after: FranceDocument,
  headline: string,
): string | null {
  if (before === null || before.run !== after.run) return null;
  const said = after.sousEmbargo ? "" : `${headline}.`;
  if (before.sousEmbargo && !after.sousEmbargo) return t.live.released(headline);
  if (!before.complet && after.complet) return t.live.finished(said);
  const tenth = ({ bureaux }: FranceDocument): number =>
    Math.floor((bureaux.counted * 10) / Math.max(bureaux.expected, 1));
  return tenth(after) > tenth(before)
    ? t.live.counted(f.progress(after.bureaux.counted, after.bureaux.expected, 0), said)
    : null;
}
