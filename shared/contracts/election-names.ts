/**
 * What elections are called, as a dossier names them, and what such a name says. Names are French; who speaks another language reads
 * the type and the day out of them again.
 */
export const ELECTION_NAMES = {
  presidentielle: "Élection présidentielle",
  referendum: "Référendum",
  europeennes: "Élections européennes",
  legislatives: "Élections législatives",
  departementales: "Élections départementales",
  cantonales: "Élections cantonales",
  municipales: "Élections municipales",
  "metropole-lyon": "Élections métropolitaines de Lyon",
  regionales: "Élections régionales",
  corse: "Élections territoriales de Corse",
  guyane: "Élections territoriales de Guyane",
  martinique: "Élections territoriales de Martinique",
  "saint-barthelemy": "Élections territoriales de Saint-Barthélemy",
  "saint-martin": "Élections territoriales de Saint-Martin",
  "saint-pierre-et-miquelon": "Élections territoriales de Saint-Pierre-et-Miquelon",
  polynesie: "Élections territoriales de Polynésie",
  "nouvelle-caledonie": "Élections provinciales de Nouvelle-Calédonie",
  "wallis-et-futuna": "Élections territoriales de Wallis-et-Futuna",
  senatoriales: "Élections sénatoriales",
  consultation: "Consultation",
  "referendum-local": "Référendum local",
  "conseillers-francais-etranger": "Élections des conseillers des Français de l'étranger",
  "assemblee-francais-etranger": "Élections à l'Assemblée des Français de l'étranger",
} as const satisfies Readonly<Record<string, string>>;

export type ElectionType = keyof typeof ELECTION_NAMES;

export const isElectionType = (type: string): type is ElectionType => Object.hasOwn(ELECTION_NAMES, type);

/** What a name says: of an election that was held the year, of one that never was the polling day of its first round. */
export type NamedElection =
  | { readonly type: ElectionType; readonly genere: false; readonly annee: string }
  | { readonly type: ElectionType; readonly genere: true; /** `YYYY-MM-DD` */ readonly date: string };

const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

/** `Élections législatives 2017` */
export const officialName = (type: ElectionType, annee: string): string => `${ELECTION_NAMES[type]} ${annee}`;

/** `Élections municipales générées, 15 mars 2026` */
export function generatedName(type: ElectionType, date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${generatedOf(type)}, ${day === 1 ? "1er" : day} ${MONTHS[month! - 1]} ${year}`;
}

/** Reads a name that {@link officialName} or {@link generatedName} gave; `null`: somebody else gave it. */
export function readElectionName(nom: string): NamedElection | null {
  const [, name = "", day, month = "", year] = /^(.+), (\d+)(?:er)? ([a-zéû]+) (\d{4})$/u.exec(nom) ?? [];
  const generated = ELECTION_TYPES.find((type) => generatedOf(type) === name);
  const at = MONTHS.indexOf(month);
  if (generated !== undefined && at >= 0)
    return { type: generated, genere: true, date: `${year}-${two(at + 1)}-${two(Number(day))}` };
  const [, held, annee = ""] = /^(.+) (\d{4})$/.exec(nom) ?? [];
  const official = ELECTION_TYPES.find((type) => ELECTION_NAMES[type] === held);
  return official === undefined ? null : { type: official, genere: false, annee };
}

const ELECTION_TYPES = Object.keys(ELECTION_NAMES) as readonly ElectionType[];

/** `Élections municipales générées`, `Référendum généré` */
function generatedOf(type: ElectionType): string {
  const name = ELECTION_NAMES[type];
  const ending = name.startsWith("Élections") ? "ées" : name.startsWith("Référendum") ? "é" : "ée";
  return `${name} génér${ending}`;
}

const two = (number: number): string => String(number).padStart(2, "0");
