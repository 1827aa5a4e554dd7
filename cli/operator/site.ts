import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { SITE_PREFIX, SITE_TYPES } from "#shared/contracts/http.ts";
import type { Shelf } from "#shared/ports.ts";

/** Digest of the site that lies in a stack's bucket: beside it, where readers do not come. */
const DIGEST_KEY = `${SITE_PREFIX}empreinte`;

/**
 * Puts the built site into a stack's bucket, where its public face reads it (decision 0011). Does nothing when that very site is there.
 * Pages come after what they load, the digest last: a reader never meets a page without its script, and an upload that was cut is
 * made again. Files of an earlier site stay: a page opened before goes on.
 *
 * @param folder of the built site
 * @returns whether anything was put
 */
export async function deploySite(shelf: Pick<Shelf, "get" | "put">, folder: string): Promise<boolean> {
  const files = readdirSync(folder)
    .filter((name) => SITE_TYPES[extname(name)] !== undefined)
    .sort((a, b) => Number(isPage(a)) - Number(isPage(b)) || (a < b ? -1 : 1))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
  const hash = createHash("sha256");
  for (const { name, text } of files) hash.update(name).update("\0").update(text).update("\0");
  const digest = hash.digest("hex");
  const there = await shelf.get(DIGEST_KEY);
  if (there !== null && new TextDecoder().decode(there.body) === digest) return false;
  for (const { name, text } of files)
    await shelf.put(`${SITE_PREFIX}${name}`, text, { contentType: SITE_TYPES[extname(name)]!, cache: "latest" });
  await shelf.put(DIGEST_KEY, digest, { contentType: "text/plain", cache: "private" });
  return true;
}

const isPage = (name: string): boolean => name.endsWith(".html");
