import type { Audit } from "#shared/audit/audit.ts";

/**
 * What the file's seats are, when they are not the rule's (L262): one thing of it was done otherwise. The arithmetic is written again here,
 * so that a mistake of `shared/law` could not explain itself.
 */
function slip(voix: readonly number[], official: readonly number[]): string {
  const seats = official.reduce((sum, one) => sum + one, 0);
  const exprimes = voix.reduce((sum, one) => sum + one, 0);
  const first = voix.indexOf(Math.max(...voix));
  const shared = (prime: number, seuil: number, tie: 1 | -1 = 1): string => {
    const given = voix.map((_, i) => (i === first ? prime : 0));
    const won = voix.map(() => 0);
    const may = voix.map((_, i) => i).filter((i) => voix[i]! * 100 >= seuil * exprimes);
    for (let left = seats - prime; left > 0; left -= 1) {
      const [next = first] = may.toSorted(
        (a, b) => voix[b]! * (won[a]! + 1) - voix[a]! * (won[b]! + 1) || tie * (voix[b]! - voix[a]!),
      );
      won[next]! += 1;
    }
    return given.map((one, i) => one + won[i]!).join("/");
  };
  const prime = seats < 4 ? Math.floor(seats / 2) : Math.ceil(seats / 2);
  const other = seats < 4 ? Math.ceil(seats / 2) : Math.floor(seats / 2);
  const slips: readonly (readonly [string, string])[] = [
    ["la règle", shared(prime, 5)],
    ["moyennes égales, le siège à la liste de moins de voix", shared(prime, 5, -1)],
    ["prime arrondie de l'autre côté", shared(other, 5)],
    ["sans prime", shared(0, 5)],
    ["seuil de 10 %", shared(prime, 10)],
    ["tout à la première", voix.map((_, i) => (i === first ? seats : 0)).join("/")],
  ];
  return slips.find(([, result]) => result === official.join("/"))?.[0] ?? "inexpliqué";
}

/** Communes by what explains their row. */
export const slipsOf = ({ constats }: Audit): Record<string, string> => {
  const by = Map.groupBy(constats, ({ candidatures }) =>
    slip(
      candidatures.map(({ voix }) => voix),
      candidatures.map(({ officiel }) => officiel),
    ),
  );
  return Object.fromEntries([...by].map(([what, rows]) => [what, rows.map(({ nom }) => nom).join(", ")]));
};

/** What explains the odd rows of 23 March 2014. */
export const SLIPS_ROUND_1 = {
  "prime arrondie de l'autre côté":
    "Neuvy-sur-Loire, Avesnelles, Corbehem, Violaines, Zutkerque, Vasles, Angervilliers, Le Diamant, Les Trois-Ilets, Le Vauclin",
  "sans prime": "Pibrac, Saint-Orens-de-Gameville, Corbigny, Fouquières-lès-Lens, Rivière-Salée",
  "tout à la première": "Mont-sous-Vaudrey, Luzech, Saint-Eloi, Darney, Eloyes",
  "seuil de 10 %": "Bellême",
  "moyennes égales, le siège à la liste de moins de voix": "Charmoy",
  inexpliqué: "Valanjou, Fort-de-France, Le Vauclin",
};
/** The same of 30 March. */
export const SLIPS_ROUND_2 = {
  "tout à la première": "Reillanne, Bucquoy, Carvin",
  "moyennes égales, le siège à la liste de moins de voix": "Donnery",
  inexpliqué: "Fraize",
};
