import { createWriteStream, existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { scenarioNames } from "#shared/night/scenarios.ts";
import type { NightSource } from "#cli/control/contract.ts";
import { CliError } from "./cli-error.ts";
import { dayOf, tourOf } from "./options.ts";

/** What a file does not say of its scrutin. */
export const SOURCE_OPTIONS = {
  tour: { type: "string" },
  type: { type: "string" },
  date: { type: "string" },
} as const;

/** The lines of a command's help that teach them. */
export const SOURCE_HELP = `  --tour 1|2           le tour, quand le fichier ne le dit pas
  --type TYPE          le type de scrutin, quand le fichier ne le dit pas (presidentielle, legislatives, municipales…)
  --date AAAA-MM-JJ    le jour du vote, de même`;

interface SourceHints {
  readonly tour?: string | undefined;
  readonly type?: string | undefined;
  readonly date?: string | undefined;
}

/**
 * The night that an argument names: a scenario, or a file as the host will read it, by its absolute path. Standard input is kept in a
 * file first: another process reads it.
 * @throws CliError `V-FICHIER` when it is not there, `V-USAGE`
 */
export async function sourceOf(
  argument: string,
  { tour, type, date }: SourceHints,
  stdin: NodeJS.ReadStream,
): Promise<NightSource> {
  if (scenarioNames.includes(argument))
    return { kind: "scenario", name: argument, ...(tour !== undefined && { tour: tourOf(tour) }) };
  return {
    kind: "file",
    path: argument === "-" ? await kept(stdin) : located(argument),
    ...(tour !== undefined && { tour: tourOf(tour) }),
    ...(type !== undefined && { type }),
    ...(date !== undefined && { date: dayOf("--date", date) }),
  };
}

function located(argument: string): string {
  if (/^https?:\/\//.test(argument)) return argument;
  const path = resolve(argument);
  // `archive.zip#entrée` names a file within another.
  if (existsSync(path) || existsSync(path.split("#")[0]!)) return path;
  throw new CliError("V-FICHIER", "fichier introuvable", { place: path, expected: "un fichier officiel de résultats" });
}

async function kept(stdin: NodeJS.ReadStream): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "vingt-heures-")), "entree-standard");
  await pipeline(stdin, createWriteStream(path));
  return path;
}
