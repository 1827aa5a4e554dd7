import type { NomCritere } from "#shared/law/outcome.ts";
import type { Choix } from "#shared/law/policies.ts";
import { CHOIX, CORPS, CRITERE, estSection, SECTION } from "#shared/law/words.ts";

import { plural } from "./plural-fr.ts";

/** The law's steps, in French: one sentence each, its figures written already. */
export const steps = {
  predicat: (name: string, seuil: string, verdict: boolean) =>
    `${name} ${verdict ? "atteint" : "n'atteint pas"} le seuil (${seuil})`,
  operands: (votes: string, base: string, of: string) => `${votes} voix pour ${base} ${of}`,
  inscrits: "inscrits",
  exprimes: "exprimés",
  participation: (verdict: boolean) => `La moitié des inscrits ${verdict ? "a" : "n'a pas"} voté`,
  adoption: (adopted: boolean, opinion: boolean): string =>
    opinion ? "Avis seulement : trop peu ont voté" : adopted ? "Le projet est adopté" : "Le projet est rejeté",
  /** `body`: of which body a step is, in brackets; empty where there is one. */
  prime: (name: string, seats: string, total: string, body: string) =>
    `${name}, en tête, reçoit d'abord ${seats} sièges sur ${total}${body}`,
  admission: (names: string, body: string) => `Admises à la répartition${body} : ${names}`,
  admissionNone: (body: string) => `Aucune liste n'est admise à la répartition${body}`,
  siege: (number: string, name: string, body: string) => `Siège n° ${number}${body} : ${name}`,
  averages: "Moyennes comparées",
  election: (name: string) => `${name} l'emporte`,
  motif: {
    majorite: "avec la majorité requise",
    "majorite-relative": "avec le plus de voix",
    "seul-en-lice": "seul en lice",
  },
  qualification: (name: string) => `${name} peut se présenter au second tour`,
  voie: {
    seuil: "par le seuil",
    repechage: "par repêchage",
    "plein-droit": "parmi les mieux placés",
    presence: "candidat du premier tour non élu",
  },
  retrait: (name: string) => `${name} se retire`,
  vacance: (count: number, seats: string, body: string) =>
    `${seats} ${plural(count, "siège reste vacant", "sièges restent vacants")}${body}`,
  corps: (code: keyof typeof CORPS): string => CORPS[code],
  inSection: (name: string) => `section ${name}`,
  amongSections: (list: string) => `sections de ${list}`,
  section: (code: string): string => (estSection(code) ? SECTION[code] : code),
  silence: (question: string, politique: Choix) =>
    `La loi ne dit rien (${question}) ; choix appliqué : ${CHOIX[politique]}`,
  critere: (critere: NomCritere): string => CRITERE[critere],
  days: (written: string) => `${written} jours`,
  unknown: "inconnu",
  transfert: (name: string, from: string, to: string) =>
    `Un siège de ${name} passe de la section ${from} à la section ${to}`,
  plafond: (name: string, maximum: string) => `${name} n'a pas de siège : pas plus de ${maximum} dans son cas`,
  remplacement: (name: string) => `${name} : un remplaçant prend le siège`,
  departage: (names: string) => `Égalité entre ${names}`,
  kept: (name: string) => `${name} l'emporte`,
  anomalie: (code: string) => `Anomalie du décompte (${code})`,
};
