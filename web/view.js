import { day, number, percent, round, time } from "./format.js";
import { headline, ranked } from "./words.js";

/** @import { DepartementRow, FranceDocument, PublicRun, ScoredCandidature } from "./types.d.ts" */

const HUES = 6;

/** An element of the page, which index.html promises. @param {string} id */
export function part(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`index.html has no #${id}`);
  return element;
}

/** Writes only what changes, so that neither layout nor selection moves for nothing. @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Writes a text, or hides its element when there is none. @param {string} id @param {string | null} text */
export function say(id, text) {
  const element = part(id);
  element.hidden = text === null || text === "";
  if (text !== null) write(element, text);
}

/** Draws the whole page from the national document. @param {FranceDocument} france */
export function drawNight(france) {
  part("empty").hidden = true;
  part("night").hidden = false;
  const name = /\btour\b/i.test(france.nom) ? france.nom : `${france.nom}, ${round(france.tour)}`;
  say("title", name);
  document.title = `${france.sousEmbargo ? "" : `${percent(france.bureaux.counted, france.bureaux.expected, 0)} · `}${name} · Vingt-heures`;
  part("clock").hidden = false;
  write(part("clock-time"), time(france.instant));
  part("clock-time").setAttribute("datetime", france.instant);
  say(
    "standfirst",
    `${capital(day(france.instant))}, ${time(france.instant)} à Paris. ${france.complet ? "Tous les bureaux sont comptés." : france.sousEmbargo ? "Les bureaux ferment et comptent." : "Résultats partiels, bureau après bureau."}`,
  );
  say("generated", france.genere === null ? null : `Chiffres générés. ${france.genere}`);
  say("source", `Source : ${france.source}`);
  part("twin").setAttribute("href", `runs/${france.run}/latest/france.json`);
  drawProgress(france);
  drawResult(france);
  drawTurnout(france);
  drawDepartements(france);
}

/** @param {FranceDocument} france */
function drawProgress({ bureaux, communes, inscrits }) {
  write(part("progress-percent"), percent(bureaux.counted, bureaux.expected));
  part("progress-bar").setAttribute("value", String(bureaux.expected > 0 ? bureaux.counted / bureaux.expected : 0));
  drawFigures("progress-figures", [
    ["Bureaux", `${number(bureaux.counted)} / ${number(bureaux.expected)}`],
    ["Communes", `${number(communes.counted)} / ${number(communes.expected)}`],
    ["Inscrits", percent(inscrits.counted, inscrits.expected)],
  ]);
}

/** @param {FranceDocument} france */
function drawResult(france) {
  part("embargo").hidden = !france.sousEmbargo;
  write(part("embargo-text"), `Les premiers résultats sont publiés à ${time(france.embargo)}.`);
  say("outcome", france.sousEmbargo ? null : headline(france));
  const list = part("candidatures");
  list.hidden = france.sousEmbargo;
  const candidatures = france.sousEmbargo ? [] : ranked(france);
  const most = Math.max(candidatures[0]?.voix ?? 0, 1);
  const hues = hueById(candidatures);
  keyed(
    list,
    candidatures,
    ({ id }) => id,
    newCandidature,
    (item, candidature) => {
      write(find(item, ".first-name"), candidature.prenom === undefined ? "" : `${candidature.prenom} `);
      write(find(item, ".last-name"), candidature.nom);
      write(find(item, ".score"), `${candidature.pourcentExprimes} %`);
      write(
        find(item, ".votes"),
        `${number(candidature.voix)} voix${candidature.nuance === undefined ? "" : ` · ${candidature.nuance}`}`,
      );
      fill(item, candidature.voix / most, hues.get(candidature.id) ?? 0);
    },
  );
}

/** A candidature keeps its hue when ranks change. @param {readonly ScoredCandidature[]} candidatures */
const hueById = (candidatures) =>
  new Map(
    candidatures
      .map(({ id }) => id)
      .toSorted()
      .map((id, index) => [id, index % HUES]),
  );

const newCandidature = () =>
  make("li", "candidature", [
    make("span", "name", [make("span", "first-name"), make("span", "last-name")]),
    make("span", "score"),
    track(),
    make("span", "votes"),
  ]);

/** @param {FranceDocument} france */
function drawTurnout({ participation, totaux }) {
  const { inscrits, votants } = participation;
  write(part("turnout-percent"), percent(votants, inscrits));
  drawFigures("turnout-figures", [
    ["Votants", number(votants)],
    ["Abstentions", number(inscrits - votants)],
    ...(totaux === undefined
      ? []
      : /** @type {[string, string][]} */ ([
          ["Exprimés", number(totaux.exprimes)],
          ["Blancs", number(totaux.blancs)],
          ["Nuls", number(totaux.nuls)],
        ])),
  ]);
}

