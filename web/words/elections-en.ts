import { readElectionName, type ElectionType } from "#shared/contracts/election-names.ts";
import { readNotices, type Notice } from "#shared/contracts/notices.ts";

/** What a night says of itself, in English: its type and day are read out of its French name. A name or a notice that somebody made stays as it is. */

const ELECTIONS: Readonly<Record<ElectionType, string>> = {
  presidentielle: "Presidential election",
  referendum: "Referendum",
  europeennes: "European elections",
  legislatives: "Legislative elections",
  departementales: "Departmental elections",
  cantonales: "Cantonal elections",
  municipales: "Municipal elections",
  "metropole-lyon": "Elections to the Lyon metropolitan council",
  regionales: "Regional elections",
  corse: "Territorial elections in Corsica",
  guyane: "Territorial elections in French Guiana",
  martinique: "Territorial elections in Martinique",
  "saint-barthelemy": "Territorial elections in Saint Barthélemy",
  "saint-martin": "Territorial elections in Saint Martin",
  "saint-pierre-et-miquelon": "Territorial elections in Saint Pierre and Miquelon",
  polynesie: "Territorial elections in French Polynesia",
  "nouvelle-caledonie": "Provincial elections in New Caledonia",
  "wallis-et-futuna": "Territorial elections in Wallis and Futuna",
  senatoriales: "Senate elections",
  consultation: "Consultation",
  "referendum-local": "Local referendum",
  "conseillers-francais-etranger": "Elections of councillors of the French abroad",
  "assemblee-francais-etranger": "Elections to the Assembly of the French abroad",
};

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** `Élections municipales générées, 15 mars 2026` → `Municipal elections (generated), 15 March 2026` */
export function election(nom: string): string {
  const read = readElectionName(nom);
  if (read === null) return nom;
  const name = ELECTIONS[read.type];
  return read.genere ? `${name} (generated), ${day.format(new Date(read.date))}` : `${name} ${read.annee}`;
}

const MADE: Readonly<Record<Notice, string>> = {
  election:
    "Everything in this election is generated: candidates, stations, boundaries and results are made up; the communes and their populations are real.",
  reconstitution:
    "A reconstruction: the totals of the nation and of the départements are official; how they are shared between communes and stations, the consular posts and the hours at which stations report are generated, and say nothing of how a commune really voted.",
  bureaux:
    "The stations are generated: the file has none. They add up exactly to its figures; how these are shared between them is drawn at random.",
  circonscriptions:
    "The file does not name the constituencies: each is made of those of a département who have the same candidates. Their numbers follow the order of the file and are not the official ones.",
  cantons:
    "The file does not name the cantons: each is made of those of a département who have the same candidates. Their numbers follow the order of the file and are not the official ones.",
};

/** What was generated. */
export const genere = (text: string): string =>
  readNotices(text)
    ?.map((notice) => MADE[notice])
    .join(" ") ?? text;
