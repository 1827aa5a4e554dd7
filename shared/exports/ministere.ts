import { mentionsOf } from "../documents/common.ts";
import { percent } from "../documents/percent.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import { sourceCodes } from "../territory/codes.ts";
import { DEPARTEMENTS } from "../territory/departements.ts";
import { exportRows, type ExportedCandidature, type ExportRow, type Level } from "./rows.ts";
import { fullName } from "./table.ts";
import { windows1252 } from "./windows-1252.ts";

type Field = readonly [header: string, read: (row: ExportRow) => string | number];

const DEPARTEMENT: readonly Field[] = [
  ["Code du département", ({ departement, commune }) => departementCode(departement?.code ?? "", commune?.code)],
  ["Libellé du département", ({ departement }) => departement?.nom ?? ""],
];
const CIRCONSCRIPTION: readonly Field[] = [
  ["Code de la circonscription", ({ unite }) => unite?.code.slice(-2) ?? ""],
  ["Libellé de la circonscription", ({ unite }) => unite?.nom ?? ""],
];
const COMMUNE: readonly Field[] = [
  ["Code de la commune", ({ commune }) => communeCode(commune?.code ?? "")],
  ["Libellé de la commune", ({ commune }) => commune?.nom ?? ""],
];
/** A commune or secteur that elects stands where the commune does: `048095`, `075056SR05`. */
const ELECTING: readonly Field[] = [
  ["Code de la commune", ({ unite }) => communeCode(unite?.code ?? "")],
  ["Libellé de la commune", ({ unite }) => unite?.nom ?? ""],
];
const CANTON: readonly Field[] = [
  ["Code du canton", ({ unite }) => unite?.code.slice(-2) ?? ""],
  ["Libellé du canton", ({ unite }) => unite?.nom ?? ""],
];
const ETAT: Field = ["Etat saisie", ({ complet }) => (complet ? "Complet" : "Partiel")];

/** Columns of what elects, by its type; a commune has its own already. */
function uniteFields(rows: readonly ExportRow[]): readonly Field[] {
  const types = new Set(rows.map(({ unite }) => unite?.type));
  const only = (...these: readonly string[]): boolean =>
    [...types].every((type) => type !== undefined && these.includes(type));
  if (types.size > 0 && only("commune", "secteur")) return ELECTING;
  return types.size > 0 && only("canton") ? CANTON : CIRCONSCRIPTION;
}

/** Columns before the figures, as in the ministry's files of 2017, 2020 and 2022. */
function placesOf(level: Level, rows: readonly ExportRow[]): readonly Field[] {
  const unite = uniteFields(rows);
  const within = unite === ELECTING ? [] : unite;
  switch (level) {
    case "bureau":
      return [...DEPARTEMENT, ...within, ...COMMUNE, ["Code du b.vote", ({ bureau }) => bureau ?? ""]];
    case "commune":
      // A commune may lie in several unites: its lines then say which, as those of bureaux do.
      return [...DEPARTEMENT, ...(rows.some((row) => row.unite !== undefined) ? within : []), ...COMMUNE, ETAT];
    case "unite":
      return [...DEPARTEMENT, ...unite, ETAT];
    case "departement":
      return [...DEPARTEMENT, ETAT];
    case "region":
      return [
        ["Code de la région", ({ region }) => region?.code ?? ""],
        ["Libellé de la région", ({ region }) => region?.nom ?? ""],
        ETAT,
      ];
    case "national":
      return [ETAT];
  }
}

const FIGURES: readonly Field[] = [
  ["Inscrits", ({ totaux }) => totaux.inscrits],
  ["Abstentions", ({ totaux }) => mentionsOf(totaux).abstentions],
  ["% Abs/Ins", ({ totaux }) => mentionsOf(totaux).pourcentAbstentions],
  ["Votants", ({ totaux }) => totaux.votants],
  ["% Vot/Ins", ({ totaux }) => percent(totaux.votants, totaux.inscrits)],
  ["Blancs", ({ totaux }) => totaux.blancs],
  ["% Blancs/Ins", ({ totaux }) => percent(totaux.blancs, totaux.inscrits)],
  ["% Blancs/Vot", ({ totaux }) => percent(totaux.blancs, totaux.votants)],
  ["Nuls", ({ totaux }) => totaux.nuls],
  ["% Nuls/Ins", ({ totaux }) => percent(totaux.nuls, totaux.inscrits)],
  ["% Nuls/Vot", ({ totaux }) => percent(totaux.nuls, totaux.votants)],
  ["Exprimés", ({ totaux }) => totaux.exprimes],
  ["% Exp/Ins", ({ totaux }) => percent(totaux.exprimes, totaux.inscrits)],
  ["% Exp/Vot", ({ totaux }) => percent(totaux.exprimes, totaux.votants)],
];

