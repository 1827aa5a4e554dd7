import type { ExportTicket } from "../contracts/tickets.ts";
import { sha256 } from "../documents/common.ts";
import type { ExportedFile, ExportIndex } from "../documents/export-index.ts";
import { exportPath } from "../documents/paths.ts";
import { readPublishedNight } from "../documents/published-night.ts";
import { nightFiles } from "../exports/files.ts";
import type { Aggregates, Runs, Shelf } from "../ports.ts";

export interface ExportDeps {
  readonly aggregates: Aggregates;
  readonly runs: Runs;
  readonly shelf: Shelf;
}

/** What an export did; `covered`: a later national document is published, and has rung for itself. */
export type Exported = "absent" | "covered" | "exported";

/**
 * Makes the files of a complete tour from the national document that the ticket names. The files come first, under the
 * hash of that document, then the index that names them: a reader never finds half of a set, and a repeat, or a retry
 * after a crash, writes the same bytes to the same places.
 *
 * @throws when a port failed or a named document is missing: the ticket must come back.
 */
export async function exportNight(ticket: ExportTicket, { aggregates, runs, shelf }: ExportDeps): Promise<Exported> {
  const { run, scrutin, tour, object, sequence } = ticket;
  if ((await runs.get(run)) === null) return "absent";
  const published = await aggregates.readPublication({ run, scrutin, tour });
  if (published.sequence > sequence) return "covered";

  const read = async (path: string): Promise<string | null> => {
    const stored = await shelf.get(path);
    return stored && new TextDecoder().decode(stored.body);
  };
  const night = await readPublishedNight(read, run, object);
  const fichiers: ExportedFile[] = [];
  for (const { name, format, level, contentType, body } of nightFiles(night)) {
    const chemin = exportPath.file(run, object, name);
    await shelf.put(chemin, body, { contentType, cache: "immutable", compress: contentType.startsWith("text/") });
    const octets = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
    fichiers.push({ chemin, format, niveau: level, contentType, octets, sha256: sha256(body) });
  }
  const index: ExportIndex = {
    format: "vingt-heures/exports@1",
    run,
    france: object,
    sequence,
    publieLe: night.france.publieLe,
    fichiers,
  };
  await shelf.put(exportPath.index(run), JSON.stringify(index), { contentType: "application/json", cache: "latest" });
  return "exported";
}
