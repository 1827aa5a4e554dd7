import { parquetWriteBuffer } from "hyparquet-writer";
import type { ColumnType, Table } from "./table.ts";

const TYPES = { texte: "STRING", entier: "INT32", pourcent: "DOUBLE" } as const satisfies Readonly<
  Record<ColumnType, string>
>;

/** A table as Parquet: texts, 32-bit integers, percentages as doubles (`24.01`); what is not said is null. */
export function parquetOf({ columns, rows }: Table): Uint8Array {
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, i) => ({
      name,
      type: TYPES[type],
      nullable: true,
      data: rows.map((row) => {
        const value = row[i] ?? null;
        return type === "pourcent" && value !== null ? Number(String(value).replace(",", ".")) : value;
      }),
    })),
  });
  return new Uint8Array(buffer);
}
