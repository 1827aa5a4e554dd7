/**
 * Conseils territoriaux of Saint-Barthélemy (catalogue E15), Saint-Martin (E16) and Saint-Pierre-et-Miquelon (E17): lists in two rounds,
 * a quarter of the inscrits to win in round 1, no share of the exprimés to have a seat. A partial election for few seats gives them all
 * to one candidate or one list.
 */
import { certifierListe } from "../certainty.ts";
import type { Deliberation } from "../deliberation.ts";
import type { CorpsAPourvoir } from "../methods/allocation.ts";
import { corpsDeSection } from "../methods/sections.ts";
import type { RegleUninominale } from "../methods/single-seat.ts";
import { atteint, majoriteAbsolue, part, quartDesInscrits } from "../methods/thresholds.ts";
import { corpsParCorps, deciderListe, type RegleListe } from "../methods/two-round-list.ts";
import type { Outcome } from "../outcome.ts";
import type { Scrutin } from "../scrutin.ts";
import type { TexteManquant } from "../versions.ts";
import { avecPartielles } from "./partielles.ts";

interface RegleTerritoriale extends RegleListe {
  /** Members of the council, or of each of its sections. */
  readonly effectif: number | Readonly<Record<string, number>>;
  /** Fewest seats of a partial election that are shared; fewer go to one candidate or one list. */
  readonly partageDes: number;
  readonly articlePartielle: string;
  /** The article that takes its quotient on all the seats, those of the bonus included. */
  readonly articleQuotient: string;
}

/** The articles of one collectivité: the ballot, access to round 2, partial elections, the commission's sums. */
function articles(scrutin: string, acces: string, partielle: string, quotient: string) {
  return {
    articles: [scrutin, acces, partielle, quotient],
    majorite: majoriteAbsolue(scrutin),
    quart: quartDesInscrits(scrutin),
    acces: part(10, 100, "exprimes", acces),
    repechage: 2,
    articleAcces: acces,
    fusion: part(5, 100, "exprimes", acces),
    articleRepartition: scrutin,
    articlePartielle: partielle,
    articleQuotient: quotient,
  } as const;
}

/** Rules of a partial election for so few seats that they are not shared. The text has no rule for equal voix in round 2. */
const enBloc = (regle: RegleTerritoriale): RegleUninominale => ({
  ...regle,
  majorite: majoriteAbsolue(regle.articlePartielle),
  quart: quartDesInscrits(regle.articlePartielle),
  acces: part(10, 100, "exprimes", regle.articlePartielle),
  articleAcces: regle.articlePartielle,
  articleT2: regle.articlePartielle,
  egalite: "aucune",
});

function decider(d: Deliberation, regle: RegleTerritoriale): Outcome {
  const { contest } = d;
  const { sieges, siegesParSection, partielle, candidatures, exprimes, inscrits, tour } = contest;
  const donnes = typeof regle.effectif === "number" ? sieges : siegesParSection;
  if (partielle === true && donnes === undefined)
    return d.refuser({
      code: "L-SIEGES-MANQUANTS",
      field: typeof regle.effectif === "number" ? "sieges" : "siegesParSection",
      expected: "les sièges à pourvoir à cette élection partielle",
      advice: "indiquez-les",
    });
  const sansQuart = candidatures.find(
    ({ voix }) => tour === 1 && atteint(regle.majorite, voix, exprimes) && !atteint(regle.quart!, voix, inscrits),
  );
  if (sansQuart !== undefined) d.silence("Q-20", regle.articleQuotient, [sansQuart.id]);
  const effectif = donnes ?? regle.effectif;
  const bodies: readonly CorpsAPourvoir[] =
    typeof effectif === "number"
      ? [{ corps: "conseil", sieges: effectif }]
      : Object.entries(effectif).map(([section, places]) => ({ ...corpsDeSection(section), sieges: places }));
  return deciderListe(d, regle, (inner, tete) => {
    inner.silence("Q-14", regle.articleQuotient, []);
    return corpsParCorps(regle, bodies)(inner, tete);
  });
}

/** One collectivité: its rows, and the same decision. */
const conseilTerritorial = (
  type: string,
  regle: RegleTerritoriale,
  manquants: readonly TexteManquant[] = [],
): Scrutin<RegleTerritoriale> =>
  avecPartielles(
    { type, versions: [regle], manquants, decider, certifier: certifierListe },
    ({ partageDes }) => partageDes,
    enBloc,
  );

/** Saint-Barthélemy and Saint-Martin: one circonscription, a third of the seats as a bonus. */
const antilles = (
  type: string,
  [scrutin, acces, partielle, quotient]: readonly [string, string, string, string],
  id: string,
  [premier, dernier]: readonly [string, string],
  effectif: number,
): Scrutin<RegleTerritoriale> =>
  conseilTerritorial(type, {
    ...articles(scrutin, acces, partielle, quotient),
    id,
    // The first councils were elected on 1 July 2007.
    du: "2007-07-01",
    texte: `Code électoral, ${premier} à ${dernier} (loi organique n° 2007-223 du 21 février 2007)`,
    effectif,
    prime: { num: 1, den: 3, arrondi: "sup" },
    partageDes: 3,
  });

export const saintBarthelemy = antilles(
  "saint-barthelemy",
  ["LO485", "LO486", "LO498", "R317"],
  "SB-2007",
  ["LO482", "LO498"],
  19,
);

export const saintMartin = antilles(
  "saint-martin",
  ["LO512", "LO513", "LO525", "R332"],
  "SM-2007",
  ["LO509", "LO525"],
  23,
);

export const saintPierreEtMiquelon = conseilTerritorial(
  "saint-pierre-et-miquelon",
  {
    ...articles("LO540", "LO541", "LO553", "R346"),
    id: "SPM-2012",
    // The first renewal under the organic law of 2007.
    du: "2012-03-18",
    texte: "Code électoral, LO537 à LO553",
    effectif: { "saint-pierre": 15, "miquelon-langlade": 4 },
    prime: { num: 1, den: 2, arrondi: "sup" },
    partageDes: 4,
  },
  [
    {
      du: "2007-02-22",
      au: "2012-03-18",
      manque: "LO541 et LO553 avant la consolidation de 2013 (élections partielles de 2007 à 2012)",
    },
  ],
);
