import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The file of a worker thread that lies beside the module that asks for it: TypeScript in a checkout, JavaScript in the
 * published package.
 */
export function workerFile(from: string, name: string): URL {
  return new URL(`./${name}.worker${extname(fileURLToPath(from))}`, from);
}

/**
 * Young generation of a thread, MiB. V8 would let each of the nine grow theirs to three times this before it collects:
 * half a gigabyte of garbage on a laptop, for no measurable speed.
 */
export const YOUNG_GENERATION_MB = 24;
