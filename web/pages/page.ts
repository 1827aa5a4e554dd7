import type { UnitesOutcome } from "#shared/documents/national.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { bars } from "../components/bars.ts";
import { changesList } from "../components/changes.ts";
import { guide } from "../components/chrome.ts";
import { slotsOf } from "../components/colours.ts";
import { comparison, secondRound } from "../components/comparison.ts";
import { namesOf, nightName, placeLink, type Context } from "../components/context.ts";
import { curve } from "../components/curve.ts";
import { councilGraphics } from "../components/councils.ts";
import { downloads } from "../components/downloads.ts";
import { headline, nationalHeadline, type Headline } from "../components/headline.ts";
import { hemicycle } from "../components/hemicycle.ts";
import { generated, labels, worthOf } from "../components/labels.ts";
import { map } from "../components/map.ts";
import { outcomePanel, ruleOf, statutOf } from "../components/outcome.ts";
import { progress } from "../components/progress.ts";
import { turnout } from "../components/turnout.ts";
import { h, type Child, type Element, type Node } from "../tree/node.ts";
import { children, unitesOfCommune } from "./children.ts";
import type { Scene } from "./scene.ts";
import { countedTogether, nuancesOf, territoryAt, type Ballot, type Territory } from "./territory.ts";

export interface Page {
  readonly title: string;
  readonly main: readonly Node[];
}

/** Ballots of one commune that are shown one after the other. */
const MOST_BALLOTS = 3;

/** Id of the result's drawing, which is made when it is taken away. */
const RESULT_GRAPHIC = "graphic-result";
const MAP_GRAPHIC = "graphic-map";

/** What is written around a graphic that leaves the page: whose figures, of when, and what they are worth. */
export function captionOf(
  context: Context,
  scene: Scene,
  territory: Territory,
  graphic: string,
): { readonly title: string; readonly subtitle: string; readonly worth: string; readonly source: string } {
  const { t, f } = context;
  const { france } = scene.documents;
  const { bureaux } = territory.progress;
  return {
    title: territory.name,
    subtitle: `${nightName(context, france)} · ${f.progress(bureaux.counted, bureaux.expected)} ${t.progress.unit}, ${f.time(france.instant)}`,
    worth: worthOf(context, france)
      .map(([, word]) => word)
      .join(" · "),
    source: `${graphic === MAP_GRAPHIC ? `${t.mapCredit} ` : ""}${t.sourceLine(france.source)}`,
  };
}

/** The page of any place. */
export function page(context: Context, scene: Scene): Page {
  const { t, address } = context;
  const { france } = scene.documents;
  const territory = territoryAt(scene.documents, address.place);
  if (territory === null) return missing(context, scene);
  const national = address.place.kind === "france";
  const told = national ? nationalHeadline(context, france) : headlineOf(context, scene, territory);
  const before = scene.against && territoryAt(scene.against, address.place);
  return {
    title: titleOf(context, scene, territory),
    main: [
      h(
        "div",
        { class: "lead", key: "lead" },
        breadcrumb(context, territory),
        labels(context, france),
        h("p", { class: "kicker", id: "night-name" }, nightName(context, france)),
        h("h1", { id: "title", tabindex: -1 }, national ? told.text : territory.name),
        !national && h("p", { class: "announced", id: "announced" }, told.text),
        h(
          "p",
          { class: "standfirst", id: "standfirst" },
          standfirst(context, scene, territory),
          told.sure !== "" && [" ", told.sure],
        ),
        // After what is known: on a phone, it would push it out of sight.
        territory.devenue !== undefined && h("p", { class: "hint" }, t.devenue(territory.devenue.nom)),
        generated(context, france),
      ),
      // Before the results there is time to read; after, they come first.
      ...(national && france.sousEmbargo ? [guide(context, france)] : []),
      h(
        "div",
        { class: "grid", key: "grid" },
        h("div", { class: "column main-column", key: "main-column" }, results(context, scene, territory, before)),
        h(
          "div",
          { class: "column", key: "side-column" },
          progress(context, territory.progress),
          turnout(context, {
            ...territory.participation,
            participations: territory.participations,
            totaux: territory.totaux,
            together: countedTogether(france),
            before: before === null ? undefined : shareOf(before.participation),
          }),
          comparison(context, scene),
          secondRound(context, scene, territory, before),
          national && curve(context, scene.curve, france.bureaux.expected, france.embargo),
          national && changesList(context, scene.history),
        ),
      ),
      ...children(context, scene).filter((child) => child !== null),
      downloads(context, {
        json: address.at === null ? territory.json : `runs/${france.run}/objects/${address.at}.json`,
        released: territory.ballots.length > 0,
        report: territory.totaux !== undefined,
        graphics: [
          ...(territory.ballots.length === 1 ? [{ id: RESULT_GRAPHIC, name: t.result }] : []),
          ...(territory.ballots.length === 1 && territory.ballots[0]?.outcome !== undefined
            ? councilGraphics(context, {
                ...territory.ballots[0],
                outcome: territory.ballots[0].outcome,
                scrutin: france.scrutin,
              })
            : []),
          ...(mapOf(context, scene) === null ? [] : [{ id: MAP_GRAPHIC, name: t.map.title }]),
          ...(national && scene.curve.length > 1 ? [{ id: "graphic-curve", name: t.curve.title }] : []),
        ],
        embed: scene.embed,
      }),
      ...(national && !france.sousEmbargo ? [guide(context, france)] : []),
    ],
  };
}

