/** The notebook of one decision: steps, silences met, anomalies. Rules write in it; the outcome is drawn from it. */
import type { Contest } from "./contest.ts";
import type { LawError } from "./errors.ts";
import type { CodeAnomalie, Etape, EtapeBrute, Outcome } from "./outcome.ts";
import { type Choix, POLITIQUES, type Question } from "./policies.ts";
import type { Regle } from "./versions.ts";

export interface Deliberation {
  readonly contest: Contest;
  /** Adds a step. The thunk is not even called when steps are off. */
  note(etape: () => EtapeBrute): void;
  /** Whether steps are kept: to skip whole loops that only describe. */
  readonly bavarde: boolean;
  /** Records a silence of the law and returns the policy to apply. */
  silence<Q extends Question>(question: Q, article: string, concerne: readonly string[]): Choix<Q>;
  /** Notes what is odd in what was given; L65 is the article of the count. */
  anomalie(code: CodeAnomalie, gauche: number, droite: number, article?: string): void;
  /** The outcome of a contest that the law, or what was given, does not allow to decide. */
  refuser(erreur: LawError): Outcome;
  /** The outcome: what was decided, with everything noted. */
  conclure(decision: Pick<Outcome, "statut" | "candidatures"> & Partial<Outcome>): Outcome;
}

/** Opens a notebook for one contest under one version of the rules. */
export function ouvrirDeliberation(contest: Contest, regle: Regle, avecEtapes: boolean): Deliberation {
  const etapes: Etape[] = [];
  const politiques: Partial<Record<Question, Choix>> = {};
  const anomalies: CodeAnomalie[] = [];
  const note = (etape: () => EtapeBrute): void => {
    if (avecEtapes) etapes.push({ ...etape(), regle: regle.id });
  };
  const conclure: Deliberation["conclure"] = (decision) => ({
    ...(contest.id === undefined ? {} : { id: contest.id }),
    ...decision,
    etapes,
    regle: regle.id,
    articles: regle.articles,
    ...(Object.keys(politiques).length === 0 ? {} : { politiques }),
    ...(anomalies.length === 0 ? {} : { anomalies }),
  });
  return {
    contest,
    note,
    bavarde: avecEtapes,
    silence<Q extends Question>(question: Q, article: string, concerne: readonly string[]) {
      const politique: Choix<Q> = contest.politiques?.[question] ?? POLITIQUES[question].choix[0];
      politiques[question] = politique;
      note(() => ({ type: "silence", article, question, politique, concerne }));
      return politique;
    },
    anomalie(code, gauche, droite, article = "L65") {
      anomalies.push(code);
      note(() => ({ type: "anomalie", article, code, gauche, droite }));
    },
    conclure,
    refuser: (erreur) => conclure({ ...refus(contest, erreur) }),
  };
}

/** What every refused contest looks like: nothing decided, the code, and the error. */
export function refus(
  contest: Contest,
  erreur: LawError,
): Pick<Outcome, "statut" | "code" | "candidatures" | "erreurs"> & { code: string } {
  return {
    statut: "INDECIDABLE",
    code: erreur.code,
    candidatures: contest.candidatures.map(({ id, voix }) => ({ id, voix, statut: "INDECIDABLE" })),
    erreurs: [erreur],
  };
}
