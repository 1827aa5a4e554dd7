import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mappingOf, messagesOf } from "#cli/lab/load/messages.ts";
import { isLoopback, nowhere, toFolder, toHttp, toStdout } from "#cli/lab/load/targets.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { tallyOf } from "../factories.ts";
import { runCommand } from "./command.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "vingt-heures-load-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("targets", () => {
  it("know this machine from others", () => {
    for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "[::1]", "a.localhost"])
      expect(isLoopback(host), host).toBe(true);
    for (const host of ["example.org", "10.0.0.1", "127.0.0.1.example.org", "localhost.example.org", "0.0.0.0", "[::]"])
      expect(isLoopback(host), host).toBe(false);
  });

  it("an HTTP endpoint gets each body, signed, with the headers asked for, and no redirection is followed", async () => {
    const seen: { body: string; headers: IncomingHttpHeaders }[] = [];
    const server = createServer((request, answer) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        seen.push({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
        answer.writeHead(request.url === "/ailleurs" ? 302 : 202, { location: "http://192.0.2.1/" }).end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      const target = toHttp(`http://127.0.0.1:${port}/pv`, { headers: [["x-essai", "oui"]], secret: "clef" });
      expect(target.loopback).toBe(true);
      expect(await target.send(["é"])).toEqual([]);
      const signature = `sha256=${createHmac("sha256", "clef").update("é").digest("hex")}`;
      expect(seen[0]).toMatchObject({ body: "é", headers: { "x-essai": "oui", "x-signature-256": signature } });
      await expect(toHttp(`http://127.0.0.1:${port}/ailleurs`).send(["x"])).rejects.toThrow("HTTP 302");
      expect(seen).toHaveLength(2);
    } finally {
      server.close();
    }
  });

  it("takes no header that would make two, no address with a password, no other scheme", () => {
    const usage = expect.objectContaining({ code: "V-USAGE" });
    expect(() => toHttp("http://localhost/", { headers: [["x-a", "1\r\nx-b: 2"]] })).toThrow(usage);
    expect(() => toHttp("http://localhost/", { headers: [["x a", "1"]] })).toThrow(usage);
    for (const address of ["http://a:b@localhost/", "file:///etc/passwd", "ftp://localhost/", "localhost"])
      expect(() => toHttp(address)).toThrow(usage);
  });

  it("a folder gets one message a line, and is never overwritten", async () => {
    const target = await toFolder(join(folder, "out"));
    await target.send(['{"a":\n1}', "b"]);
    await target.close();
    expect(await readFile(join(folder, "out", "messages.ndjson"), "utf8")).toBe('{"a": 1}\nb\n');
    await expect(toFolder(join(folder, "out"))).rejects.toMatchObject({ code: "V-CIBLE" });
  });

  it("standard output waits for its reader", async () => {
    const out = new PassThrough({ highWaterMark: 16 });
    const sending = toStdout(out).send(["x".repeat(64)]);
    expect(await Promise.race([sending, Promise.resolve("waits")])).toBe("waits");
    out.resume();
    expect(await sending).toEqual([]);
    expect(await nowhere().send(["x"])).toEqual([]);
  });
});

describe("messages", () => {
  const recorded: RecordedTally = { at: 1, tally: (({ run: _run, ...tally }) => tally)(tallyOf()) };
  const night = {
    recording: [recorded],
    extras: [],
    claimed: new Set<string>(),
    anomalies: [],
    missing: [],
    rules: [],
    applied: [],
  };

  it("play a night several times, each under its own run", () => {
    const runs = messagesOf(night, "charge", 3).map(({ run, body }) => [
      run,
      (JSON.parse(body()) as { data: { run: string } }).data.run,
    ]);
    expect(runs).toEqual([1, 2, 3].map((i) => [`charge-${i}`, `charge-${i}`]));
    expect(messagesOf(night, "charge", 1)[0]!.run).toBe("charge");
  });

  it("are mapped to someone else's words by JSONata", async () => {
    const map = mappingOf('{ "pv": subject, "total": $sum(data.voix.*) }');
    expect(JSON.parse(await map(messagesOf(night, "charge", 1)[0]!.body()))).toEqual({ pv: "01001/0001", total: 480 });
    expect(await mappingOf('"texte"')("{")).toBe("texte");
    await expect(mappingOf("nulle.part")("{}")).rejects.toMatchObject({ code: "V-USAGE" });
    expect(() => mappingOf("{ a: ")).toThrow(expect.objectContaining({ code: "V-USAGE" }));
  });

  it("are not mapped for ever", async () => {
    await expect(mappingOf("($f := function($x) { $f($x + 1) }; $f(1))")("{}")).rejects.toThrow();
  });
});

describe("the command", () => {
  it("sends a night through a mapping, and reads what was made of it", async () => {
    const out = join(folder, "nuit");
    const page = join(folder, "france.json");
    await writeFile(page, JSON.stringify({ territoire: "france", votants: 0 }));
    const sending = ["load", "--target", `dossier:${out}`, "--profile", "max", "--departements", "975", "--json"];
    const reading = ["--read", page, "--freshness", "60", "--grace", "0.1", "--map", '{ "b": subject }'];
    const loaded = await runCommand(...sending, ...reading);
    expect(await readFile(join(out, "messages.ndjson"), "utf8")).toMatch(/^(\{"b":"975\d\d\/\d{4}"\}\n){4}$/);
    expect(loaded.code).toBe(1);
    const result = JSON.parse(loaded.out) as { sent: number; read: { findings: { code: string }[] } };
    expect(result).toMatchObject({ format: "vingt-heures/load@1", sent: 4, failed: 0 });
    expect(result.read.findings.map(({ code }) => code)).toEqual(["L-PERDU"]);
  });

  it("goes on to its end when what it reads cannot be understood", async () => {
    const page = join(folder, "cassee.json");
    await writeFile(page, '{"territoire": "fra');
    const to = ["load", "--target", "memoire", "--profile", "max", "--departements", "975", "--grace", "0.1"];
    const { code, out } = await runCommand(...to, "--read", page);
    expect({ code, told: out }).toEqual({
      code: 1,
      told: expect.stringMatching(/4 pris[^]*L-ILLISIBLE[^]*JSON entier[^]*L-MUET/),
    });
  });

  it("sends nothing beyond this machine unless it is named twice, and never more than the cap", async () => {
    const to = ["load", "--target", "http://192.0.2.1/pv", "--departements", "975"];
    expect(await runCommand(...to)).toMatchObject({ code: 2, err: expect.stringContaining("V-CONFIRMER") });
    expect(await runCommand(...to, "--confirm", "192.0.2.1", "--cap", "3")).toMatchObject({
      code: 2,
      err: expect.stringContaining("plafond"),
    });
    expect(await runCommand(...to, "--dry-run")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^4 messages vers/),
    });
  });

  it.each([
    [["load"], "--target"],
    [["load", "--target", "memoire", "--profile", "vite"], "plat:200/s"],
    [["load", "--target", "memoire", "--preset", "vite"], "mur-de-20h"],
    [["load", "--target", "http://localhost/", "--hmac-env", "ABSENT", "--departements", "975"], "ABSENT"],
    [
      ["load", "--target", "memoire", "--read", "x", "--read-format", "yaml", "--departements", "975"],
      "json, xml, csv",
    ],
    [["load", "--target", "memoire", "--limit", "0", "--departements", "975"], "--limit"],
  ])("teaches: %j", async (argv, word) => {
    expect(await runCommand(...argv)).toMatchObject({ code: 2, err: expect.stringContaining(word) });
  });
});
