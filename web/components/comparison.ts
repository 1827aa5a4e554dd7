import type { FranceDocument, PublicRun } from "../documents.ts";
import type { Scene } from "../pages/scene.ts";
import type { Ballot, Territory } from "../pages/territory.ts";
import { h, type Element } from "../tree/node.ts";
import { fullName, linkTo, namesOf, ranked, type Context } from "./context.ts";

/** The choice of another night to compare with: changes are then told in points beside each figure. */
export function comparison(
  { t, address }: Context,
  runs: readonly PublicRun[],
  france: FranceDocument,
  compared: boolean,
): Element | null {
  const others = runs.filter(({ run }) => run !== france.run);
  if (others.length === 0 || france.sousEmbargo) return null;
  const current = runs.find(({ run }) => run === address.against);
  return h(
    "section",
    { class: "panel compare", "aria-labelledby": "compare-title", key: "compare" },
    h(
      "h2",
      { id: "compare-title" },
      compared && current !== undefined ? t.compare.title(`${current.nom}, ${t.round(current.tour)}`) : t.compare.label,
    ),
    h(
      "label",
      {},
      h("span", { class: "visually-hidden" }, t.compare.label),
      h(
        "select",
        { "data-change": "against", "data-value": address.against ?? "" },
        h("option", { value: "", selected: address.against === null }, t.compare.none),
        others.map(({ run, nom, tour }) =>
          h("option", { value: run, key: run, selected: run === address.against }, `${nom}, ${t.round(tour)} (${run})`),
        ),
      ),
    ),
  );
}

/** Round 2 beside round 1: who is here, and the voix of those who are not; from round 1, the way to round 2. */
export function secondRound(
  context: Context,
  { documents: { france }, runs }: Scene,
  territory: Territory,
  before: Territory | null,
): Element | null {
  const { t, f, address } = context;
  const siblings = runs.filter(({ scrutin, tour }) => scrutin === france.scrutin && tour !== france.tour);
  const sibling = siblings.find(({ run }) => run === address.against) ?? siblings[0];
  if (sibling === undefined) return null;
  const link = h(
    "a",
    { href: linkTo(context, { run: sibling.run, at: null, against: france.tour === 1 ? france.run : null }) },
    france.tour === 1 ? t.round2.openSecond : t.round2.open,
  );
  const [ballot, first] = [territory.ballots[0], before?.ballots[0]];
  if (france.tour === 1 || ballot === undefined || first === undefined || address.against !== sibling.run) {
    return h(
      "section",
      { class: "panel rounds", "aria-label": t.round(sibling.tour), key: "rounds" },
      h("p", {}, link),
      france.tour === 2 &&
        !france.sousEmbargo &&
        h("p", {}, h("a", { href: linkTo(context, { run: france.run, against: sibling.run }) }, t.round2.compare)),
    );
  }
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
  return h(
    "section",
    { class: "panel rounds", "aria-labelledby": "rounds-title", key: "rounds" },
    h("h2", { id: "rounds-title" }, t.round2.title),
    h("p", {}, t.round2.qualified(f.list((admitted.length > 0 ? admitted : [...here]).map(name)))),
    withdrew.length > 0 && h("p", {}, t.round2.withdrew(f.list(withdrew.map(name)))),
    merged.map(({ id, others }) => h("p", { key: id }, t.round2.merged(name(id), f.list(others.map(name))))),
    betweenRounds(context, first, ballot),
    h(
      "p",
      {},
      h("strong", {}, t.round2.reserve),
      " : ",
      t.round2.reserveText(f.number(gone), f.percent(gone, first.exprimes)),
    ),
    h("p", {}, link),
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
