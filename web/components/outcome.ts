import type { ScoredCandidature } from "#shared/documents/common.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { h, type Element } from "../tree/node.ts";
import { slotsOf } from "./colours.ts";
import { fullName, namesOf, type Context } from "./context.ts";
import { hemicycle } from "./hemicycle.ts";
import { steps } from "./steps.ts";

export interface OutcomeOptions {
  readonly outcome: Outcome;
  readonly candidatures: readonly ScoredCandidature[];
  /** Id of the scrutin: its beginning names the rule. */
  readonly scrutin: string;
  /** What the reader asked for: sentences on what would have changed it; `null`: not asked yet. */
  readonly wouldChange: readonly string[] | null;
}

/** What the law makes of the figures: the rule in a sentence, who sits, each step on demand, what would have changed it. */
export function outcomePanel(
  context: Context,
  { outcome, candidatures, scrutin, wouldChange }: OutcomeOptions,
): Element {
  const { t, f } = context;
  const slot = slotsOf(candidatures);
  const names = new Map(candidatures.map((candidature) => [candidature.id, fullName(candidature)]));
  const benches = outcome.candidatures
    .filter(({ sieges = 0 }) => sieges > 0)
    .toSorted((a, b) => (b.sieges ?? 0) - (a.sieges ?? 0))
    .map(({ id, sieges = 0 }) => ({ id, name: names.get(id) ?? id, seats: sieges, slot: slot(id) }));
  const seats =
    benches.reduce((sum, bench) => sum + bench.seats, 0) + (outcome.siegesRestants ?? 0) + (outcome.vacances ?? 0);
  const motif = outcome.code === undefined ? undefined : t.outcome.motif[outcome.code];
  return h(
    "section",
    { class: "panel outcome", "aria-labelledby": "outcome-title", key: "outcome" },
    h("h2", { id: "outcome-title" }, t.outcome.title),
    h("p", { class: `statut statut-${outcome.statut}` }, t.outcome.statut[outcome.statut]),
    motif !== undefined && h("p", {}, motif),
    h("p", { class: "rule" }, ruleOf(context, scrutin)),
    outcome.regle !== "" && h("p", { class: "hint" }, t.outcome.version(outcome.regle, f.list(outcome.articles))),
    seats > 1 && hemicycle(context, benches, seats),
    steps(context, outcome.etapes, namesOf(candidatures)),
    h(
      "div",
      { class: "would-change" },
      h("button", { type: "button", "data-do": "would-change", hidden: wouldChange !== null }, t.outcome.wouldChange),
      wouldChange !== null && h("h3", {}, t.outcome.wouldChange),
      wouldChange !== null &&
        h(
          "ul",
          {},
          wouldChange.map((sentence) => h("li", {}, sentence)),
        ),
    ),
  );
}

/** The rule of an election in a sentence; empty when there is none for its kind. */
export function ruleOf({ t }: Context, scrutin: string): string {
  const type = Object.keys(t.outcome.rule).find((name) => scrutin.startsWith(name));
  return type === undefined ? "" : (t.outcome.rule[type] ?? "");
}
