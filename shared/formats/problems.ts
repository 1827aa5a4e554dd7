/**
 * What can be wrong with a result file. Codes are stable: other programs match on them. Each comes with a sentence of advice.
 */
export const PROBLEMS = {
  "F-LECTURE": "Vérifiez le chemin et les droits de lecture, ou donnez le fichier sur l'entrée standard avec « - ».",
  "F-GZIP": "L'archive gzip est abîmée ou coupée. Téléchargez-la de nouveau et comparez sa taille ou son empreinte.",
  "F-ARCHIVE":
    "L'archive est abîmée, ne contient pas de fichier de résultats, ou en contient plusieurs : nommez-le ainsi, archive.zip#fichier.csv.",
  "F-CLASSEUR":
    "Le classeur ou la table ne s'ouvre pas : enregistrez-le en CSV UTF-8. Une feuille se nomme ainsi : classeur.xlsx#Feuille.",
  "F-XML": "Ce n'est pas un fichier de résultats de l'arborescence de presse du ministère (2017 ou 2024).",
  "F-URL": "Vérifiez l'adresse et la connexion. Un téléchargement interrompu reprend où il s'est arrêté.",
  "F-VIDE": "Donnez un fichier qui a une ligne d'en-tête et au moins une ligne par bureau de vote.",
  "F-BINAIRE":
    "Ce n'est pas un texte de résultats. Exportez-le en CSV UTF-8, décompressez-le d'abord, ou téléchargez-le de nouveau.",
  "F-ENCODAGE": "Le texte mêle deux encodages. Enregistrez-le tout entier en UTF-8.",
  "F-LONGUEUR": "Une ligne dépasse un million d'octets. Vérifiez que les fins de ligne sont LF ou CRLF.",
  "F-FORMAT": "Aucune famille de fichiers connue n'a ces colonnes. Comparez l'en-tête à docs/formats.md.",
  "F-COLONNE": "Corrigez la ligne d'en-tête : un nom par colonne, chacun une seule fois.",
  "F-GUILLEMET": "Un guillemet ouvert n'est pas refermé sur la ligne. Doublez ceux qui font partie du texte.",
  "F-CELLULES":
    "La ligne n'a pas autant de cellules que l'en-tête. Un séparateur manque, ou un nom qui en contient n'est pas entre guillemets.",
  "F-NOMBRE": "Donnez un nombre entier sans signe, de 0 à 9 999 999, sans décimales.",
  "F-CODE":
    "Un code de bureau a de 1 à 40 lettres, chiffres ou signes . , _ + - et commence par une lettre ou un chiffre.",
  "F-TERRITOIRE":
    "Le département et la commune ne forment pas un code connu. Les codes sont ceux du ministère (ZA, 101) ou de l'INSEE (971, 97101).",
  "F-CIRCONSCRIPTION": "Donnez le numéro de la circonscription dans le département, de 1 à 99.",
  "F-TOUR": "Le tour est 1 ou 2. Un fichier qui porte les deux demande --tour.",
  "F-ELECTION": "Le fichier porte plusieurs élections. Dites laquelle : --type, --date et --tour.",
  "F-NULS": "Blancs et exprimés dépassent les votants. Vérifiez les trois nombres.",
  "F-VOTANTS":
    "Il y a plus de votants que d'inscrits au-delà de ce que des décisions de justice expliquent (R59). Vérifiez-les.",
  "F-SOMME": "La somme des voix n'est pas celle des exprimés. Vérifiez chaque nombre de la ligne.",
  "F-DOUBLON": "Le bureau est donné deux fois avec les mêmes nombres : il n'est compté qu'une fois.",
  "F-CONTRADICTION":
    "Le bureau est donné plusieurs fois avec des nombres différents : aucun n'est compté. Gardez le bon.",
  "F-MOITIE": "Le territoire n'est que dans l'un des deux fichiers. Prenez les deux de la même publication.",
  "F-LIGNES": "Trop de lignes sont fautives pour que le reste soit sûr. Corrigez la première, puis recommencez.",
  "F-SCRUTIN": "Dites de quelle élection il s'agit : --type, --date (jour du vote de ce tour, AAAA-MM-JJ) et --tour.",
  "F-OPTION": "Corrigez l'option, ou laissez le fichier dire de quelle élection il s'agit.",
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** A fault of a file: where, what was expected and found there. */
export interface Problem {
  readonly code: ProblemCode;
  /** From 1; `null` when the file as a whole is at fault. */
  readonly line: number | null;
  /** Cell of the line, from 1; `null` when the line as a whole is at fault. */
  readonly column: number | null;
  /** Name of that column, as the header writes it. */
  readonly field: string | null;
  readonly expected: string;
  readonly found: string;
}

/** Where in a file. */
export interface Place {
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
}

/** Makes a problem; `found` is cut so that a damaged file cannot swell a report. */
export const problem = (
  code: ProblemCode,
  { line, column, field }: Place,
  expected: string,
  found: string,
): Problem => ({
  code,
  line: line ?? null,
  column: column ?? null,
  field: field ?? null,
  expected,
  found: found.length > 120 ? `${found.slice(0, 119)}…` : found,
});

/** Its place in a file: `ligne 12, colonne 6 (inscrits)`; empty when the file as a whole is at fault. */
const placeOf = ({ line, column, field }: Problem): string =>
  [
    ...(line === null ? [] : [`ligne ${line}`]),
    ...(column === null ? [] : [`colonne ${column}${field === null ? "" : ` (${field})`}`]),
  ].join(", ");

const foundIn = ({ found }: Problem): string => (found === "" ? "rien" : `« ${found} »`);

/** A problem in one sentence: `F-NOMBRE, ligne 12, colonne 6 (inscrits) : attendu un entier, trouvé « 5x8 »`. */
export const problemText = (what: Problem): string => sentence(what.code, what);

const sentence = (start: string, what: Problem): string =>
  `${[start, placeOf(what)].filter((part) => part !== "").join(", ")} : attendu ${what.expected}, trouvé ${foundIn(what)}`;

/**
 * A file that cannot be read. The message is for people, in French, advice included; it leaves out the code, which whoever
 * shows an error shows beside it. `problem` is for programs.
 */
export class FormatError extends Error {
  override readonly name = "FormatError";
  readonly code: ProblemCode;
  readonly file: string;
  readonly problem: Problem;
  /** The same as the message, in parts; a choice of several things expected has a line each. */
  readonly details: {
    readonly title: string;
    readonly place: string;
    readonly expected: string;
    readonly found: string;
    readonly advice: string;
  };

  constructor(file: string, what: Problem, options?: ErrorOptions) {
    super(`${sentence(file, what)}. ${PROBLEMS[what.code]}`, options);
    this.code = what.code;
    this.file = file;
    this.problem = what;
    this.details = {
      title: "ce fichier ne se lit pas",
      place: [file, placeOf(what)].filter((part) => part !== "").join(", "),
      expected: what.expected.replaceAll(" ; ", "\n"),
      found: foundIn(what),
      advice: PROBLEMS[what.code],
    };
  }
}
