import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  hostRecords,
  readHostRecord,
  removeHostRecord,
  stateFolder,
  writeHostRecord,
} from "#cli/commands/state-file.ts";

describe("the state file", () => {
  let home: string;
  let env: NodeJS.ProcessEnv;
  const record = { pid: process.pid, url: "http://localhost:2000", token: "secret", shared: true, since: 1 };
  const file = (): string => join(stateFolder(env), `${record.pid}.json`);

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "vingt-heures-state-"));
    env = { XDG_STATE_HOME: home };
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it("is found again, and only its owner may read it", () => {
    expect(writeHostRecord(env, record)).toBe(true);
    expect(readHostRecord(env)).toEqual(record);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "vingt-heures")).mode & 0o777).toBe(0o700);
  });

  it("replaces a looser file that was there", () => {
    writeHostRecord(env, record);
    rmSync(file());
    writeFileSync(file(), "{}", { mode: 0o644 });
    writeHostRecord(env, record);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it("counts for nothing when its host is dead, or it cannot be read", () => {
    writeHostRecord(env, { ...record, pid: DEAD });
    expect(readHostRecord(env)).toBeNull();
    expect(readdirSync(stateFolder(env))).toEqual([]);
    writeHostRecord(env, record);
    writeFileSync(file(), "{");
    expect(readHostRecord(env)).toBeNull();
  });

  it("is one of several: the latest answers, the one that is named, or the one that suits; a dead one hides none", () => {
    const later = { ...record, pid: process.ppid, url: "http://localhost:2001", shared: false, since: 2 };
    for (const each of [{ ...record, pid: DEAD, since: 3 }, record, later]) writeHostRecord(env, each);
    expect(hostRecords(env)).toEqual([later, record]);
    expect(readHostRecord(env)).toEqual(later);
    expect(readHostRecord(env, ({ shared }) => shared)).toEqual(record);
    expect(readHostRecord({ ...env, VINGT_HEURES_URL: "http://localhost:2000/" })).toEqual(record);
    expect(readHostRecord({ ...env, VINGT_HEURES_URL: "http://localhost:9" })).toBeNull();
  });

  it("is removed by its own host only", () => {
    writeHostRecord(env, record);
    removeHostRecord(env, process.ppid);
    expect(readHostRecord(env)).toEqual(record);
    removeHostRecord(env, process.pid);
    expect(readHostRecord(env)).toBeNull();
  });
});

/** No system gives this to a process. */
const DEAD = 2 ** 22 + 1;
