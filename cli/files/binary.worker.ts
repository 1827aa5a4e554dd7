import { parentPort, workerData } from "node:worker_threads";
import { sheetsOf } from "./binary.ts";
import type { BinaryAnswer, BinaryTask } from "./apart.ts";
import { reason } from "./reason.ts";

/** Reads a workbook or a Parquet table in a thread of its own: tells its sheets, then gives the next rows of the one that is asked for. */

const { kind, bytes } = workerData as BinaryTask;
const answer = (one: BinaryAnswer): void => parentPort!.postMessage(one);

try {
  const sheets = await sheetsOf(kind, bytes);
  const rows = sheets.map(({ batches }) =>
    Symbol.asyncIterator in batches ? batches[Symbol.asyncIterator]() : batches[Symbol.iterator](),
  );
  parentPort!.on("message", async (sheet: number) => {
    try {
      const { done, value } = await rows[sheet]!.next();
      answer({ rows: done === true ? null : value });
    } catch (error) {
      answer({ broken: reason(error) });
    }
  });
  answer({ sheets: sheets.map(({ nom }) => nom) });
} catch (error) {
  answer({ broken: reason(error) });
}
