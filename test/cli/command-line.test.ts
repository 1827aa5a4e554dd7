import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunSummary } from "#cli/control/contract.ts";
import { controlStub, runAnswers, vingtHeures } from "./control-stub.ts";
import { fakeStatus, fakeSummary } from "./fake-night.ts";

const FILE = import.meta.filename;
const ended = (changes: Partial<RunSummary> = {}) => [
  fakeStatus(0.2),
  fakeStatus(0.7),
  fakeStatus(1, { summary: fakeSummary(changes) }),
];

describe("help and usage", () => {
  it("teaches: what it is, commands, examples, exit codes", async () => {
    const { code, stdout } = await vingtHeures(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/start[^]*replay[^]*up[^]*status[^]*quarantine[^]*law[^]*Codes de sortie[^]*130/);
  });

  it.each(["start", "replay", "up", "status", "quarantine", "law"])("teaches %s, without running it", async (name) => {
    const { code, stdout, stderr } = await vingtHeures([name, "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`vingt-heures ${name}`);
    expect(stdout).toContain("Codes de sortie");
  });

  it("tells its version", async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as {
      version: string;
    };
    expect(await vingtHeures(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    [["strat"], "vouliez-vous dire « vingt-heures start » ?"],
    [["start", "--sped", "max"], "--speed"],
    [["start", "--speed", "vite"], "un nombre supérieur à 0"],
    [["replay"], "FICHIER"],
    [["quarantine", "lst"], "quarantine list"],
  ])("refuses %j with advice and 2", async (argv, advice) => {
    const { code, stdout, stderr } = await vingtHeures(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("V-USAGE");
    expect(stderr).toContain(advice);
    expect(stderr).not.toContain("    at ");
  });

  it("shows the stack of an error only when asked", async () => {
    const argv = ["replay", "/nulle/part.csv"];
    const [plain, debug] = await Promise.all([vingtHeures(argv), vingtHeures([...argv, "--debug"])]);
    expect(plain).toMatchObject({ code: 1, stderr: expect.stringContaining("V-FICHIER") as string });
    expect(plain.stderr).not.toContain("    at ");
    expect(debug.stderr).toContain("    at ");
  });
});

describe("a night in a running host", () => {
  it("is created as asked, followed, and concluded by one JSON line on stdout", async () => {
    await using host = await controlStub(runAnswers(ended()));
    const { code, stdout, stderr } = await vingtHeures(
      ["replay", FILE, "--json", "--speed", "240", "--seed", "x", "--malformed", "1%", "--tour", "1"],
      host.env,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(fakeSummary());
    expect(stdout.trimEnd()).not.toContain("\n");
    expect(stderr).toMatch(/Conservation\s: /);
    expect(JSON.parse(host.asked[0]?.body ?? "")).toEqual({
      source: { kind: "file", path: FILE, tour: 1 },
      options: { speed: 240, seed: "x", malformed: 0.01 },
    });
  });

  it("exits 1 when conservation does not hold", async () => {
    await using host = await controlStub(runAnswers(ended({ conservation: false })));
    const { code, stdout } = await vingtHeures(["replay", FILE], host.env);
    expect(code).toBe(1);
    expect(stdout).toContain("Conservation rompue");
  });

  it("exits 1 with the host's reason when the night fails", async () => {
    await using host = await controlStub(
      runAnswers([
        fakeStatus(0.2),
        fakeStatus(0.3, { phase: "echec", error: { code: "C-BLOQUE", message: "rien n'avance" } }),
      ]),
    );
    expect(await vingtHeures(["replay", FILE], host.env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("C-BLOQUE") as string,
    });
  });

  it("exits 1 with the code of a refused request", async () => {
    await using host = await controlStub({});
    expect(await vingtHeures(["replay", FILE], host.env)).toMatchObject({
      code: 1,
      stderr: "Erreur C-CHEMIN : rien ici\n",
    });
  });

  it("is paused by Ctrl-C with 130 where its host goes on, and says how to continue it", async () => {
    const { run } = fakeStatus(0.2);
    await using host = await controlStub({
      ...runAnswers([fakeStatus(0.2)]),
      [`POST /api/v1/runs/${run}/clock`]: fakeStatus(0.2),
    });
    const { code, stdout } = await vingtHeures(
      ["replay", FILE, "--seed", "deux mots"],
      host.env,
      (text, kill) => text.includes("bureaux") && kill("SIGINT"),
    );
    expect(code).toBe(130);
    expect(host.asked.at(-1)).toEqual({ route: `POST /api/v1/runs/${run}/clock`, body: '{"action":"pause"}' });
    expect(stdout).toContain(`vingt-heures replay ${FILE} --seed 'deux mots' --resume ${run}\n`);
    expect(stdout).toContain(`vingt-heures delete ${run}\n`);
  });

  it("is continued from the night that it was created from, at its own speed", async () => {
    const { run } = fakeStatus(0.2);
    await using host = await controlStub({
      ...runAnswers(ended()),
      [`POST /api/v1/runs/${run}/resume`]: fakeStatus(0.2),
    });
    expect(await vingtHeures(["replay", FILE, "--seed", "x", "--resume", run], host.env)).toMatchObject({ code: 0 });
    expect(host.asked[0]).toMatchObject({ route: `POST /api/v1/runs/${run}/resume` });
    expect(JSON.parse(host.asked[0]?.body ?? "")).toEqual({
      source: { kind: "file", path: FILE },
      options: { seed: "x" },
    });
  });

  it("cannot be continued where no host kept it", async () => {
    const env = { ...process.env, XDG_STATE_HOME: join(tmpdir(), "vingt-heures-absent") };
    expect(await vingtHeures(["replay", FILE, "--resume", "x"], env)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/V-ABSENT[^]*vingt-heures up/) as string,
    });
  });

  it("is deleted by its name", async () => {
    await using host = await controlStub(runAnswers([fakeStatus(0.2)]));
    const { run } = fakeStatus(0.2);
    expect(await vingtHeures(["delete", run], host.env)).toEqual({
      code: 0,
      stdout: `${run} est effacé.\n`,
      stderr: "",
    });
    expect(host.asked.map(({ route }) => route)).toEqual([`DELETE /api/v1/runs/${run}`]);
  });

  it("writes the published documents into a folder", async () => {
    const document = { format: "vingt-heures/france@1" };
    const { run } = fakeStatus(1);
    const path = `runs/${run}/latest/france.json`;
    await using host = await controlStub({
      ...runAnswers(ended()),
      [`GET /api/v1/runs/${run}/published`]: { paths: [path] },
      [`GET /${path}`]: document,
    });
    const folder = mkdtempSync(join(tmpdir(), "vingt-heures-out-"));
    try {
      expect(await vingtHeures(["replay", FILE, "--out", folder], host.env)).toMatchObject({ code: 0 });
      expect(JSON.parse(readFileSync(join(folder, path), "utf8"))).toEqual(document);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("status and quarantine", () => {
  it("say that no host runs, and what to do", async () => {
    const env = { ...process.env, XDG_STATE_HOME: join(tmpdir(), "vingt-heures-absent") };
    expect(await vingtHeures(["status"], env)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("vingt-heures up") as string,
    });
  });

  it("list the nights", async () => {
    await using host = await controlStub({ "GET /api/v1/runs": { runs: [fakeStatus(0.5)] } });
    const { code, stdout } = await vingtHeures(["status"], host.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/presidentielle-2017-t1-k3v9 +Élection présidentielle 2017, 1er tour +\[nuit\]\n.*bureaux/);
  });

  it("tell what the functions say of themselves", async () => {
    const measure = (unit: string, sum: number, max: number) => ({ unit, count: 4, sum, max, last: max });
    await using host = await controlStub({
      "GET /api/v1/metrics": {
        functions: {
          RecordTallies: {
            invocations: 7,
            errors: 3,
            timeouts: 2,
            gigabyteSeconds: 1.2,
            requests: { SNS: 1, "S3.GetObject": 2 },
          },
          Sweep: { invocations: 1, errors: 0, timeouts: 0, gigabyteSeconds: 2, requests: {} },
        },
        requests: {},
        measures: {
          "publish-night": { PublicationDelay: measure("Milliseconds", 2000, 900) },
          "record-tallies": { TalliesAccepted: measure("Count", 1234, 900) },
          "recount-departement": { FoldedEntries: measure("Count", 400, 300) },
        },
      },
    });
    const { code, stdout } = await vingtHeures(["status", "--metrics"], host.env);
    expect(code).toBe(0);
    expect(
      stdout
        .replaceAll("\u00a0", " ")
        .split("\n")
        .map((line) => line.trim().replaceAll(/ {2,}/g, " : ")),
    ).toEqual([
      "Procès-verbaux enregistrés : 1 234",
      "Entrées lues par un recomptage : 100 en moyenne, 300 au plus",
      "Du recomptage au document national : 500 ms en moyenne, 900 ms au plus",
      "RecordTallies : 7 appels dont 3 en échec (2 hors délai), 1 Go·s, 3 requêtes",
      "Sweep : 1 appel, 2 Go·s, 0 requêtes",
      "",
    ]);
  });

  const digest = `3fa2${"0".repeat(60)}`;
  const entry = { digest, run: "pr2017", code: "T-SOMME", key: `quarantine/pr2017/T-SOMME/${digest}.json` };

  it("list every page of the quarantine", async () => {
    await using host = await controlStub({
      "GET /api/v1/quarantine?code=T-SOMME": { entries: [entry], total: 2, next: "clé" },
      "GET /api/v1/quarantine?code=T-SOMME&after=cl%C3%A9": { entries: [entry], total: 2, next: null },
    });
    const { code, stdout } = await vingtHeures(["quarantine", "list", "--code", "T-SOMME"], host.env);
    expect(code).toBe(0);
    expect(stdout.replaceAll("\u00a0", " ")).toBe(
      `${"3fa200000000  T-SOMME           pr2017\n".repeat(2)}2 messages refusés.\n`,
    );
  });

  it("show a message with what was expected and the advice, unable to drive the terminal", async () => {
    const refusals = [
      { code: "T-SOMME", field: "data.voix", expected: "100", found: "\u001b[2J99", advice: "recomptez" },
    ];
    const message = {
      ...entry,
      format: "vingt-heures/quarantine@1",
      refusals,
      receivedAt: "2026-11-22T19:00:00Z",
      messageId: "m",
      body: "{}\u001b[31m",
    };
    await using host = await controlStub({ "GET /api/v1/quarantine/3fa2": message });
    const { stdout } = await vingtHeures(["quarantine", "show", "3fa2"], host.env);
    expect(stdout).toMatch(/T-SOMME +data\.voix\n +lu +\[2J99\n +attendu +100\n +conseil +recomptez/);
    expect(stdout).not.toContain("\u001b");
  });

  it("send a mended message again", async () => {
    await using host = await controlStub({ "POST /api/v1/quarantine/redrive": { sent: 1 } });
    const { stdout } = await vingtHeures(["quarantine", "redrive", "3fa2", "--body", FILE], host.env);
    expect(stdout.replaceAll("\u00a0", " ")).toBe("1 message renvoyé.\n");
    expect(JSON.parse(host.asked[0]?.body ?? "")).toEqual({ digest: "3fa2", body: readFileSync(FILE, "utf8") });
  });
});
