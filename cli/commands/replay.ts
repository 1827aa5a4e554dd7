import { WHAT_IF_HELP } from "#shared/night/what-if.ts";
import type { Command } from "./command.ts";
import { NIGHT_OPTIONS, nightOptionsOf, RECORDING_HELP, recordingOptionsOf, showOptionsOf } from "./night-options.ts";
import { readOptions } from "./options.ts";
import { playCommand } from "./play.ts";
import { SLO_HELP } from "./slo-option.ts";
import { SOURCE_HELP, SOURCE_OPTIONS, sourceOf } from "./source.ts";

export const replayCommand: Command = {
  name: "replay",
  summary: "rejoue un fichier officiel de résultats, bureau par bureau",
  usage: `Usage : vingt-heures replay FICHIER [options]

Lit un fichier officiel de résultats (« vingt-heures datasets » : lesquels), envoie chaque bureau à son heure, compte, publie, et prouve à la
fin que ce qui est publié égale ce que dit le fichier. Un fichier sans bureaux est partagé en bureaux générés dont les sommes sont les siennes.
FICHIER peut être une adresse, « - », un enregistrement (« record ») ou le dossier d'une élection générée (« generate »).
Si « vingt-heures up » tourne, la nuit s'y joue.

  --puis FICHIER       le second tour : ne joue rien, compare ceux qui s'y présentent à ceux que la loi y admettait
  --what-if TEXTE      ne joue rien, dit ce que changerait une candidature retirée, un bureau en moins, une autre politique…
                       ou un fichier qui en tient une par ligne ; l'option se répète. Plus bas, la liste
  --start INSTANT      l'heure à laquelle la nuit commence : 18:00 (Paris, le jour du vote) ou un instant ISO 8601
${SOURCE_HELP}
${RECORDING_HELP}
  --speed N|max        secondes de la nuit par seconde réelle, ou aussi vite que possible (défaut)
  --duplicates PART    part des bureaux envoyés deux fois : 0.05 ou 5%
  --malformed PART     part des bureaux précédés d'une copie malformée
  --participation      rapporte la participation de 12 h et 17 h, même à la vitesse max
  --press              publie aussi les fichiers XML du ministère pour la presse (runs/<run>/presse/…), toutes les 15 minutes de la nuit
  --press-interval N   idem, toutes les N minutes de la nuit, ou continu
  --press-first RUN    idem, second tour : les fichiers portent aussi le premier, joué par ce run du même cloud
  --faults P,Q         des pannes, dont chacune doit laisser ce qu'elle annonce (docs/faults.md), ou un fichier
  --report F.html      le rapport en une page, et son jumeau F.json ; --junit F.xml pour l'intégration continue
${SLO_HELP}
  --out DOSSIER        écrit à la fin les documents publiés dans un dossier
  --stack NOM          joue sur une pile déployée (identifiants AWS de l'environnement)
  --resume RUN         reprend une nuit interrompue que sa chaîne garde (« up » ou --stack) : mêmes fichier, graine et options
  --dry-run            dit ce qui serait envoyé et ce que cela coûterait, sans rien envoyer
  --port P             port du site (défaut : 2000, ou le premier libre ensuite)
  --open               ouvre le site dans le navigateur
  --no-site            ni site ni attente à la fin
  --json               une ligne de résumé JSON, la dernière de la sortie standard ; le reste sur la sortie d'erreur

Changements de --what-if
${WHAT_IF_HELP.map(([example, effect]) => `  ${example.padEnd(32)} ${effect}`).join("\n")}

Exemples
  vingt-heures replay PR17_BVot_T1_FE.txt
  vingt-heures replay PR17_BVot_T1_FE.txt --speed 240 --open
  vingt-heures replay resultats.csv --type legislatives --date 2017-06-11 --tour 1 --out publie --json
  vingt-heures replay PR17_BVot_T1_FE.txt --stack NAME --dry-run
  vingt-heures replay PR17_BVot_T1_FE.txt --stack NAME --resume pr2017-t1-20261122-1912-k3f
  vingt-heures replay cantons-tour1.csv --puis cantons-tour2.csv
  vingt-heures replay PR17_BVot_T1_FE.txt --what-if "retirer FILLON" --what-if "transferer HAMON>MELENCHON 60%"

Codes de sortie : 0 conservation vérifiée · 1 échec, conservation rompue ou objectif manqué · 2 usage · 130 interrompu
`,
  async run(argv, io) {
    const { values, positionals } = readOptions(
      "replay",
      argv,
      {
        ...NIGHT_OPTIONS,
        ...SOURCE_OPTIONS,
        puis: { type: "string" },
        "what-if": { type: "string", multiple: true },
        stack: { type: "string" },
        resume: { type: "string" },
        "dry-run": { type: "boolean" },
      },
      ["FICHIER"],
    );
    const source = await sourceOf(positionals[0] ?? "", values, io.stdin);
    if (values.puis !== undefined) {
      const { twoRoundsCommand } = await import("./two-rounds.ts");
      const then = await sourceOf(values.puis, { tour: "2" }, io.stdin);
      return twoRoundsCommand({ first: source, second: then }, values.json === true, io);
    }
    if (values["what-if"] !== undefined) {
      const { whatIfCommand } = await import("./what-if.ts");
      return whatIfCommand(
        { source, options: recordingOptionsOf(values) },
        values["what-if"],
        values.json === true,
        io,
      );
    }
    // A night that is continued goes on at its own speed.
    const options = { ...(values.resume === undefined && { speed: "max" as const }), ...nightOptionsOf(values) };
    const where = values.stack === undefined ? {} : { stack: values.stack };
    if (values["dry-run"] === true) {
      const { estimateCommand } = await import("./estimate.ts");
      return estimateCommand({ source, options }, { json: values.json === true, ...where }, io);
    }
    return playCommand(
      { source, options },
      {
        ...showOptionsOf(values),
        reuse: values.stack === undefined,
        ...where,
        ...(values.resume !== undefined && { resume: values.resume }),
      },
      io,
    );
  },
};