type BlockField = readonly [
  header: string,
  read: (candidature: ExportedCandidature, row: ExportRow) => string | number,
];

const NAMED: readonly BlockField[] = [
  ["Sexe", ({ civilite }) => (civilite === undefined ? "" : civilite === "M" ? "M" : "F")],
  ["Nom", ({ nom }) => nom],
  ["Prénom", ({ prenom }) => prenom ?? ""],
];
const PERSON: readonly BlockField[] = [["N°Panneau", ({ panneau }) => panneau ?? ""], ...NAMED];
const NUANCE: BlockField = ["Nuance", ({ nuance }) => nuance ?? ""];
/** A list of a unite, as in the files of the municipales of 2020. */
const LISTE: readonly BlockField[] = [
  ["N.Pan.", ({ panneau }) => panneau ?? ""],
  ["Code Nuance", ({ nuance }) => nuance ?? ""],
  ...NAMED,
  ["Liste", ({ liste }) => liste ?? ""],
];
/** A list that stands before the nation, as in the files of the européennes of 2019. */
const LISTE_NATIONALE: readonly BlockField[] = [
  ["N°Liste", ({ panneau }) => panneau ?? ""],
  ["Libellé Abrégé Liste", ({ liste, nom }) => liste ?? nom],
  ["Libellé Etendu Liste", ({ liste, nom }) => liste ?? nom],
  ["Nom Tête de Liste", (candidature) => (candidature.liste === undefined ? "" : fullName(candidature))],
];
const SIEGES_LISTE: readonly BlockField[] = [
  ["Sièges / Elu", ({ sieges }) => sieges ?? ""],
  ["Sièges Secteur", ({ siegesArrondissement }) => siegesArrondissement ?? ""],
  ["Sièges CC", ({ siegesCommunautaires }) => siegesCommunautaires ?? ""],
];
const VOIX: readonly BlockField[] = [
  ["Voix", ({ voix }) => voix],
  ["% Voix/Ins", ({ voix }, { totaux }) => percent(voix, totaux.inscrits)],
  ["% Voix/Exp", ({ voix }, { totaux }) => percent(voix, totaux.exprimes)],
];
const SIEGES: BlockField = ["Sièges", ({ sieges = 0 }) => (sieges > 0 ? "Elu" : "")];

/** The columns of one candidature: of a person, or of a list where lists stand. */
function blockOf(night: PublishedNight, level: Level, rows: readonly ExportRow[]): readonly BlockField[] {
  const some = (has: (candidature: ExportedCandidature) => boolean): boolean =>
    rows.some(({ candidatures }) => candidatures.some(has));
  if (night.france.scrutin.startsWith("europeennes")) return [...LISTE_NATIONALE, ...VOIX];
  if (some(({ liste }) => liste !== undefined)) return [...LISTE, ...(level === "unite" ? SIEGES_LISTE : []), ...VOIX];
  const nuances = some(({ nuance }) => nuance !== undefined);
  return [...PERSON, ...(nuances ? [NUANCE] : []), ...VOIX, ...(nuances && level === "unite" ? [SIEGES] : [])];
}

/**
 * A level of a night in the ministry's own wide text: Windows-1252, CRLF, `;`, decimal comma, the ministry's codes. The
 * header names the block of one candidature, the lines repeat it as often as they have candidatures.
 */
export function ministereOf(night: PublishedNight, level: Level): Uint8Array {
  const rows = exportRows(night, level);
  const block = blockOf(night, level, rows);
  const fields = [...placesOf(level, rows), ...FIGURES];
  const header = [...fields, ...block].map(([name]) => name);
  const lines = rows.map((row) => [
    ...fields.map(([, read]) => read(row)),
    ...row.candidatures.flatMap((candidature) => block.map(([, read]) => read(candidature, row))),
  ]);
  return windows1252([header, ...lines].map((line) => `${line.map(plain).join(";")}\r\n`).join(""));
}

/** The ministry quotes nothing: a separator inside a name would shift the line, as it did in 2020. */
const plain = (value: string | number): string => String(value).replaceAll(/[;\r\n]+/g, ",");

/** The ministry's code of a département: `ZA` for the Guadeloupe; Saint-Martin and Saint-Barthélemy have one together. */
const departementCode = (code: string, commune: string | undefined): string =>
  commune !== undefined && /^\d/.test(commune)
    ? sourceCodes(commune).departement
    : (DEPARTEMENTS.get(code)?.codeSource ?? code);

/** `056SR05` of a secteur; a consular post has none of the ministry's. */
const communeCode = (code: string): string =>
  /^\d[0-9AB]\d{3}$/.test(code) ? sourceCodes(code).commune : code.slice(2);
