import { resolve } from "node:path";
import { counted } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command } from "./command.ts";
import { RECORDING_HELP, RECORDING_OPTIONS, recordingOptionsOf } from "./night-options.ts";
import { readOptions } from "./options.ts";
import { SOURCE_HELP, SOURCE_OPTIONS, sourceOf } from "./source.ts";

export const recordCommand: Command = {
  name: "record",
  summary: "écrit une nuit dans un fichier, à garder, à modifier, à rejouer",
  usage: `Usage : vingt-heures record SCÉNARIO|FICHIER -o NUIT.ndjson.gz [options]

Écrit les procès-verbaux d'une nuit et leurs heures de départ, sans rien jouer : une ligne JSON chacun, le dossier sur la première. La même
graine donne les mêmes octets. « vingt-heures replay NUIT.ndjson.gz » les rejoue.

  -o, --output FICHIER le fichier à écrire ; comprimé quand son nom finit par .gz
${SOURCE_HELP}
${RECORDING_HELP}

Exemples
  vingt-heures record presidentielle-2017 -o nuit.ndjson.gz
  vingt-heures record resultats.csv --corrections 2% --seed essai -o nuit.ndjson

Codes de sortie : 0 fait · 1 échec · 2 usage
`,
  async run(argv, io) {
    const options = { ...SOURCE_OPTIONS, ...RECORDING_OPTIONS, output: { type: "string", short: "o" } } as const;
    const { values, positionals } = readOptions("record", argv, options, ["SCÉNARIO|FICHIER"]);
    if (values.output === undefined)
      throw new CliError("V-USAGE", "il manque le fichier à écrire", { expected: "-o NUIT.ndjson.gz" });
    const source = await sourceOf(positionals[0] ?? "", values, io.stdin);
    const [{ loadNight }, { writeRecording }] = await Promise.all([
      import("#cli/operator/night.ts"),
      import("#cli/reference/recordings.ts"),
    ]);
    const night = await loadNight({ source, options: recordingOptionsOf(values) });
    await writeRecording(resolve(values.output), night);
    const { source: origin, scrutin, tour } = night.dossier.head;
    const messages = counted(night.recording.length, "procès-verbal", "procès-verbaux");
    io.stdout.write(`${messages} de « ${scrutin.nom} », tour ${tour} : ${values.output}\nSource : ${clean(origin)}\n`);
    return EXIT.ok;
  },
};
