import { readAddress, queryOf, type Address } from "../address.ts";
import { announcement } from "../components/changes.ts";
import { weaves } from "../components/colours.ts";
import { contextOf, type Context } from "../components/context.ts";
import { commands } from "../components/control.ts";
import { nationalHeadline } from "../components/headline.ts";
import { screen } from "../pages/screen.ts";
import { sheet } from "../pages/sheet.ts";
import { territoryAt } from "../pages/territory.ts";
import { told } from "../pages/told.ts";
import { widget } from "../pages/widget.ts";
import { h, type Node } from "../tree/node.ts";
import { morph } from "../tree/morph.ts";
import { followActions } from "./actions.ts";
import { followSearch } from "./search.ts";
import { Night } from "./night.ts";

/** Follows a night: reads what is published, draws it, and does what the reader asks. */

const EVERY_MS = 2_000;
const SLOWEST_MS = 30_000;
/** How long each panel of a hall screen stays. */
const PANEL_MS = 12_000;

const root = document.querySelector("#page");
const mode = document.body.getAttribute("data-mode");
if (root === null) throw new Error("the page has no #page");

const night = new Night(readAddress(location.search), draw);
let panel = 0;
let next: ReturnType<typeof setTimeout> | undefined;

/** Draws everything from what is known; cheap when nothing changed. */
function draw(): void {
  const context = contextOf(night.address);
  document.documentElement.lang = context.address.language;
  document.body.classList.toggle("operates", commands(night.control) && night.address.at === null);
  morph(root!, nodes(context));
}

function nodes(context: Context): readonly Node[] {
  const { t } = context;
  const { scene, trouble, known } = night;
  const notices = [
    h(
      "p",
      { class: "notice trouble", id: "trouble", role: "status", key: "trouble", hidden: !trouble },
      trouble ? t.trouble : "",
    ),
    h("p", { class: "visually-hidden", id: "announcement", "aria-live": "polite", key: "announcement" }, night.said),
  ];
  if (mode === "page") {
    const tools = { machine: night.machine, control: night.control };
    const { title, nodes: drawn } = sheet(context, { scene, runs: night.runs, known, tools });
    document.title = title;
    return [...drawn, ...notices];
  }
  if (scene === null)
    return [h("main", { key: "main" }, h("p", { class: "hint" }, known ? t.empty.title : t.loading)), ...notices];
  return [
    weaves(),
    h("main", { key: "main" }, mode === "widget" ? widget(context, scene) : screen(context, scene, panel)),
    ...notices,
  ];
}

/** Goes to another address of the site, as a link does, without loading the page again. */
function go(query: string): void {
  history.pushState(null, "", location.pathname + query);
  void arrive(readAddress(location.search), true);
}

async function arrive(address: Address, moved: boolean): Promise<void> {
  const { place } = night.address;
  const elsewhere = queryOf({ ...address, metric: "tete" }) !== queryOf({ ...night.address, metric: "tete" });
  const other = JSON.stringify(place) !== JSON.stringify(address.place);
  await night.visit(address);
  if (moved && other) {
    scrollTo({ top: 0 });
    document.querySelector<HTMLElement>("#title")?.focus({ preventScroll: true });
  }
  if (elsewhere) void loop();
}

/** One reading at a time; none while nobody looks. */
async function loop(): Promise<void> {
  clearTimeout(next);
  if (document.hidden) return;
  const before = night.latest;
  await night.refresh();
  if (night.latest !== null && night.latest !== before) {
    const context = contextOf(night.address);
    const territory = night.scene && territoryAt(night.scene.documents, { kind: "france" });
    const { text } =
      night.scene !== null && territory !== null && night.address.place.kind === "france"
        ? told(context, night.scene, territory)
        : nationalHeadline(context, night.latest);
    const said = announcement(context, before, night.latest, text);
    if (said !== null) night.say(said);
  }
  clearTimeout(next);
  next = setTimeout(() => void loop(), Math.min(EVERY_MS * 2 ** night.failures, SLOWEST_MS));
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href^='?']") : null;
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(link.getAttribute("href") ?? "?");
});
addEventListener("popstate", () => void arrive(readAddress(location.search), false));
document.addEventListener("visibilitychange", () => void loop());

followActions(night, go);
followSearch({ context: () => contextOf(night.address), documents: () => night.scene?.documents ?? null, go });
if (mode === "ecran") {
  setInterval(() => {
    panel += 1;
    draw();
  }, PANEL_MS);
}
void loop();
