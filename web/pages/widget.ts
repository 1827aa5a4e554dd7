import { bars } from "../components/bars.ts";
import { capital, fullName, linkTo, nightName, ranked, type Context } from "../components/context.ts";
import { generated, labels, worthOf } from "../components/labels.ts";
import { h, type Element, type Node } from "../tree/node.ts";
import type { Scene } from "./scene.ts";
import { told } from "./told.ts";
import { nuancesOf, territoryAt } from "./territory.ts";

/** Candidatures in a widget. */
const SHOWN = 5;

/** A place in a frame on somebody else's page: what is known, in little room, and the way to the whole. */
export function widget(context: Context, scene: Scene): readonly Node[] {
  const { t, f, address } = context;
  const { france } = scene.documents;
  const territory = territoryAt(scene.documents, address.place);
  if (territory === null) return [labels(context, france), h("p", {}, t.absent)];
  const { bureaux } = territory.progress;
  const [ballot] = territory.ballots;
  return [
    h("p", { class: "kicker" }, nightName(context, france)),
    h("h1", { id: "title", tabindex: -1 }, territory.name),
    labels(context, france),
    h("p", { class: "announced" }, told(context, scene, territory).text),
    ballot !== undefined &&
      bars(context, {
        candidatures: ranked(ballot.candidatures).slice(0, SHOWN),
        nuances: nuancesOf(france),
        ballot: ballot.candidatures,
        exprimes: ballot.exprimes,
        outcome: ballot.outcome,
      }),
    generated(context, france),
    h(
      "p",
      { class: "hint" },
      `${f.progress(bureaux.counted, bureaux.expected)} ${t.progress.unit}, ${f.time(france.instant)}. `,
      h("a", { href: `./${linkTo(context, {})}`, target: "_top" }, t.brand),
    ),
  ].filter((node) => node !== false && node !== null);
}

/** The same as a table that needs neither script nor style: to be pasted, or served as it is. */
export function fragment(context: Context, scene: Scene): Element {
  const { t, f, address } = context;
  const { france } = scene.documents;
  const territory = territoryAt(scene.documents, address.place);
  const { bureaux } = territory?.progress ?? france;
  const worth = worthOf(context, france).map(([, word]) => word);
  const at = t.standfirst.at(capital(f.day(france.instant)), f.time(france.instant));
  return h(
    "section",
    { lang: t.language },
    h("h2", {}, `${territory?.name ?? t.absent}, ${nightName(context, france)}`),
    h("p", {}, `${worth.join(" · ")}. ${at} ${f.progress(bureaux.counted, bureaux.expected)} ${t.progress.unit}.`),
    territory !== null && h("p", {}, h("strong", {}, `${told(context, scene, territory).text}.`)),
    (territory?.ballots ?? []).map(({ nom, candidatures }) =>
      h(
        "table",
        {},
        h("caption", {}, nom === "" ? t.result : nom),
        h(
          "tbody",
          {},
          ranked(candidatures).map((one) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, fullName(one)),
              h("td", {}, t.votes(one.voix, f.number(one.voix))),
              h("td", {}, f.share(one.pourcentExprimes)),
            ),
          ),
        ),
      ),
    ),
    h("p", {}, t.sourceLine(france.source)),
  );
}
