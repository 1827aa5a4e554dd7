import { FormatError, problem } from "#shared/formats/problems.ts";
import { listedRow, type Table } from "#shared/formats/table.ts";
import { reason } from "./reason.ts";

type Item = Readonly<Record<string, unknown>>;

const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : typeof value === "string" ? value : String(value as number | boolean);

/** A list of objects as a table; a list within one (`listes`) gives a line an element. @throws FormatError `F-CLASSEUR` */
export function jsonTable(name: string, bytes: Buffer): Table {
  let items: readonly Item[];
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
    const list = Array.isArray(value) ? value : isItem(value) ? Object.values(value).find(Array.isArray) : undefined;
    items = (list ?? []).filter(isItem);
  } catch (error) {
    throw new FormatError(name, problem("F-CLASSEUR", {}, "du JSON entier", reason(error)), { cause: error });
  }
  const flat = items.flatMap(flattened);
  const names = [...new Set(flat.flatMap((item) => Object.keys(item)))];
  const rows = flat.map((item, i) =>
    listedRow(
      i + 2,
      names.map((column) => textOf(item[column])),
    ),
  );
  return { nom: null, encoding: () => null, batches: names.length === 0 ? [] : [[listedRow(1, names), ...rows]] };
}

function flattened(item: Item): Item[] {
  const scalars = Object.fromEntries(
    Object.entries(item).filter(([, value]) => typeof value !== "object" || value === null),
  );
  const nested = Object.values(item).find(Array.isArray);
  if (nested === undefined) return [scalars];
  // A name that the element shares with its owner is the list's own.
  return nested.filter(isItem).map((element) => ({
    ...scalars,
    ...Object.fromEntries(
      Object.entries(element).map(([key, value]) => [key in scalars ? `${key} liste` : key, value]),
    ),
  }));
}
