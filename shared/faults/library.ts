import { malformes, tropLongs } from "./bodies.ts";
import type { Evening, Fault } from "./fault.ts";
import { colonnesEchangees, ordreDesCandidats, totalEnBaisse } from "./figures.ts";
import { bureauDouble, bureauInconnu, codesFaux } from "./identity.ts";
import {
  crashApresEcriture,
  crashAvantEcriture,
  delaisDepasses,
  ecrivainSuspendu,
  erreurs5xx,
  etranglement,
  horlogesDesFonctions,
  lettresMortes,
  lotEmpoisonne,
  redemarrage,
  reponsesPartielles,
  tempeteDeRenvois,
} from "./infrastructure.ts";
import { departementEnBloc, desordre, doublons, horlogesDesBureaux, prefectureMuette, retard } from "./wire.ts";

/** On 9 March 2008 the ministry's site was saturated all evening, and figures came late and wrong before they were mended. */
const neufMars2008: Evening = {
  level: "evening",
  takes: [],
  description: "comme le 9 mars 2008 : saturation, chiffres en retard, faux, puis corrigés",
  parts: [
    { fault: "ordre-des-candidats", share: 0.03 },
    { fault: "malformes", share: 0.05 },
    { fault: "doublons", share: 0.15 },
    { fault: "retard", share: 0.35, minutes: 150 },
    { fault: "etranglement", share: 0.1, times: 80 },
    { fault: "delais-depasses", share: 0.1 },
  ],
};

/** Every fault by its name. */
export const LIBRARY = {
  doublons,
  desordre,
  retard,
  "departement-en-bloc": departementEnBloc,
  "prefecture-muette": prefectureMuette,
  "horloges-des-bureaux": horlogesDesBureaux,
  "ordre-des-candidats": ordreDesCandidats,
  "colonnes-echangees": colonnesEchangees,
  "total-en-baisse": totalEnBaisse,
  "bureau-double": bureauDouble,
  "bureau-inconnu": bureauInconnu,
  "codes-faux": codesFaux,
  malformes,
  "trop-longs": tropLongs,
  "crash-avant-ecriture": crashAvantEcriture,
  "crash-apres-ecriture": crashApresEcriture,
  "delais-depasses": delaisDepasses,
  etranglement,
  "erreurs-5xx": erreurs5xx,
  "reponses-partielles": reponsesPartielles,
  "tempete-de-renvois": tempeteDeRenvois,
  "lettres-mortes": lettresMortes,
  "lot-empoisonne": lotEmpoisonne,
  redemarrage,
  "horloges-des-fonctions": horlogesDesFonctions,
  "ecrivain-suspendu": ecrivainSuspendu,
  "9-mars-2008": neufMars2008,
} as const satisfies Readonly<Record<string, Fault>>;

export const faultNames: readonly string[] = Object.keys(LIBRARY);

/** @returns `undefined` when no fault bears that name. */
export const faultNamed = (name: string): Fault | undefined =>
  Object.hasOwn(LIBRARY, name) ? LIBRARY[name as keyof typeof LIBRARY] : undefined;
