import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

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
}

/** `$XDG_STATE_HOME/vingt-heures/host.json`, `~/.local/state` by default. */
export const stateFile = (env: NodeJS.ProcessEnv): string =>
  join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "vingt-heures", "host.json");

/** Writes the record. Where the folder cannot be written, the other commands will not find the host: `false`. */
export function writeHostRecord(env: NodeJS.ProcessEnv, record: HostRecord): boolean {
  const file = stateFile(env);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(record), { mode: 0o600, flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** The record of a host whose process lives, or `null`. */
export function readHostRecord(env: NodeJS.ProcessEnv): HostRecord | null {
  try {
    const record = JSON.parse(readFileSync(stateFile(env), "utf8")) as HostRecord;
    process.kill(record.pid, 0);
    return record;
  } catch {
    return null;
  }
}

/** Removes the record, unless another host has written its own since. */
export function removeHostRecord(env: NodeJS.ProcessEnv, pid: number): void {
  if (readHostRecord(env)?.pid === pid) rmSync(stateFile(env), { force: true });
}
