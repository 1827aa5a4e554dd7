import type { NomCritere } from "#shared/law/outcome.ts";
import type { Choix } from "#shared/law/policies.ts";
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

/** The law's steps, in English. */
export const steps: typeof stepsFr = {
  predicat: (name, seuil, verdict) => `${name} ${verdict ? "reaches" : "does not reach"} the threshold: ${seuil}`,
  operands: (votes, base, of) => `${votes} votes of ${base} ${of}`,
  inscrits: "registered voters",
  exprimes: "valid votes",
  participation: (verdict) => `Half of registered voters ${verdict ? "voted" : "did not vote"}`,
  adoption: (adopted, opinion) =>
    opinion ? "An opinion only: too few voted" : adopted ? "The proposal is adopted" : "The proposal is rejected",
  prime: (name, seats, total) => `${name}, ahead, first gets ${seats} seats of ${total}`,
  admission: (names) => `Admitted to the share-out: ${names}`,
  admissionNone: "No list is admitted to the share-out",
  siege: (number, name) => `Seat ${number}: ${name}`,
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
  vacance: (seats) => `${seats} seats stay vacant`,
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
