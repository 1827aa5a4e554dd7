import { mentionsOf } from "../documents/common.ts";
import { percent } from "../documents/percent.ts";
import type { PublishedNight } from "../documents/published-night.ts";
import { sourceCodes } from "../territory/codes.ts";
import { DEPARTEMENTS } from "../territory/departements.ts";
import { exportRows, type ExportedCandidature, type ExportRow, type Level } from "./rows.ts";
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
const ETAT: Field = ["Etat saisie", ({ complet }) => (complet ? "Complet" : "Partiel")];

/** Columns before the figures, as in the ministry's files of 2017 and 2022. */
const PLACES: Readonly<Record<Level, readonly Field[]>> = {
  bureau: [...DEPARTEMENT, ...CIRCONSCRIPTION, ...COMMUNE, ["Code du b.vote", ({ bureau }) => bureau ?? ""]],
  commune: [...DEPARTEMENT, ...COMMUNE, ETAT],
  unite: [...DEPARTEMENT, ...CIRCONSCRIPTION, ETAT],
  departement: [...DEPARTEMENT, ETAT],
  region: [
    ["Code de la région", ({ region }) => region?.code ?? ""],
    ["Libellé de la région", ({ region }) => region?.nom ?? ""],
    ETAT,
  ],
  national: [ETAT],
};

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

const PERSON: readonly BlockField[] = [
  ["N°Panneau", ({ panneau }) => panneau ?? ""],
  ["Sexe", ({ civilite }) => (civilite === undefined ? "" : civilite === "M" ? "M" : "F")],
  ["Nom", ({ nom }) => nom],
  ["Prénom", ({ prenom }) => prenom ?? ""],
];
const NUANCE: BlockField = ["Nuance", ({ nuance }) => nuance ?? ""];
const VOIX: readonly BlockField[] = [
  ["Voix", ({ voix }) => voix],
  ["% Voix/Ins", ({ voix }, { totaux }) => percent(voix, totaux.inscrits)],
  ["% Voix/Exp", ({ voix }, { totaux }) => percent(voix, totaux.exprimes)],
];
const SIEGES: BlockField = ["Sièges", ({ sieges = 0 }) => (sieges > 0 ? "Elu" : "")];

/**
 * A level of a night in the ministry's own wide text: Windows-1252, CRLF, `;`, decimal comma, the ministry's codes. The
 * header names the block of one candidature, the lines repeat it as often as they have candidatures.
 */
export function ministereOf(night: PublishedNight, level: Level): Uint8Array {
  const rows = exportRows(night, level);
  const nuances = rows.some(({ candidatures }) => candidatures.some(({ nuance }) => nuance !== undefined));
  const block = [...PERSON, ...(nuances ? [NUANCE] : []), ...VOIX, ...(nuances && level === "unite" ? [SIEGES] : [])];
  // A commune may lie in several unites: its lines then say which, as those of bureaux do.
  const shared = level === "commune" && rows.some(({ unite }) => unite !== undefined);
  const fields = [...(shared ? [...DEPARTEMENT, ...CIRCONSCRIPTION, ...COMMUNE, ETAT] : PLACES[level]), ...FIGURES];
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

const communeCode = (code: string): string => (/^\d/.test(code) ? sourceCodes(code).commune : code.slice(2));
