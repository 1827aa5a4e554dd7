/** Every election type the engine knows: one line a file of `scrutins/`. A type may be spread over several files. */
import type { Scrutin } from "./scrutin.ts";
import { cantonales } from "./scrutins/cantonales.ts";
import { saintBarthelemy, saintMartin, saintPierreEtMiquelon } from "./scrutins/conseils-territoriaux.ts";
import { corse } from "./scrutins/corse.ts";
import { collegeCorse, deleguesParListe, deleguesParNoms } from "./scrutins/delegues.ts";
import { departementales } from "./scrutins/departementales.ts";
import { corse1986, legislatives1986, regionales1986 } from "./scrutins/departements-1985.ts";
import { europeennes } from "./scrutins/europeennes.ts";
import { assembleeFrancaisEtranger, conseillersFrancaisEtranger } from "./scrutins/francais-etranger.ts";
import { guyane } from "./scrutins/guyane.ts";
import { legislatives } from "./scrutins/legislatives.ts";
import { martinique } from "./scrutins/martinique.ts";
import { mayotte } from "./scrutins/mayotte.ts";
import { metropoleLyon } from "./scrutins/metropole-lyon.ts";
import { municipalesListe } from "./scrutins/municipales-liste.ts";
import { municipalesMajoritaires } from "./scrutins/municipales-majoritaires.ts";
import {
  municipalesCaledonieListe,
  municipalesCaledonieProportionnelles,
  municipalesPolynesie,
} from "./scrutins/municipales-pacifique.ts";
import { municipalesSections } from "./scrutins/municipales-sections.ts";
import { nouvelleCaledonie, wallisEtFutuna } from "./scrutins/pacifique.ts";
import { polynesie2004, polynesie2008 } from "./scrutins/polynesie-circonscriptions.ts";
import { polynesie } from "./scrutins/polynesie.ts";
import { presidentielle } from "./scrutins/presidentielle.ts";
import { consultation, referendum, referendumLocal } from "./scrutins/referendums.ts";
import { regionales } from "./scrutins/regionales.ts";
import { secteurs } from "./scrutins/secteurs.ts";
import { senateursHorsDeFrance, senatoriales } from "./scrutins/senatoriales.ts";
import type { Regle } from "./versions.ts";

/** The same rules, and the same missing texts, under another type, for these territories alone. */
const aussi = <R extends Regle>(type: string, territoires: readonly string[], scrutin: Scrutin<R>): Scrutin<R> => ({
  ...scrutin,
  type,
  versions: scrutin.versions.map((regle) => ({ ...regle, territoires })),
  manquants: (scrutin.manquants ?? []).map((one) => ({ ...one, territoires })),
});

export const REGISTRE: readonly Scrutin[] = [
  presidentielle,
  legislatives,
  legislatives1986,
  cantonales,
  departementales,
  municipalesListe,
  municipalesMajoritaires,
  secteurs,
  municipalesSections,
  metropoleLyon,
  regionales,
  regionales1986,
  // The ministry publishes these assemblies with the régions.
  aussi("regionales", ["94"], corse),
  aussi("regionales", ["2A", "2B"], corse1986),
  aussi("regionales", ["03", "973"], guyane),
  aussi("regionales", ["02", "972"], martinique),
  corse,
  corse1986,
  guyane,
  martinique,
  saintBarthelemy,
  saintMartin,
  saintPierreEtMiquelon,
  nouvelleCaledonie,
  wallisEtFutuna,
  polynesie2004,
  polynesie2008,
  polynesie,
  municipalesCaledonieProportionnelles,
  municipalesCaledonieListe,
  municipalesPolynesie,
  europeennes,
  senatoriales,
  senateursHorsDeFrance,
  deleguesParNoms,
  deleguesParListe,
  collegeCorse,
  assembleeFrancaisEtranger,
  conseillersFrancaisEtranger,
  mayotte,
  consultation,
  referendum,
  referendumLocal,
];

/** The row of rules that an outcome names. */
export const regleNommee = (id: string): Regle | undefined =>
  REGISTRE.flatMap(({ versions }) => versions).find((regle) => regle.id === id);
