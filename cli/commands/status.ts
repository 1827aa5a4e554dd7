import { plainLine } from "#cli/terminal/plain.ts";
import { measureLines } from "#cli/terminal/measures.ts";
import { title } from "#cli/terminal/frame.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { nightsOf, runningHost } from "./running-host.ts";

export const statusCommand: Command = {
  name: "status",
  summary: "dit où en sont les nuits qui se jouent",
  usage: `Usage : vingt-heures status [--stack NOM] [--metrics] [--json]

Une ligne par nuit de la chaîne qui tourne sur cette machine (« up » ou « start »), ou d'une pile déployée : phase, heure de la nuit,
bureaux, débit, délai, tête.

  --stack NOM   une pile déployée (identifiants AWS de l'environnement)
  --metrics     ce que les fonctions de cette machine ont fait depuis le démarrage : procès-verbaux, refus, délais, recomptages, appels
  --json        le même, complet, en JSON

Codes de sortie : 0 fait · 1 aucune chaîne ne tourne · 2 usage
`,
  async run(argv, io) {
    const { values } = readOptions("status", argv, {
      json: { type: "boolean" },
      metrics: { type: "boolean" },
      stack: { type: "string" },
    });
    if (values.metrics === true) {
      const usage = await runningHost(io.env).metrics();
      const lines = values.json === true ? [JSON.stringify(usage)] : measureLines(usage);
      io.stdout.write(`${lines.join("\n")}\n`);
      return EXIT.ok;
    }
    using nights = await nightsOf(values.stack, io.env);
    const runs = await nights.runs();
    if (values.json === true) io.stdout.write(`${JSON.stringify(runs)}\n`);
    else if (runs.length === 0) io.stdout.write("Aucune nuit. Lancez-en une : vingt-heures replay FICHIER\n");
    else
      for (const status of runs)
        io.stdout.write(`${status.run}  ${title(status)}  [${status.phase}]\n  ${plainLine(status)}\n`);
    return EXIT.ok;
  },
};