/** A place of which nothing is published, or that this election does not have. */
function missing(context: Context, { documents: { france } }: Scene): Page {
  const { t } = context;
  return {
    title: t.absent,
    main: [
      h(
        "div",
        { class: "lead", key: "lead" },
        h(
          "nav",
          { class: "breadcrumb", "aria-label": t.home },
          h("a", { href: placeLink(context, { kind: "france" }) }, t.home),
        ),
        labels(context, france),
        h(
          "h1",
          { id: "title", tabindex: -1 },
          france.sousEmbargo ? t.embargoTitle(context.f.time(france.embargo)) : t.absent,
        ),
        h("p", { class: "standfirst" }, france.sousEmbargo ? t.embargoWhy : t.unknownPlace),
        generated(context, france),
      ),
    ],
  };
}

const shareOf = ({ inscrits, votants }: Territory["participation"]): number => (inscrits > 0 ? votants / inscrits : 0);

function titleOf(context: Context, scene: Scene, territory: Territory): string {
  const { t, f } = context;
  const { france } = scene.documents;
  const counted = france.sousEmbargo
    ? ""
    : `${f.progress(territory.progress.bureaux.counted, territory.progress.bureaux.expected, 0)} · `;
  const place = territory.above.length === 0 ? "" : `${territory.name} · `;
  return `${counted}${place}${nightName(context, france)} · ${t.titleSuffix}`;
}

function breadcrumb(context: Context, { above, name }: Territory): Child {
  // Paris is a commune and a département.
  const way = above.filter((one) => one.name !== name);
  if (way.length === 0) return null;
  return h(
    "nav",
    { class: "breadcrumb", "aria-label": context.t.home },
    h(
      "ol",
      {},
      way.map(({ name: nom, place }) => h("li", { key: nom }, h("a", { href: placeLink(context, place) }, nom))),
      h("li", { "aria-current": "page" }, name),
    ),
  );
}

function standfirst(
  { t, f }: Context,
  { documents: { france } }: Scene,
  { progress: { bureaux }, complet }: Territory,
): string {
  const where = t.standfirst.at(capital(f.day(france.instant)), f.time(france.instant));
  const state = france.sousEmbargo
    ? t.standfirst.embargo
    : complet
      ? t.standfirst.complete
      : t.standfirst.partial(f.progress(bureaux.counted, bureaux.expected));
  return `${where} ${state}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function headlineOf(context: Context, { documents: { france } }: Scene, { ballots }: Territory): Headline {
  const { t, f } = context;
  if (france.sousEmbargo) return { text: t.headline.waiting(f.time(france.embargo)), sure: "" };
  const [ballot] = ballots.toSorted((a, b) => b.exprimes - a.exprimes);
  return headline(context, ballot?.candidatures ?? [], ballot?.outcome);
}

/** The result: candidatures, what the law makes of them, and on the national page the map and the chamber. */
function results(context: Context, scene: Scene, territory: Territory, before: Territory | null): Child {
  const { t, f } = context;
  const { france } = scene.documents;
  const drawn = mapOf(context, scene);
  if (france.sousEmbargo) {
    return [
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
      drawn,
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
    chamber(context, scene),
    drawn,
    territory.ballots.map((ballot) => {
      const outcome = outcomeShown(scene, ballot);
      return (
        outcome !== undefined &&
        outcomePanel(context, {
          outcome,
          candidatures: ballot.candidatures,
          scrutin: france.scrutin,
          wouldChange: scene.wouldChange,
          untold: scene.again === "untold",
        })
      );
    }),
  ];
}

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
    h("p", { class: "rule" }, ruleOf(context, france.scrutin)),
  );
}

/** Seats of the chamber: those filled, and one for each unite that has not decided. */
const seatsOf = ({ statuts, sieges }: UnitesOutcome): number =>
  Object.values(sieges).reduce((sum, seats) => sum + seats, 0) +
  Object.entries(statuts).reduce((sum, [statut, count]) => sum + (statut.startsWith("ACQUIS") ? 0 : count), 0);
