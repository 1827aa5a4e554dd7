import type { RunPhase, RunStatus } from "#cli/control/contract.ts";
import { counted, clockTime, delay, hourMinute, longDay, number, percent, progress, tourName } from "./format.ts";
import { bar, curve } from "./marks.ts";
import { inFlow } from "./plain.ts";
import type { Line, Tone } from "./spans.ts";
import { beside, clean, columnsOf, cutLine, fit, joined, span, spread, wrap } from "./spans.ts";
import type { Terminal } from "./terminal.ts";

/** The live display of a run: its state as lines that fit the terminal. Pure. */

export interface FrameView {
  readonly terminal: Pick<Terminal, "columns" | "rows" | "unicode">;
  /** Address of the site, when it is served. */
  readonly site?: string;
  /** Last line: what the person can do now. */
  readonly hint: string;
}

const PHASES: Readonly<Record<RunPhase, string>> = {
  preparation: "préparation",
  nuit: "dépouillement",
  "derniers-messages": "derniers messages",
  terminee: "terminée",
  arretee: "arrêtée",
  echec: "échec",
};

export const HUES: readonly Tone[] = ["hue0", "hue1", "hue2", "hue3", "hue4", "hue5"];
/** From this width on, candidatures and curve stand side by side. */
const WIDE = 100;
const MARGIN = 1;

/** At most `rows − 1` lines, none wider than `columns − 1`: the cursor rests below without scrolling. */
export function frame(status: RunStatus, { terminal, site, hint }: FrameView): Line[] {
  const columns = terminal.columns - 1 - 2 * MARGIN;
  const head = header(status, columns, terminal.unicode);
  const foot = footer(status, columns, site, hint);
  const room = terminal.rows - 1 - head.length - foot.length;
  const body = status.phase === "preparation" ? [] : results(status, columns, Math.max(room, 0), terminal.unicode);
  return [...head, ...body, ...foot]
    .slice(0, terminal.rows - 1)
    .map((line) => [span(" ".repeat(MARGIN)), ...cutLine(line, columns)]);
}

function header(status: RunStatus, columns: number, unicode: boolean): Line[] {
  const { clock, bureaux, embargo } = status;
  const now = Date.parse(clock.now);
  const speed = clock.speed === "max" ? "vitesse maximale" : `${unicode ? "×" : "x"}${number(clock.speed)}`;
  const release = embargo.released
    ? span("résultats publics", "good")
    : span(`sous embargo jusqu'à ${hourMinute(Date.parse(embargo.until))}`, "warning");
  const share =
    columns >= 50
      ? `${number(bureaux.counted)} / ${number(bureaux.expected)}   ${progress(bureaux.counted, bureaux.expected)}`
      : progress(bureaux.counted, bureaux.expected);
  const label = columns >= 64 ? "Bureaux comptés  " : "Bureaux ";
  const barColumns = columns - label.length - columnsOf(share) - 2;
  return [
    spread([span(title(status), "strong")], [span(clean(status.run), "muted")], columns),
    spread(
      joined(
        [
          [span(clockTime(now), "strong"), span(` ${longDay(now)}`, "muted")],
          [span(PHASES[status.phase], "accent")],
          [span(clock.paused ? "en pause" : speed, clock.paused ? "warning" : "muted")],
        ],
        columns - columnsOf(release.text) - 2,
      ),
      [release],
      columns,
    ),
    [],
    [
      span(label),
      ...bar(ratio(bureaux.counted, bureaux.expected), Math.max(barColumns, 4), "accent", unicode),
      span(`  ${share}`),
    ],
    [],
  ];
}

/** `Élection présidentielle 2017, 1er tour`, without saying the round twice. */
export const title = (status: Pick<RunStatus, "nom" | "tour">): string =>
  /\btour\b/i.test(status.nom) ? clean(status.nom) : `${clean(status.nom)}, ${tourName(status.tour)}`;

function results(status: RunStatus, columns: number, room: number, unicode: boolean): Line[] {
  if (columns >= WIDE) {
    const half = Math.floor((columns - 4) / 2);
    const rows = Math.min(room - 1, 18);
    const left = leaders(status, half, rows, unicode);
    return rows < 4
      ? []
      : [...beside(left, arrivals(status, half, Math.max(Math.min(left.length, rows), 7), unicode), half + 4), []];
  }
  // A curve says little under three rows: candidatures give way down to three, then it does.
  const shown = Math.min(status.leaders.length, Math.max(Math.floor((room - 4) / 2), 3));
  const left = leaders(status, columns, Math.min(shown + 1, room - 1), unicode);
  const rest = room - left.length - 2;
  return [
    ...left,
    ...(left.length > 0 ? [[]] : []),
    ...(rest >= 5 ? [...arrivals(status, columns, Math.min(rest, 12), unicode), []] : []),
  ];
}

