import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import { counted } from "#cli/terminal/format.ts";
import { applyChange, movementOf, parseWhatIf, type Changeable, type Movement } from "#shared/night/what-if.ts";
import { differencesOf, type Brief, type Difference } from "#shared/pipeline/what-if.ts";
import { decideNight } from "#shared/pipeline/whole-night.ts";
import { EXIT, type CommandIo } from "./command.ts";

/** `replay FICHIER --what-if …`: decides the night twice, as it was and changed, and tells what differs. */

/** Differences told one by one in the terminal; `--json` has them all. */
const TOLD = 30;

/** @param texts changes, or files that hold some. */
export async function whatIfCommand(
  request: CreateRunRequest,
  texts: readonly string[],
  json: boolean,
  io: CommandIo,
): Promise<number> {
  const written = await Promise.all(texts.map((text) => (existsSync(text) ? readFile(text, "utf8") : text)));
  const changes = written.flatMap(parseWhatIf);
  const { loadNight } = await import("#cli/operator/night.ts");
  const { dossier, recording } = await loadNight(request);
  const before: Changeable = { dossier, tallies: recording.map(({ tally }) => tally) };
  const after = changes.reduce(applyChange, before);
  const [was, would] = [before, after].map((night) => decideNight(night.dossier, night.tallies));
  const { comparees, differences } = differencesOf(dossier, was!.outcomes, would!.outcomes);
  const report = {
    changements: changes,
    deplacees: movementOf(before, after),
    comparees,
    changees: differences.length,
    refuses: would!.refused,
    differences,
  };
  io.stdout.write(json ? `${JSON.stringify(report)}\n` : `${linesOf(report).join("\n")}\n`);
  return EXIT.ok;
}

interface Report {
  readonly deplacees: Movement;
  readonly comparees: number;
  readonly refuses: readonly unknown[];
  readonly differences: readonly Difference[];
}

function linesOf({ deplacees, comparees, refuses, differences }: Report): string[] {
  const unites = counted(comparees, "unité comparée", "unités comparées");
  const before = [
    ...movementLines(deplacees),
    ...(refuses.length === 0
      ? []
      : [
          `${counted(refuses.length, "procès-verbal serait refusé", "procès-verbaux seraient refusés")} : trop de voix pour tant de sièges.`,
        ]),
  ];
  if (differences.length === 0) return [...before, `${unites} : aucune ne finit autrement.`];
  return [
    ...before,
    `${unites}, ${counted(differences.length, "change", "changent")} :`,
    ...differences
      .slice(0, TOLD)
      .flatMap(({ unite, nom, avant, apres }) => [
        `  ${unite} ${nom}`,
        `    avant  ${brief(avant)}`,
        `    après  ${brief(apres)}`,
      ]),
    ...(differences.length > TOLD ? [`  … et ${differences.length - TOLD} autres : --json les donne toutes`] : []),
  ];
}

/** Départements named one by one. */
const NAMED = 5;

/** What moved, and where: a night may end as it did with other voix. */
function movementLines({ voix, bureaux, absents, departements }: Movement): string[] {
  const where =
    departements.length > NAMED
      ? `${departements.length} départements`
      : `${departements.length > 1 ? "départements" : "département"} ${departements.join(", ")}`;
  const moved = [
    ...(bureaux > 0
      ? [`${counted(voix, "voix déplacée", "voix déplacées")} dans ${counted(bureaux, "bureau", "bureaux")}`]
      : []),
    ...(absents > 0 ? [counted(absents, "bureau n'arrive pas", "bureaux n'arrivent pas")] : []),
  ];
  return moved.length === 0 ? [] : [`${moved.join(", ")} (${where}).`];
}

const brief = ({ statut, code, candidatures }: Brief): string =>
  [
    code === undefined ? statut : `${statut} (${code})`,
    ...candidatures.map(({ id, statut: own, sieges }) => `${id} ${own}${sieges === undefined ? "" : ` ${sieges}`}`),
  ].join(", ");
