import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readNight, type FileNight, type NightFileOptions } from "#shared/formats/read-night.ts";
import { openFile, type OpenedFile } from "#cli/files/open.ts";
import { readTerritory } from "./decoupage.ts";

/** Reads a whole night from a result file; closing hours follow the populations of today's communes. */
export async function readNightFile(
  path: string,
  options: Omit<NightFileOptions, "populations"> = {},
): Promise<FileNight> {
  const { communes } = await readTerritory();
  const populations = new Map([...communes.values()].flat().map(({ code, population }) => [code, population]));
  const companion = companionOf(path);
  return readNight(openFile(path), { ...options, populations, ...(companion !== null && { companion }) });
}

/** `candidats_results` beside `general_results`, or the other way round: one has the voix, the other the counts. */
function companionOf(path: string): OpenedFile | null {
  const name = basename(path);
  const other = name.includes("general_results")
    ? name.replace("general_results", "candidats_results")
    : name.replace("candidats_results", "general_results");
  const beside = join(dirname(path), other);
  return other !== name && existsSync(beside) ? openFile(beside) : null;
}
