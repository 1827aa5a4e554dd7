import type { InfrastructureFault } from "./fault.ts";

/** Faults of the machines. The pipeline promises that none of them shows in the result (DESIGN §5.1, 5.5). */

const invisible = { level: "infrastructure", verdicts: ["invisible"] } as const;

export const crashAvantEcriture: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times"],
  description: "des fonctions meurent juste avant une écriture",
  rule: ({ share = 0.05, times = 40 }) => ({
    kind: "call",
    fate: "before",
    service: undefined,
    only: "writes",
    share,
    times,
  }),
};

export const crashApresEcriture: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times"],
  description: "des fonctions meurent juste après une écriture, avant de le savoir faite",
  rule: ({ share = 0.05, times = 40 }) => ({
    kind: "call",
    fate: "after",
    service: undefined,
    only: "writes",
    share,
    times,
  }),
};

export const delaisDepasses: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times"],
  description: "des fonctions dépassent leur temps : tout est fait, la réponse est perdue, les messages reviennent",
  rule: ({ share = 0.1, times = 40 }) => ({ kind: "answer", share, times }),
};

export const etranglement: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times", "service"],
  description: "DynamoDB, S3, SQS ou SNS refusent des appels faute de débit",
  rule: ({ share = 0.1, times = 60, service }) => ({
    kind: "call",
    fate: "before",
    service,
    only: "all",
    share,
    times,
  }),
};

export const erreurs5xx: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times", "service"],
  description: "DynamoDB, S3, SQS ou SNS répondent 500 à des appels, dont l'effet a eu lieu",
  rule: ({ share = 0.05, times = 60, service }) => ({
    kind: "call",
    fate: "after",
    service,
    only: "all",
    share,
    times,
  }),
};

export const reponsesPartielles: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times"],
  description: "des appels groupés ne prennent qu'une partie de ce qu'on leur donne",
  rule: ({ share = 0.3, times = 60 }) => ({ kind: "partial", share, times }),
};

export const tempeteDeRenvois: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["share", "times"],
  description: "la file livre des lots plusieurs fois, ensemble et plus tard",
  rule: ({ share = 0.5, times = 4 }) => ({ kind: "redelivery", share, copies: times }),
};

export const lettresMortes: InfrastructureFault = {
  ...invisible,
  verdicts: ["healed"],
  local: false,
  takes: ["times"],
  description: "des lots meurent jusqu'à la file des messages morts ; la cause réparée, ils sont renvoyés",
  rule: ({ times = 2 }) => ({ kind: "poison", bureaux: times, mended: true }),
};

export const lotEmpoisonne: InfrastructureFault = {
  ...invisible,
  verdicts: ["incomplete"],
  local: false,
  takes: ["times"],
  description: "des messages tuent la fonction chaque fois ; leurs voisins de lot, renvoyés, passent sans eux",
  rule: ({ times = 1 }) => ({ kind: "poison", bureaux: times, mended: false }),
};

export const redemarrage: InfrastructureFault = {
  ...invisible,
  local: true,
  takes: ["seconds", "service"],
  description: "un service, ou tous, ne répond plus pendant quelques secondes ; les fonctions perdent leur mémoire",
  rule: ({ seconds = 3, service }) => ({ kind: "outage", service, seconds }),
};

export const horlogesDesFonctions: InfrastructureFault = {
  ...invisible,
  local: false,
  takes: [],
  description: "les horloges des fonctions s'écartent d'un quart de seconde, ce que la chaîne admet",
  rule: () => ({ kind: "skew", ms: 250 }),
};

export const ecrivainSuspendu: InfrastructureFault = {
  ...invisible,
  local: false,
  takes: ["share", "times", "seconds"],
  description: "un écrivain dort avant une écriture, un autre prend sa place, puis il se réveille et continue",
  rule: ({ share = 0.1, times = 6, seconds = 4 }) => ({ kind: "suspension", share, times, seconds }),
};
