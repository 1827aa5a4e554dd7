import { gunzipSync } from "node:zlib";
import type { ObjectReader } from "./cloud.ts";

/** A published document as a reader gets it. */
export interface ReadDocument<T> {
  readonly document: T;
  /** Its exact text, to be hashed. */
  readonly text: string;
  readonly etag: string;
}

/**
 * Reads one JSON document of the bucket; `null`: not there; `unchanged`: still the one with this ETag.
 * The type is the reader's trust in the path; what follows from the figures is checked by `conservation.ts`.
 */
export async function readDocument<T>(
  reader: ObjectReader,
  key: string,
  etag?: string,
): Promise<ReadDocument<T> | "unchanged" | null> {
  const stored = await reader.read(key, etag);
  if (stored === null || stored === "unchanged") return stored;
  const bytes = stored.encoding === "gzip" ? gunzipSync(stored.body) : stored.body;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return { document: JSON.parse(text) as T, text, etag: stored.etag };
}

/** The same, where nothing is known of an earlier reading. */
export const readFresh = async <T>(reader: ObjectReader, key: string): Promise<ReadDocument<T> | null> => {
  const read = await readDocument<T>(reader, key);
  return read === "unchanged" ? null : read;
};
