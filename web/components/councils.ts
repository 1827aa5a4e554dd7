import type { ScoredCandidature } from "#shared/documents/common.ts";
import type { CandidatureOutcome, Outcome } from "#shared/law/outcome.ts";
import { h, type Element } from "../tree/node.ts";
import { slotsOf } from "./colours.ts";
import { namesOf, ofScrutin, type Context } from "./context.ts";
import { hemicycle } from "./hemicycle.ts";
import { unfilledSeats } from "./seats.ts";

export interface CouncilsOptions {
  readonly outcome: Outcome;
  readonly candidatures: readonly ScoredCandidature[];
  readonly scrutin: string;
  /** Name of a section. */
  readonly section: (code: string) => string;
}

/** A body whose seats fall by the ballot. */
interface Body {
  readonly corps: string;
  readonly title: string;
  readonly seats: (one: CandidatureOutcome) => number;
  /** Seats that nobody has (yet). */
  readonly empty: number;
  /** Whether these are all the seats of the body, so that half of them commands it. */
  readonly whole: boolean;
}

/** Ballots that fill a part of a greater chamber. */
const PARTS = /^(?:europeennes|senatoriales)/;

/**
 * The chambers that one ballot fills, side by side: the municipal and the intercommunal council, that of Paris and of an
 * arrondissement. Then who sits, and the seats of each section. Nothing where there is a single seat.
 */
export function councils(context: Context, options: CouncilsOptions): readonly (Element | null)[] {
  const { outcome, candidatures } = options;
  const slot = slotsOf(candidatures);
  const name = namesOf(candidatures);
  const chambers = bodiesOf(context, options).flatMap(({ corps, title, seats, empty, whole }) => {
    const benches = outcome.candidatures
      .map((one) => ({ id: one.id, name: name(one.id), seats: seats(one), slot: slot(one.id) }))
      .filter((bench) => bench.seats > 0)
      .toSorted((a, b) => b.seats - a.seats);
    const total = benches.reduce((sum, bench) => sum + bench.seats, empty);
    const shape = total > 1 ? hemicycle(context, { id: `graphic-${corps}`, benches, total, whole }) : null;
    return shape === null ? [] : [h("div", { class: "council", key: corps }, h("h3", {}, title), shape)];
  });
  return [
    chambers.length === 0 ? null : h("div", { class: "councils", key: "councils" }, chambers),
    sections(context, options),
    sitting(context, options),
  ];
}

/** Ids of the drawings that {@link councils} makes, with their titles. */
export const councilGraphics = (context: Context, options: CouncilsOptions): { id: string; name: string }[] =>
  bodiesOf(context, options)
    .filter(({ seats, empty }) => options.outcome.candidatures.reduce((sum, one) => sum + seats(one), empty) > 1)
    .map(({ corps, title }) => ({ id: `graphic-${corps}`, name: title }));

function bodiesOf({ t }: Context, { outcome, scrutin }: CouncilsOptions): readonly Body[] {
  return [
    {
      corps: "conseil",
      title: ofScrutin(t.outcome.bodies, scrutin) ?? t.outcome.seats,
      seats: ({ sieges = 0 }) => sieges,
      empty: unfilledSeats(outcome),
      whole: !PARTS.test(scrutin),
    },
    {
      corps: "communautaire",
      title: t.outcome.communautaire,
      seats: ({ siegesCommunautaires = 0 }) => siegesCommunautaires,
      empty: 0,
      whole: false,
    },
    {
      corps: "arrondissement",
      title: t.outcome.arrondissement,
      seats: ({ siegesArrondissement = 0 }) => siegesArrondissement,
      empty: 0,
      whole: false,
    },
  ];
}

/** Seats by section, a column a list. */
function sections(context: Context, { outcome, candidatures, section }: CouncilsOptions): Element | null {
  const { t, f } = context;
  const lists = outcome.candidatures.filter(({ siegesSections }) => siegesSections !== undefined);
  const codes = [...new Set(lists.flatMap(({ siegesSections = {} }) => Object.keys(siegesSections)))].toSorted();
  if (codes.length === 0) return null;
  const seated = lists.filter(({ sieges = 0 }) => sieges > 0).toSorted((a, b) => (b.sieges ?? 0) - (a.sieges ?? 0));
  const name = namesOf(candidatures);
  return h(
    "details",
    { class: "sections", key: "sections" },
    h("summary", {}, t.outcome.sections),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": t.outcome.sections },
      h(
        "table",
        { class: "territories" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t.outcome.section),
            seated.map(({ id }) => h("th", { scope: "col", class: "number" }, name(id))),
          ),
        ),
        h(
          "tbody",
          {},
          codes.map((code) =>
            h(
              "tr",
              { key: code },
              h("th", { scope: "row" }, section(code)),
              seated.map(({ siegesSections = {} }) =>
                h("td", { class: "number" }, f.number(siegesSections[code] ?? 0)),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Who sits, where the names of the lists are known. */
function sitting(context: Context, options: CouncilsOptions): Element | null {
  const { t, f } = context;
  const name = namesOf(options.candidatures);
  const bodies = bodiesOf(context, options).flatMap(({ corps, title }) => {
    const lists = options.outcome.candidatures.flatMap(({ id, elus = [] }) => {
      const own = elus.filter((one) => one.corps === corps);
      if (own.length === 0) return [];
      const people = own.map(({ nom, rang }) => nom ?? t.outcome.rank(f.number(rang)));
      return [h("p", { key: id }, h("strong", {}, name(id)), t.colon, people.join(", "), ".")];
    });
    return lists.length === 0 ? [] : [h("h3", {}, title), lists];
  });
  if (bodies.length === 0) return null;
  return h("details", { class: "sitting", key: "sitting" }, h("summary", {}, t.outcome.sits), bodies);
}
