import type { Trace } from "#cli/lab/trace.ts";
import { clockTime, number } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { runningHost } from "./running-host.ts";

export const traceCommand: Command = {
  name: "trace",
  summary: "raconte un bureau de vote : messages, registre, refus, publications",
  usage: `Usage : vingt-heures trace COMMUNE-BUREAU [--run R] [--stack NOM] [--json]

Suit un bureau à travers la chaîne qui tourne sur cette machine (« up » ou « start »), ou une pile déployée : ce que le registre en
garde, les messages refusés, les documents nationaux où sa version a changé, ses anomalies. Avant l'heure, lit ce qui est sous embargo.

  COMMUNE-BUREAU   code INSEE de la commune, tiret, code du bureau : 75056-0101
  --run R          le run, quand il y en a plusieurs
  --stack NOM      une pile déployée (identifiants AWS de l'environnement)
  --json           le récit en une ligne de JSON

Codes de sortie : 0 le bureau est au registre · 1 il n'y est pas, ou rien ne tourne · 2 usage
`,
  async run(argv, { env, stdout }) {
    const options = { run: { type: "string" }, stack: { type: "string" }, json: { type: "boolean" } } as const;
    const { values, positionals } = readOptions("trace", argv, options, ["COMMUNE-BUREAU"]);
    const [, commune = "", bureau = ""] =
      /^([0-9Z][0-9A-Z]{2,5})-([0-9A-Za-z][0-9A-Za-z_.+,-]{0,39})$/.exec(positionals[0] ?? "") ?? [];
    if (commune === "")
      throw new CliError("V-USAGE", "bureau mal écrit", {
        place: positionals[0] ?? "",
        expected: "COMMUNE-BUREAU : 75056-0101",
      });
    const [{ openTrace }, { traceBureau }] = await Promise.all([
      import("#cli/operator/aws/trace-sources.ts"),
      import("#cli/lab/trace.ts"),
    ]);
    using sources = await openTrace(values.stack ?? (await runningHost(env).cloud()));
    const run = values.run ?? onlyOne((await sources.runs.list()).map((one) => one.run));
    const trace = await traceBureau(sources, run, commune, bureau);
    if (trace === null)
      throw new CliError("V-BUREAU", "ni run, ni commune de ce nom", {
        place: `${clean(run)} ${commune}`,
        expected: "une commune du dossier",
      });
    stdout.write(values.json === true ? `${JSON.stringify(trace)}\n` : told(trace));
    return trace.entries.length > 0 ? EXIT.ok : EXIT.failed;
  },
};

/** @throws CliError `V-RUN` when there is none, or several to choose from. */
function onlyOne(runs: readonly string[]): string {
  const [only, ...others] = runs;
  if (only !== undefined && others.length === 0) return only;
  throw new CliError("V-RUN", only === undefined ? "aucun run" : "plusieurs runs", {
    place: "vingt-heures trace",
    expected: only === undefined ? "une nuit qui se joue" : runs.map((run) => `--run ${run}`).join(", "),
  });
}

/** The story in French, a line an event. */
export function told({
  run,
  departement,
  commune,
  bureau,
  expected,
  entries,
  refusals,
  publications,
  anomalies,
}: Trace): string {
  const at = (instant: string): string => clockTime(Date.parse(instant));
  const lines = [
    `Bureau ${clean(commune)}/${clean(bureau)}, département ${departement}, run ${clean(run)}`,
    expected === null ? "  absent du dossier" : `  ${number(expected)} inscrits au dossier`,
    ...refusals.map(
      ({ code, digest, messageId, receivedAt }) =>
        `  refusé   ${code}, message ${clean(messageId)}, reçu le ${receivedAt} (quarantine show ${digest.slice(0, 12)})`,
    ),
    ...entries.map(
      ({ version, at: made, exprimes, messageId, key }) =>
        `  registre version ${version} de ${at(made)}, ${number(exprimes)} exprimés, message ${clean(messageId)}, clef ${clean(key)}`,
    ),
    ...publications.map(
      ({ version, sequence, departementSequence, instant, publieLe, object }) =>
        `  publié   version ${version ?? "–"} à ${at(instant)} (le ${publieLe}), France n° ${sequence}, département n° ${departementSequence}, document ${object.slice(0, 12)}`,
    ),
    ...anomalies.map(({ kind, detail }) => `  anomalie ${kind} : ${clean(detail)}`),
    ...(entries.length === 0 ? ["  rien au registre : le bureau n'a rien envoyé qui fût accepté"] : []),
  ];
  return `${lines.join("\n")}\n`;
}
