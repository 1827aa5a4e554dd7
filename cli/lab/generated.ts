import { closingOf, embargoOf, type Closing } from "#shared/night/hours.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import { inventTallies } from "#shared/night/generated/tallies.ts";
import { recordNight, type RecordingOptions } from "#shared/night/record.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { secondRoundDossier } from "#shared/pipeline/second-round.ts";
import type { Night } from "#cli/operator/night.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { DataFileError } from "./data-file.ts";
import type { Observed } from "./observed.ts";
import { outcomesOf } from "./second-tour.ts";

/** Nights of elections that never were, for rehearsals that need no file: everything in them says that it is generated. */

/** What is generated: a type of election and the polling day of its first round, which chooses the rules. */
export interface GeneratedSource {
  readonly type: string;
  readonly date: string;
  readonly departements?: readonly string[] | undefined;
}

const DAY_MS = 86_400_000;

/** The first round. @throws the reasons of {@link generateElection}, in French. */
export async function generatedFirst(
  { type, date, departements }: GeneratedSource,
  options: RecordingOptions,
): Promise<Night> {
  const territory = await readTerritory();
  const { seed } = options;
  try {
    const { dossier, tallies } = generateElection({
      type,
      date,
      seed,
      territory,
      ...(departements && { departements }),
    });
    return { dossier, recording: recordNight(dossier, tallies, options) };
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.startsWith("G-")) throw cause;
    throw new DataFileError("E-FORME", `source.generated : ${cause.message}`, { cause });
  }
}

/**
 * Outcomes of which a second round can be made. A unite that round 1 left undecided (a hamlet where the seed has nobody vote) stays as it
 * is and votes no more: its outcome stands in the report of round 1.
 */
const playable = (outcomes: ReadonlyMap<string, Outcome>): Map<string, Outcome> =>
  new Map(
    [...outcomes].map(([unite, outcome]) => [
      unite,
      unite === "FR" || outcome.statut === "BALLOTTAGE" ? outcome : { ...outcome, statut: "ACQUIS_T1" as const },
    ]),
  );

/**
 * The second round that the law makes of a first one as it was published: a week later, two for the presidency.
 * @throws DataFileError `E-FORME` when round 1 leaves the nation undecided, or nothing to elect.
 */
export function generatedSecond(first: Night, observed: Observed, options: RecordingOptions): Night {
  const { scrutin } = first.dossier.head;
  const weeks = scrutin.type === "presidentielle" ? 2 : 1;
  const date = new Date(Date.parse(scrutin.date) + weeks * 7 * DAY_MS).toISOString().slice(0, 10);
  const polling = { type: scrutin.type, date };
  const closings = first.dossier.parts.flatMap(({ departement, communes }) =>
    communes.map((commune): Closing => ({ departement, at: closingOf(polling, commune) })),
  );
  const made = secondRoundDossier(first.dossier, playable(outcomesOf(observed)), {
    date,
    embargo: new Date(embargoOf({ date }, closings)).toISOString(),
    fermeture: (_departement, commune) => new Date(closingOf(polling, commune)).toISOString(),
  });
  if (!("dossier" in made)) {
    const [{ unite, code, expected }] = made as [(typeof made)[number]];
    throw new DataFileError(
      "E-FORME",
      `tours : le second tour de ${unite} n'est pas connu (${code}, il manque ${expected}).`,
    );
  }
  const { dossier } = made;
  if (dossier.parts.length === 0)
    throw new DataFileError("E-FORME", "tours : tout est pourvu au premier tour, il n'y a pas de second tour à jouer.");
  const tallies = inventTallies(dossier, `${options.seed}/${scrutin.id}/2`);
  return { dossier, recording: recordNight(dossier, tallies, options) };
}
