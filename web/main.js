import { readFrance, readRuns } from "./feed.js";
import { drawEmpty, drawNight, drawRuns, part, say } from "./view.js";
import { announcement } from "./words.js";

/** @import { FranceDocument } from "./types.d.ts" */

/** Follows a run: the one that the address names, else the latest. */

const EVERY_MS = 2_000;
const SLOWEST_MS = 30_000;
const TIMEOUT_MS = 10_000;

/** @type {FranceDocument | null} */
let shown = null;
let failures = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

async function refresh() {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const runs = await readRuns(signal);
    const asked = new URLSearchParams(location.search).get("run");
    const run = asked ?? runs[0]?.run;
    if (run === undefined) drawEmpty();
    else {
      drawRuns(runs, run);
      accept(await readFrance(run, signal));
    }
    failures = 0;
    say("trouble", null);
  } catch {
    failures += 1;
    if (failures > 1)
      say(
        "trouble",
        "La connexion au serveur est perdue. Nouvel essai dans quelques secondes ; les chiffres affichés peuvent dater.",
      );
  }
}

/** A document whose sequence is lower than the one shown comes from the past: refused. @param {FranceDocument | null} france */
function accept(france) {
  if (france === null) {
    if (shown === null) drawEmpty();
    return;
  }
  const released = shown !== null && shown.sousEmbargo && !france.sousEmbargo;
  if (shown !== null && shown.run === france.run && france.sequence <= shown.sequence && !released) return;
  const said = announcement(shown, france);
  shown = france;
  drawNight(france);
  if (said !== null) say("announcement", said);
}

/** One reading at a time; none while nobody looks. */
async function loop() {
  clearTimeout(next);
  if (document.hidden) return;
  await refresh();
  clearTimeout(next);
  next = setTimeout(loop, Math.min(EVERY_MS * 2 ** failures, SLOWEST_MS));
}

part("runs").addEventListener("change", (event) => {
  const { value } = /** @type {HTMLSelectElement} */ (event.target);
  history.pushState(null, "", `?run=${encodeURIComponent(value)}`);
  void loop();
});
addEventListener("popstate", () => void loop());
document.addEventListener("visibilitychange", () => void loop());
void loop();
