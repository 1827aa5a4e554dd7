import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeHostRecord } from "#cli/commands/state-file.ts";
import { streamEvents } from "#cli/integrations/http.ts";
import { Journal } from "#cli/integrations/journal.ts";
import { samples } from "#cli/testing/index.ts";
import { vingtHeures } from "./control-stub.ts";

const home = mkdtempSync(join(tmpdir(), "vingt-heures-events-"));
const env = { XDG_STATE_HOME: home };
const stop = new AbortController();
let server: Server;
let ids: readonly string[];

beforeAll(async () => {
  const journal = new Journal();
  for (const event of Object.values((await samples()).events)) journal.add(event);
  ids = journal.after(null).map(({ id }) => id);
  const events = { journal: async () => journal, close: async () => {} };
  server = createServer((request, response) => void streamEvents(events, request, response, stop.signal));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeHostRecord(env, { pid: process.pid, url, token: "jeton", shared: true, since: 1 });
});

afterAll(() => {
  stop.abort();
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

const events = (...argv: string[]) => vingtHeures(["events", ...argv], env);

describe("vingt-heures events", () => {
  it("tells what is known, in French or as CloudEvents", async () => {
    const plain = await events();
    expect(plain.code).toBe(0);
    expect(plain.stdout).toContain("France : les résultats sont publics\n");
    const json = await events("--json");
    const lines = json.stdout.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(ids);
  });

  it("filters, and goes on after a cursor", async () => {
    const { stdout } = await events("--json", "--filter", "type=communes.complete,type=lead.changed,departement=01");
    const types = stdout
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(new Set(types)).toEqual(
      new Set(["fr.vingt-heures.communes.complete.v1", "fr.vingt-heures.lead.changed.v1"]),
    );
    expect((await events("--json", "--after", ids.at(-2)!)).stdout.trim().split("\n")).toHaveLength(1);
  });

  it.each([
    [["--filter", "commune=75056"], "type=…, departement=…, subject=…"],
    [["--filter", "type=communes.finies"], "communes.complete"],
    [["--webhook", "https://exemple.org"], "--secret-env"],
    [["--webhook", "ftp://exemple.org", "--secret-env", "SECRET"], "https://"],
    [["--parked", "--name", "à moi"], "lettres, chiffres"],
    [["--parked", "--attempts", "0"], "de 1 à 100"],
  ])("refuses %j with advice", async (argv, advice) => {
    const { code, stderr } = await vingtHeures(["events", ...argv], { ...env, SECRET: "s" });
    expect(code).toBe(2);
    expect(stderr).toContain(advice);
  });

  it("says when no host runs", async () => {
    const { code, stderr } = await vingtHeures(["events"], { XDG_STATE_HOME: join(home, "vide") });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("V-ABSENT") as string });
  });
});
