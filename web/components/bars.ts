import type { ScoredCandidature } from "#shared/documents/common.ts";
import { nuanceName } from "#shared/formats/assembly/nuances.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { h, type Element } from "../tree/node.ts";
import { hue, slotsOf, weave } from "./colours.ts";
import { fullName, isPair, ranked, type Context } from "./context.ts";
import { thresholdsOf, type Threshold } from "./thresholds.ts";

export interface BarsOptions {
  readonly candidatures: readonly ScoredCandidature[];
  readonly exprimes: number;
  readonly outcome?: Outcome | undefined;
  /** Shares of another night by id: the change is told in points. */
  readonly before?: ReadonlyMap<string, number> | undefined;
  /** The order of the ballot that gives colours; default: these candidatures'. */
  readonly ballot?: readonly ScoredCandidature[] | undefined;
  /** Names of the nuances by their codes; else the name that the ministry gives them. */
  readonly nuances?: ReadonlyMap<string, string> | undefined;
  /** How many are shown before the others are folded away. */
  readonly shown?: number;
}

const SHOWN = 12;
/** Width of the drawing in its own units; it stretches to the page. */
const WIDTH = 100;

/** Candidatures by voix, each a bar on the same scale, the law's thresholds as lines across. */
export function bars(context: Context, options: BarsOptions): Element {
  const { candidatures, outcome, shown = SHOWN } = options;
  const order = ranked(candidatures);
  const thresholds = thresholdsOf(outcome);
  const most = Math.max(order[0]?.voix ?? 0, ...thresholds.map(({ voix }) => voix), 1);
  const row = rowOf(context, options, thresholds, most);
  const [first, folded] = [order.slice(0, shown), order.slice(shown)];
  return h(
    "div",
    { class: "bars", key: "bars" },
    h("ol", { class: "candidatures" }, first.map(row)),
    thresholds.length > 0 &&
      h(
        "p",
        { class: "hint thresholds" },
        h("span", { class: "mark", "aria-hidden": "true" }),
        context.t.outcome.threshold(
          thresholds.length,
          context.f.list(
            thresholds.map(
              ({ seuil, voix }) => `${context.t.seuil(seuil)} (${context.t.votes(voix, context.f.number(voix))})`,
            ),
          ),
        ),
      ),
    folded.length > 0 &&
      h(
        "details",
        { class: "others" },
        h("summary", {}, context.t.showAll(context.f.number(folded.length))),
        h("ol", { class: "candidatures", start: shown + 1 }, folded.map(row)),
      ),
  );
}

function rowOf(
  context: Context,
  { candidatures, exprimes, outcome, before, ballot, nuances }: BarsOptions,
  thresholds: readonly Threshold[],
  most: number,
): (candidature: ScoredCandidature) => Element {
  const { t, f } = context;
  const slot = slotsOf(ballot ?? candidatures);
  // That a single seat falls to whom is elected goes without saying.
  const chamber = (outcome?.candidatures ?? []).reduce((sum, { sieges = 0 }) => sum + sieges, 0) > 1;
  // An answer wins, it is not elected.
  const answers = outcome?.etapes.some(({ type }) => type === "adoption") === true;
  const fates = new Map((outcome?.candidatures ?? []).map((one) => [one.id, one]));
  return (candidature) => {
    const { id, voix, nuance, nom, liste, civilite } = candidature;
    const fate = fates.get(id);
    const told = (one: NonNullable<typeof fate>): string => {
      if (one.certitude !== undefined) return t.outcome.certitude[one.certitude];
      // Of a list in a chamber one says its seats, not that it is elected.
      if (chamber && one.sieges !== undefined && one.sieges > 0) return t.seats(one.sieges, f.number(one.sieges));
      if (chamber && one.statut === "BATTU") return t.outcome.noSeat;
      const word = t.outcome.candidature[one.statut];
      if (isPair(candidature)) return t.outcome.several(word);
      return civilite === "Mme" || chamber ? t.outcome.feminine(word) : word;
    };
    const word = fate === undefined || answers ? "" : told(fate);
    const past = before?.get(id);
    const x = (value: number): number => Math.round((value / most) * WIDTH * 100) / 100;
    const label = nuance === undefined ? undefined : (nuances?.get(nuance) ?? nuanceName(nuance));
    const details = [t.votes(voix, f.number(voix)), liste, label === nom ? undefined : label]
      .filter((part) => part !== undefined)
      .join(" · ");
    return h(
      "li",
      { class: `candidature ${hue(slot(id))}`, key: id },
      h(
        "span",
        { class: "name" },
        fullName(candidature),
        word !== "" && " ",
        word !== "" && h("span", { class: `fate fate-${fateClass(fate)}` }, word),
      ),
      h("span", { class: "score" }, f.share(candidature.pourcentExprimes)),
      h(
        "svg",
        {
          class: "bar",
          viewBox: `0 0 ${WIDTH} 12`,
          preserveAspectRatio: "none",
          "aria-hidden": "true",
          focusable: "false",
        },
        h("rect", { class: "rail", width: WIDTH, height: 12 }),
        h("rect", { class: "fill", width: x(voix), height: 12 }),
        thresholds.map((threshold) =>
          h("line", { class: "threshold", x1: x(threshold.voix), x2: x(threshold.voix), y1: 0, y2: 12 }),
        ),
      ),
      h("span", { class: "votes" }, details),
      past !== undefined && exprimes > 0 && h("span", { class: "since" }, f.points(past, voix / exprimes)),
    );
  };
}

/** What a fate looks like: in, out or open. */
const fateClass = (fate: Outcome["candidatures"][number] | undefined): "in" | "out" | "open" => {
  if (fate?.certitude !== undefined)
    return fate.certitude === "ELIMINE" ? "out" : fate.certitude === "OUVERT" ? "open" : "in";
  if (fate?.statut === "NON_QUALIFIE" || fate?.statut === "BATTU" || fate?.statut === "RETIRE") return "out";
  return fate?.statut === "OUVERT" || fate?.statut === "INDECIDABLE" || fate?.statut === "PEUT_FUSIONNER"
    ? "open"
    : "in";
};

/** A small square of a candidature's hue and weave, for legends and tables. */
export const swatch = (slot: number): Element =>
  h(
    "svg",
    { class: `swatch ${hue(slot)}`, viewBox: "0 0 12 12", "aria-hidden": "true", focusable: "false" },
    h("rect", { width: 12, height: 12, fill: weave(slot) }),
  );
