import type { ScoredCandidature } from "#shared/documents/common.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { h, type Element } from "../tree/node.ts";
import { ruleNamed, type Rule } from "../words/rules.ts";
import { hasOneRound, namesOf, type Context } from "./context.ts";
import { councils } from "./councils.ts";
import { steps } from "./steps.ts";

export interface OutcomeOptions {
  readonly outcome: Outcome;
  readonly candidatures: readonly ScoredCandidature[];
  /** Id of the scrutin: its beginning names the rule. */
  readonly scrutin: string;
  /** Name of a section: a département of the night, or one of the law's tables. */
  readonly section: (code: string) => string;
  /** What the reader asked for: sentences on what would have changed it; `null`: not asked yet. */
  readonly wouldChange: readonly string[] | null;
  /** Whether the law was asked again for its steps and could not tell them from these figures. */
  readonly untold?: boolean;
}

/** What the law makes of the figures: the rule in a sentence, who sits, each step on demand, what would have changed it. */
export function outcomePanel(context: Context, options: OutcomeOptions): Element {
  const { t, f } = context;
  const { outcome, scrutin, wouldChange } = options;
  const motif = outcome.code === undefined ? undefined : t.outcome.motif[outcome.code];
  return h(
    "section",
    { class: "panel outcome", "aria-labelledby": "outcome-title", key: "outcome" },
    h("h2", { id: "outcome-title" }, t.outcome.title),
    h("p", { class: `statut statut-${outcome.statut}` }, decisionOf(context, scrutin, outcome)),
    motif !== undefined && h("p", {}, motif),
    h("p", { class: "rule" }, ruleText(context, ruleNamed(outcome.regle))),
    outcome.regle !== "" && h("p", { class: "hint" }, t.outcome.version(outcome.regle, f.list(outcome.articles))),
    councils(context, options),
    reasons(context, options),
    outcome.statut !== "INCOMPLET" &&
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

/** What is decided: an election, or an answer. */
function decisionOf(context: Context, scrutin: string, { statut, etapes }: Outcome): string {
  const adoption = etapes.find((etape) => etape.type === "adoption");
  if (adoption === undefined) return statutOf(context, scrutin, statut);
  return context.t.steps.adoption(adoption.adopte, adoption.avis);
}

/** A statut in words; of an election that has one round, it is not said in which. */
export const statutOf = ({ t }: Context, scrutin: string, statut: string): string =>
  statut === "ACQUIS_T1" && hasOneRound(scrutin) ? t.outcome.acquired : (t.outcome.statut[statut] ?? statut);

/** Whether an outcome is decided but was published without its steps, as a commune's is: the law can be asked for them again. */
export const lacksSteps = ({ etapes, statut, regle }: Outcome): boolean =>
  etapes.length === 0 && statut !== "INCOMPLET" && statut !== "INDECIDABLE" && regle !== "";

/** The steps; of a commune, what became of asking the law for them. */
function reasons(context: Context, { outcome, candidatures, section, untold = false }: OutcomeOptions): Element {
  const { t } = context;
  if (!lacksSteps(outcome)) return steps(context, outcome.etapes, { name: namesOf(candidatures), section });
  return h("p", { class: "hint", key: "steps" }, untold ? t.outcome.noRecount : t.outcome.recount);
}

/** A rule in a sentence; empty where none is known. */
export const ruleText = ({ t }: Context, rule: Rule | undefined): string =>
  rule === undefined ? "" : t.outcome.rule(rule);
