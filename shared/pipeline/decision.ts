import type { DossierHead } from "../contracts/dossier.ts";
import { isComplete, type Decompte, type DepartementDecompte } from "../count/decompte.ts";
import type { CountedDepartement, SharedVerdict } from "../documents/national.ts";
import { addSums, addUp, verdictOf, type SharedUnite } from "../documents/summary.ts";
import { decide } from "../law/decide.ts";
import type { Outcome } from "../law/outcome.ts";

/**
 * Why the law is not asked though figures are there. `D-NUANCES`: the source counts by nuance and one of them stands for
 * several candidates, or for nobody knows how many, so no person can be said to be elected. `D-CONFLIT`: two contents
 * stand under one version of a bureau's tally; a higher version has to settle it first. `D-PARTAGEE`: the unite lies in
 * several départements; the national document decides it.
 */
export type UndecidedCode = "D-NUANCES" | "D-CONFLIT" | "D-PARTAGEE";

/** What is counted of a unite, whatever its size. */
type Counted = Omit<SharedUnite, "departements">;

/** Asks the law about every unite of a département. Empty when the nation decides. Never throws for one unite. */
export function decideUnites(head: DossierHead, decompte: DepartementDecompte): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const unite of decompte.register.part.unites) {
    const counted = decompte.unites.get(unite.code)!;
    const of = { ...unite, ...ofDecompte(counted), voix: counted.voix.get(unite.code) ?? [] };
    outcomes.set(unite.code, unite.partagee ? undecided("D-PARTAGEE", { ...of, complet: false }) : outcomeOf(head, of));
  }
  return outcomes;
}

const ofDecompte = (decompte: Decompte): Pick<Counted, "sums" | "inscrits" | "complet" | "conflits"> => ({
  sums: decompte.sums,
  inscrits: decompte.inscrits,
  complet: isComplete(decompte),
  conflits: decompte.conflits,
});

/** Asks the law about the nation, one unite of one seat, from its départements. */
export function decideNation(head: DossierHead, departements: readonly CountedDepartement[]): Outcome {
  const sum = addUp(
    departements.map(({ summary }) => summary),
    head.candidatures.length,
  );
  return outcomeOf(head, { code: "FR", sieges: 1, candidatures: head.candidatures, ...sum });
}

/** Asks the law about the unites that several départements share. */
export function decideShared(head: DossierHead, departements: readonly CountedDepartement[]): SharedVerdict[] {
  const parts = new Map<string, SharedUnite[]>();
  for (const part of departements.flatMap(({ summary }) => summary.partagees)) {
    parts.set(part.code, [...(parts.get(part.code) ?? []), part]);
  }
  return [...parts.values()].map((unite) => {
    const { code, departements: expected, candidatures } = unite[0]!;
    // Until every département has reported, not even the outstanding inscrits are known: nothing is certain.
    const whole = joined(unite);
    const outcome =
      unite.length < expected.length ? undecided("D-PARTAGEE", { ...whole, complet: false }) : outcomeOf(head, whole);
    return { departements: expected, verdict: verdictOf(code, outcome, candidatures), outcome };
  });
}

function joined(parts: readonly SharedUnite[]): Counted {
  const first = parts[0]!;
  const sum = (read: (part: SharedUnite) => number): number => parts.reduce((total, part) => total + read(part), 0);
  return {
    code: first.code,
    sieges: first.sieges,
    candidatures: first.candidatures,
    voix: first.candidatures.map((_, i) => sum(({ voix }) => voix[i] ?? 0)),
    sums: addSums(parts.map(({ sums }) => sums)),
    inscrits: { counted: sum(({ inscrits }) => inscrits.counted), expected: sum(({ inscrits }) => inscrits.expected) },
    complet: parts.every(({ complet }) => complet),
    conflits: sum(({ conflits }) => conflits),
  };
}

function outcomeOf(head: DossierHead, counted: Counted): Outcome {
  const outstanding = counted.inscrits.expected - counted.inscrits.counted;
  if (counted.candidatures.some(({ candidats }) => candidats !== undefined && candidats !== 1))
    return undecided("D-NUANCES", counted);
  if (counted.conflits > 0) return undecided("D-CONFLIT", counted);
  return decide({
    id: counted.code,
    type: head.scrutin.type,
    date: head.scrutin.date,
    premierTour: head.premierTour,
    tour: head.tour,
    territoire: counted.code,
    inscrits: counted.sums.inscrits + outstanding,
    votants: counted.sums.votants,
    blancs: counted.sums.blancs,
    nuls: counted.sums.nuls,
    exprimes: counted.sums.exprimes,
    sieges: counted.sieges,
    ...(!counted.complet && { inscritsRestants: Math.max(1, outstanding) }),
    candidatures: counted.candidatures.map(({ id, naissance }, i) => ({
      id,
      voix: counted.voix[i] ?? 0,
      ...(naissance !== undefined && { naissance }),
    })),
  });
}

const undecided = (code: UndecidedCode, counted: Counted): Outcome => ({
  id: counted.code,
  statut: code !== "D-NUANCES" || !counted.complet ? "INCOMPLET" : "INDECIDABLE",
  code,
  candidatures: counted.candidatures.map(({ id }, i) => ({
    id,
    voix: counted.voix[i] ?? 0,
    statut: counted.complet && code === "D-NUANCES" ? "INDECIDABLE" : "OUVERT",
  })),
  etapes: [],
  regle: "",
  articles: [],
});
