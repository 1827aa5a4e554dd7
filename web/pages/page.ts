import { changesList } from "../components/changes.ts";
import { guide } from "../components/chrome.ts";
import { comparison, secondRound } from "../components/comparison.ts";
import { capital, nightName, placeLink, type Context } from "../components/context.ts";
import { councilGraphics } from "../components/councils.ts";
import { downloads } from "../components/downloads.ts";
import { generated, labels, worthOf } from "../components/labels.ts";
import { progress } from "../components/progress.ts";
import { turnout } from "../components/turnout.ts";
import { h, type Child, type Node } from "../tree/node.ts";
import { children } from "./children.ts";
import { arrivals, mapOf, results, sectionsOf } from "./results.ts";
import type { Scene } from "./scene.ts";
import { told } from "./told.ts";
import { countedTogether, territoryAt, type Territory } from "./territory.ts";

export interface Page {
  readonly title: string;
  readonly main: readonly Node[];
}

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
export function page(context: Context, given: Scene): Page {
  const { t, address } = context;
  const { france } = given.documents;
  const territory = territoryAt(given.documents, address.place);
  if (territory === null) return missing(context, given);
  const national = address.place.kind === "france";
  const headline = told(context, given, territory);
  const other = given.against && territoryAt(given.against, address.place);
  const before = other !== null && sameVoters(territory, other) ? other : null;
  // Figures of other voters are no measure of these.
  const scene = before === null ? { ...given, against: null } : given;
  const drawn = mapOf(context, scene);
  return {
    title: titleOf(context, scene, territory),
    main: [
      h(
        "div",
        { class: "lead", key: "lead" },
        breadcrumb(context, territory),
        labels(context, france),
        h("p", { class: "kicker", id: "night-name" }, nightName(context, france)),
        h("h1", { id: "title", tabindex: -1 }, national ? headline.text : territory.name),
        !national && h("p", { class: "announced", id: "announced" }, headline.text),
        h(
          "p",
          { class: "standfirst", id: "standfirst" },
          standfirst(context, scene, territory),
          headline.sure !== "" && [" ", headline.sure],
        ),
        // After what is known: on a phone, it would push it out of sight.
        territory.devenue !== undefined && h("p", { class: "hint" }, t.devenue(territory.devenue.nom)),
        generated(context, france),
      ),
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
          comparison(context, scene, other !== null && before === null),
          secondRound(context, scene, territory, before),
          // Before the results, a night without a map has it in its place.
          national && (!france.sousEmbargo || drawn !== null) && arrivals(context, scene, "beside"),
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
                section: sectionsOf(context, france),
              })
            : []),
          ...(drawn === null ? [] : [{ id: MAP_GRAPHIC, name: t.map.title }]),
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

/** How many times as many voters a place may have, and still be the same. */
const MOST_GROWN = 1.25;

/**
 * Whether a place of two nights has about the same voters: the second round of municipales is held in a few communes, whose sum says nothing
 * beside that of all of them.
 */
function sameVoters({ progress: a }: Territory, { progress: b }: Territory): boolean {
  const [less = 0, more = 0] = [a.inscrits.expected, b.inscrits.expected].toSorted((one, two) => one - two);
  return more <= less * MOST_GROWN;
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
