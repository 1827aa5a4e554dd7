import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FormatError, problem } from "#shared/formats/problems.ts";
import type { PressText } from "#shared/formats/press-tables.ts";
import type { Table } from "#shared/formats/table.ts";
import type { OpenedFile } from "./open.ts";

/** A folder as a source: the ministry's press tree, as a newsroom mirrors it. */

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** Its XML files at any depth, by their paths in it, in their order. */
export async function pressFilesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.xml$/i.test(name)).toSorted();
}

/** Opens a press tree. Its digest is that of its files one after the other, each after its path. @throws FormatError `F-LECTURE` while it is read */
export function openFolder(folder: string): OpenedFile {
  const hash = createHash("sha256");
  let size = 0;
  async function* texts(files: readonly string[]): AsyncGenerator<PressText> {
    for (const name of files) {
      const bytes = await readFile(join(folder, name));
      hash.update(`${name}\n`).update(bytes);
      size += bytes.length;
      yield { name, text: bytes.toString("utf8") };
    }
  }
  async function* tables(): AsyncGenerator<Table> {
    const files = await pressFilesOf(folder);
    if (files.length === 0) {
      const expected = "un fichier, ou un dossier de fichiers XML de presse";
      throw new FormatError(folder, problem("F-LECTURE", {}, expected, "un dossier sans fichier .xml"));
    }
    const { pressTables } = await import("#shared/formats/press-tables.ts");
    yield* await pressTables(folder, texts(files));
  }
  let digest: string | undefined;
  return {
    name: folder,
    tables: tables(),
    sha256: () => (digest ??= hash.digest("hex")),
    containers: ["dossier", "xml"],
    size: () => size,
  };
}
