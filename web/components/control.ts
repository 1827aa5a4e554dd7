import type { RunStatus } from "#cli/control/contract.ts";
import type { CloudUsage } from "#cli/operator/cloud.ts";
import { METRICS, type MetricName } from "#shared/contracts/metrics.ts";
import { h, type Child, type Element } from "../tree/node.ts";
import type { FranceDocument } from "../documents.ts";
import type { Context } from "./context.ts";

/** What the control room knows. */
export interface Control {
  /** Whether a local cloud serves this page: else there is no control room. */
  readonly local: boolean;
  readonly token: boolean;
  readonly refused: boolean;
  readonly status: RunStatus | null;
  /** What the functions of the local cloud tell of themselves, by function and figure. */
  readonly measures: NonNullable<CloudUsage["measures"]>;
  /** The last word of the API on what was asked. */
  readonly word: string;
  readonly correction: BureauForm | null;
}

/** A bureau about to be corrected. */
export interface BureauForm {
  readonly commune: string;
  readonly nom: string;
  readonly bureau: string;
  readonly version: number;
  readonly inscrits: number;
  /** Whether blank and void ballots are one number, which `nuls` is. */
  readonly together: boolean;
  readonly blancs: number;
  readonly nuls: number;
  /** Where an elector votes for several: what the voix do not add up to. `null`: they do. */
  readonly exprimes: number | null;
  readonly voix: readonly { readonly id: string; readonly nom: string; readonly voix: number }[];
}

const SPEEDS = [1, 20, 60, 200, 1000] as const;
/** Minutes of a step, after which the clock stands still. */
const STEPS = [1, 10, 60] as const;
/** Messages of a burst. */
const BURSTS = [500, 5000] as const;

const OVER: ReadonlySet<RunStatus["phase"]> = new Set(["terminee", "arretee", "echec"]);

/** Whether the reader commands a night that still plays. */
export const commands = ({ token, status }: Control): boolean => token && status !== null && !OVER.has(status.phase);

/** `12 bureaux` a second; of a slow night, `0,4`. */
const rateOf = ({ t, f }: Context, { talliesPerSecond: rate }: RunStatus): string =>
  t.control.tallies(rate, rate < 1 ? f.decimal(rate) : f.number(Math.round(rate)));

const button = (action: string, label: string, target?: string | number): Element =>
  h("button", { type: "button", "data-do": action, "data-target": target }, label);

/** The control room of a night played on this machine: its clock, and corrections sent through the whole pipeline. */
export function control(context: Context, told: Control, departements: FranceDocument["departements"]): Element | null {
  const { local, token, refused, status, measures, word, correction } = told;
  if (!local) return null;
  const commanded = commands(told);
  const { t, f } = context;
  const c = t.control;
  return h(
    "details",
    { class: "panel control", key: commanded ? "desk" : "control", id: "control", open: commanded },
    h("summary", {}, h("h2", {}, c.title)),
    (status === null || !OVER.has(status.phase)) && h("p", {}, c.intro),
    !token &&
      h(
        "form",
        { "data-submit": "token" },
        h(
          "label",
          {},
          c.token,
          " ",
          h("input", {
            name: "token",
            type: "password",
            autocomplete: "off",
            required: true,
            "aria-describedby": "token-hint",
          }),
        ),
        h("button", { type: "submit" }, c.enter),
        h("p", { class: "hint", id: "token-hint" }, refused ? c.refused : c.tokenHint),
      ),
    token &&
      status !== null &&
      h(
        "div",
        { class: "desk" },
        h(
          "p",
          { class: "big" },
          f.time(status.clock.now),
          " ",
          h("span", { class: "unit" }, c.phases[status.phase] ?? status.phase),
        ),
        h(
          "p",
          { class: "hint" },
          status.talliesPerSecond > 0 ? c.rate(rateOf(context, status), f.duration(status.delayMs.p50)) : c.still,
        ),
        // Of a night that is over, nothing can be moved any more.
        OVER.has(status.phase) ? h("p", {}, c.over) : command(context, status, departements),
        !OVER.has(status.phase) && h("p", { class: "hint" }, h("strong", {}, c.inject), t.colon, c.injectHint),
        machinery(context, measures),
      ),
    correction !== null && correctionForm(context, correction),
    h("p", { role: "status", class: "word" }, word),
  );
}

/** The clock and what may befall the night. */
function command(context: Context, status: RunStatus, departements: FranceDocument["departements"]): Child {
  const { t, f } = context;
  const c = t.control;
  return [
    h(
      "p",
      { class: "actions" },
      status.clock.paused ? button("clock-resume", c.resume) : button("clock-pause", c.pause),
      h(
        "label",
        {},
        c.speed,
        " ",
        h(
          "select",
          { "data-change": "clock-speed", "data-value": String(status.clock.speed) },
          [...new Set<number | "max">([...SPEEDS, status.clock.speed, "max"])].map((speed) =>
            h(
              "option",
              { value: speed, selected: speed === status.clock.speed },
              speed === "max" ? c.max : `× ${f.number(speed)}`,
            ),
          ),
        ),
      ),
    ),
    // At max, the clock follows what is published: nobody moves it.
    status.clock.speed !== "max" && [forward(context, status), byStep(context)],
    incidents(context, status, departements),
  ];
}

