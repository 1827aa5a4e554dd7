import type { Incident } from "#cli/control/contract.ts";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { OperatorError } from "./errors.ts";
import type { Sender } from "./sender.ts";

/**
 * Disturbs what a night sends from now on. Nothing is lost by it: a département that is silent is held, not dropped.
 * @throws `C-DEPARTEMENT` when the night has no such département.
 */
export function disturb(
  incident: Incident,
  { departements }: Pick<Dossier["head"], "departements">,
  { tallies, reports }: { readonly tallies: Sender; readonly reports: Sender },
): void {
  if (incident.incident === "rafale") return tallies.hurry(incident.messages);
  const { departement } = incident;
  if (!departements.some(({ code }) => code === departement)) {
    throw new OperatorError(
      "C-DEPARTEMENT",
      `Cette nuit n'a pas de département ${departement}. Donnez son code INSEE : 59, 2A, 971…`,
    );
  }
  for (const sender of [tallies, reports]) {
    if (incident.incident === "silence") sender.silence(departement);
    else sender.free(departement);
  }
}
