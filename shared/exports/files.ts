import type { PublishedNight } from "../documents/published-night.ts";
import { actOf } from "./act.ts";
import { csvOf } from "./csv.ts";
import { ministereOf } from "./ministere.ts";
import { nistOf } from "./nist.ts";
import { parquetOf } from "./parquet.ts";
import { procesVerbal } from "./proces-verbal.ts";
import { LEVELS, type Level } from "./rows.ts";
import { exportTable, type Table } from "./table.ts";
import { fitsWorkbook, xlsxOf } from "./xlsx.ts";

/** The formats of a level's file. */
export const LEVEL_FORMATS = ["csv", "xlsx", "parquet", "ministere", "nist"] as const;
export type LevelFormat = (typeof LEVEL_FORMATS)[number];

/** A file made of a night. Texts are UTF-8. */
export interface ExportFile {
  readonly name: string;
  readonly format: LevelFormat | "proces-verbal";
  /** `null`: several levels, or a territory. */
  readonly level: Level | null;
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

const KINDS: Readonly<
  Record<LevelFormat, { readonly suffix: string; readonly contentType: string; readonly make: Maker }>
> = {
  csv: {
    suffix: ".csv",
    contentType: "text/csv; charset=utf-8",
    make: (night, level) => csvOf(exportTable(night, level)),
  },
  xlsx: {
    suffix: ".xlsx",
    contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    make: (night, level) => xlsxOf([exportTable(night, level)]),
  },
  parquet: {
    suffix: ".parquet",
    contentType: "application/vnd.apache.parquet",
    make: (night, level) => parquetOf(exportTable(night, level)),
  },
  ministere: { suffix: ".ministere.txt", contentType: "text/plain; charset=windows-1252", make: ministereOf },
  nist: { suffix: ".nist.json", contentType: "application/json", make: nistOf },
};

/** The format that a file's name asks for, by its end: `nuit.xlsx`, `paris.nist.json`; an `.html` is a procès-verbal. */
export function formatOfName(name: string): ExportFile["format"] | undefined {
  if (name.endsWith(".html")) return "proces-verbal";
  return LEVEL_FORMATS.find((format) => name.endsWith(KINDS[format].suffix));
}

type Maker = (night: PublishedNight, level: Level) => string | Uint8Array;

/** One level of a night in one format. @throws ExportError `E-TAILLE` when it is too large for the format. */
export function levelFile(night: PublishedNight, format: LevelFormat, level: Level): ExportFile {
  const { suffix, contentType, make } = KINDS[format];
  return { name: `${level}${suffix}`, format, level, contentType, body: make(night, level) };
}

/** The procès-verbal of one territory. @throws ExportError `E-TERRITOIRE` */
export const procesVerbalFile = (night: PublishedNight, territoire: string): ExportFile => ({
  name: `proces-verbal-${territoire.replaceAll("/", "-")}.html`,
  format: "proces-verbal",
  level: null,
  contentType: "text/html; charset=utf-8",
  body: procesVerbal(actOf(night, territoire)),
});

/** One workbook of all levels that fit in it, from the nation downwards; bureaux never do. */
function workbookFile(night: PublishedNight): ExportFile {
  const tables: Table[] = [];
  for (const level of ["national", "region", "departement", "unite", "commune"] as const) {
    const table = exportTable(night, level);
    if (table.rows.length > 0 && fitsWorkbook([...tables, table])) tables.push(table);
  }
  const { contentType } = KINDS.xlsx;
  return { name: "nuit.xlsx", format: "xlsx", level: null, contentType, body: xlsxOf(tables) };
}

/**
 * The files of a complete tour, made one after the other as they are asked for: CSV and the ministry's text at every level,
 * Parquet where there are many rows, one workbook, NIST by département and unite, the procès-verbal of the nation.
 */
export function* nightFiles(night: PublishedNight): Generator<ExportFile> {
  const unites = night.departements.some(({ departement }) => departement.resultat.unites.length > 0);
  const levels = LEVELS.filter((level) => level !== "unite" || unites);
  for (const level of levels) for (const format of ["csv", "ministere"] as const) yield levelFile(night, format, level);
  for (const level of ["bureau", "commune"] as const) yield levelFile(night, "parquet", level);
  yield workbookFile(night);
  yield levelFile(night, "nist", unites ? "unite" : "departement");
  yield procesVerbalFile(night, "france");
}
