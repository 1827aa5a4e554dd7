import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where a running night host says how to reach it, for the other commands of the same user. The file holds the token:
 * only its owner may read it.
 */
export interface HostRecord {
  readonly pid: number;
  /** Base address of the control API and of the site. */
  readonly url: string;
  readonly token: string;
  /** Whether other commands may play their nights there: `up` was made for that, a `start` ends with its own night. */
  readonly shared: boolean;
  /** Real instant at which it was ready, ms since 1970. */
  readonly since: number;
}

/** `$XDG_STATE_HOME/vingt-heures/hosts`, `~/.local/state` by default: one file a host, named by its process. */
export const stateFolder = (env: NodeJS.ProcessEnv): string =>
  join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "vingt-heures", "hosts");

const fileOf = (env: NodeJS.ProcessEnv, pid: number): string => join(stateFolder(env), `${pid}.json`);

/** Writes the record. Where the folder cannot be written, the other commands will not find the host: `false`. */
export function writeHostRecord(env: NodeJS.ProcessEnv, record: HostRecord): boolean {
  const file = fileOf(env, record.pid);
  try {
    mkdirSync(stateFolder(env), { recursive: true, mode: 0o700 });
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(record), { mode: 0o600, flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** The hosts whose processes live, the latest first. What the dead left is removed. */
export function hostRecords(env: NodeJS.ProcessEnv): readonly HostRecord[] {
  return pidsIn(stateFolder(env))
    .flatMap((pid) => recordOf(env, pid) ?? [])
    .toSorted((a, b) => b.since - a.since);
}

/** The host that commands address: the one that `VINGT_HEURES_URL` names where it is set, else the latest; or `null`. */
export function readHostRecord(
  env: NodeJS.ProcessEnv,
  suits: (record: HostRecord) => boolean = () => true,
): HostRecord | null {
  const named = env["VINGT_HEURES_URL"]?.replace(/\/+$/, "");
  return hostRecords(env).find((record) => (named ? record.url === named : true) && suits(record)) ?? null;
}

/** Removes the record of a host that ends. */
export function removeHostRecord(env: NodeJS.ProcessEnv, pid: number): void {
  rmSync(fileOf(env, pid), { force: true });
}

function pidsIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder).flatMap((name) => /^(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? []);
  } catch {
    return [];
  }
}

function recordOf(env: NodeJS.ProcessEnv, pid: number): HostRecord | null {
  try {
    process.kill(pid, 0);
    return JSON.parse(readFileSync(fileOf(env, pid), "utf8")) as HostRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") removeHostRecord(env, pid);
    return null;
  }
}
