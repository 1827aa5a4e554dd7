import { readNight, type FileNight, type NightFileOptions } from "#shared/formats/read-night.ts";
import { openFile } from "#cli/files/open.ts";
import { readTerritory } from "./decoupage.ts";

/** Reads a whole night from a result file; closing hours follow the populations of today's communes. */
export async function readNightFile(
  path: string,
  options: Omit<NightFileOptions, "populations"> = {},
): Promise<FileNight> {
  const { communes } = await readTerritory();
  const populations = new Map([...communes.values()].flat().map(({ code, population }) => [code, population]));
  return readNight(openFile(path), { ...options, populations });
}
