import type { Candidature, Dossier, DossierUnite } from "../contracts/dossier.ts";
import type { Outcome } from "../law/outcome.ts";
import { secondTour, type Depot } from "../law/second-round.ts";

/** Two rounds in a row: who stood in the second one, beside whom the first one's outcome let stand. */

/** A candidature of round 2 that the law did not let stand, or a unite that should not have voted again. */
export interface Contradiction {
  readonly candidature?: string;
  /** Code of the law (`L-ACCES-T2`), or `D-ACQUIS`: round 1 had filled the unite. */
  readonly code: string;
  readonly attendu: string;
}

/** One unite, between its two rounds. Candidatures by their id of round 1, newcomers by that of round 2. */
export interface BetweenRounds {
  readonly unite: string;
  readonly nom: string;
  /** Of round 1, and the code that says why it is undecided. */
  readonly statut: Outcome["statut"];
  readonly code?: string;
  readonly qualifies: readonly string[];
  readonly presents: readonly string[];
  /** Qualified, and did not stand. */
  readonly retraits: readonly string[];
  /** Stood under a name that round 1 did not know: a list that merged, or whose head changed. */
  readonly nouveaux: readonly string[];
  readonly contradictions: readonly Contradiction[];
}

const NATION = "FR";

/** What votes: unites by code, or the nation. */
function electors({
  head,
  parts,
}: Dossier): Map<string, Pick<DossierUnite, "nom" | "candidatures"> & Partial<DossierUnite>> {
  if (head.decision === "nation") return new Map([[NATION, { nom: "France", candidatures: head.candidatures }]]);
  return new Map(parts.flatMap(({ unites }) => unites.map((unite) => [unite.code, unite] as const)));
}

const uniteOfBureaux = function* ({ parts }: Dossier): Generator<readonly [bureau: string, unite: string]> {
  for (const { communes } of parts)
    for (const { code, bureaux } of communes)
      for (const { code: bureau, unite } of bureaux) if (unite !== undefined) yield [`${code}#${bureau}`, unite];
};

/** Codes of round 1 by those of round 2, told by a bureau of each: a file that numbers no circonscription draws them anew. */
function codesOfFirst(first: Dossier, second: Dossier): ReadonlyMap<string, string> {
  const before = new Map(uniteOfBureaux(first));
  const codes = new Map<string, string>();
  for (const [bureau, unite] of uniteOfBureaux(second)) {
    const known = before.get(bureau);
    if (known !== undefined && !codes.has(unite)) codes.set(unite, known);
  }
  return codes;
}

/** A name whatever the order of its words, their accents and case: files spell the same binôme in two orders. */
const nameKey = ({ nom, prenom = "" }: Candidature): string =>
  `${nom} ${prenom}`
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => !TITLES.has(word))
    .toSorted()
    .join(" ");
const TITLES: ReadonlySet<string> = new Set(["", "M", "MME", "ET"]);

/**
 * Compares the candidatures of round 2 with what the law made of round 1, unite by unite, in the order of round 1.
 *
 * @param outcomes of round 1, by unite (`FR`: the nation).
 */
export function compareRounds(
  first: Dossier,
  outcomes: ReadonlyMap<string, Outcome>,
  second: Dossier,
): readonly BetweenRounds[] {
  const codes = codesOfFirst(first, second);
  const then = new Map([...electors(second)].map(([code, unite]) => [codes.get(code) ?? code, unite]));
  return [...electors(first)].map(([code, unite]): BetweenRounds => {
    const outcome = outcomes.get(code);
    const { nom } = unite;
    const presents = identified(unite.candidatures, then.get(code)?.candidatures ?? []);
    const known = new Set(unite.candidatures.map(({ id }) => id));
    const qualifies = (outcome?.candidatures ?? []).filter(({ statut }) => isQualified(statut)).map(({ id }) => id);
    const nouveaux = presents.filter((id) => !known.has(id));
    return {
      unite: code,
      nom,
      statut: outcome?.statut ?? "INCOMPLET",
      ...(outcome?.code !== undefined && { code: outcome.code }),
      qualifies,
      presents,
      retraits: then.has(code) ? qualifies.filter((id) => !presents.includes(id)) : [],
      nouveaux,
      contradictions: outcome === undefined ? [] : contradictionsOf(first, code, unite, outcome, presents),
    };
  });
}

const isQualified = (statut: string): boolean => statut === "QUALIFIE_SEUIL" || statut === "QUALIFIE_REPECHAGE";

/** Ids of round 1 of those who stand in round 2, their own where round 1 did not know them. */
function identified(before: readonly Candidature[], now: readonly Candidature[]): string[] {
  const byName = new Map(before.map((one) => [nameKey(one), one.id]));
  return now.map((one) => byName.get(nameKey(one)) ?? one.id);
}

function contradictionsOf(
  { head }: Dossier,
  code: string,
  unite: Partial<DossierUnite> & Pick<DossierUnite, "candidatures">,
  outcome: Outcome,
  presents: readonly string[],
): Contradiction[] {
  if (presents.length === 0) return [];
  if (outcome.statut === "ACQUIS_T1")
    return [{ code: "D-ACQUIS", attendu: "aucun second tour : le premier a tout pourvu" }];
  if (outcome.statut !== "BALLOTTAGE") return [];
  const { population, populationRenouvellement } = unite.enjeu ?? {};
  const { sieges = 0, loi = head.scrutin.type, candidatures } = unite;
  const depots: Depot[] = presents.map((id) => ({ id }));
  const opened = secondTour(
    {
      type: loi,
      date: head.scrutin.date,
      territoire: code,
      candidatures,
      ...(sieges > 0 && { sieges }),
      ...(population !== undefined && { population }),
      ...(populationRenouvellement !== undefined && { populationRenouvellement }),
      ...(head.partielle !== undefined && { partielle: head.partielle }),
    },
    outcome,
    { depots },
  );
  if ("code" in opened) return [{ code: opened.code, attendu: opened.expected }];
  const known = new Set(candidatures.map(({ id }) => id));
  // A list under a new head may be a merged one: files of results do not say whose names it took.
  const mayMerge =
    outcome.candidatures.some(({ statut }) => statut === "PEUT_FUSIONNER") ||
    candidatures.some(({ liste }) => liste !== undefined);
  return opened.depots.flatMap(({ id, erreurs }) => {
    const [erreur] = erreurs;
    if (erreur === undefined || (mayMerge && !known.has(id))) return [];
    return [{ candidature: id, code: erreur.code, attendu: erreur.expected }];
  });
}
