import { withShared, type Dossier, type DossierHead } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import { countDepartement } from "../count/decompte.ts";
import { foldLedger } from "../count/fold.ts";
import type { RefusalCode } from "../count/refusals.ts";
import { registerOf } from "../count/register.ts";
import { admit } from "../count/validation.ts";
import { sealResult } from "../documents/departement.ts";
import { countedDepartements } from "../documents/national.ts";
import { summaryOf } from "../documents/summary.ts";
import type { Outcome } from "../law/outcome.ts";
import { decideNation, decideShared, decideUnites } from "./decision.ts";

/** What a night ends in, worked out at once: the count and the law of the pipeline without its wires. */
export interface DecidedNight {
  /** By unite; `FR`: the nation. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Tallies that the pipeline would refuse. */
  readonly refused: readonly { readonly commune: string; readonly bureau: string; readonly code: RefusalCode }[];
}

const RUN = "sans-fil";

/** Counts and decides a night. @param tallies every version of each bureau's, in any order. */
export function decideNight(given: Dossier, tallies: Iterable<Omit<Tally, "run">>): DecidedNight {
  const dossier = withShared(given);
  const head: DossierHead = {
    ...dossier.head,
    run: RUN,
    departements: dossier.head.departements.map((row) => ({ ...row, part: "" })),
  };
  const byDepartement = Map.groupBy(tallies, ({ departement }) => departement);
  const outcomes = new Map<string, Outcome>();
  const refused: DecidedNight["refused"][number][] = [];
  const heads = new Map<
    string,
    { sequence: number; summary: string; objects: { departement: string; bureaux: string } }
  >();
  for (const part of dossier.parts) {
    const whole = { ...part, run: RUN };
    const entries = (byDepartement.get(part.departement) ?? []).flatMap((tally) => {
      const checked = admit(envelope(tally), head, whole);
      if (!("refusals" in checked)) return [checked.ok];
      refused.push({ commune: tally.commune, bureau: tally.bureau, code: checked.refusals[0]!.code });
      return [];
    });
    const decompte = countDepartement(registerOf(head, whole), foldLedger(entries));
    const own = decideUnites(head, decompte);
    for (const [code, outcome] of own) outcomes.set(code, outcome);
    const summary = JSON.stringify(summaryOf(decompte, sealResult(decompte, own)));
    heads.set(part.departement, { sequence: entries.length, summary, objects: { departement: "", bureaux: "" } });
  }
  const departements = countedDepartements(head, heads);
  if (head.decision === "nation") outcomes.set("FR", decideNation(head, departements));
  for (const { verdict, outcome } of decideShared(head, departements)) outcomes.set(verdict.code, outcome);
  return { outcomes, refused };
}

/** The least of an envelope that admission reads. */
const envelope = (tally: Omit<Tally, "run">): Parameters<typeof admit>[0] => ({
  specversion: "1.0",
  id: `${tally.commune}/${tally.bureau}/${tally.version}`,
  source: "/vingt-heures",
  type: "fr.vingt-heures.tally.v1",
  time: "1970-01-01T00:00:00.000Z",
  subject: `${tally.commune}/${tally.bureau}`,
  data: { run: RUN, ...tally },
});
