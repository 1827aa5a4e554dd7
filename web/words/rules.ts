/** What a rule of the electoral code does, as far as one sentence can say it. Names of rules are those that outcomes carry (`MUN-LISTE-2026`). */
export type Rule =
  | { readonly kind: "presidentielle" | "plurinominal" | "reponse" | "quorum" }
  /** Majority where there are no more seats than that, lists above. */
  | { readonly kind: "senat"; readonly majoritaire: number }
  /** One seat, two rounds; `acces`: percent of registered voters that open the second. */
  | { readonly kind: "uninominal" | "binome"; readonly acces: number }
  /**
   * The elected list first gets a bonus, if there is one. Percents of valid votes: `acces` opens the second round, if there are two,
   * `seuil` the share-out, if anything does.
   */
  | ({ readonly kind: "liste"; readonly seuil: number | null } & (
      | { readonly prime: Prime; readonly acces: number | null }
      | { readonly prime: null; readonly acces: number }
    ))
  | { readonly kind: "proportionnelle"; readonly seuil: "exprimes" | "inscrits" | null };

/** A part of the seats, or so many of them. */
export type Prime = "moitie" | "tiers" | "quart" | "cinquieme" | number;

const liste = (prime: Prime, acces: number | null = 10, seuil: number | null = 5): Rule => ({
  kind: "liste",
  prime,
  acces,
  seuil,
});
const proportionnelle = (seuil: "exprimes" | "inscrits" | null): Rule => ({ kind: "proportionnelle", seuil });

/** By the beginning of their names; the longest counts. */
const RULES: Readonly<Record<string, Rule>> = {
  PR: { kind: "presidentielle" },
  LEG: { kind: "uninominal", acces: 12.5 },
  "LEG-1985": proportionnelle("exprimes"),
  "CANT-10": { kind: "uninominal", acces: 10 },
  "CANT-12,5": { kind: "uninominal", acces: 12.5 },
  DEP: { kind: "binome", acces: 12.5 },
  MUN: liste("moitie"),
  "MUN-MAJ": { kind: "plurinominal" },
  "MUN-NC-PR": proportionnelle("exprimes"),
  PLM: liste("moitie"),
  "PLM-CONSEIL": liste("quart"),
  SECTION: liste("moitie"),
  METRO: liste("moitie"),
  REG: liste("quart"),
  "REG-1986": proportionnelle("exprimes"),
  CORSE: liste(3, 5),
  "CORSE-1986": proportionnelle("exprimes"),
  "CORSE-51": liste(9, 7),
  "CORSE-63": liste(11, 7),
  GUYANE: liste("cinquieme"),
  "GUYANE-2015": liste(11),
  MARTINIQUE: liste(11),
  SB: liste("tiers", 10, null),
  SM: liste("tiers", 10, null),
  SPM: liste("moitie", 10, null),
  "PF-2004": liste("tiers", null, 3),
  "PF-2008": { kind: "liste", prime: null, acces: 12.5, seuil: 5 },
  PF: liste(19, 12.5),
  NC: proportionnelle("inscrits"),
  WF: proportionnelle(null),
  EUR: proportionnelle("exprimes"),
  SENAT: { kind: "senat", majoritaire: 2 },
  "SENAT-1965": { kind: "senat", majoritaire: 4 },
  "SENAT-2004": { kind: "senat", majoritaire: 3 },
  "SENAT-2011": { kind: "senat", majoritaire: 3 },
  "SENAT-FEF": proportionnelle(null),
  AFE: proportionnelle("exprimes"),
  CFE: proportionnelle(null),
  CONSULTATION: { kind: "reponse" },
  REFERENDUM: { kind: "reponse" },
  "REFERENDUM-LOCAL": { kind: "quorum" },
};

/** Rules by which all unites of a night are decided, since which day of round 1, the latest first. Those of communes differ among themselves. */
const NIGHTS: Readonly<Record<string, readonly (readonly [since: string, regle: string])[]>> = {
  legislatives: [
    ["1986-07-12", "LEG"],
    ["1985-07-11", "LEG-1985"],
    ["1976-07-20", "LEG"],
  ],
  departementales: [["2015-03-22", "DEP"]],
  cantonales: [
    ["2011-03-20", "CANT-12,5"],
    ["2001-03-11", "CANT-10"],
  ],
  regionales: [
    ["2004-03-21", "REG"],
    ["1986-03-16", "REG-1986"],
  ],
  senatoriales: [
    ["2014-09-28", "SENAT"],
    ["2004-09-26", "SENAT-2004"],
    ["2001-09-23", "SENAT"],
    ["1965-09-26", "SENAT-1965"],
  ],
  europeennes: [["1979-06-10", "EUR"]],
  "metropole-lyon": [["2020-03-15", "METRO"]],
  "nouvelle-caledonie": [["2000-07-05", "NC"]],
  "assemblee-francais-etranger": [["2014-05-24", "AFE"]],
  "conseillers-francais-etranger": [["2014-05-24", "CFE"]],
};

/** The rule of the unites of a night. @param type of its scrutin. @param date a day of it, `YYYY-MM-DD`. */
export function ruleOfNight(type: string, date: string): Rule | undefined {
  const found = NIGHTS[type]?.find(([since]) => date >= since);
  return found && ruleNamed(found[1]);
}

/** The rule of an outcome, by its name; `undefined`: none could be found. */
export function ruleNamed(regle: string): Rule | undefined {
  const [longest] = Object.keys(RULES)
    .filter((name) => regle === name || regle.startsWith(`${name}-`))
    .toSorted((a, b) => b.length - a.length);
  return longest === undefined ? undefined : RULES[longest];
}