/** The clock goes to an hour, and on from there. */
const forward = ({ t, f }: Context, { embargo }: RunStatus): Element =>
  h(
    "form",
    { class: "actions", "data-submit": "seek", key: "seek" },
    h("label", {}, t.control.seek, " ", h("input", { name: "hour", type: "time", required: true })),
    h("button", { type: "submit" }, t.control.go),
    !embargo.released && button("clock-seek", t.control.toRelease(f.time(embargo.until)), embargo.until),
  );

/** The clock goes so far, and stands still. */
const byStep = ({ t, f }: Context): Element =>
  h(
    "p",
    { class: "actions", key: "steps" },
    h("span", { id: "steps-label" }, t.control.steps),
    STEPS.map((minutes) => button("clock-step", t.control.step(f.number(minutes)), minutes)),
  );

/** The figures of the functions, in the order in which a tally travels. */
function machinery({ t, f }: Context, measures: Control["measures"]): Element | false {
  const told = new Map(Object.values(measures).flatMap((figures) => Object.entries(figures)));
  const rows = (Object.keys(METRICS) as MetricName[]).flatMap((name) => {
    const measure = told.get(name);
    if (measure === undefined) return [];
    const { count, sum, max } = measure;
    const total = METRICS[name] === "Count" && name !== "FoldedEntries";
    const written = (figure: number): string =>
      METRICS[name] === "Milliseconds" ? f.duration(figure) : f.number(Math.round(figure));
    const value = total ? f.number(sum) : t.control.average(written(sum / count), written(max));
    return [h("tr", { key: name }, h("th", { scope: "row" }, t.control.measures[name]), h("td", {}, value))];
  });
  if (rows.length === 0) return false;
  return h(
    "details",
    { class: "machinery", key: "machinery" },
    h("summary", {}, t.control.machinery),
    h("table", { class: "territories" }, h("tbody", {}, rows)),
  );
}

/** What may befall the night: a département that falls silent, a burst. */
function incidents({ t, f }: Context, { silences }: RunStatus, departements: FranceDocument["departements"]): Element {
  const c = t.control;
  const name = (code: string): string => departements.find((row) => row.code === code)?.nom ?? code;
  const speaking = departements.filter(({ code, complet }) => silences[code] === undefined && !complet);
  return h(
    "div",
    { class: "incidents" },
    h(
      "form",
      { class: "actions", "data-submit": "silence" },
      speaking.length > 0 && [
        h(
          "label",
          {},
          c.silence,
          " ",
          h(
            "select",
            { name: "departement" },
            speaking.map(({ code, nom }) => h("option", { value: code, key: code }, `${code} ${nom}`)),
          ),
        ),
        h("button", { type: "submit" }, c.silenceNow),
      ],
      BURSTS.map((messages) =>
        h("button", { type: "button", "data-do": "burst", "data-target": messages }, c.burst(f.number(messages))),
      ),
    ),
    Object.entries(silences).length > 0 &&
      h(
        "ul",
        { class: "silences" },
        Object.entries(silences).map(([code, held]) =>
          h(
            "li",
            { key: code },
            c.silent(name(code), held, f.number(held)),
            " ",
            h("button", { type: "button", "data-do": "speak", "data-target": code }, c.speak),
          ),
        ),
      ),
  );
}

function correctionForm(
  { t }: Context,
  { commune, nom, bureau, inscrits, together, blancs, nuls, exprimes, voix }: BureauForm,
): Element {
  const c = t.control;
  const field = (name: string, label: string, value: number): Element =>
    h(
      "label",
      { key: name },
      h("span", {}, label),
      h("input", {
        name,
        type: "number",
        min: 0,
        max: 9_999_999,
        step: 1,
        value,
        required: true,
        inputmode: "numeric",
      }),
    );
  return h(
    "form",
    { class: "correction", "data-submit": "correction", key: `correction-${commune}-${bureau}` },
    h("h3", { id: "correction-title", tabindex: -1 }, c.correctTitle(bureau.replace(/^0+(?=.)/, ""), nom)),
    h(
      "div",
      { class: "fields" },
      field("inscrits", t.progress.registered, inscrits),
      !together && field("blancs", t.turnout.blank, blancs),
      field("nuls", together ? t.turnout.blankAndNull : t.turnout.null, nuls),
      exprimes !== null && field("exprimes", t.turnout.expressed, exprimes),
      voix.map((one) => field(`voix:${one.id}`, one.nom, one.voix)),
    ),
    h(
      "p",
      { class: "actions" },
      h("button", { type: "submit" }, c.send),
      h("button", { type: "button", "data-do": "correction-close" }, c.cancel),
    ),
  );
}
