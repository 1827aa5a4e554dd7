import { admittedExcess } from "#shared/count/arithmetic.ts";
import { queryOf } from "../address.ts";
import { contextOf } from "../components/context.ts";
import type { BureauForm } from "../components/control.ts";
import { countedTogether, namesWithin, nuancesOf, territoryAt } from "../pages/territory.ts";
import { captionOf } from "../pages/page.ts";
import { fragment } from "../pages/widget.ts";
import { html } from "../tree/html.ts";
import { morph } from "../tree/morph.ts";
import { h } from "../tree/node.ts";
import { formatOf } from "../words/format.ts";
import { resultGraphic } from "../components/result-graphic.ts";
import {
  forgetToken,
  keepToken,
  Refused,
  sendCommand,
  sendCorrection,
  sendIncident,
  votantsOf,
} from "./control-client.ts";
import type { Night } from "./night.ts";
import { pngOf, save, svgOf, type Caption } from "./take-away.ts";

/** Between two states of a night that is played again. */
const FRAME_MS = 700;
const MINUTE_S = 60;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** Does what the page's buttons and fields say: `data-do`, `data-change`, `data-input`, `data-submit`. */
export function followActions(night: Night, go: (query: string) => void): void {
  let playing: ReturnType<typeof setInterval> | undefined;

  const here = () => {
    const { scene, address } = night;
    const territory = scene && territoryAt(scene.documents, address.place);
    return scene === null || territory === null ? null : { scene, territory, context: contextOf(address) };
  };

  /** Goes to a state of the chain without leaving a mark in the history for each. */
  async function travel(at: number): Promise<void> {
    const state = night.chain[at];
    const address = { ...night.address, at: state?.sha256 ?? null };
    history.replaceState(null, "", location.pathname + queryOf(address));
    night.setMachine({ at });
    await night.visit(address);
  }

  function play(on: boolean): void {
    clearInterval(playing);
    night.setMachine({ playing: on });
    if (!on || night.machine.status !== "open") return;
    if (night.machine.at >= night.chain.length) void travel(0);
    playing = setInterval(() => {
      if (night.machine.status !== "open" || night.machine.at >= night.chain.length) play(false);
      else void travel(night.machine.at + 1);
    }, FRAME_MS / night.machine.speed);
  }

  /** What the control room asks, and the API's word on it. */
  async function operate(asked: () => Promise<string>): Promise<void> {
    try {
      night.setControl({ word: await asked() });
    } catch (error) {
      if (error instanceof Refused && error.status === 401) {
        forgetToken();
        night.setControl({ token: false, refused: true });
      } else {
        const { t } = contextOf(night.address);
        night.setControl({ word: t.control.failed(error instanceof Error ? error.message : String(error)) });
      }
    }
  }

  const clock = (command: Parameters<typeof sendCommand>[1]): Promise<void> =>
    operate(async () => {
      if (night.run !== undefined) night.setControl({ status: await sendCommand(night.run, command) });
      return "";
    });

  const disturb = (incident: Parameters<typeof sendIncident>[1]): Promise<void> =>
    operate(async () => {
      if (night.run !== undefined) night.setControl({ status: await sendIncident(night.run, incident) });
      return contextOf(night.address).t.control.done;
    });

  /** Hands over a graphic of the page, its title and what its figures are worth written around it. */
  async function takeGraphic(
    id: string,
    make: (graphic: SVGSVGElement, caption: Caption) => Promise<Blob>,
    type: string,
  ) {
    const shown = here();
    if (shown === null) return;
    const { scene, territory, context } = shown;
    const caption = captionOf(context, scene, territory, id);
    const found = document.querySelector<SVGSVGElement>(`svg#${id}`);
    if (found !== null) return save(`${id}.${type}`, await make(found, caption));
    // The result is drawn on the page bar by bar: as one graphic, it is drawn now.
    const [ballot] = territory.ballots;
    if (ballot === undefined) return;
    const stage = document.createElement("div");
    stage.className = "visually-hidden";
    document.body.append(stage);
    morph(stage, [resultGraphic(context, { ...ballot, nuances: nuancesOf(scene.documents.france) })]);
    const drawn = stage.querySelector("svg");
    if (drawn !== null) save(`${id}.${type}`, await make(drawn, caption));
    stage.remove();
  }

  const actions: Readonly<Record<string, (target: string) => void | Promise<void>>> = {
    async csv() {
      const shown = here();
      if (shown === null) return;
      const { csvOf, resultSheet } = await import("./tables.ts");
      save(`${shown.territory.name}.csv`, new Blob([csvOf(resultSheet(shown.territory))], { type: "text/csv" }));
    },
    async xlsx() {
      const shown = here();
      if (shown === null) return;
      const { territoryWorkbook } = await import("./tables.ts");
      const { scene, territory } = shown;
      save(`${territory.name}.xlsx`, territoryWorkbook(scene.documents, night.address.place, territory));
    },
    svg: (id) =>
      takeGraphic(
        id,
        async (graphic, caption) => new Blob([svgOf(graphic, caption)], { type: "image/svg+xml" }),
        "svg",
      ),
    png: (id) => takeGraphic(id, pngOf, "png"),
    print: () => print(),
    async report() {
      const { report } = await import("./report.ts");
      const shown = here();
      const page = shown && report(shown.scene.documents.france, shown.territory);
      if (shown !== null && page !== null)
        save(`proces-verbal-${shown.territory.name}.html`, new Blob([page], { type: "text/html" }));
    },
    embed() {
      const shown = here();
      if (shown === null) return;
      const query = queryOf({ ...night.address, run: shown.scene.documents.france.run });
      const frame = html(
        h("iframe", {
          src: new URL(`widget.html${query}`, location.href).href,
          width: 360,
          height: 640,
          title: shown.territory.name,
        }),
      );
      night.answer({ embed: { frame, fragment: html(fragment(shown.context, shown.scene)) } });
    },
    async "would-change"() {
      const { wouldChange } = await import("./law.ts");
      const shown = here();
      if (shown !== null)
        night.answer({ wouldChange: wouldChange(shown.context, shown.scene.documents.france, shown.territory) });
    },
    machine: () => night.openMachine().catch(() => night.setMachine({ playing: false })),
    play: () => play(!(night.machine.status === "open" && night.machine.playing)),
    speak: (departement) => disturb({ incident: "parole", departement }),
    burst: (messages) => disturb({ incident: "rafale", messages: Number(messages) }),
    "clock-pause": () => clock({ action: "pause" }),
    "clock-resume": () => clock({ action: "resume" }),
    "clock-step": (minutes) => clock({ action: "step", seconds: Number(minutes) * MINUTE_S }),
    "clock-seek": (to) => clock({ action: "seek", to }),
    correct(target) {
      night.setControl({ correction: bureauForm(night, target), word: "" });
      document.querySelector<HTMLDetailsElement>("#control")?.setAttribute("open", "");
      document.querySelector<HTMLElement>("#correction-title")?.focus();
    },
    "correction-close": () => night.setControl({ correction: null }),
  };

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-do]") : null;
    if (button !== null) void actions[button.getAttribute("data-do") ?? ""]?.(button.getAttribute("data-target") ?? "");
  });

  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.getAttribute("data-input") === "machine") {
      play(false);
      void travel(target.valueAsNumber);
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const { value } = target;
    const of: Readonly<Record<string, () => void>> = {
      run: () => go(queryOf({ ...night.address, run: value, at: null, against: null })),
      against: () => go(queryOf({ ...night.address, against: value === "" ? null : value })),
      "machine-speed": () => {
        night.setMachine({ speed: Number(value) });
        if (night.machine.status === "open" && night.machine.playing) play(true);
      },
      "clock-speed": () => void clock({ action: "speed", speed: value === "max" ? "max" : Number(value) }),
    };
    of[target.getAttribute("data-change") ?? ""]?.();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const filled = new FormData(form);
    if (form.getAttribute("data-submit") === "token") {
      keepToken(String(filled.get("token")));
      night.setControl({ token: true, refused: false });
      void night.refresh();
      return;
    }
    if (form.getAttribute("data-submit") === "silence") {
      void disturb({ incident: "silence", departement: String(filled.get("departement")) });
      return;
    }
    if (form.getAttribute("data-submit") === "seek") {
      const now = night.control.status?.clock.now;
      if (now !== undefined) void clock({ action: "seek", to: nextAt(String(filled.get("hour")), now) });
      return;
    }
    const { correction } = night.control;
    if (correction !== null) void operate(() => correct(correction, filled));
  });

  /** Sends what was filled in for a bureau. @returns the word on it. */
  async function correct(form: BureauForm, filled: FormData): Promise<string> {
    const { latest } = night;
    const { t, f } = contextOf(night.address);
    if (latest === null) return "";
    const number = (name: string): number => Number(filled.get(name) ?? 0);
    const figures = {
      inscrits: number("inscrits"),
      blancs: number("blancs"),
      nuls: number("nuls"),
      ...(form.exprimes !== null && { exprimes: number("exprimes") }),
      voix: Object.fromEntries(form.voix.map(({ id }) => [id, number(`voix:${id}`)])),
    };
    const votants = votantsOf(figures);
    if (votants > figures.inscrits + admittedExcess(figures.inscrits))
      return t.control.tooMany(f.number(votants), f.number(figures.inscrits));
    const departement = night.scene?.documents.departement?.resultat.departement.code ?? "";
    await sendCorrection(latest, night.control.status?.clock.now ?? latest.instant, departement, form, figures);
    night.setControl({ correction: null });
    return t.control.sent;
  }
}

