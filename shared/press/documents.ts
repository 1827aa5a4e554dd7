import type { BureauxDocument, DepartementDocument } from "../documents/departement.ts";
import { objectPath } from "../documents/paths.ts";
import type { Head, Shelf } from "../ports.ts";

/** The committed documents that a head names: what the press tree says is what they say. */

/** @throws when it is missing: a head names nothing that is not there. */
export const departementDocument = (run: string, head: Head, shelf: Pick<Shelf, "get">): Promise<DepartementDocument> =>
  named(run, head, head.objects.departement, shelf);

/** @throws as {@link departementDocument} */
export const bureauxDocument = (run: string, head: Head, shelf: Pick<Shelf, "get">): Promise<BureauxDocument> =>
  named(run, head, head.objects.bureaux, shelf);

async function named<T>(run: string, { released }: Head, object: string, shelf: Pick<Shelf, "get">): Promise<T> {
  // What was held may have been moved by the release since its head was read.
  const stored =
    (await shelf.get(objectPath(run, object, released))) ?? (await shelf.get(objectPath(run, object, !released)));
  if (!stored) throw new Error(`the document ${object} that a head of ${run} names is missing`);
  return JSON.parse(new TextDecoder().decode(stored.body)) as T;
}
