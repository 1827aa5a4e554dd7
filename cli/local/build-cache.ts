import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "#cli/files/download.ts";

/**
 * The folder in which what a checkout is made into is kept: its own `.cache`, or the user's where the checkout cannot be
 * written. Made if need be.
 * @param kind `cloud`, `site`.
 */
export function buildCache(root: string, kind: string, env: NodeJS.ProcessEnv = process.env): string {
  const own = join(root, ".cache", kind);
  try {
    mkdirSync(own, { recursive: true });
    accessSync(own, constants.W_OK);
    return own;
  } catch {
    const folder = join(cacheFolder(env), createHash("sha256").update(root).digest("hex").slice(0, 12), kind);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}
