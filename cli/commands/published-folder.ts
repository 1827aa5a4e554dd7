import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ControlClient } from "#cli/control/client.ts";

const AT_ONCE = 8;

/**
 * Writes a run's published documents under `folder`, at their paths in the bucket (`runs/<run>/latest/france.json`).
 * @returns how many. Paths are the bucket's own: plain names, without `..`.
 */
export async function writePublished(
  client: Pick<ControlClient, "published" | "document">,
  run: string,
  folder: string,
): Promise<number> {
  const paths = (await client.published(run)).values();
  let written = 0;
  const write = async (): Promise<void> => {
    for (const path of paths) {
      const body = await client.document(path);
      if (body === null) continue;
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, body);
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
  return written;
}