/** The next instant at which the clocks of Paris show an hour (`20:00`). */
function nextAt(hour: string, now: string): string {
  const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  const ahead = (minutes(hour) - minutes(formatOf("fr").time(now)) + DAY_MINUTES) % DAY_MINUTES;
  const minute = Math.floor(Date.parse(now) / MINUTE_MS) * MINUTE_MS;
  // The minute that is shown has begun.
  return new Date(Math.max(minute + ahead * MINUTE_MS, Date.parse(now))).toISOString();
}

/** The figures of a counted bureau, ready to be changed. @param target `commune/bureau` */
function bureauForm({ scene }: Night, target: string): BureauForm | null {
  const { departement, bureaux } = scene?.documents ?? {};
  const row = bureaux?.resultat.find(([commune, bureau]) => `${commune}/${bureau}` === target);
  if (!departement || !bureaux || row === undefined) return null;
  const [commune, bureau, unite, version, inscrits, , blancs, nuls, exprimes, voix] = row;
  const { resultat } = departement;
  const { france } = scene!.documents;
  const nameOf = namesWithin(departement);
  return {
    commune,
    nom: resultat.communes.find(({ code }) => code === commune)?.nom ?? commune,
    bureau,
    version,
    inscrits,
    together: countedTogether(france),
    blancs,
    nuls,
    exprimes: voix.reduce((sum, count) => sum + count, 0) === exprimes ? null : exprimes,
    voix: (bureaux.candidatures[unite] ?? []).map((id, i) => ({ id, nom: nameOf(unite, id), voix: voix[i] ?? 0 })),
  };
}