/** @param {FranceDocument} france */
function drawDepartements(france) {
  const names = new Map((france.candidatures ?? []).map(({ id, nom }) => [id, nom]));
  const hues = hueById(france.candidatures ?? []);
  const done = france.departements.filter(({ complet }) => complet).length;
  say(
    "departements-hint",
    `${number(done)} ${done < 2 ? "département complet" : "départements complets"} sur ${number(france.departements.length)}.`,
  );
  keyed(
    part("departements"),
    france.departements,
    ({ code }) => code,
    newTile,
    (item, row) => {
      const { code, nom, bureaux, tete, sequence } = row;
      write(find(item, ".place"), `${code} ${nom}`);
      write(find(item, ".share"), percent(bureaux.counted, bureaux.expected, 0));
      write(find(item, ".ahead"), aheadIn(row, names));
      fill(
        item,
        bureaux.expected > 0 ? bureaux.counted / bureaux.expected : 0,
        tete === undefined || tete === null ? null : (hues.get(tete) ?? 0),
      );
      const link = find(item, ".tile");
      if (!france.sousEmbargo && sequence > 0)
        link.setAttribute("href", `runs/${france.run}/latest/departements/${code}.json`);
      else link.removeAttribute("href");
    },
  );
}

/** Who leads a département; nothing before the release. @param {DepartementRow} row @param {ReadonlyMap<string, string>} names */
function aheadIn({ tete, complet }, names) {
  if (tete === undefined || tete === null) return complet ? "Complet" : "";
  return `${names.get(tete) ?? tete} ${complet ? "arrive en tête" : "en tête"}`;
}

const newTile = () =>
  make("li", "", [make("a", "tile", [make("span", "place"), make("span", "share"), make("span", "ahead"), track()])]);

/** Offers the runs to follow when there are several. @param {readonly PublicRun[]} runs @param {string} current */
export function drawRuns(runs, current) {
  const select = /** @type {HTMLSelectElement} */ (part("runs"));
  part("runs-label").hidden = runs.length < 2;
  keyed(
    select,
    runs,
    ({ run }) => run,
    () => document.createElement("option"),
    (option, { run, nom, tour }) => {
      write(option, `${nom}, ${round(tour)} (${run})`);
      option.setAttribute("value", run);
    },
  );
  if (select.value !== current) select.value = current;
}

/** No run at all. */
export function drawEmpty() {
  part("night").hidden = true;
  part("clock").hidden = true;
  part("empty").hidden = false;
  say("generated", null);
}

/** @param {string} id @param {readonly (readonly [string, string])[]} figures */
function drawFigures(id, figures) {
  keyed(
    part(id),
    figures,
    ([label]) => label,
    () => make("div", "", [make("dt", ""), make("dd", "")]),
    (item, [label, value]) => {
      write(find(item, "dt"), label);
      write(find(item, "dd"), value);
    },
  );
}

/**
 * Makes the children of `parent` those of `rows`, in their order; a row keeps its element, so that what moves is seen moving.
 * @template T
 * @param {Element} parent
 * @param {readonly T[]} rows
 * @param {(row: T) => string} keyOf
 * @param {() => Element} create
 * @param {(element: Element, row: T) => void} update
 */
function keyed(parent, rows, keyOf, create, update) {
  const known = new Map([...parent.children].map((child) => [child.getAttribute("data-key"), child]));
  rows.forEach((row, index) => {
    const key = keyOf(row);
    const child = known.get(key) ?? create();
    known.delete(key);
    child.setAttribute("data-key", key);
    update(child, row);
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  for (const gone of known.values()) gone.remove();
}

/** @param {string} tag @param {string} className @param {readonly Element[]} [children] */
function make(tag, className, children = []) {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** A bar, for the eye only: its number stands beside it. */
function track() {
  const made = make("div", "track", [make("div", "fill")]);
  made.setAttribute("aria-hidden", "true");
  return made;
}

/** @param {Element} item @param {number} share 0–1 @param {number | null} hue */
function fill(item, share, hue) {
  const bar = /** @type {HTMLElement} */ (find(item, ".fill"));
  bar.style.setProperty("--share", String(share));
  bar.style.setProperty("--hue", hue === null ? "var(--accent)" : `var(--hue-${hue})`);
}

/** @param {Element} within @param {string} selector */
function find(within, selector) {
  const found = within.querySelector(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
