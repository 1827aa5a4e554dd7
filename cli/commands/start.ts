import type { Command } from "./command.ts";
import { playCommand } from "./play.ts";
import { NIGHT_OPTIONS, nightOptionsOf, RECORDING_HELP, showOptionsOf } from "./night-options.ts";
import { readOptions, tourOf } from "./options.ts";
import { SLO_HELP } from "./slo-option.ts";

/** The built-in scenario. */
const SCENARIO = "presidentielle-2017";

export const startCommand: Command = {
  name: "start",
  summary: "rejoue la présidentielle de 2017, sans fichier ni réseau",
  usage: `Usage : vingt-heures start [options]

Rejoue la présidentielle d'avril 2017 sur les communes de France : environ 69 000 bureaux, totaux nationaux officiels au vote près,
répartition par commune générée (et dite telle). Le site s'ouvre sur http://localhost:2000.

  --speed N|max        secondes de la nuit par seconde réelle (défaut : la nuit dure deux minutes environ)
  --tour 1|2           le tour (défaut : 1)
${RECORDING_HELP}
  --start INSTANT      l'heure à laquelle la nuit commence, écrite de même
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
  --port P             port du site (défaut : 2000, ou le premier libre ensuite)
  --open               ouvre le site dans le navigateur
  --no-site            ni site ni attente à la fin
  --json               une ligne de résumé JSON, la dernière de la sortie standard ; le reste sur la sortie d'erreur

Exemples
  vingt-heures start
  vingt-heures start --speed max --no-site --json
  vingt-heures start --tour 2 --speed 60 --open
  vingt-heures start --duplicates 5% --malformed 1% --corrections 1%

Dans un terminal, le site reste servi après le résultat, jusqu'à Entrée ou Ctrl-C.
Codes de sortie : 0 conservation vérifiée · 1 échec, conservation rompue ou objectif manqué · 2 usage · 130 interrompu
`,
  async run(argv, io) {
    const { values } = readOptions("start", argv, { ...NIGHT_OPTIONS, tour: { type: "string" } });
    const tour = values.tour === undefined ? 1 : tourOf(values.tour);
    const source = { kind: "scenario", name: SCENARIO, tour } as const;
    return playCommand({ source, options: nightOptionsOf(values) }, { ...showOptionsOf(values), reuse: false }, io);
  },
};
