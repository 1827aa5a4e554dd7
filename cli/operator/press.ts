import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import { pressPath } from "#shared/documents/paths.ts";
import { pressRoot } from "#shared/press/layouts.ts";
import { readState } from "#shared/press/state.ts";
import type { PressSummary } from "#cli/control/contract.ts";
import type { Cloud, Time } from "./cloud.ts";
import { OperatorError } from "./errors.ts";

/** How long nothing may be written any more: a publisher that died comes back within its visibility, and the sweep rings every minute. */
const GRACE_MS = 180_000;
const LOOK_MS = 500;
const LOOKS_A_RING = 60;

/**
 * Asks for all that a run's press tree still lacks and waits until it is there.
 * @returns what the publisher wrote in all, or `null` when the run has no tree
 * @throws `C-PRESSE` when nothing has been written for three minutes; a slow machine may take as long as it needs
 */
export async function closePress(
  cloud: Pick<Cloud, "bells" | "shelf">,
  { run, scrutin, tour, presse }: Run,
  head: Dossier["head"],
  time: Time,
  signal: AbortSignal,
): Promise<PressSummary | null> {
  if (presse === undefined) return null;
  let written = -1;
  let movedAt = time.now();
  for (let looks = 0; ; looks += 1) {
    // The bell may have died with the function that answered it.
    if (looks % LOOKS_A_RING === 0)
      await cloud.bells.ringPress({ run, scrutin, tour, cause: "cloture" }, `cloture-${looks}`);
    const state = await readState(cloud.shelf, run);
    if (state.cloture || signal.aborted)
      return { racine: pressPath.file(run, pressRoot(head)), ecrits: state.ecrits, retires: state.retires };
    if (state.ecrits !== written) [written, movedAt] = [state.ecrits, time.now()];
    else if (time.now() - movedAt >= GRACE_MS)
      throw new OperatorError(
        "C-PRESSE",
        `L'arborescence de presse de ${run} n'est pas achevée. Lisez le journal de publish-press et sa file de messages morts.`,
      );
    await time.sleep(LOOK_MS, signal);
  }
}
