import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { NightSource } from "#cli/control/contract.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { NIGHT_OPTIONS, nightOptionsOf, showOptionsOf } from "./night-options.ts";
import { readOptions, tourOf } from "./options.ts";
import { playCommand } from "./play.ts";

export const replayCommand: Command = {
  name: "replay",
  summary: "rejoue un fichier officiel de résultats, bureau par bureau",
  usage: `Usage : vingt-heures replay FICHIER [options]

Lit un fichier de résultats par bureau de vote (CSV du ministère de l'Intérieur), envoie chaque bureau à son heure, compte, publie, et
prouve à la fin que ce qui est publié égale ce que dit le fichier. Si « vingt-heures up » tourne, la nuit s'y joue.

  --speed N|max        secondes de la nuit par seconde réelle, ou aussi vite que possible (défaut)
  --tour 1|2           le tour, quand le fichier ne le dit pas
  --type TYPE          le type de scrutin, quand le nom du fichier ne le dit pas (presidentielle, legislatives…)
  --date AAAA-MM-JJ    le jour du vote, de même
  --seed TEXTE         la même graine donne la même nuit
  --duplicates PART    part des bureaux envoyés deux fois : 0.05 ou 5%
  --malformed PART     part des bureaux précédés d'une copie malformée
  --corrections PART   part des bureaux corrigés plus tard
  --press              publie aussi les fichiers XML du ministère pour la presse (runs/<run>/presse/…), toutes les 15 minutes de la nuit
  --press-interval N   idem, toutes les N minutes de la nuit, ou continu
  --press-first RUN    idem, second tour : les fichiers portent aussi le premier, joué par ce run du même cloud
  --out DOSSIER        écrit à la fin les documents publiés dans un dossier
  --stack NOM          joue sur une pile déployée (identifiants AWS de l'environnement)
  --dry-run            dit ce qui serait envoyé et ce que cela coûterait, sans rien envoyer
  --port P             port du site (défaut : 2000, ou le premier libre ensuite)
  --open               ouvre le site dans le navigateur
  --no-site            ni site ni attente à la fin
  --json               une ligne de résumé JSON, la dernière de la sortie standard ; le reste sur la sortie d'erreur

Exemples
  vingt-heures replay PR17_BVot_T1_FE.txt
  vingt-heures replay PR17_BVot_T1_FE.txt --speed 240 --open
  vingt-heures replay resultats.csv --type legislatives --date 2017-06-11 --tour 1 --out publie --json
  vingt-heures replay PR17_BVot_T1_FE.txt --stack NAME --dry-run

Codes de sortie : 0 conservation vérifiée · 1 échec ou conservation rompue · 2 usage · 130 interrompu
`,
  async run(argv, io) {
    const { values, positionals } = readOptions(
      "replay",
      argv,
      {
        ...NIGHT_OPTIONS,
        tour: { type: "string" },
        type: { type: "string" },
        date: { type: "string" },
        stack: { type: "string" },
        "dry-run": { type: "boolean" },
      },
      ["FICHIER"],
    );
    const source = sourceOf(positionals[0] ?? "", values);
    const options = { speed: "max", ...nightOptionsOf(values) } as const;
    if (values["dry-run"] === true) {
      const { estimateCommand } = await import("./estimate.ts");
      return estimateCommand({ source, options }, values.json === true, io);
    }
    return playCommand(
      { source, options },
      {
        ...showOptionsOf(values),
        reuse: values.stack === undefined,
        ...(values.stack !== undefined && { stack: values.stack }),
      },
      io,
    );
  },
};

interface SourceHints {
  readonly tour?: string | undefined;
  readonly type?: string | undefined;
  readonly date?: string | undefined;
}

/** The file as the host will read it: by its absolute path. @throws CliError `V-FICHIER` when it is not there, `V-USAGE` */
function sourceOf(file: string, { tour, type, date }: SourceHints): NightSource {
  const path = resolve(file);
  if (!existsSync(path))
    throw new CliError("V-FICHIER", "fichier introuvable", {
      place: path,
      expected: "un fichier de résultats par bureau de vote",
    });
  if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date))
    throw new CliError("V-USAGE", "date mal écrite", { place: `--date ${date}`, expected: "AAAA-MM-JJ" });
  return {
    kind: "file",
    path,
    ...(tour !== undefined && { tour: tourOf(tour) }),
    ...(type !== undefined && { type }),
    ...(date !== undefined && { date }),
  };
}
