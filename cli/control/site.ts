import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildCache } from "#cli/local/build-cache.ts";
import { OperatorError } from "#cli/operator/errors.ts";

/** What the built site depends on. */
const SOURCES = ["web/**/*", "shared/**/*.ts", "build/site.ts", "package-lock.json"];

/**
 * Folder of the built site: in a checkout, bundled from `web/` once for each state of the sources (`.cache/site/<digest>`, half
 * a second); in the installed package, the one it carries.
 * @throws OperatorError C-SITE with what the build printed.
 */
export async function ensureSite(root: string): Promise<string> {
  const script = join(root, "build", "site.ts");
  if (!existsSync(script)) return join(root, "dist", "site");
  const folder = join(buildCache(root, "site"), digestOf(root));
  if (existsSync(folder)) return folder;
  // Written aside and renamed when whole: several processes may ask at once.
  const draft = `${folder}.${randomUUID()}`;
  try {
    await promisify(execFile)(process.execPath, [script, draft], { cwd: root });
    if (!existsSync(folder)) renameSync(draft, folder);
    return folder;
  } catch (cause) {
    const printed = (cause as { stderr?: string }).stderr ?? String(cause);
    throw new OperatorError("C-SITE", `Le site ne se construit pas (build/site.ts) :\n${printed}`);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function digestOf(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
