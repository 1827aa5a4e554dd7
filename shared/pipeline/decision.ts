import type { Candidature, DossierHead, DossierPart, DossierUnite, Enjeu } from "../contracts/dossier.ts";
import { isComplete, type Decompte, type DepartementDecompte } from "../count/decompte.ts";
import { voixBySection } from "../count/sections.ts";
import { countedDepartements, type CountedDepartement, type SharedVerdict } from "../documents/national.ts";
import { addSums, addUp, verdictOf, type SharedUnite } from "../documents/summary.ts";
import type { Contest, ContestCandidature } from "../law/contest.ts";
import { decide } from "../law/decide.ts";
import type { Outcome } from "../law/outcome.ts";

/**
 * Why the law is not asked though figures are there. `D-NUANCES`: the source counts by nuance and one of them stands for
 * several candidates, or for nobody knows how many, or counts several unites as one, so no person can be said to be elected. `D-CONFLIT`: two contents
 * stand under one version of a bureau's tally; a higher version has to settle it first. `D-PARTAGEE`: the unite lies in
 * several départements; the national document decides it. `D-ATTENTE`: nothing of the commune is counted yet.
 */
export type UndecidedCode = "D-NUANCES" | "D-CONFLIT" | "D-PARTAGEE" | "D-ATTENTE";

/** What elects: a unite of the dossier, or the nation. */
interface Elector {
  readonly code: string;
  readonly type?: DossierUnite["type"];
  readonly loi?: string;
  readonly enjeu?: Enjeu;
  /** Left out, or 0: those of the law's own tables. */
  readonly sieges?: number;
  readonly candidatures: readonly Candidature[];
}

/** What is counted of a unite, whatever its size; `voix` and `sections` in the order of its candidatures. */
type Counted = Omit<SharedUnite, "code">;

/** A unite's last outcome, and the figures that it is of. */
interface Decided {
  readonly figures: string;
  readonly outcome: Outcome;
}

/** What this process decided last, by part and unite: the same figures of the same dossier have the same outcome. */
const decided = new WeakMap<DossierPart, Map<string, Decided>>();

/**
 * Asks the law about every unite of a département, those whose figures did not change since this process asked last spared.
 * Empty when the nation decides. Never throws for one unite.
 */
export function decideUnites(head: DossierHead, decompte: DepartementDecompte): Map<string, Outcome> {
  const { part } = decompte.register;
  const before = decided.get(part) ?? new Map<string, Decided>();
  decided.set(part, before);
  return new Map(
    part.unites.map((unite) => {
      const counted = countedOf(decompte, unite);
      const figures = JSON.stringify(counted);
      const last = before.get(unite.code);
      const outcome = last?.figures === figures ? last.outcome : uniteOutcome(head, unite, counted);
      before.set(unite.code, { figures, outcome });
      return [unite.code, outcome];
    }),
  );
}

const uniteOutcome = (head: DossierHead, unite: DossierUnite, counted: Counted): Outcome =>
  unite.partagee ? undecided("D-PARTAGEE", unite, { ...counted, complet: false }) : outcomeOf(head, unite, counted);

function countedOf(decompte: DepartementDecompte, { code }: DossierUnite): Counted {
  const counted: Decompte = decompte.unites.get(code)!;
  const { sums, inscrits, conflits } = counted;
  const sections = voixBySection(decompte, code);
  return { voix: counted.voix.get(code) ?? [], sections, sums, inscrits, complet: isComplete(counted), conflits };
}

/** Asks the law about the nation, one unite, from its départements. */
export function decideNation(head: DossierHead, departements: readonly CountedDepartement[]): Outcome {
  const { candidatures, nation } = head;
  const sum = addUp(
    departements.map(({ summary }) => summary),
    candidatures.length,
  );
  return outcomeOf(head, { code: "FR", candidatures, ...nation }, { ...sum, sections: {} });
}

/** Asks the law about the unites that several départements share. */
export function decideShared(head: DossierHead, departements: readonly CountedDepartement[]): SharedVerdict[] {
  const parts = Map.groupBy(
    departements.flatMap(({ summary }) => summary.partagees),
    ({ code }) => code,
  );
  return (head.partagees ?? []).map((unite) => {
    const reported = parts.get(unite.code) ?? [];
    const expected = unite.partagee ?? [];
    const whole = joined(unite, reported);
    // Until every département has reported, not even the outstanding inscrits are known: nothing is certain.
    const outcome =
      reported.length < expected.length
        ? undecided("D-PARTAGEE", unite, { ...whole, complet: false })
        : outcomeOf(head, unite, whole);
    return { departements: expected, verdict: verdictOf(unite.code, outcome, unite.candidatures), outcome };
  });
}

