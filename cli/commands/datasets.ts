import { copyFile } from "node:fs/promises";
import { inspect, type Inspection } from "#shared/formats/inspect.ts";
import { cachedFile, cacheFolder, download, isUrl } from "#cli/files/download.ts";
import { DATASETS, type Dataset } from "#cli/files/catalogue.ts";
import { lean } from "#cli/files/lean.ts";
import { openFile } from "#cli/files/open.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command, type CommandIo } from "./command.ts";
import { datasetLines, inspectionLines, progressLine } from "./datasets-text.ts";
import { readOptions, tourOf } from "./options.ts";
import { suggestion } from "./suggestion.ts";

const USAGE = `Usage : vingt-heures datasets [--json]
        vingt-heures datasets get NOM|ADRESSE [--out FICHIER]
        vingt-heures datasets inspect FICHIER|ADRESSE|- [--type T --date J --tour N] [--election ID] [--json]

Sans mot de plus : les fichiers officiels connus, leur date, leur taille, leur adresse, et lesquels sont déjà en cache.
get télécharge un fichier une fois, reprend un téléchargement interrompu, et garde son empreinte.
inspect dit ce qu'est un fichier : famille, encodage, lignes, totaux, surprises, ce qui manque pour le jouer.

  --cache DOSSIER   dossier du cache (défaut : ~/.cache/vingt-heures, ou VINGT_HEURES_CACHE)
  --out FICHIER     copie aussi le fichier téléchargé
  --tour N          un tour, quand le fichier porte les deux
  --election ID     une élection des fichiers agrégés, par exemple 2022_pres_t1
  --type, --date    l'élection, quand le fichier ne la dit pas
  --json            un document JSON

Exemples
  vingt-heures datasets get municipales-2014-t1
  vingt-heures datasets inspect PR17_BVot_T1_FE.txt
  vingt-heures datasets inspect archive.zip#bureaux.csv --json

Codes de sortie : 0 fait · 1 fichier illisible ou introuvable · 2 usage
`;

const OPTIONS = {
  json: { type: "boolean" },
  cache: { type: "string" },
  out: { type: "string" },
  type: { type: "string" },
  date: { type: "string" },
  tour: { type: "string" },
  election: { type: "string" },
} as const;

export const datasetsCommand: Command = {
  name: "datasets",
  summary: "les fichiers officiels : la liste, leur téléchargement, ce que l'un d'eux contient",
  usage: USAGE,
  async run(argv, io) {
    const [verb, ...rest] = argv;
    switch (verb) {
      case "get":
        return get(rest, io);
      case "inspect":
        return inspectCommand(rest, io);
      default:
        return list(argv, io);
    }
  },
};

async function list(argv: readonly string[], { stdout, env }: CommandIo): Promise<number> {
  const { values } = readOptions("datasets", argv, { json: OPTIONS.json, cache: OPTIONS.cache });
  const cache = values.cache ?? cacheFolder(env);
  const entries = await Promise.all(
    DATASETS.map(async (dataset) => ({
      ...dataset,
      enCache: dataset.url === null ? null : await cachedFile(dataset.url, cache),
    })),
  );
  stdout.write(values.json === true ? `${JSON.stringify(entries)}\n` : `${datasetLines(entries).join("\n")}\n`);
  return EXIT.ok;
}

async function get(argv: readonly string[], { stdout, stderr, env }: CommandIo): Promise<number> {
  const { values, positionals } = readOptions(
    "datasets get",
    argv,
    { json: OPTIONS.json, cache: OPTIONS.cache, out: OPTIONS.out },
    ["NOM"],
  );
  const url = addressOf(positionals[0] ?? "");
  const show = progressLine({ stderr, env });
  const cache = values.cache ?? cacheFolder(env);
  const kept = await download(url, { cache, onProgress: show.update }).finally(show.end);
  if (values.out !== undefined) await copyFile(kept.path, values.out);
  const place = values.out ?? kept.path;
  stdout.write(values.json === true ? `${JSON.stringify({ ...kept, path: place })}\n` : `${place}\n`);
  return EXIT.ok;
}

/** The address of a dataset by its name, or the address given. @throws CliError `V-USAGE` */
function addressOf(name: string): string {
  if (isUrl(name)) return name;
  const dataset: Dataset | undefined = DATASETS.find(({ nom }) => nom === name);
  if (dataset === undefined) {
    const near = suggestion(
      name,
      DATASETS.map(({ nom }) => nom),
    );
    throw new CliError("V-USAGE", "jeu de données inconnu", {
      place: name,
      expected: "un nom de « vingt-heures datasets », ou une adresse",
      advice: near === undefined ? "vingt-heures datasets" : `vouliez-vous dire ${near} ?`,
    });
  }
  if (dataset.url === null) {
    throw new CliError("V-USAGE", "l'adresse du fichier n'est pas connue, celle de sa page l'est", {
      place: name,
      expected: "l'adresse du fichier, prise sur la page",
      advice: `ouvrez ${dataset.page}, puis : vingt-heures datasets get ADRESSE`,
    });
  }
  return dataset.url;
}

async function inspectCommand(argv: readonly string[], { stdin, stdout, stderr, env }: CommandIo): Promise<number> {
  const { values, positionals } = readOptions("datasets inspect", argv, OPTIONS, ["FICHIER"]);
  const { type, date, tour, election, cache = cacheFolder(env) } = values;
  const location = positionals[0] ?? "";
  const show = progressLine({ stderr, env });
  const file = openFile(location, stdin, { cache, onProgress: show.update });
  const options = {
    ...(type !== undefined && { type }),
    ...(date !== undefined && { date }),
    ...(tour !== undefined && { tour: tourOf(tour) }),
    ...(election !== undefined && { election }),
  };
  const inspection: Inspection = await lean(() => inspect(file, options)).finally(show.end);
  const whole = { ...inspection, octets: file.size(), contenants: file.containers };
  stdout.write(values.json === true ? `${JSON.stringify(whole)}\n` : `${inspectionLines(whole).join("\n")}\n`);
  return EXIT.ok;
}
