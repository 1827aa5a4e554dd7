/**
 * The silences of the law (catalogue §9) that the engine meets: what it does by default, and what a contest may ask for instead
 * in its `politiques`. An outcome names each one it met and the choice applied.
 */
export interface Politique {
  readonly question: string;
  /** First choice: the default. */
  readonly choix: readonly [string, ...string[]];
}

export const POLITIQUES = {
  "Q-02": { question: "égalité de moyennes pour plusieurs derniers sièges", choix: ["siege-par-siege"] },
  "Q-03": { question: "même date de naissance, même moyenne d'âge, ou âge inconnu", choix: ["indecidable"] },
  "Q-04": { question: "seuil atteint avec aucune voix", choix: ["une-voix-au-moins"] },
  "Q-05": { question: "égalité pour la dernière place au second tour", choix: ["indecidable", "admettre"] },
  "Q-06": { question: "égalité exacte sans règle d'âge", choix: ["indecidable"] },
  "Q-06b": { question: "égalité exacte à une consultation ou à un référendum", choix: ["non-adopte"] },
  "Q-07": {
    question: "12,5 % des inscrits : avec ou sans ceux qui votent en France",
    choix: ["litteral", "base-restreinte"],
  },
  "Q-08": { question: "plus d'élus au premier tour que de sièges : règle d'âge", choix: ["appliquer", "indecidable"] },
  "Q-09": { question: "le quart des conseillers qui n'habitent pas la commune, arrondi", choix: ["partie-entiere"] },
  "Q-10": { question: "moins de deux listes au seuil du second tour", choix: ["texte"] },
  "Q-12": { question: "liste épuisée", choix: ["vacant", "moyenne-suivante"] },
  "Q-13": {
    question: "Guyane, égalité de moyennes : les voix de la section ou de la circonscription",
    choix: ["section", "circonscription"],
  },
  "Q-14": { question: "quotient pris sur tous les sièges, prime comprise", choix: ["plus-forte-moyenne-seule"] },
  "Q-16": { question: "délégués supplémentaires : une tranche de population entamée", choix: ["partie-entiere"] },
  "Q-20": { question: "majorité absolue au premier tour sans le quart des inscrits", choix: ["second-tour"] },
  "Q-21": { question: "Corse, « majorité absolue des suffrages »", choix: ["exprimes"] },
  "Q-22": { question: "un seul candidat au second tour", choix: ["une-voix-suffit"] },
  "Q-23": { question: "liste arrivée en tête sans le seuil de répartition", choix: ["prime-seule"] },
  "Q-24": { question: "moyenne d'âge d'une liste fusionnée", choix: ["composition-du-second-tour"] },
} as const satisfies Readonly<Record<string, Politique>>;

/** A silence's code in catalogue §9: `Q-05`. */
export type Question = keyof typeof POLITIQUES;
/** What may be done about one silence, or about any. */
export type Choix<Q extends Question = Question> = (typeof POLITIQUES)[Q]["choix"][number];
/** The choice made about each silence. */
export type Politiques = { readonly [Q in Question]?: Choix<Q> };

/** A silence by its code; `undefined` for a code that is none. */
export const politiqueDe = (question: string): Politique | undefined =>
  Object.hasOwn(POLITIQUES, question) ? POLITIQUES[question as Question] : undefined;
