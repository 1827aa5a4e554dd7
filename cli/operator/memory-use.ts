import { readdirSync, readFileSync } from "node:fs";

const KIB_A_MIB = 1024;

/** Resident memory of this process and all its descendants, MiB; where there is no `/proc`, of this process alone. */
export function residentMb(pid = process.pid): number {
  try {
    return Math.round(treeKib(pid) / KIB_A_MIB);
  } catch {
    return Math.round(process.memoryUsage.rss() / (KIB_A_MIB * KIB_A_MIB));
  }
}

function treeKib(root: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = readParent(name);
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const own = readKib(String(root));
  if (own === null) throw new Error("no /proc");
  const queue = [...(children.get(root) ?? [])];
  let sum = own;
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    sum += readKib(String(pid)) ?? 0;
    queue.push(...(children.get(pid) ?? []));
  }
  return sum;
}

/** Fourth field of `/proc/<pid>/stat`; the second one, the name, may hold spaces and parentheses. */
function readParent(pid: string): number | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
}

function readKib(pid: string): number | null {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readOrNull(`/proc/${pid}/status`) ?? "");
  return found === null ? null : Number(found[1]);
}

/** A process may end between the listing and the reading. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/** Watches resident memory and keeps its peak. */
export class MemoryWatch implements Disposable {
  #peakMb = residentMb();
  readonly #timer: NodeJS.Timeout;

  constructor(everyMs = 1_000) {
    this.#timer = setInterval(() => this.#look(), everyMs).unref();
  }

  get peakMb(): number {
    this.#look();
    return this.#peakMb;
  }

  #look(): void {
    this.#peakMb = Math.max(this.#peakMb, residentMb());
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
