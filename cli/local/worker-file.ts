import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The file of a worker thread that lies beside the module that asks for it: TypeScript in a checkout, JavaScript in the
 * published package.
 */
export function workerFile(from: string, name: string): URL {
  return new URL(`./${name}.worker${extname(fileURLToPath(from))}`, from);
}
