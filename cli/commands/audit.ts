import { writeFile } from "node:fs/promises";
import { auditer } from "#shared/audit/audit.ts";
import { rapport, tableau } from "#shared/audit/report.ts";
import { tourAudite } from "#shared/audit/scrutins.ts";
import { csvOf } from "#shared/exports/csv.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { lean } from "#cli/files/lean.ts";
import { openFile } from "#cli/files/open.ts";
import { CliError } from "./cli-error.ts";
import { EXIT, type Command } from "./command.ts";
import { readOptions } from "./options.ts";

export const auditCommand: Command = {
  name: "audit",
  summary: "confronte un fichier officiel à la loi : arithmétique, sièges, élus",
  usage: `Usage : vingt-heures audit FICHIER|- [--type T --date J --tour N] [--json] [--csv SORTIE]

Lit un fichier officiel de résultats (texte, CSV, Excel, Parquet, archive) et dit où il se contredit : les lignes dont
l'arithmétique ne tient pas, les sièges que la règle ne donne pas, les élus qui ne devraient pas l'être ou qui manquent.
Une égalité que l'âge a tranchée n'est pas une contradiction. Ce que la loi ne permet pas de juger est compté, avec sa raison.

  FICHIER          un fichier, - pour l'entrée standard, archive.zip#entrée
  --type T         presidentielle, legislatives, municipales, cantonales, departementales, regionales ou europeennes
  --date J         jour du vote de ce tour, AAAA-MM-JJ ; sans lui, l'année vient du nom du fichier
  --tour N         1 ou 2
  --json           un document JSON au lieu du rapport
  --csv SORTIE     écrit aussi les constats dans un fichier CSV

Codes des constats
  A-ARITHMETIQUE   des nombres de la ligne se contredisent
  A-LIGNE          une ligne illisible ou donnée deux fois
  A-SIEGES         des sièges que la règle ne donne pas
  A-ELU            un élu qui ne l'est pas selon la règle
  A-NON-ELU        la règle donne un élu que le fichier n'a pas
  A-QUALIFIE       au second tour, selon le fichier, sans avoir pu s'y présenter

Exemple
  vingt-heures audit muni-2014-resultats-com-1000-et-plus-t2.txt --csv constats.csv

Codes de sortie : 0 l'audit est fait, quoi qu'il trouve · 1 fichier illisible · 2 usage
`,
  async run(argv, { stdin, stdout }) {
    const options = {
      type: { type: "string" },
      date: { type: "string" },
      tour: { type: "string" },
      json: { type: "boolean" },
      csv: { type: "string" },
    } as const;
    const { values, positionals } = readOptions("audit", argv, options, ["FICHIER"]);
    const file = positionals[0] ?? "";
    const { tables } = await lean(() => readResults(openFile(file, stdin)));
    const tour = tourAudite(
      file,
      tables.flatMap(({ rows }) => rows),
      { type: values.type, date: values.date, tour: tourOf(values.tour) },
    );
    const audit = auditer(file, tables, tour);
    if (values.csv !== undefined) await writeFile(values.csv, csvOf(tableau(audit)));
    stdout.write(values.json === true ? `${JSON.stringify(audit)}\n` : `${rapport(audit).join("\n")}\n`);
    return EXIT.ok;
  },
};

/** @throws CliError V-USAGE */
function tourOf(text: string | undefined): 1 | 2 | undefined {
  if (text === undefined) return undefined;
  if (text === "1" || text === "2") return text === "1" ? 1 : 2;
  throw new CliError("V-USAGE", "tour inconnu", { place: `--tour ${text}`, expected: "1 ou 2" });
}
