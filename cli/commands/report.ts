import { readFile } from "node:fs/promises";
import type { LabReport } from "#cli/lab/report/model.ts";
import { regressions } from "#cli/lab/report/compare.ts";
import { clean } from "#cli/terminal/spans.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { reportText, writeReport } from "./rehearse.ts";

export const reportCommand: Command = {
  name: "report",
  summary: "relit un rapport, ou en compare deux et échoue quand le second est moins bon",
  usage: `Usage : vingt-heures report show RAPPORT.json [--report F.html] [--junit F.xml]
        vingt-heures report compare AVANT.json APRÈS.json [--json]

« show » redit un rapport écrit par « rehearse » ou « load », et en refait la page. « compare » échoue sur une régression : un
délai ou un coût de plus d'un dixième au-dessus, un débit d'un dixième au-dessous, un objectif qui tenait et ne tient plus.

Codes de sortie : 0 tout tient · 1 le rapport est un échec, ou une régression · 2 usage
`,
  async run(argv, { stdout }) {
    const { values, positionals } = readOptions(
      "report",
      argv,
      { report: { type: "string" }, junit: { type: "string" }, json: { type: "boolean" } },
      argv[0] === "compare" ? ["compare", "AVANT.json", "APRÈS.json"] : ["show", "RAPPORT.json"],
    );
    const [action, first = "", second = ""] = positionals;
    if (action === "show") {
      const report = await readReport(first);
      await writeReport(report, values);
      stdout.write(reportText(report));
      return report.passed ? EXIT.ok : EXIT.failed;
    }
    if (action !== "compare")
      throw new CliError("V-USAGE", "action inconnue", { place: action ?? "", expected: "show, compare" });
    const worse = regressions(await readReport(first), await readReport(second));
    if (values.json === true) stdout.write(`${JSON.stringify(worse)}\n`);
    else if (worse.length === 0) stdout.write("Aucune régression.\n");
    else
      for (const { night, what, before, after } of worse)
        stdout.write(`${clean(night)} : ${what} de ${before} à ${after}\n`);
    return worse.length === 0 ? EXIT.ok : EXIT.failed;
  },
};

/** @throws CliError `V-RAPPORT` on anything else than a report of this format. */
async function readReport(path: string): Promise<LabReport> {
  const value: unknown = await readFile(path, "utf8")
    .then(JSON.parse)
    .catch(() => null);
  if (typeof value === "object" && value !== null && "format" in value && value.format === "vingt-heures/report@1")
    return value as LabReport;
  throw new CliError("V-RAPPORT", "rapport introuvable ou illisible", {
    place: path,
    expected: "le JSON qu'écrit --report (vingt-heures/report@1)",
  });
}
