import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readNight, type FileNight, type NightFileOptions } from "#shared/formats/read-night.ts";
import { lean } from "#cli/files/lean.ts";
import { openFile, type OpenedFile } from "#cli/files/open.ts";
import { readTerritory } from "./decoupage.ts";

/** Reads a whole night from a result file; closing hours follow the populations of today's communes. */
export function readNightFile(
  path: string,
  options: Omit<NightFileOptions, "populations" | "devenues"> = {},
): Promise<FileNight> {
  return lean(async () => {
    const { communes, devenues } = await readTerritory();
    const populations = new Map([...communes.values()].flat().map(({ code, population }) => [code, population]));
    const companion = companionOf(path);
    return readNight(openFile(path), { ...options, populations, devenues, ...(companion !== null && { companion }) });
  });
}

/** Names of the two halves of the same results: the counts, and the voix. */
const HALVES: readonly (readonly [counts: RegExp, voix: RegExp, countsName: string, voixName: string])[] = [
  [/general_results/, /candidats_results/, "general_results", "candidats_results"],
  // NosDonnées: `T1_regions.json` and `T1_regions_listes.json`.
  [/(?<!_listes)(?=\.json)/, /_listes(?=\.json)/, "", "_listes"],
];

/** The other half of results, beside the one given: one has the voix, the other the counts. */
function companionOf(path: string): OpenedFile | null {
  const name = basename(path);
  for (const [counts, voix, countsName, voixName] of HALVES) {
    const other = voix.test(name) ? name.replace(voix, countsName) : name.replace(counts, voixName);
    const beside = join(dirname(path), other);
    if (other !== name && existsSync(beside)) return openFile(beside);
  }
  return null;
}
