import { once } from "node:events";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { listedRow, type Table, type TableRow } from "#shared/formats/table.ts";
import type { SheetRow } from "#shared/formats/vertical.ts";
import { workerFile } from "#cli/local/worker-file.ts";
import type { BinaryKind } from "./binary.ts";
import { reason } from "./reason.ts";

/**
 * Workbooks and Parquet tables are read by libraries, in a thread apart: one byte of a damaged file may make them turn for ever, fill
 * the memory, or speak on the console. The thread is bounded in time and memory, and its console is its own.
 */

/** What the thread is given. */
export interface BinaryTask {
  readonly kind: BinaryKind;
  readonly bytes: Uint8Array;
}

/** What it answers: its sheets, then rows of the one asked for (`null`: no more), or why it cannot. */
export type BinaryAnswer =
  | { readonly sheets: readonly (string | null)[] }
  | { readonly rows: readonly SheetRow[] | null }
  | { readonly broken: string };

/** Tables of a file that a thread reads, until it is closed. */
export interface TablesApart {
  readonly tables: readonly Table[];
  close(): Promise<void>;
}

const EXPECTED: Readonly<Record<BinaryKind, string>> = {
  classeur: "un classeur Excel ou ODS entier",
  parquet: "une table Parquet entière",
};

/** What the thread may take. */
interface Bounds {
  /** Of V8's heap, MiB. */
  readonly heap: number;
  /** How long an answer is waited for, ms. */
  readonly patience: number;
}

const MIB = 1 << 20;

/** A small file's share, and more for each of its MiB: a workbook expands some hundred times. The heap is at most the process's. */
function boundsOf({ length }: Uint8Array): Bounds {
  const size = Math.ceil(length / MIB);
  const mostHeap = Math.floor(getHeapStatistics().heap_size_limit / MIB);
  return { heap: Math.min(1024 + size * 256, mostHeap), patience: 30_000 + size * 5_000 };
}

/** Opens a workbook or a Parquet table. @throws FormatError `F-CLASSEUR`, as reading its tables does */
export async function tablesApart(
  name: string,
  kind: BinaryKind,
  bytes: Uint8Array,
  { heap, patience }: Bounds = boundsOf(bytes),
): Promise<TablesApart> {
  const worker = new Worker(workerFile(import.meta.url, "binary"), {
    workerData: { kind, bytes } satisfies BinaryTask,
    resourceLimits: { maxOldGenerationSizeMb: heap },
    stdout: true,
    stderr: true,
  });
  const close = async (): Promise<void> => void (await worker.terminate());
  const broken = async (found: string, cause?: unknown): Promise<FormatError> => {
    await close();
    return new FormatError(name, problem("F-CLASSEUR", {}, EXPECTED[kind], found), { cause });
  };
  const answer = async (): Promise<Exclude<BinaryAnswer, { broken: string }>> => {
    let given: BinaryAnswer;
    try {
      [given] = (await once(worker, "message", { signal: AbortSignal.timeout(patience) })) as [BinaryAnswer];
    } catch (error) {
      throw await broken(failure(error, patience), error);
    }
    if ("broken" in given) throw await broken(given.broken);
    return given;
  };
  async function* batches(sheet: number): AsyncGenerator<readonly TableRow[]> {
    for (;;) {
      const given = answer();
      worker.postMessage(sheet);
      const told = await given;
      if (!("rows" in told) || told.rows === null) return;
      yield told.rows.map(({ line, cells }) => listedRow(line, cells));
    }
  }
  const first = await answer();
  const noms = "sheets" in first ? first.sheets : [];
  return { tables: noms.map((nom, i) => ({ nom, encoding: () => null, batches: batches(i) })), close };
}

function failure(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return reason(error);
  if (error.name === "AbortError") return `aucune réponse en ${patience / 1000} s de lecture`;
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "plus que la mémoire n'en tient"
    : reason(error);
}
