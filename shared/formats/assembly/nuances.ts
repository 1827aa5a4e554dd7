/** The ministry's nuances: short codes of a candidate's colour, `L` before that of a list, `B-` or `BC-` before that of a binôme. */

const NUANCES: Readonly<Record<string, string>> = {
  ALLI: "Alliance centriste",
  AUT: "Autres",
  CEN: "Centre",
  COM: "Parti communiste français",
  CPNT: "Chasse, pêche, nature, traditions",
  DIV: "Divers",
  DLF: "Debout la France",
  DSV: "Droite souverainiste",
  DVC: "Divers centre",
  DVD: "Divers droite",
  DVG: "Divers gauche",
  DXD: "Divers extrême droite",
  DXG: "Divers extrême gauche",
  ECO: "Écologiste",
  ENS: "Ensemble",
  EXD: "Extrême droite",
  EXG: "Extrême gauche",
  FG: "Front de gauche",
  FI: "La France insoumise",
  FN: "Front national",
  HOR: "Horizons",
  LR: "Les Républicains",
  MAJ: "Majorité présidentielle",
  MDM: "Modem",
  NC: "Nuance non communiquée",
  NCE: "Nouveau centre",
  NUP: "Nouvelle union populaire écologique et sociale",
  PG: "Parti de gauche",
  PRV: "Parti radical",
  RDG: "Parti radical de gauche",
  REC: "Reconquête",
  REG: "Régionaliste",
  REM: "La République en marche",
  RN: "Rassemblement national",
  SOC: "Parti socialiste",
  UC: "Union du centre",
  UCD: "Union du centre et de la droite",
  UD: "Union de la droite",
  UDI: "Union des démocrates et indépendants",
  UG: "Union de la gauche",
  UMP: "Union pour un mouvement populaire",
  UXD: "Union de l'extrême droite",
  VEC: "Les Écologistes",
};

/** The name of a nuance for readers; the code itself where it is not known. */
export function nuanceName(code: string): string {
  const base = code.replace(/^(L|BC?-)(?=[A-Z]{2,4}$)/, "");
  return NUANCES[code] ?? NUANCES[base] ?? code;
}
