import { existsSync } from "node:fs";
import { faultFileSchema, type FaultSpec } from "#shared/contracts/faults.ts";
import { faultNamed, faultNames } from "#shared/faults/library.ts";
import { FaultError } from "#shared/faults/plan.ts";
import { readDataFile } from "./data-file.ts";

/** `--faults`: names with commas between, or a file. @throws FaultError, DataFileError */
export async function faultsOf(text: string): Promise<readonly FaultSpec[]> {
  if (existsSync(text)) return (await readDataFile(text, faultFileSchema)).faults;
  return text.split(",").map((name) => {
    const fault = name.trim();
    if (faultNamed(fault) === undefined)
      throw new FaultError(fault, `une panne connue (${faultNames.join(", ")}) ou un fichier`);
    return { fault };
  });
}