/** Heading and one line a candidature; `rows` in all. */
function leaders(status: RunStatus, columns: number, rows: number, unicode: boolean): Line[] {
  if (rows < 2 || status.leaders.length === 0) return [];
  const first = Math.max(status.leaders[0]?.voix ?? 0, 1);
  const hues = hueById(status.leaders.map(({ id }) => id));
  const nameColumns = Math.min(
    Math.max(...status.leaders.map(({ nom }) => columnsOf(clean(nom))), 10),
    columns >= 60 ? 26 : 14,
  );
  const figures = columns >= 46;
  const barColumns = columns - nameColumns - 10 - (figures ? 13 : 0);
  const heading = spread(
    [span("Candidatures", "strong")],
    status.embargo.released
      ? [span(status.phase === "terminee" ? "résultat" : "en cours de comptage", "muted")]
      : [span("sous embargo", "warning")],
    columns,
  );
  const lines = status.leaders
    .slice(0, rows - 1)
    .map(({ id, nom, voix }, rank): Line => [
      span(fit(clean(nom), nameColumns), rank === 0 ? "strong" : undefined),
      span(" "),
      ...(barColumns >= 4 ? bar(voix / first, barColumns, hues.get(id) ?? "hue0", unicode) : []),
      span(fit(percent(voix, status.totals.exprimes), 9, "end"), rank === 0 ? "strong" : undefined),
      ...(figures ? [span(fit(number(voix), 13, "end"), "muted")] : []),
    ]);
  return [heading, ...lines];
}

/** A candidature keeps its hue when ranks change. */
export const hueById = (ids: readonly string[]): ReadonlyMap<string, Tone> =>
  new Map(ids.toSorted().map((id, index) => [id, HUES[index % HUES.length] ?? "hue0"]));

const HOUR = 3_600_000;

/** Heading, area and time axis; `rows` in all. */
function arrivals(status: RunStatus, columns: number, rows: number, unicode: boolean): Line[] {
  const { from, to } = drawnHours(status);
  const area = { columns, rows: rows - 2, from, to, top: Math.max(status.bureaux.expected, 1), unicode };
  const heading = spread(
    [span("Arrivée des bureaux", "strong")],
    [
      span(
        `${progress(status.bureaux.counted, status.bureaux.expected)} à ${hourMinute(Date.parse(status.clock.now))}`,
        "muted",
      ),
    ],
    columns,
  );
  return [heading, ...curve(status.curve, area), axis(from, to, columns, Date.parse(status.embargo.until))];
}

/** Whole hours around what is worth drawing: from the first half percent (some vote on Saturday) to an hour after the embargo at least. */
function drawnHours(status: RunStatus): { from: number; to: number } {
  const begun = status.curve.findIndex(([, value]) => value * 200 >= status.bureaux.expected);
  const first = status.curve[Math.max(begun - 1, 0)]?.[0] ?? Date.parse(status.clock.now);
  const last = Math.max(status.curve.at(-1)?.[0] ?? first, Date.parse(status.embargo.until));
  return { from: Math.floor(Math.min(first, last) / HOUR) * HOUR, to: (Math.floor(last / HOUR) + 1) * HOUR };
}

function axis(from: number, to: number, columns: number, embargo: number): Line {
  const hours = (to - from) / HOUR;
  const step = Math.max(1, Math.ceil((hours * 7) / columns));
  const marks: { text: string; tone?: Tone }[] = [];
  let written = 0;
  for (let hour = 0; hour <= hours; hour += step) {
    const at = from + hour * HOUR;
    const label = `${Number(hourMinute(at).slice(0, 2))} h`;
    const column = Math.min(Math.round((hour / hours) * columns), columns - label.length);
    if (column < written) continue;
    marks.push(span(" ".repeat(column - written), "muted"), span(label, at === embargo ? "warning" : "muted"));
    written = column + label.length + 1;
    marks.push(span(" "));
  }
  return marks;
}

function footer(status: RunStatus, columns: number, site: string | undefined, hint: string): Line[] {
  const { totals, messages, delayMs } = status;
  const label = (text: string): Line[number] => span(`${text} `, "muted");
  const one = (name: string, value: string, tone?: Tone): Line => [label(name), span(value, tone)];
  return [
    joined(
      [
        one("Participation", percent(totals.votants, totals.inscrits)),
        one("blancs", percent(totals.blancs, totals.votants)),
        one("nuls", percent(totals.nuls, totals.votants)),
      ],
      columns,
    ),
    joined(
      [
        one("Messages", counted(messages.sent, "envoyé", "envoyés")),
        [span(counted(messages.duplicated, "doublé", "doublés"))],
        [span(counted(messages.refused, "refusé", "refusés"), messages.refused > 0 ? "warning" : undefined)],
        [span(counted(messages.corrected, "corrigé", "corrigés"))],
        one("en file", number(inFlow(status))),
      ],
      columns,
    ),
    joined(
      [
        one("Débit", `${number(status.talliesPerSecond)}\u00a0bureaux/s`),
        one("délai médian", delay(delayMs.p50)),
        one("p95", delay(delayMs.p95)),
        one("max", delay(delayMs.max)),
      ],
      columns,
    ),
    ...(status.genere === null ? [] : generated(status.genere, columns)),
    [],
    spread(
      site === undefined ? [span(hint, "muted")] : [label("Site"), span(site, "accent")],
      site === undefined ? [] : [span(hint, "muted")],
      columns,
    ),
  ];
}

/** What is generated, on two lines at most: the summary and the site say the whole. */
function generated(genere: string, columns: number): Line[] {
  const [first = "", ...rest] = wrap(clean(genere), columns);
  return [first, ...(rest.length === 0 ? [] : [fit(rest.join(" "), columns).trimEnd()])].map((text) => [
    span(text, "warning"),
  ]);
}

const ratio = (part: number, whole: number): number => (whole <= 0 ? 0 : part / whole);
