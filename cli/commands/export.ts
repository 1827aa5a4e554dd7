import { writeFile } from "node:fs/promises";
import { readPublishedNight, type PublishedNight } from "#shared/documents/published-night.ts";
import { formatOfName, LEVEL_FORMATS, levelFile, procesVerbalFile, type ExportFile } from "#shared/exports/files.ts";
import { LEVELS } from "#shared/exports/rows.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command } from "./command.ts";
import { readOptions } from "./options.ts";
import { openPublished, runOf } from "./published-source.ts";

const FORMATS = [...LEVEL_FORMATS, "proces-verbal"] as const;

const OPTIONS = {
  run: { type: "string" },
  format: { type: "string" },
  level: { type: "string" },
  departement: { type: "string" },
  territoire: { type: "string" },
  output: { type: "string", short: "o" },
} as const;

export const exportCommand: Command = {
  name: "export",
  summary: "met une nuit publiée en CSV, Excel, Parquet, texte du ministère, NIST ou procès-verbal",
  usage: `Usage : vingt-heures export DOSSIER|ADRESSE --level NIVEAU [--format ${LEVEL_FORMATS.join("|")}] [-o FICHIER]
        vingt-heures export DOSSIER|ADRESSE --territoire T [--format proces-verbal] [-o FICHIER]

  DOSSIER|ADRESSE   ce que --out a écrit, une copie du compartiment S3, ou l'adresse d'un site (http://localhost:2000)
  --format F        csv (s'ouvre dans un Excel français), xlsx, parquet, ministere (Windows-1252, CRLF, blocs), nist
                    (SP 1500-100 V2), proces-verbal (une page HTML à imprimer) ; sans elle, ce que dit la fin du nom de FICHIER :
                    .csv, .xlsx, .parquet, .ministere.txt, .nist.json, .html
  --level N         ${LEVELS.join(", ")} ; unite : circonscriptions, cantons, secteurs
  --departement D   seulement ce département (2A, 971)
  --territoire T    du procès-verbal : france, region/84, 2A, une unité (0101), une commune (75056), un bureau (75056/0001)
  --run R           le run, quand il y en a plusieurs
  -o, --output F    écrit dans ce fichier ; sans elle, sur la sortie standard

Exemples
  vingt-heures export nuit --level commune -o communes.csv
  vingt-heures export http://localhost:2000 --level bureau --departement 75 -o paris.xlsx
  vingt-heures export nuit --territoire 75056 -o paris.html
  vingt-heures export nuit --format csv --level departement | head

Codes de sortie : 0 fait · 1 échec · 2 usage
`,
  async run(argv, { stdout }) {
    const { values, positionals } = readOptions("export", argv, OPTIONS, ["DOSSIER|ADRESSE"]);
    const make = fileMaker(values);
    const source = openPublished(positionals[0] ?? "");
    const night = await readPublishedNight(source.read, await runOf(source, values.run));
    const { body } = make(values.departement === undefined ? night : only(night, values.departement));
    if (values.output !== undefined) await writeFile(values.output, body);
    else stdout.write(body);
    return EXIT.ok;
  },
};

/** What the options ask for, checked before anything is read. @throws CliError `V-USAGE` */
function fileMaker(values: {
  readonly format?: string;
  readonly level?: string;
  readonly territoire?: string;
  readonly output?: string;
}): (night: PublishedNight) => ExportFile {
  const format = oneOf("--format", values.format ?? formatOfName(values.output ?? ""), FORMATS);
  if (format !== "proces-verbal") {
    const level = oneOf("--level", values.level, LEVELS);
    return (night) => levelFile(night, format, level);
  }
  const { territoire } = values;
  if (territoire === undefined) throw missing("--territoire", "france, 2A, 0101, 75056, 75056/0001");
  return (night) => procesVerbalFile(night, territoire);
}

function oneOf<const T extends string>(option: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw value === undefined
    ? missing(option, known.join(", "))
    : new CliError("V-USAGE", "valeur refusée", { place: `${option} ${value}`, expected: known.join(", ") });
}

const missing = (option: string, expected: string): CliError =>
  new CliError("V-USAGE", `il manque ${option}`, { expected, advice: "vingt-heures export --help" });

/** A night with one of its départements. @throws CliError `V-TERRITOIRE` */
function only(night: PublishedNight, code: string): PublishedNight {
  const departements = night.departements.filter(({ departement }) => departement.resultat.departement.code === code);
  if (departements.length > 0) return { ...night, departements };
  throw new CliError("V-TERRITOIRE", "rien n'est compté dans ce département", {
    place: `--departement ${code}`,
    expected: night.departements.map(({ departement }) => departement.resultat.departement.code).join(", "),
  });
}