/** What the law makes of what no département decides, from the heads alone: unites that several share, or the nation (`FR`). */
export function wideOutcomes(
  head: DossierHead,
  heads: Parameters<typeof countedDepartements>[1],
): ReadonlyMap<string, Outcome> {
  const departements = countedDepartements(head, heads);
  if (head.decision === "nation") return new Map([["FR", decideNation(head, departements)]]);
  return new Map(decideShared(head, departements).map(({ verdict, outcome }) => [verdict.code, outcome]));
}

function joined({ candidatures }: DossierUnite, parts: readonly SharedUnite[]): Counted {
  const sum = (read: (part: SharedUnite) => number): number => parts.reduce((total, part) => total + read(part), 0);
  const sections = new Set(parts.flatMap((part) => Object.keys(part.sections)));
  return {
    voix: candidatures.map((_, i) => sum(({ voix }) => voix[i] ?? 0)),
    // A section may lie in several départements (the Rhône's two lie in one).
    sections: Object.fromEntries(
      [...sections].map((section) => [
        section,
        candidatures.map((_, i) => sum((part) => part.sections[section]?.[i] ?? 0)),
      ]),
    ),
    sums: addSums(parts.map(({ sums }) => sums)),
    inscrits: { counted: sum(({ inscrits }) => inscrits.counted), expected: sum(({ inscrits }) => inscrits.expected) },
    complet: parts.every(({ complet }) => complet),
    conflits: sum(({ conflits }) => conflits),
  };
}

function outcomeOf(head: DossierHead, elector: Elector, counted: Counted): Outcome {
  const { code, sieges = 0, enjeu, candidatures } = elector;
  if (candidatures.some(({ candidats }) => candidats !== undefined && candidats !== 1))
    return undecided("D-NUANCES", elector, counted);
  if (counted.conflits > 0) return undecided("D-CONFLIT", elector, counted);
  // Most communes have one bureau: asking what is certain of hundreds without any would be most of a recount.
  if (elector.type === "commune" && counted.inscrits.counted === 0 && !counted.complet)
    return undecided("D-ATTENTE", elector, counted);
  const { scrutin, premierTour, tour, partielle, politiques } = head;
  const outstanding = counted.inscrits.expected - counted.inscrits.counted;
  const contest: Contest = {
    ...enjeu,
    id: code,
    type: elector.loi ?? scrutin.type,
    date: scrutin.date,
    premierTour,
    tour,
    territoire: code,
    inscrits: counted.sums.inscrits + outstanding,
    votants: counted.sums.votants,
    blancs: counted.sums.blancs,
    nuls: counted.sums.nuls,
    exprimes: counted.sums.exprimes,
    ...(sieges > 0 && { sieges }),
    ...(partielle !== undefined && { partielle }),
    ...(politiques !== undefined && { politiques }),
    ...(!counted.complet && { inscritsRestants: Math.max(1, outstanding) }),
    candidatures: candidatures.map((candidature, i) => standing(candidature, i, counted)),
  };
  // Hundreds of communes in one document, made again at each recount: their steps would be nine tenths of it (decision 0009).
  return decide(contest, { etapes: elector.type !== "commune" });
}

/** A candidature before the law: who it is, and the voix at its place of the ballot. */
function standing(candidature: Candidature, place: number, { voix, sections }: Counted): ContestCandidature {
  const { id, naissance, personnes, communautaires, origines } = candidature;
  const bySection = Object.entries(sections).map(([section, counts]) => [section, counts[place] ?? 0] as const);
  return {
    id,
    voix: voix[place] ?? 0,
    ...(naissance !== undefined && { naissance }),
    ...(personnes !== undefined && { personnes }),
    ...(communautaires !== undefined && { communautaires }),
    ...(origines !== undefined && { origines }),
    ...(bySection.length > 0 && { sections: Object.fromEntries(bySection) }),
  };
}

const undecided = (code: UndecidedCode, { code: id, candidatures }: Elector, { voix, complet }: Counted): Outcome => ({
  id,
  statut: code !== "D-NUANCES" || !complet ? "INCOMPLET" : "INDECIDABLE",
  code,
  candidatures: candidatures.map((candidature, i) => ({
    id: candidature.id,
    voix: voix[i] ?? 0,
    statut: complet && code === "D-NUANCES" ? "INDECIDABLE" : "OUVERT",
  })),
  etapes: [],
  regle: "",
  articles: [],
});
