import type { Prime, Rule } from "./rules.ts";

const SHARES: Readonly<Record<Exclude<Prime, number>, string>> = {
  moitie: "la moitié des sièges",
  tiers: "le tiers des sièges",
  quart: "le quart des sièges",
  cinquieme: "le cinquième des sièges",
};
const percent = (value: number): string => `${String(value).replace(".", ",")} %`;

/** A rule in a sentence or two, in French. */
export function rule(one: Rule): string {
  switch (one.kind) {
    case "presidentielle":
      return "Est élu au premier tour qui a plus de la moitié des suffrages exprimés ; sinon les deux candidats arrivés en tête se présentent au second tour, où la majorité suffit.";
    case "uninominal":
      return `Est élu au premier tour qui a plus de la moitié des exprimés et au moins un quart des inscrits ; sinon passent au second tour ceux qui ont au moins ${percent(one.acces)} des inscrits, et toujours les deux premiers. Au second tour, le plus de voix l'emporte.`;
    case "binome":
      return `Est élu au premier tour le binôme qui a plus de la moitié des exprimés et au moins un quart des inscrits ; sinon passent au second tour ceux qui ont au moins ${percent(one.acces)} des inscrits, et toujours les deux premiers. Au second tour, le plus de voix l'emporte.`;
    case "plurinominal":
      return "Sont élus au premier tour ceux qui ont plus de la moitié des exprimés et au moins un quart des inscrits ; les sièges qui restent vont, au second tour, à ceux qui ont le plus de voix.";
    case "liste":
      return list(one);
    case "proportionnelle":
      return `Les sièges vont aux listes${one.seuil === null ? "" : ` d'au moins 5 % des ${one.seuil === "inscrits" ? "inscrits" : "exprimés"}`}, à la plus forte moyenne.`;
    case "senat":
      return `Les grands électeurs élisent au scrutin majoritaire à deux tours là où il y a ${one.majoritaire} sièges au plus, à la plus forte moyenne entre listes au-delà.`;
    case "reponse":
      return "La réponse qui a le plus de suffrages exprimés l'emporte.";
    case "quorum":
      return "Le projet est adopté si la moitié des inscrits a voté et qu'il réunit la majorité des exprimés ; sinon la réponse ne vaut que comme avis.";
  }
}

function list({ prime, acces, seuil }: Extract<Rule, { kind: "liste" }>): string {
  const lists = `listes${seuil === null ? "" : ` d'au moins ${percent(seuil)} des exprimés`}`;
  if (prime === null)
    return `Les sièges vont, à la plus forte moyenne, aux ${lists} : au premier tour si l'une d'elles a plus de la moitié des exprimés, sinon au second, où il faut ${percent(acces)} des exprimés pour rester.`;
  const elected =
    acces === null ? "en tête" : "élue, avec plus de la moitié des exprimés au premier tour ou en tête au second,";
  const bonus = typeof prime === "number" ? `${prime} sièges` : SHARES[prime];
  const second = acces === null ? "" : ` Il faut ${percent(acces)} des exprimés pour rester au second tour.`;
  return `La liste ${elected} reçoit d'abord ${bonus} ; le reste va à la plus forte moyenne entre les ${lists}, elle comprise.${second}`;
}
