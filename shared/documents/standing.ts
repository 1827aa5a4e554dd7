import type { Candidature, Dossier } from "../contracts/dossier.ts";

/** Where somebody stands: a unite, with its candidatures as `Prénom Nom` or the name of the list. */
export type StandingRow = readonly [
  departement: string,
  type: string,
  unite: string,
  nom: string,
  candidatures: readonly string[],
];

/**
 * `candidatures.json`: who stands where, for a search over the whole country. It is made when the run is created, says nothing of
 * any count and never changes, so it is public before the embargo ends.
 */
export interface StandingDocument {
  readonly format: "vingt-heures/candidatures@1";
  readonly run: string;
  /** Unites by département, or the nation alone (empty codes). */
  readonly unites: readonly StandingRow[];
  /** How many unites there are: those with the fewest inscrits are left out where all would be too many to be loaded at once. */
  readonly total: number;
}

/** Names that the document holds: about 250 kB compressed. */
const MOST_NAMES = 24_000;

/** Who stands in a dossier. */
export function standingDocument(run: string, { head, parts }: Pick<Dossier, "head" | "parts">): StandingDocument {
  const format = "vingt-heures/candidatures@1";
  if (head.decision === "nation") {
    const nation: StandingRow = ["", "nation", "", "", head.candidatures.map(nameOf)];
    return { format, run, unites: [nation], total: 1 };
  }
  const all = parts.flatMap(({ departement, communes, unites }) => {
    const inscrits = new Map<string, number>();
    for (const { bureaux } of communes) {
      for (const { unite = "", inscrits: count } of bureaux) inscrits.set(unite, (inscrits.get(unite) ?? 0) + count);
    }
    return unites.map(({ code, type, nom, candidatures }) => ({
      row: [departement, type, code, nom, candidatures.map(nameOf)] satisfies StandingRow,
      inscrits: inscrits.get(code) ?? 0,
    }));
  });
  let names = 0;
  const kept = new Set(
    all
      .toSorted((a, b) => b.inscrits - a.inscrits)
      .filter(({ row: [, , , , candidatures] }) => (names += candidatures.length) <= MOST_NAMES),
  );
  return {
    format,
    run,
    unites: all.filter((one) => kept.has(one)).map(({ row }) => row),
    total: all.length,
  };
}

const nameOf = ({ nom, prenom }: Candidature): string => (prenom === undefined ? nom : `${prenom} ${nom}`);
