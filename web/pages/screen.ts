import type { BureauRow } from "#shared/documents/departement.ts";
import { bars } from "../components/bars.ts";
import { nightName, ranked, type Context } from "../components/context.ts";
import { labels } from "../components/labels.ts";
import { h, type Element, type Node } from "../tree/node.ts";
import { isIn } from "./children.ts";
import { arrivals, mapOf } from "./results.ts";
import type { Scene } from "./scene.ts";
import { told } from "./told.ts";
import { namesWithin, nuancesOf, territoryAt, type Territory } from "./territory.ts";

/** Candidatures that can be read at ten metres; lines of a table, and tables side by side. */
const SHOWN = 5;
const LINES = 10;
const TABLES = 2;
/** Panels of bureaux after which the result comes back: a city has thirty of them. */
const TURNS = 3;
/** Letters of two lines of what is announced. */
const LONG = 90;

/** One panel of the screen of a hall; `turn` grows with time and the panels follow each other, however many there are. */
export function screen(context: Context, scene: Scene, turn: number): readonly Node[] {
  const { t, f, address } = context;
  const { france } = scene.documents;
  const territory = territoryAt(scene.documents, address.place);
  if (territory === null) return [labels(context, france), h("h1", { id: "title", tabindex: -1 }, t.absent)];
  const panels = panelsOf(context, scene, territory);
  const at = turn % panels.length;
  const { bureaux } = territory.progress;
  return [
    h(
      "header",
      { class: "hall", key: "hall" },
      h("p", { class: "kicker" }, nightName(context, france)),
      labels(context, france),
      h("h1", { id: "title", tabindex: -1 }, territory.name),
      h(
        "p",
        { class: "hall-progress" },
        h("strong", {}, f.progress(bureaux.counted, bureaux.expected, 0)),
        ` ${t.progress.unit} · ${f.time(france.instant)}`,
      ),
      h("progress", {
        max: 1,
        value: (bureaux.counted / Math.max(bureaux.expected, 1)).toFixed(4),
        "aria-label": t.progress.title,
      }),
    ),
    h("div", { class: "panel-now", key: `panel-${at}` }, panels[at]!()),
    h(
      "p",
      { class: "dots", "aria-hidden": "true", key: "dots" },
      panels.length > 1 && `${f.number(at + 1)} / ${f.number(panels.length)}`,
    ),
  ];
}

/** What is announced, smaller where it is long: three pairs go on to a second round. */
const announced = (text: string): Element =>
  h("p", { class: text.length > LONG ? "announced long" : "announced" }, text);

/** Panels, each drawn only when its turn comes. */
function panelsOf(context: Context, scene: Scene, territory: Territory): readonly (() => Node)[] {
  const { t, f, address } = context;
  const { france } = scene.documents;
  const national = address.place.kind === "france";
  const turnout = (): Node =>
    h(
      "div",
      { class: "hall-turnout" },
      h("p", { class: "announced" }, t.turnout.title),
      h("p", { class: "hall-figure" }, f.percent(territory.participation.votants, territory.participation.inscrits)),
      h("p", { class: "hint" }, t.turnout.unit),
    );
  if (france.sousEmbargo) {
    return [
      () => h("div", { class: "hall-turnout" }, h("p", { class: "announced" }, t.embargoTitle(f.time(france.embargo)))),
      turnout,
    ];
  }
  const results = territory.ballots.map((ballot) => (): Node => {
    const { text } = told(context, scene, { ...territory, ballots: [ballot] });
    return h(
      "div",
      {},
      announced(ballot.nom === "" ? text : `${ballot.nom}${t.colon}${text}`),
      bars(context, {
        ...ballot,
        nuances: nuancesOf(france),
        ballot: ballot.candidatures,
        candidatures: ranked(ballot.candidatures).slice(0, SHOWN),
      }),
    );
  });
  const drawn = national ? mapOf(context, scene) : null;
  return [
    ...results,
    ...(drawn === null ? [] : [() => drawn]),
    ...(national && scene.curve.length > 1 ? [() => arrivals(context, scene, "wide") ?? turnout()] : []),
    turnout,
    ...bureauPanels(context, scene).flatMap((panel, at) =>
      at > 0 && at % TURNS === 0 ? [...results, panel] : [panel],
    ),
  ];
}

/** The bureaux of a commune or a unite, twenty at a time: as readable with 500 as with one. */
function bureauPanels(
  { t, f, address: { place } }: Context,
  { documents: { bureaux, departement } }: Scene,
): (() => Element)[] {
  if (bureaux === null || departement === null || (place.kind !== "commune" && place.kind !== "unite")) return [];
  const rows = bureaux.resultat.filter(isIn(place));
  const nameOf = namesWithin(departement);
  const leader = ([, , unite, , , , , , , voix]: BureauRow): string => {
    const most = Math.max(...voix);
    const ids = (bureaux.candidatures[unite] ?? []).filter((_, i) => voix[i] === most);
    return most === 0 ? "–" : f.list(ids.map((id) => nameOf(unite, id)));
  };
  const label = ([, bureau]: BureauRow): string => bureau.replace(/^0+(?=.)/, "");
  const line = (row: BureauRow): Element =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label(row)),
      h("td", { class: "number" }, f.percent(row[5], row[4])),
      h("td", {}, leader(row)),
    );
  const table = (shown: readonly BureauRow[]): Element =>
    h(
      "table",
      { class: "territories", key: label(shown[0]!) },
      h(
        "caption",
        { class: "visually-hidden" },
        `${t.territories.bureaux} ${label(shown[0]!)} – ${label(shown.at(-1)!)}`,
      ),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t.territories.bureau),
          h("th", { scope: "col", class: "number" }, t.territories.turnout),
          h("th", { scope: "col" }, t.territories.ahead),
        ),
      ),
      h("tbody", {}, shown.map(line)),
    );
  const tables = slices(rows, LINES);
  return slices(tables, TABLES).map(
    (side) => (): Element =>
      h(
        "div",
        {},
        h("p", { class: "announced" }, t.territories.bureaux),
        h("div", { class: "hall-tables" }, side.map(table)),
      ),
  );
}

const slices = <T>(all: readonly T[], length: number): (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / length) }, (_, at) => all.slice(at * length, (at + 1) * length));
