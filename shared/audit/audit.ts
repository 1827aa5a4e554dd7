/**
 * The official file against the law: rows whose figures contradict each other, seats the rule does not give, elected who should not be. Pure:
 * rows in, a report out. A row that the law cannot judge is counted with its reason, never guessed.
 */
import { problemText, type Problem } from "#shared/formats/problems.ts";
import type { ResultRow } from "#shared/formats/result-rows.ts";
import { comparer, type Ecart } from "./compare.ts";
import type { Tour } from "./scrutins.ts";
import { type Motif, uniteDe } from "./unites.ts";

/** One finding, for people and programs. */
export interface Constat {
  /** `A-ARITHMETIQUE`, `A-LIGNE` (a line that is no row), or one of {@link Ecart}'s. */
  readonly code: "A-ARITHMETIQUE" | "A-LIGNE" | Ecart["code"];
  /** Line of the file, from 1; `null` when the file as a whole is at fault. */
  readonly line: number | null;
  readonly feuille: string | null;
  /** Code and name of the territory; empty for a line that is no row. */
  readonly territoire: string;
  readonly nom: string;
  readonly corps: Ecart["corps"] | null;
  /** Who stood, in the row's order, with voix and what was given by the file and by the law. */
  readonly candidatures: readonly {
    readonly nom: string;
    readonly voix: number;
    readonly officiel: number;
    readonly loi: number;
  }[];
  /** Version of the rules applied; empty for arithmetic. */
  readonly regle: string;
  readonly articles: readonly string[];
  /** One sentence, in French. */
  readonly phrase: string;
}

/** A table of the file, with the round it is of when that is known. */
export interface TableAuditee {
  readonly feuille: string | null;
  readonly rows: readonly ResultRow[];
  readonly rejected: readonly Problem[];
}

export interface Audit {
  readonly fichier: string;
  readonly tour: Tour | null;
  /** Rows of the file, and how many were compared with the law. */
  readonly lignes: number;
  readonly comparees: number;
  readonly conformes: number;
  /** Compared rows that only ages, which the file does not give, decided: in accordance with some. */
  readonly tranchesParAge: number;
  /** Rows that were not compared, by reason: {@link Motif}, `scrutin-inconnu`, or the law's own code. */
  readonly nonComparees: Readonly<Record<string, number>>;
  readonly constats: readonly Constat[];
}

/** Audits a file. Without a round only the arithmetic is. */
export function auditer(fichier: string, tables: readonly TableAuditee[], tour: Tour | undefined): Audit {
  const constats: Constat[] = [];
  const motifs = new Map<string, number>();
  const etats = { lignes: 0, conformes: 0, ages: 0, ecarts: 0 };
  const laisser = (motif: string): unknown => motifs.set(motif, (motifs.get(motif) ?? 0) + 1);
  for (const { feuille, rows, rejected } of tables) {
    for (const one of rejected) constats.push(ligneRefusee(feuille, one));
    for (const row of rows) {
      etats.lignes += 1;
      for (const anomaly of row.anomalies) constats.push(arithmetique(feuille, row, anomaly));
      const unite = tour === undefined ? sansTour(row) : uniteDe(row, tour);
      if (typeof unite === "string") {
        laisser(unite);
        continue;
      }
      const verdict = comparer(unite);
      if (verdict.etat === "ecart") {
        etats.ecarts += 1;
        for (const ecart of verdict.ecarts) constats.push(contraire(feuille, row, ecart, verdict.outcome));
      } else if (verdict.etat === "refus") laisser(verdict.outcome.code ?? "");
      else if (verdict.etat === "age") etats.ages += 1;
      else etats.conformes += 1;
    }
  }
  return {
    fichier,
    tour: tour ?? null,
    lignes: etats.lignes,
    comparees: etats.conformes + etats.ages + etats.ecarts,
    conformes: etats.conformes,
    tranchesParAge: etats.ages,
    nonComparees: Object.fromEntries([...motifs].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    constats,
  };
}

/** Why a row of an unknown election is not compared: no seat is won in a bureau, whatever it is. */
const sansTour = ({ level }: ResultRow): Motif | "scrutin-inconnu" =>
  level === "bureau" ? "niveau" : "scrutin-inconnu";

/** Code of a row's territory: commune (with bureau or secteur), else département and number, else région. */
function codeDe({
  territoire: { commune, secteur, bureau, departement, canton, circonscription, region },
}: ResultRow): string {
  if (commune !== null) return [commune, secteur, bureau].filter((one) => one !== null).join("-");
  return [departement, circonscription ?? canton].filter((one) => one !== null).join("-") || (region ?? "");
}

const RIEN = { corps: null, candidatures: [], regle: "", articles: [] } as const;

const ligneRefusee = (feuille: string | null, fault: Problem): Constat => ({
  ...RIEN,
  code: "A-LIGNE",
  line: fault.line,
  feuille,
  territoire: "",
  nom: "",
  phrase: problemText(fault),
});

const arithmetique = (feuille: string | null, row: ResultRow, fault: Problem): Constat => ({
  ...RIEN,
  code: "A-ARITHMETIQUE",
  line: row.line,
  feuille,
  territoire: codeDe(row),
  nom: row.territoire.nom,
  phrase: problemText(fault),
});

const PHRASES: Readonly<Record<Ecart["code"], string>> = {
  "A-SIEGES": "le fichier donne des sièges que la règle ne donne pas",
  "A-ELU": "le fichier dit élu qui ne l'est pas selon la règle",
  "A-NON-ELU": "la règle donne un élu que le fichier n'a pas",
  "A-QUALIFIE": "le fichier donne au second tour qui ne pouvait s'y présenter",
};

function contraire(
  feuille: string | null,
  row: ResultRow,
  { code, corps, officiel, loi }: Ecart,
  { regle, articles }: { regle: string; articles: readonly string[] },
): Constat {
  const candidatures = row.candidatures.map(({ nom, prenom, liste }, place) => ({
    nom: liste ?? [nom, prenom].filter((one) => one !== null).join(" "),
    voix: row.voix[place]!,
    officiel: officiel[place]!,
    loi: loi[place]!,
  }));
  return {
    code,
    line: row.line,
    feuille,
    territoire: codeDe(row),
    nom: row.territoire.nom,
    corps,
    candidatures,
    regle,
    articles,
    phrase: `${PHRASES[code]} : ${officiel.join("/")} au lieu de ${loi.join("/")}`,
  };
}
