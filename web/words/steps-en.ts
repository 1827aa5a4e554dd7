import type { NomCritere } from "#shared/law/outcome.ts";
import type { Choix } from "#shared/law/policies.ts";
import { estSection, SECTION, type CORPS, type Section } from "#shared/law/words.ts";
import { plural } from "./plural-en.ts";
import type { steps as stepsFr } from "./steps-fr.ts";

const CHOICES: Readonly<Record<Choix, string>> = {
  "siege-par-siege": "seats are given one by one",
  indecidable: "nothing is decided",
  admettre: "all those tied are admitted",
  "une-voix-au-moins": "one vote at least is needed",
  "non-adopte": "the proposal is not adopted",
  litteral: "every registered voter counts, to the letter",
  "base-restreinte": "those who vote in France do not count",
  appliquer: "the age rule of the second round",
  "partie-entiere": "the whole part",
  texte: "the text as it is, with nobody added",
  vacant: "the seat stays vacant",
  "moyenne-suivante": "the seat goes to the next average",
  section: "the votes of the section",
  circonscription: "the votes of the constituency",
  "plus-forte-moyenne-seule": "the highest average, without a quota",
  "second-tour": "there is a second round",
  exprimes: "the majority of valid votes",
  "une-voix-suffit": "one vote is enough",
  "prime-seule": "the bonus, and no seat by the averages",
  "composition-du-second-tour": "the names filed for the second round",
};

const CRITERIA: Readonly<Record<NomCritere, string>> = {
  voix: "most votes",
  "moins-de-voix": "fewest votes",
  moyenne: "the lowest average",
  "age-candidat": "the older candidate",
  "age-candidat-suivant": "the older next candidate of each list",
  "jeunesse-candidat": "the younger next candidate of each list",
  "jeunesse-dernier-candidat": "the younger last candidate of each section",
  "age-moyen": "the older list on average",
  "jeunesse-liste": "the younger list on average",
};

const BODIES: Readonly<Record<keyof typeof CORPS, string>> = {
  conseil: "council",
  communautaire: "intercommunal council",
  arrondissement: "arrondissement council",
  assemblee: "assembly",
  congres: "congress",
  province: "provincial assembly",
  senat: "Senate",
  parlement: "European Parliament",
  delegues: "delegates",
  suppleants: "substitutes",
  "college-corse-du-sud": "college of Corse-du-Sud",
};

/** Sections whose name is not a place's own. */
const SECTIONS: Readonly<Partial<Record<Section, string>>> = {
  congres: BODIES.congres,
  province: BODIES.province,
  centre: "Centre",
  nord: "North",
  sud: "South",
  "iles-du-vent-1": "Windward Islands 1",
  "iles-du-vent-2": "Windward Islands 2",
  "iles-du-vent-3": "Windward Islands 3",
  "iles-sous-le-vent": "Leeward Islands",
  "tuamotu-ouest": "West Tuamotu",
  "gambier-tuamotu-est": "Gambier and East Tuamotu",
  marquises: "Marquesas Islands",
  australes: "Austral Islands",
};

/** The law's steps, in English. */
export const steps: typeof stepsFr = {
  predicat: (name, seuil, verdict) => `${name} ${verdict ? "reaches" : "does not reach"} the threshold: ${seuil}`,
  operands: (votes, base, of) => `${votes} votes of ${base} ${of}`,
  inscrits: "registered voters",
  exprimes: "valid votes",
  participation: (verdict) => `Half of registered voters ${verdict ? "voted" : "did not vote"}`,
  adoption: (adopted, opinion) =>
    opinion ? "An opinion only: too few voted" : adopted ? "The proposal is adopted" : "The proposal is rejected",
  prime: (name, seats, total, body) => `${name}, ahead, first gets ${seats} seats of ${total}${body}`,
  admission: (names, body) => `Admitted to the share-out${body}: ${names}`,
  admissionNone: (body) => `No list is admitted to the share-out${body}`,
  siege: (number, name, body) => `Seat ${number}${body}: ${name}`,
  averages: "Averages compared",
  election: (name) => `${name} wins`,
  motif: {
    majorite: "with the majority required",
    "majorite-relative": "with most votes",
    "seul-en-lice": "standing alone",
  },
  qualification: (name) => `${name} may stand in the second round`,
  voie: {
    seuil: "by the threshold",
    repechage: "by default",
    "plein-droit": "among the best placed",
    presence: "stood in round 1 and was not elected",
  },
  retrait: (name) => `${name} withdraws`,
  vacance: (count, seats, body) => `${seats} ${plural(count, "seat stays", "seats stay")} vacant${body}`,
  corps: (code) => BODIES[code],
  inSection: (name) => `section ${name}`,
  amongSections: (list) => `sections of ${list}`,
  section: (code) => (estSection(code) ? (SECTIONS[code] ?? SECTION[code]) : code),
  silence: (question, politique) => `The law is silent (${question}); choice applied: ${CHOICES[politique]}`,
  critere: (critere) => CRITERIA[critere],
  days: (written) => `${written} days`,
  unknown: "unknown",
  transfert: (name, from, to) => `A seat of ${name} moves from section ${from} to section ${to}`,
  plafond: (name, maximum) => `${name} gets no seat: no more than ${maximum} in that case`,
  remplacement: (name) => `${name}: a substitute takes the seat`,
  departage: (names) => `Tie between ${names}`,
  kept: (name) => `${name} wins`,
  anomalie: (code) => `Anomaly of the count (${code})`,
};
