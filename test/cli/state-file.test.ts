import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readHostRecord, removeHostRecord, stateFile, writeHostRecord } from "#cli/commands/state-file.ts";

describe("the state file", () => {
  let home: string;
  let env: NodeJS.ProcessEnv;
  const record = { pid: process.pid, url: "http://localhost:2000", token: "secret", shared: true };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "vingt-heures-state-"));
    env = { XDG_STATE_HOME: home };
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it("is found again, and only its owner may read it", () => {
    expect(writeHostRecord(env, record)).toBe(true);
    expect(readHostRecord(env)).toEqual(record);
    expect(statSync(stateFile(env)).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, "vingt-heures")).mode & 0o777).toBe(0o700);
  });

  it("replaces a looser file that was there", () => {
    writeHostRecord(env, record);
    rmSync(stateFile(env));
    writeFileSync(stateFile(env), "{}", { mode: 0o644 });
    writeHostRecord(env, record);
    expect(statSync(stateFile(env)).mode & 0o777).toBe(0o600);
  });

  it("counts for nothing when its host is dead, or it cannot be read", () => {
    writeHostRecord(env, { ...record, pid: 2 ** 22 + 1 });
    expect(readHostRecord(env)).toBeNull();
    writeFileSync(stateFile(env), "{");
    expect(readHostRecord(env)).toBeNull();
  });

  it("is removed by its own host only", () => {
    writeHostRecord(env, record);
    removeHostRecord(env, process.pid + 1);
    expect(readHostRecord(env)).toEqual(record);
    removeHostRecord(env, process.pid);
    expect(readHostRecord(env)).toBeNull();
  });
});
