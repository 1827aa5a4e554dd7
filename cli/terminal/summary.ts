import type { RunStatus, RunSummary } from "#cli/control/contract.ts";
import { counted, duration, number, percent } from "./format.ts";
import { HUES, hueById, title } from "./frame.ts";
import { bar } from "./marks.ts";
import type { Line, Tone } from "./spans.ts";
import { clean, columnsOf, cutLine, fit, span, wrap } from "./spans.ts";
import type { Terminal } from "./terminal.ts";

/** The last word on a run, for people: result, what was sent, how fast, and the proof of conservation. Pure. */
export function summaryLines(
  status: Pick<RunStatus, "nom" | "tour" | "genere" | "source">,
  summary: RunSummary,
  outcome: readonly string[],
  terminal: Pick<Terminal, "columns" | "unicode">,
): Line[] {
  const columns = terminal.columns - 1;
  const { totals, messages, delayMs, bureaux } = summary;
  const row = (label: string, ...pieces: string[]): Line => [span(fit(label, 16), "muted"), span(pieces.join(" · "))];
  const sentences = (text: string, tone: Tone): Line[] => wrap(text, columns - 2).map((part) => [span(part, tone)]);
  const lines: Line[] = [
    [span(title(status), "strong"), span(`  ${clean(summary.run)}`, "muted")],
    ...(status.genere === null ? [] : sentences(clean(status.genere), "warning")),
    ...(status.source === undefined ? [] : sentences(clean(`Source : ${status.source}`), "muted")),
    [],
    ...candidatures(summary, columns - 2, terminal.unicode),
    [],
    ...outcome.flatMap((sentence) => sentences(clean(sentence), "strong")),
    ...(outcome.length > 0 ? [[]] : []),
    row("Bureaux", `${number(bureaux.counted)} comptés sur ${number(bureaux.expected)}`),
    row(
      "Électeurs",
      `${number(totals.inscrits)} inscrits`,
      `${number(totals.votants)} votants (${percent(totals.votants, totals.inscrits)})`,
    ),
    row(
      "Bulletins",
      `${number(totals.exprimes)} exprimés`,
      `${number(totals.blancs)} blancs`,
      `${number(totals.nuls)} nuls`,
    ),
    row("Messages", counted(messages.sent, "envoyé", "envoyés"), counted(messages.delivered, "rendu", "rendus")),
    row(
      "dont",
      counted(messages.duplicated, "doublé", "doublés"),
      counted(messages.refused, "refusé", "refusés"),
      counted(messages.corrected, "corrigé", "corrigés"),
    ),
    row(
      "Bureau → publié",
      `médian ${duration(delayMs.p50)}`,
      `p95 ${duration(delayMs.p95)}`,
      `max ${duration(delayMs.max)}`,
    ),
    row(
      "Débit",
      `${number(summary.talliesPerSecond)} bureaux/s`,
      `mémoire au plus haut ${number(summary.peakRssMb)} Mo`,
    ),
    ...(summary.presse === undefined
      ? []
      : [
          row(
            "Presse",
            clean(summary.presse.racine),
            counted(summary.presse.ecrits, "fichier écrit", "fichiers écrits"),
          ),
        ]),
    ...(summary.cout === undefined ? [] : [row("Coût sur AWS", ...costPieces(summary.cout))]),
    ...(summary.fonctions?.echecs ? [row("Fonctions", ...failedPieces(summary.fonctions))] : []),
    [],
    ...sentences(...proof(summary, terminal.unicode)),
  ];
  return lines.map((line) => (line.length === 0 ? line : cutLine([span("  "), ...line], columns)));
}

/** About what AWS would ask for, the press tree apart. */
function costPieces({ dollars, press, counts }: NonNullable<RunSummary["cout"]>): string[] {
  const inDollars = (amount: number): string => `${amount.toFixed(2).replace(".", ",")} $`;
  return [
    `environ ${inDollars(dollars)}${press > 0 ? ` dont presse ${inDollars(press)}` : ""}`,
    `${number(counts.invocations)} appels Lambda`,
    `${number(counts.puts)} écritures S3`,
  ];
}

/** Nothing is lost by a failure; time is, when a busy machine runs functions past theirs. */
function failedPieces({ echecs, horsDelai }: NonNullable<RunSummary["fonctions"]>): string[] {
  return [
    counted(echecs, "appel en échec, repris", "appels en échec, repris"),
    ...(horsDelai > 0 ? [`${number(horsDelai)} hors délai : machine chargée, baissez --speed`] : []),
  ];
}

/** From the most voix to the fewest, whatever the order of the ballot papers. */
function candidatures({ candidatures: onPapers, totals }: RunSummary, columns: number, unicode: boolean): Line[] {
  const list = onPapers.toSorted((a, b) => b.voix - a.voix);
  const first = Math.max(list[0]?.voix ?? 0, 1);
  const hues = hueById(list.map(({ id }) => id));
  const nameColumns = Math.min(
    Math.max(...list.map(({ nom }) => columnsOf(clean(nom))), 8),
    Math.max(columns - 24, 10),
    34,
  );
  const barColumns = Math.min(columns - nameColumns - 25, 40);
  return list.map(({ id, nom, voix }, rank) => [
    span(fit(clean(nom), nameColumns), rank === 0 ? "strong" : undefined),
    span(fit(number(voix), 13, "end")),
    span(fit(percent(voix, totals.exprimes), 9, "end"), rank === 0 ? "strong" : undefined),
    ...(barColumns >= 6
      ? [span("  "), ...bar(voix / first, barColumns, hues.get(id) ?? HUES[0] ?? "accent", unicode)]
      : []),
  ]);
}

function proof({ conservation, bureaux }: RunSummary, unicode: boolean): [text: string, tone: Tone] {
  const stations = counted(bureaux.counted, "bureau", "bureaux");
  return conservation
    ? [
        `${unicode ? "✓ " : ""}Conservation : à chaque niveau, ce qui est publié égale au vote près un décompte indépendant de ce qui a été envoyé (${stations}).`,
        "good",
      ]
    : [
        `${unicode ? "✗ " : ""}Conservation rompue : ce qui est publié diffère d'un décompte indépendant de ce qui a été envoyé (${stations}). Voyez « vingt-heures quarantine list », puis signalez-le avec le fichier et la graine.`,
        "bad",
      ];
}
