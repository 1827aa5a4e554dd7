import type { FranceDocument } from "../documents.ts";
import type { UnitesOutcome } from "#shared/documents/national.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { bars } from "../components/bars.ts";
import { guide } from "../components/chrome.ts";
import { slotsOf } from "../components/colours.ts";
import { namesOf, typeOf, type Context } from "../components/context.ts";
import { curve, type CurveOptions } from "../components/curve.ts";
import { hemicycle } from "../components/hemicycle.ts";
import { map } from "../components/map.ts";
import { outcomePanel, ruleText, statutOf } from "../components/outcome.ts";
import { h, type Child, type Element } from "../tree/node.ts";
import { ruleOfNight } from "../words/rules.ts";
import { unitesOfCommune } from "./children.ts";
import type { Scene } from "./scene.ts";
import { nuancesOf, type Ballot, type Territory } from "./territory.ts";

/** Ballots of one commune that are shown one after the other. */
const MOST_BALLOTS = 3;

/** The result: candidatures, what the law makes of them, and on the national page the map and the chamber. */
export function results(context: Context, scene: Scene, territory: Territory, before: Territory | null): Child {
  const { t, f } = context;
  const { france } = scene.documents;
  const drawn = mapOf(context, scene);
  if (france.sousEmbargo) {
    const national = context.address.place.kind === "france";
    return [
      // Before the results there is time to read; after, they come first.
      national && guide(context, france),
      h(
        "section",
        {
          class: "panel result embargo",
          id: "resultat",
          tabindex: -1,
          "aria-labelledby": "result-title",
          key: "result",
        },
        h("h2", { id: "result-title" }, t.result),
        h("p", { class: "announced" }, t.embargoTitle(f.time(france.embargo))),
        h("p", { class: "hint" }, t.embargoWhy),
      ),
      drawn ?? (national && arrivals(context, scene, "wide")),
    ];
  }
  if (territory.ballots.length > MOST_BALLOTS) return unitesOfCommune(context, scene, territory.ballots);
  return [
    h(
      "section",
      { class: "panel result", id: "resultat", "aria-labelledby": "result-title", key: "result" },
      h("h2", { id: "result-title" }, t.result),
      territory.ballots.map((ballot) => [
        ballot.nom !== "" && h("h3", {}, ballot.nom),
        bars(context, {
          candidatures: ballot.candidatures,
          outcome: outcomeShown(scene, ballot),
          exprimes: ballot.exprimes,
          before: sharesOf(before, ballot.unite),
          nuances: nuancesOf(france),
        }),
      ]),
    ),
    // Of a night of one unite, the law's panel has its chamber.
    territory.ballots[0]?.unite === "" && chamber(context, scene),
    drawn,
    territory.ballots.map((ballot) => {
      const outcome = outcomeShown(scene, ballot);
      return (
        outcome !== undefined &&
        outcomePanel(context, {
          outcome,
          candidatures: ballot.candidatures,
          scrutin: france.scrutin,
          section: sectionsOf(context, france),
          wouldChange: scene.wouldChange,
          untold: scene.again === "untold",
        })
      );
    }),
  ];
}

/** Names of sections: a département is its own section of a région, the law's tables name the others. */
export function sectionsOf({ t }: Context, { departements }: FranceDocument): (code: string) => string {
  const names = new Map(departements.map(({ code, nom }) => [code, nom]));
  return (code) => names.get(code) ?? t.steps.section(code);
}

/** The arrival curve of the nation. */
export const arrivals = (
  context: Context,
  { curve: points, documents: { france } }: Scene,
  size: CurveOptions["size"],
): Element | null => curve(context, { points, expected: france.bureaux.expected, embargo: france.embargo, size });

/** The map of the nation or of a région; `null`: one département alone makes none. */
export function mapOf(context: Context, { outlines, against, documents: { france } }: Scene): Element | null {
  const { place } = context.address;
  const close = place.kind === "region";
  if (outlines === null || (place.kind !== "france" && !close)) return null;
  const departements = close ? france.departements.filter(({ region }) => region === place.code) : france.departements;
  if (departements.length < 2) return null;
  return map(context, { outlines, france: { ...france, departements }, against: against?.france ?? null, close });
}

/** A ballot's outcome, with the steps that the reader has asked the law for. */
const outcomeShown = ({ again }: Scene, { outcome }: Ballot): Outcome | undefined =>
  outcome === undefined || again === null || again === "untold" ? outcome : again;

/** Shares of the candidatures of another night, by id. */
function sharesOf(before: Territory | null, unite: string): ReadonlyMap<string, number> | undefined {
  const ballot = before?.ballots.find((one) => one.unite === unite) ?? before?.ballots[0];
  if (ballot === undefined || ballot.exprimes === 0) return undefined;
  return new Map(ballot.candidatures.map(({ id, voix }) => [id, voix / ballot.exprimes]));
}

/** What the unites of the nation decided: the chamber so far. */
function chamber(context: Context, { documents: { france } }: Scene): Element | null {
  const { outcome, candidatures = [] } = france;
  if (context.address.place.kind !== "france" || outcome === undefined || !("statuts" in outcome)) return null;
  const { t, f } = context;
  const slot = slotsOf(candidatures);
  const name = namesOf(candidatures);
  const benches = Object.entries(outcome.sieges)
    .toSorted(([, a], [, b]) => b - a)
    .map(([id, seats]) => ({ id, name: name(id), seats, slot: slot(id) }));
  return h(
    "section",
    { class: "panel chamber", "aria-labelledby": "chamber-title", key: "chamber" },
    h("h2", { id: "chamber-title" }, t.outcome.seats),
    benches.length > 0 &&
      hemicycle(context, {
        id: "graphic-seats",
        benches,
        total: seatsOf(outcome),
        whole: france.scrutin.startsWith("legislatives"),
      }),
    h(
      "ul",
      { class: "statuts" },
      Object.entries(outcome.statuts).map(([statut, count]) =>
        h("li", { key: statut }, h("strong", {}, f.number(count)), " ", statutOf(context, france.scrutin, statut)),
      ),
    ),
    h("p", { class: "rule" }, ruleText(context, ruleOfNight(typeOf(france.scrutin), france.embargo.slice(0, 10)))),
  );
}

/** Seats of the chamber: those filled, and one for each unite that has not decided. */
const seatsOf = ({ statuts, sieges }: UnitesOutcome): number =>
  Object.values(sieges).reduce((sum, seats) => sum + seats, 0) +
  Object.entries(statuts).reduce((sum, [statut, count]) => sum + (statut.startsWith("ACQUIS") ? 0 : count), 0);
