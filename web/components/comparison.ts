import type { FranceDocument, PublicRun } from "../documents.ts";
import type { Scene } from "../pages/scene.ts";
import type { Ballot, Territory } from "../pages/territory.ts";
import { h, type Element } from "../tree/node.ts";
import { fullName, linkTo, namesOf, ranked, runName, type Context } from "./context.ts";

/**
 * The choice of another night to compare with: changes are then told in points beside each figure. And the way to the other round.
 * @param incomparable whether the night chosen was of other voters here.
 */
export function comparison(
  context: Context,
  { documents: { france }, runs }: Scene,
  incomparable: boolean,
): Element | null {
  const { t, address } = context;
  const others = runs.filter(({ run }) => run !== france.run);
  if (others.length === 0 || france.sousEmbargo) return null;
  const sibling = otherRound(context, france, runs);
  return h(
    "section",
    { class: "panel compare", "aria-labelledby": "compare-title", key: "compare" },
    h("h2", { id: "compare-title" }, t.compare.label),
    h(
      "label",
      {},
      h("span", { class: "visually-hidden" }, t.compare.label),
      h(
        "select",
        { "data-change": "against", "data-value": address.against ?? "" },
        h("option", { value: "", selected: address.against === null }, t.compare.none),
        others.map((one) =>
          h(
            "option",
            { value: one.run, key: one.run, selected: one.run === address.against },
            runName(context, one, others),
          ),
        ),
      ),
    ),
    incomparable && h("p", { class: "hint" }, t.compare.others),
    sibling !== undefined &&
      h(
        "p",
        { class: "rounds-links" },
        france.tour === 2 &&
          address.against !== sibling.run &&
          h("a", { href: linkTo(context, { run: france.run, against: sibling.run }) }, t.round2.compare),
        h(
          "a",
          { href: linkTo(context, { run: sibling.run, at: null, against: france.tour === 1 ? france.run : null }) },
          france.tour === 1 ? t.round2.openSecond : t.round2.open,
        ),
      ),
  );
}

/** The other round of the same scrutin: the one compared with, or the last played. */
function otherRound(
  { address }: Context,
  { scrutin, tour }: FranceDocument,
  runs: readonly PublicRun[],
): PublicRun | undefined {
  const siblings = runs.filter((one) => one.scrutin === scrutin && one.tour !== tour);
  return siblings.find(({ run }) => run === address.against) ?? siblings[0];
}

/** Round 2 beside round 1, once they are compared: who is here, and the voix of those who are not. */
export function secondRound(
  context: Context,
  { documents: { france }, runs }: Scene,
  territory: Territory,
  before: Territory | null,
): Element | null {
  const { t, f, address } = context;
  const sibling = otherRound(context, france, runs);
  const [ballot, first] = [territory.ballots[0], before?.ballots[0]];
  if (france.tour === 1 || sibling === undefined || address.against !== sibling.run) return null;
  if (ballot === undefined || first === undefined) return null;
  const here = new Set(ballot.candidatures.map(({ id }) => id));
  const name = namesOf([...first.candidatures, ...ballot.candidatures]);
  const admitted = (first.outcome?.candidatures ?? [])
    .filter(({ statut }) => statut === "QUALIFIE_SEUIL" || statut === "QUALIFIE_REPECHAGE")
    .map(({ id }) => id);
  const merged = ballot.candidatures.flatMap(({ id, origines = [] }) => {
    const others = origines.filter((origin) => origin !== id);
    return others.length === 0 ? [] : [{ id, others }];
  });
  const taken = new Set(merged.flatMap(({ others }) => others));
  const withdrew = admitted.filter((id) => !here.has(id) && !taken.has(id));
  const gone = first.candidatures.filter(({ id }) => !here.has(id)).reduce((sum, { voix }) => sum + voix, 0);
  // Of nuances, each of many unites decides who stands: only their voix can be told.
  const decided = first.outcome !== undefined;
  return h(
    "section",
    { class: "panel rounds", "aria-labelledby": "rounds-title", key: "rounds" },
    h("h2", { id: "rounds-title" }, decided ? t.round2.title : t.round2.table),
    decided && h("p", {}, t.round2.qualified(f.list((admitted.length > 0 ? admitted : [...here]).map(name)))),
    withdrew.length > 0 && h("p", {}, t.round2.withdrew(withdrew.length, f.list(withdrew.map(name)))),
    merged.map(({ id, others }) => h("p", { key: id }, t.round2.merged(name(id), f.list(others.map(name))))),
    betweenRounds(context, first, ballot),
    gone > 0 &&
      h(
        "p",
        {},
        h("strong", {}, t.round2.reserve),
        t.colon,
        t.round2.reserveText(f.number(gone), f.percent(gone, first.exprimes)),
      ),
  );
}

/** Voix of both rounds, side by side. */
function betweenRounds({ t, f }: Context, first: Ballot, second: Ballot): Element {
  const before = new Map(first.candidatures.map((one) => [one.id, one]));
  const table = h(
    "table",
    { class: "territories between" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td"),
        [t.round2.first, t.round2.second, t.round2.change].map((title) =>
          h("th", { scope: "col", class: "number" }, title),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      ranked(second.candidatures).map((one) => {
        const then = before.get(one.id);
        return h(
          "tr",
          { key: one.id },
          h("th", { scope: "row" }, fullName(one)),
          h("td", { class: "number" }, then === undefined ? "–" : f.number(then.voix)),
          h("td", { class: "number" }, f.number(one.voix)),
          h("td", { class: "number" }, then === undefined ? "–" : f.change(one.voix - then.voix)),
        );
      }),
    ),
  );
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t.round2.table }, table);
}
