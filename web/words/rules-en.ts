import type { Prime, Rule } from "./rules.ts";

const SHARES: Readonly<Record<Exclude<Prime, number>, string>> = {
  moitie: "half of the seats",
  tiers: "a third of the seats",
  quart: "a quarter of the seats",
  cinquieme: "a fifth of the seats",
};

/** A rule in a sentence or two, in English. */
export function rule(one: Rule): string {
  switch (one.kind) {
    case "presidentielle":
      return "Elected in the first round with more than half of the valid votes; otherwise the two leading candidates stand in the second round, where a majority is enough.";
    case "uninominal":
      return `Elected in the first round with more than half of the valid votes and at least a quarter of registered voters; otherwise those with at least ${one.acces}% of registered voters go through, and always the first two. In the second round, most votes wins.`;
    case "binome":
      return `A pair is elected in the first round with more than half of the valid votes and at least a quarter of registered voters; otherwise those with at least ${one.acces}% of registered voters go through, and always the first two. In the second round, most votes wins.`;
    case "plurinominal":
      return "Elected in the first round are those with more than half of the valid votes and at least a quarter of registered voters; the seats that remain go, in the second round, to those with most votes.";
    case "liste":
      return list(one);
    case "proportionnelle":
      return `Seats go to lists${one.seuil === null ? "" : ` with at least 5% of ${one.seuil === "inscrits" ? "registered voters" : "valid votes"}`}, by highest averages.`;
    case "senat":
      return `Electors vote by majority over two rounds where there are no more than ${one.majoritaire} seats, by highest averages between lists where there are more.`;
    case "reponse":
      return "The answer with more valid votes wins.";
    case "quorum":
      return "The proposal is adopted if half of registered voters voted and a majority of valid votes is for it; otherwise the answer is an opinion only.";
  }
}

function list({ prime, acces, seuil }: Extract<Rule, { kind: "liste" }>): string {
  const lists = `lists${seuil === null ? "" : ` with at least ${seuil}% of valid votes`}`;
  if (prime === null)
    return `Seats go by highest averages to ${lists}: in the first round if one of them has more than half of the valid votes, otherwise in the second, where ${acces}% of valid votes is needed to stay.`;
  const elected =
    acces === null
      ? "The leading list"
      : "The elected list, with more than half of the valid votes in the first round or ahead in the second,";
  const bonus = typeof prime === "number" ? `${prime} seats` : SHARES[prime];
  const second = acces === null ? "" : ` ${acces}% of valid votes is needed to stay in the second round.`;
  return `${elected} first gets ${bonus}; the rest goes by highest averages to the ${lists}, itself included.${second}`;
}
