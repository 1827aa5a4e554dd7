/** What a night says of itself, in English. Nights are named in French; a name of another shape stays as it is. */

const ELECTIONS: Readonly<Record<string, string>> = {
  présidentielle: "Presidential election",
  législatives: "Legislative elections",
  européennes: "European elections",
  régionales: "Regional elections",
  départementales: "Departmental elections",
  cantonales: "Cantonal elections",
  municipales: "Municipal elections",
  sénatoriales: "Senate elections",
};

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");
const ENGLISH_MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `Élections municipales générées, 15 mars 2026` → `Municipal elections (generated), 15 March 2026` */
export function election(nom: string): string {
  const [, type = "", generated, rest = ""] = /^Élections? ([a-zéèû]+)( générées?)?(?=[ ,]|$)(.*)$/u.exec(nom) ?? [];
  const named = ELECTIONS[type];
  if (named === undefined) return nom;
  const dated = rest
    .replace(/(?<= )[a-zéû]+(?= \d{4})/u, (month) => ENGLISH_MONTHS[MONTHS.indexOf(month)] ?? month)
    .replace(/,? 1er tour$/, ", first round")
    .replace(/,? 2d tour$/, ", second round")
    .replace(/ 1er (?=[A-Z])/, " 1 ");
  return `${named}${generated === undefined ? "" : " (generated)"}${dated}`;
}

/** Beginnings of what nights say of what was generated, and the same in English. */
const GENERATED: readonly (readonly [begins: string, text: string])[] = [
  [
    "Élection entièrement générée",
    "Everything in this election is generated: candidates, stations, boundaries and results are made up; the communes and their populations are real.",
  ],
  [
    "Reconstitution",
    "A reconstruction: the totals of the nation and of the départements are official; how they are shared between communes and stations, the consular posts and the hours are generated.",
  ],
];

/** What was generated, in a sentence; in the night's own words where they are others. */
export const genere = (text: string): string => GENERATED.find(([begins]) => text.startsWith(begins))?.[1] ?? text;
