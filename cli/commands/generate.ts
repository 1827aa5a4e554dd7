import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { generatedTypes, generateElection, type Generated } from "#shared/night/generated/generate.ts";
import { counted } from "#cli/terminal/format.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command } from "./command.ts";
import { RECORDING_HELP, RECORDING_OPTIONS, recordingOptionsOf } from "./night-options.ts";
import { dayOf, readOptions } from "./options.ts";

const DEFAULT_SEED = "vingt-heures";

export const generateCommand: Command = {
  name: "generate",
  summary: "invente une élection de n'importe quel type, sur les communes réelles",
  usage: `Usage : vingt-heures generate --type TYPE --date AAAA-MM-JJ -o DOSSIER [options]

Écrit le dossier (dossier.json) et la nuit (night.ndjson.gz) du premier tour d'une élection inventée, sur les communes et les populations
d'aujourd'hui ; tout y est dit généré. La même graine donne les mêmes octets. « vingt-heures replay DOSSIER » la joue.

  --type TYPE          ${generatedTypes.slice(0, 6).join(", ")},
                       ${generatedTypes.slice(6, 14).join(", ")},
                       ${generatedTypes.slice(14, 19).join(", ")},
                       ${generatedTypes.slice(19).join(", ")}
  --date AAAA-MM-JJ    le jour du vote : il choisit les règles
  --departement CODES  seulement ces départements : 75 ou 59,62 (défaut : tous ceux où l'élection se tient)
  -o, --output DOSSIER le dossier à écrire
${RECORDING_HELP}

Exemples
  vingt-heures generate --type municipales --date 2026-03-15 --departement 75 -o paris-2026
  vingt-heures generate --type regionales --date 2021-06-20 -o regionales && vingt-heures replay regionales

Codes de sortie : 0 fait · 1 échec · 2 usage
`,
  async run(argv, io) {
    const { values } = readOptions("generate", argv, {
      ...RECORDING_OPTIONS,
      type: { type: "string" },
      date: { type: "string" },
      departement: { type: "string" },
      output: { type: "string", short: "o" },
    });
    const { type, date, departement, output } = values;
    if (type === undefined || date === undefined || output === undefined)
      throw new CliError("V-USAGE", "il manque une option", {
        expected: "--type, --date et -o",
        advice: "vingt-heures generate --help",
      });
    if (!generatedTypes.includes(type))
      throw new CliError("V-USAGE", "type inconnu", { place: `--type ${type}`, expected: generatedTypes.join(", ") });
    const [{ loadNight, recordedNight }, { NIGHT_FILE, writeRecording }, { readTerritory }] = await Promise.all([
      import("#cli/operator/night.ts"),
      import("#cli/reference/recordings.ts"),
      import("#cli/reference/decoupage.ts"),
    ]);
    const options = recordingOptionsOf(values);
    const { seed = DEFAULT_SEED } = options;
    const { dossier, tallies } = generated({
      type,
      date: dayOf("--date", date),
      seed,
      territory: await readTerritory(),
      ...(departement !== undefined && { departements: departement.split(",") }),
    });
    const { stop, ...recording } = options;
    const whole = await recordedNight(dossier, tallies, { ...recording, seed });
    const night = await loadNight({
      source: { kind: "dossier", ...whole },
      ...(stop !== undefined && { options: { stop } }),
    });
    await mkdir(resolve(output), { recursive: true });
    await writeFile(join(resolve(output), "dossier.json"), `${JSON.stringify(night.dossier)}\n`);
    await writeRecording(join(resolve(output), NIGHT_FILE), night);
    const unites = new Set(dossier.parts.flatMap((part) => part.unites.map(({ code }) => code))).size;
    io.stdout.write(
      `${dossier.head.scrutin.nom} : ${counted(tallies.length, "bureau", "bureaux")}, ${counted(Math.max(1, unites), "unité", "unités")} dans ${output}\n`,
    );
    return EXIT.ok;
  },
};

/** @throws CliError `V-USAGE` when the election is not held where it is asked for. */
function generated(options: Parameters<typeof generateElection>[0]): Generated {
  try {
    return generateElection(options);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith("G-DEPARTEMENT")) throw error;
    throw new CliError(
      "V-USAGE",
      "cette élection ne se tient pas là",
      {
        place: `--departement ${options.departements?.join(",") ?? ""}`,
        expected: `des départements où l'on vote aux ${options.type}`,
      },
      { cause: error },
    );
  }
}
