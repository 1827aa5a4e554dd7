import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mappingOf, messagesOf } from "#cli/lab/load/messages.ts";
import { sendLoad } from "#cli/lab/load/pacer.ts";
import { curveOf, instantsOf, profileOf } from "#cli/lab/load/profile.ts";
import { readerOf } from "#cli/lab/load/reader.ts";
import { isLoopback, nowhere, toFolder, toHttp, toStdout } from "#cli/lab/load/targets.ts";
import { Watch, type WatchOptions } from "#cli/lab/load/watch.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { FakeTime } from "../operator/fake-time.ts";
import { tallyOf } from "../factories.ts";
import { runCommand } from "./command.ts";

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "vingt-heures-load-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const instants = (text: string, count: number): number[] => [...instantsOf(profileOf(text), count, (i) => i)];

describe("a profile", () => {
  it("says when each message is meant to leave", () => {
    expect(instants("plat:200/s", 4)).toEqual([0, 5, 10, 15]);
    expect(instants("max", 3)).toEqual([0, 0, 0]);
    expect(instants("nuit", 3)).toEqual([0, 1, 2]);
    // From 0 to 2 a second in two seconds: two messages in all, the second when half the area is left.
    expect(instants("rampe:0/s-2/s:2s", 2)[1]).toBeCloseTo(1414.2, 1);
    // Ten at once in a second, every five.
    const burst = instants("rafale:10/s:1s/5s", 30);
    expect(burst.filter((ms) => ms < 1000)).toHaveLength(10);
    expect(burst[10]).toBe(5000);
    expect(burst.at(-1)).toBeLessThan(11_000);
  });

  it("never goes back, and keeps the area under its curve, whatever the curve", () => {
    const points = fc.array(
      fc.record({ dt: fc.integer({ min: 1, max: 50 }), rate: fc.integer({ min: 0, max: 300 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 300 }), (steps, count) => {
        let second = 0;
        const rows = ["0,1", ...steps.map(({ dt, rate }) => `${(second += dt)},${rate}`)];
        const at = [...instantsOf(curveOf(`seconde,debit\n${rows.join("\n")}`, "c"), count, () => 0)];
        expect(at.every((ms, i) => Number.isFinite(ms) && ms >= (at[i - 1] ?? 0) - 1e-6)).toBe(true);
        const most = Math.max(1, ...steps.map(({ rate }) => rate));
        // No second may hold more than the steepest rate of the curve.
        for (const from of at)
          expect(at.filter((ms) => ms >= from && ms < from + 1000).length).toBeLessThanOrEqual(most + 1);
      }),
      {
        // A pass that ends on a whole message, before a segment that begins at no rate.
        examples: [
          [
            [
              { dt: 1, rate: 0 },
              { dt: 1, rate: 20 },
            ],
            12,
          ],
        ],
      },
    );
  });

  it.each(["plat", "plat:0/s", "rampe:1/s", "rafale:5/s:9s/3s", "vite", "plat:9999999/s"])("%s is none", (text) => {
    expect(() => profileOf(text)).toThrow(expect.objectContaining({ code: "V-USAGE" }));
  });

  it("is no curve that goes back or sends nothing", () => {
    for (const csv of ["", "0,1", "1,1\n2,1", "0,1\n5,1\n3,1", "0,0\n9,0", "0,x\n1,1"])
      expect(() => curveOf(csv, "c.csv")).toThrow(/c\.csv/);
  });
});

describe("the pacer", () => {
  it("counts latency from the instant a message was meant to leave: a stalled target hides nothing", async () => {
    const time = new FakeTime();
    let calls = 0;
    const result = await sendLoad(
      {
        instants: Float64Array.from({ length: 100 }, (_, i) => i * 10),
        body: String,
        // One sender; the third call stalls for half a second. Counted from their sending, only that one would look slow.
        target: { batch: 1, send: async () => (await time.sleep((calls += 1) === 3 ? 500 : 1), []) },
        senders: 1,
        time,
      },
      never,
    );
    expect(result).toMatchObject({ sent: 100, failed: 0 });
    expect(result.latencyMs.max).toBeGreaterThanOrEqual(500);
    expect(result.latencyMs.p95).toBeGreaterThan(400);
  });

  it("sends nothing before its instant, and everything once, in batches of what is due", async () => {
    const time = new FakeTime();
    const start = time.now();
    const sent: { body: string; at: number }[] = [];
    await sendLoad(
      {
        instants: Float64Array.from([0, 0, 0, 100, 250]),
        body: String,
        target: {
          batch: 2,
          send: async (bodies) => (sent.push(...bodies.map((body) => ({ body, at: time.now() - start }))), []),
        },
        senders: 4,
        time,
      },
      never,
    );
    expect(sent.map(({ body }) => body)).toEqual(["0", "1", "2", "3", "4"]);
    for (const [i, due] of [0, 0, 0, 100, 250].entries()) expect(sent[i]!.at).toBeGreaterThanOrEqual(due);
  });

  it("tells what was refused or lost, and goes on", async () => {
    const taken: number[] = [];
    const result = await sendLoad(
      {
        instants: new Float64Array(6),
        body: String,
        target: {
          batch: 2,
          send: async ([body]) => (body === "2" ? Promise.reject(new Error("panne")) : body === "4" ? [1] : []),
        },
        senders: 1,
        time: new FakeTime(),
        onTaken: (index) => taken.push(index),
      },
      never,
    );
    expect(result).toMatchObject({ sent: 3, failed: 3, firstFailure: "panne" });
    expect(taken).toEqual([0, 1, 4]);
  });
});

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

describe("a reader", () => {
  it.each([
    [
      "json",
      '{"d":[{"c":"75","v":12,"x":{"arc":5}}]}',
      "d.{ 'territoire': 'departement ' & c, 'votants': v, 'voix': x }",
    ],
    [
      "xml",
      '<r><d c="75"><v>12</v><arc>5</arc></d></r>',
      "r.d.{ 'territoire': 'departement ' & c, 'votants': v, 'voix': { 'arc': arc } }",
    ],
    [
      "csv",
      "code;votants;arc\n75;12;5\n",
      "$.{ 'territoire': 'departement ' & code, 'votants': votants, 'voix': { 'arc': arc } }",
    ],
  ] as const)("understands %s through a mapping", async (format, text, map) => {
    const file = join(folder, `page.${format}`);
    await writeFile(file, text);
    const read = await readerOf(file, format, map)();
    expect([...read!.territories].map(([name, figures]) => [name, Object.fromEntries(figures)])).toEqual([
      ["departement 75", { votants: 12, "voix arc": 5 }],
    ]);
  });

  it("reads nothing where nothing is, and says when a mapping gives no territory", async () => {
    expect(await readerOf(join(folder, "none.json"), "json", "$")()).toBeNull();
    await writeFile(join(folder, "odd.json"), '{"a":1}');
    await expect(readerOf(join(folder, "odd.json"), "json", "$")()).rejects.toMatchObject({ code: "V-USAGE" });
  });
});

describe("holding what is read against what was sent", () => {
  const recordedOf = (bureau: string, votants: number, version = 1): RecordedTally => {
    const { run: _run, ...tally } = tallyOf({
      bureau,
      version,
      votants,
      blancs: 0,
      nuls: 0,
      exprimes: votants,
      voix: { arc: votants },
    });
    return { at: 0, tally };
  };
  const watching = (over: Partial<WatchOptions> = {}): Watch => {
    const watch = new Watch({ freshnessMs: 1000, embargoAt: null, ...over });
    watch.took(recordedOf("0001", 100), 0);
    watch.took(recordedOf("0002", 30), 500);
    return watch;
  };
  const page = (figures: Record<string, number>, territory = "france") => ({
    territories: new Map([[territory, new Map(Object.entries(figures))]]),
  });
  const codes = (watch: Watch) => watch.findings.map(({ code, bureau }) => [code, bureau]);

  it("finds nothing in any state that may be true", () => {
    const watch = watching();
    for (const [now, votants] of [
      [400, 0],
      [900, 100],
      [1100, 130],
      [3000, 130],
    ] as const)
      watch.look(page({ votants }), now);
    watch.look(page({ votants: 130 }), 4000, true);
    expect(watch.findings).toEqual([]);
  });

  it("names the bureau that is stale, then lost", () => {
    const watch = watching();
    watch.look(page({ votants: 100 }), 2000);
    expect(codes(watch)).toEqual([["L-PERIME", "01001/0002"]]);
    watch.look(page({ votants: 100 }), 9000, true);
    expect(codes(watch).at(-1)).toEqual(["L-PERDU", "01001/0002"]);
    expect(Math.max(...watch.ages)).toBe(8500);
  });

  it("names the bureau that counts twice, in its commune and département too", () => {
    for (const territory of ["france", "departement 01", "commune 01001"]) {
      const watch = watching();
      watch.look(page({ votants: 230 }, territory), 2000);
      expect(codes(watch)).toEqual([["L-DOUBLE", "01001/0001"]]);
    }
    const stranger = watching();
    stranger.look(page({ votants: 1 }, "departement 99"), 2000);
    expect(codes(stranger)).toEqual([["L-DOUBLE", null]]);
  });

  it("sees a page go back, and votes before the hour", () => {
    const back = watching();
    back.look(page({ votants: 130 }), 2000);
    back.look(page({ votants: 100 }), 2100);
    expect(codes(back)).toEqual([
      ["L-PERIME", "01001/0002"],
      ["L-RECUL", "01001/0002"],
    ]);
    const early = watching({ embargoAt: 5000 });
    early.look(page({ votants: 130, "voix arc": 100 }), 2000);
    expect(codes(early)).toContainEqual(["L-EMBARGO", null]);
    const open = watching({ embargoAt: 1500 });
    open.look(page({ votants: 130, "voix arc": 130 }), 2000);
    expect(open.findings).toEqual([]);
  });

  it("takes a repeat for nothing, and a correction in place of what it corrects", () => {
    const watch = watching();
    watch.took(recordedOf("0001", 100), 600);
    watch.took(recordedOf("0001", 80, 2), 700);
    watch.look(page({ votants: 130 }), 800);
    watch.look(page({ votants: 110 }), 3000);
    watch.look(page({ votants: 110 }), 5000, true);
    expect(watch.findings).toEqual([]);
    const stuck = watching();
    stuck.took(recordedOf("0001", 80, 2), 700);
    stuck.look(page({ votants: 130 }), 9000, true);
    expect(codes(stuck)).toEqual([["L-DOUBLE", null]]);
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
