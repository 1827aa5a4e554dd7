import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folder of the package: the checkout, or where it is installed. Its `cli/` here is `dist/cli/` there. */
export const packageRoot = ((): string => {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
})();

export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string }).version;
