import type { NightSource } from "#cli/control/contract.ts";
import type { loadNight, Night } from "#cli/operator/night.ts";
import { counted } from "#cli/terminal/format.ts";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { FormatError } from "#shared/formats/problems.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { compareRounds, type BetweenRounds } from "#shared/pipeline/two-rounds.ts";
import { decideNight } from "#shared/pipeline/whole-night.ts";
import { EXIT, type CommandIo } from "./command.ts";

/** `replay T1 --puis T2`: the law applied to round 1, and those who stood in round 2 beside those it let stand. */

/** Contradictions told one by one in the terminal; `--json` has them all. */
const TOLD = 20;

/** Tells what it found; a contradiction is the file's, not a failure. */
export async function twoRoundsCommand(
  { first, second }: { readonly first: NightSource; readonly second: NightSource },
  json: boolean,
  io: CommandIo,
): Promise<number> {
  const { loadNight: load } = await import("#cli/operator/night.ts");
  const one = await load({ source: first });
  const { outcomes } = decideNight(
    one.dossier,
    one.recording.map(({ tally }) => tally),
  );
  const two = await secondNight(second, one.dossier, load);
  const unites = compareRounds(one.dossier, outcomes, two.dossier);
  const decided = decideNight(
    withFirstRound(two.dossier, outcomes),
    two.recording.map(({ tally }) => tally),
  );
  const report = {
    premierTour: { ...named(one.dossier), statuts: tallied(outcomes) },
    secondTour: { ...named(two.dossier), statuts: tallied(decided.outcomes) },
    retraits: unites.reduce((sum, { retraits }) => sum + retraits.length, 0),
    nouveaux: unites.reduce((sum, { nouveaux }) => sum + nouveaux.length, 0),
    contradictions: unites.reduce((sum, { contradictions }) => sum + contradictions.length, 0),
    unites,
  };
  io.stdout.write(json ? `${JSON.stringify(report)}\n` : text(report));
  return EXIT.ok;
}

/** The night of round 2; where its file does not say of which election it is, it is of that of round 1. */
async function secondNight(source: NightSource, { head }: Dossier, load: typeof loadNight): Promise<Night> {
  try {
    return await load({ source });
  } catch (error) {
    if (source.kind !== "file" || !(error instanceof FormatError) || error.code !== "F-SCRUTIN") throw error;
    const { type } = head.scrutin;
    // The présidentielle has two weeks between its rounds (Constitution, art. 7), the others one.
    const days = type === "presidentielle" ? 14 : 7;
    const date = new Date(Date.parse(head.scrutin.date) + days * 86_400_000).toISOString().slice(0, 10);
    return load({ source: { ...source, type, date, tour: 2 } });
  }
}

const named = ({ head }: Dossier) => ({ scrutin: head.scrutin.id, nom: head.scrutin.nom, date: head.scrutin.date });

const tallied = (outcomes: ReadonlyMap<string, Outcome>): Record<string, number> => {
  const statuts: Record<string, number> = {};
  for (const { statut } of outcomes.values()) statuts[statut] = (statuts[statut] ?? 0) + 1;
  return statuts;
};

/** Round 2 where names are voted for fills what round 1 left. */
const withFirstRound = (dossier: Dossier, outcomes: ReadonlyMap<string, Outcome>): Dossier => ({
  ...dossier,
  parts: dossier.parts.map((part) => ({
    ...part,
    unites: part.unites.map((unite) => ({
      ...unite,
      sieges: outcomes.get(unite.code)?.siegesRestants ?? unite.sieges,
    })),
  })),
});

interface Report {
  readonly premierTour: ReturnType<typeof named> & { readonly statuts: Record<string, number> };
  readonly secondTour: ReturnType<typeof named> & { readonly statuts: Record<string, number> };
  readonly retraits: number;
  readonly nouveaux: number;
  readonly contradictions: number;
  readonly unites: readonly BetweenRounds[];
}

function text({ premierTour, secondTour, retraits, nouveaux, contradictions, unites }: Report): string {
  const round = (title: string, { nom, date, statuts }: Report["premierTour"]): string =>
    `${title} : ${nom}, ${date} — ${Object.entries(statuts)
      .map(([statut, count]) => `${statut} ${count}`)
      .join(", ")}`;
  const wrong = unites.flatMap(({ unite, nom, contradictions: own }) =>
    own.map(({ candidature = "", code, attendu }) => `  ${unite} ${nom} : ${candidature} ${code} — attendu ${attendu}`),
  );
  const gone = unites.filter(({ retraits: own }) => own.length > 0);
  return [
    round("Premier tour", premierTour),
    round("Second tour ", secondTour),
    `${counted(retraits, "retrait", "retraits")}, ${counted(nouveaux, "candidature nouvelle", "candidatures nouvelles")} (fusion, ou tête de liste changée), ${counted(contradictions, "contradiction", "contradictions")} avec la loi`,
    ...gone.slice(0, TOLD).map(({ unite, nom, retraits: own }) => `  ${unite} ${nom} : retrait de ${own.join(", ")}`),
    ...(gone.length > TOLD ? [`  … et ${gone.length - TOLD} autres unités : --json les donne toutes`] : []),
    ...wrong.slice(0, TOLD),
    ...(wrong.length > TOLD ? [`  … et ${wrong.length - TOLD} autres : --json les donne toutes`] : []),
    "",
  ].join("\n");
}
