import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { LabReport } from "#cli/lab/report/model.ts";
import { verdictWords } from "#cli/lab/report/words.ts";
import { number } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import type { Rehearsal } from "#shared/contracts/rehearsal.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { SLO_HELP, SLO_OPTION, slosOf } from "./slo-option.ts";
import { packageRoot, packageVersion } from "./package-root.ts";

export const rehearseCommand: Command = {
  name: "rehearse",
  summary: "joue une répétition écrite dans un fichier : tours, pannes, objectifs",
  usage: `Usage : vingt-heures rehearse RÉPÉTITION [options]

Joue une répétition (YAML ou JSON) : le premier tour, puis le second, tenu à ce que la loi fait du premier ; avec ses pannes, dont
chacune doit laisser exactement ce qu'elle annonce. Le code de la chaîne tourne en mémoire, sur une horloge simulée.
RÉPÉTITION est un fichier, ou le nom d'une de celles que le paquet apporte.

  --files T1[,T2]  joue ces fichiers officiels à la place de ce que la répétition nomme, un par tour
  --faults P,Q     des pannes en plus : noms de docs/faults.md, ou un fichier
  --seed TEXTE     une autre graine que celle du fichier
  --report F.html  écrit le rapport en une page, et son jumeau F.json
  --junit F.xml    écrit les verdicts pour l'intégration continue
${SLO_HELP}
  --json           le rapport en une ligne de JSON, sur la sortie standard
  --list           les répétitions que le paquet apporte

Exemples
  vingt-heures rehearse presidentielle-2017 --report nuit.html
  vingt-heures rehearse 9-mars-2008 --junit verdicts.xml
  vingt-heures rehearse ma-repetition.yaml --faults doublons,desordre

Codes de sortie : 0 tout tient · 1 un objectif est manqué ou une promesse rompue · 2 usage
`,
  async run(argv, io) {
    const options = {
      files: { type: "string" },
      faults: { type: "string" },
      seed: { type: "string" },
      report: { type: "string" },
      junit: { type: "string" },
      ...SLO_OPTION,
      json: { type: "boolean" },
      list: { type: "boolean" },
    } as const;
    if (argv.includes("--list")) {
      io.stdout.write(`${shipped().join("\n")}\n`);
      return EXIT.ok;
    }
    const { values, positionals } = readOptions("rehearse", argv, options, ["RÉPÉTITION"]);
    const slos = slosOf(values.slo ?? []);
    const [{ readRehearsal, rehearseInMemory }, { reportOf }, { faultsOf }] = await Promise.all([
      import("#cli/lab/rehearsal.ts"),
      import("#cli/lab/report/build.ts"),
      import("#cli/lab/faults-option.ts"),
    ]);
    const read = await readRehearsal(pathOf(positionals[0] ?? ""));
    const faults = [...(read.faults ?? []), ...(values.faults === undefined ? [] : await faultsOf(values.faults))];
    const rehearsal = {
      ...withFiles(read, values.files),
      faults,
      slos: { ...read.slos, ...slos },
      ...(values.seed !== undefined && { seed: values.seed }),
    };
    const stream = values.json === true ? io.stderr : io.stdout;
    const nights = await rehearseInMemory(rehearsal, (text) => void stream.write(`${text}\n`));
    const report = reportOf(
      {
        name: rehearsal.name,
        version: packageVersion(),
        target: "memory",
        seed: rehearsal.seed ?? "vingt-heures",
        command: `vingt-heures rehearse ${argv.join(" ")}`,
      },
      nights,
    );
    await writeReport(report, values);
    stream.write(reportText(report));
    if (values.json === true) io.stdout.write(`${JSON.stringify(report)}\n`);
    return report.passed ? EXIT.ok : EXIT.failed;
  },
};

/** The rehearsal on official files, one a round in order; type and day of a generated first round are theirs. */
function withFiles(rehearsal: Rehearsal, given: string | undefined): Rehearsal {
  if (given === undefined) return rehearsal;
  const paths = given.split(",").map((path) => resolve(path));
  if (paths.length > 2) throw new CliError("V-USAGE", "un fichier par tour", { place: `--files ${given}` });
  const { source } = rehearsal;
  const generated = "generated" in source ? source.generated : undefined;
  const files = paths.map((path, i) => {
    const known = "files" in source ? source.files[i] : i === 0 ? generated : generated && { type: generated.type };
    return { ...known, path, tour: i === 0 ? (1 as const) : (2 as const) };
  });
  return { ...rehearsal, source: { files }, tours: files.map(({ tour }) => tour) };
}

/** `docs/scenarios/` in the checkout, `dist/scenarios/` in the installed package. */
const folder = (): string =>
  [join(packageRoot, "docs", "scenarios"), join(packageRoot, "dist", "scenarios")].find((one) => existsSync(one)) ?? "";

const shipped = (): string[] =>
  readdirSync(folder())
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();

/** @throws CliError `V-FICHIER` */
function pathOf(named: string): string {
  if (existsSync(named)) return resolve(named);
  if (shipped().includes(named)) return join(folder(), `${named}.yaml`);
  throw new CliError("V-FICHIER", "répétition introuvable", {
    place: named,
    expected: `un fichier, ou l'une de : ${shipped().join(", ")}`,
  });
}

/** Writes the files that were asked for. */
export async function writeReport(
  report: LabReport,
  { report: page, junit }: { readonly report?: string | undefined; readonly junit?: string | undefined },
): Promise<void> {
  if (page !== undefined) {
    const { reportPage } = await import("#cli/lab/report/html.ts");
    const twin = page.replace(/\.html?$/i, "");
    await writeFile(`${twin}.html`, reportPage(report));
    await writeFile(`${twin}.json`, `${JSON.stringify(report, null, 1)}\n`);
  }
  if (junit !== undefined) {
    const { junitOf } = await import("#cli/lab/report/junit.ts");
    await writeFile(junit, junitOf(report));
  }
}

/** The report in a terminal: verdicts, then the first findings. */
export function reportText(report: LabReport): string {
  const lines = report.nights.flatMap((night) => [
    "",
    `${clean(night.nom)}, tour ${night.tour} : ${clean(night.outcome)}`,
    ...night.verdicts.map((verdict) => {
      const { name, value, limit, holds } = verdictWords(verdict);
      return `  ${holds ? "tenu  " : "MANQUÉ"}  ${name} : ${value} (${limit})`;
    }),
    ...night.findings.slice(0, 20).map(({ code, detail }) => `    ${code} ${clean(detail)}`),
    ...(night.findings.length > 20 ? [`    … et ${number(night.findings.length - 20)} autres constats`] : []),
  ]);
  return `${[...lines, "", report.passed ? "Tout tient." : "Échec."].join("\n")}\n`;
}
