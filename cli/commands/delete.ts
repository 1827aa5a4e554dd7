import { clean } from "#cli/terminal/spans.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { nightsOf } from "./running-host.ts";

export const deleteCommand: Command = {
  name: "delete",
  summary: "efface une nuit : documents, registre, quarantaine",
  usage: `Usage : vingt-heures delete RUN [--stack NOM]

Arrête une nuit de la chaîne qui tourne sur cette machine, ou d'une pile déployée, et efface tout ce qu'elle y a laissé. Son identifiant
(« vingt-heures status ») ne resservira pas.

  --stack NOM   une pile déployée (identifiants AWS de l'environnement)

Codes de sortie : 0 effacée · 1 échec · 2 usage
`,
  async run(argv, io) {
    const { values, positionals } = readOptions("delete", argv, { stack: { type: "string" } }, ["RUN"]);
    const run = positionals[0] ?? "";
    using nights = await nightsOf(values.stack, io.env);
    await nights.delete(run);
    io.stdout.write(`${clean(run)} est effacé.\n`);
    return EXIT.ok;
  },
};
