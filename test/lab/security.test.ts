import { connect } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admit, readMessage } from "#shared/count/validation.ts";
import { tallyMessage } from "#shared/contracts/tally.ts";
import { faultFileSchema } from "#shared/contracts/faults.ts";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import { startEmulators } from "#cli/local/emulators.ts";
import { curveOf, profileOf } from "#cli/lab/load/profile.ts";
import { compile, mappingOf } from "#cli/lab/load/messages.ts";
import { readerOf } from "#cli/lab/load/reader.ts";
import { isLoopback } from "#cli/lab/load/targets.ts";
import { startControl } from "#cli/control/server.ts";
import { Operator } from "#cli/operator/operator.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { zipOf } from "../formats/archives.ts";
import { dossierOf, messageOf, RUN, tallyOf } from "../factories.ts";

/** What a hostile neighbour, file or message may try. The control API's own doors are tried in test/control. */

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "vingt-heures-security-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An address of this machine that is not the loopback; a machine without network has none. */
const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === "IPv4")?.address;

const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (reached: boolean) => (): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", end(true)).once("error", end(false)).once("timeout", end(false));
  });

describe.skipIf(outside === undefined)("local servers (needs a network address)", () => {
  it("answer on the loopback and on no other address of the machine", async () => {
    const emulators = await startEmulators({ region: "eu-west-3", dynamodb: "dynalite", ports: {} });
    const operator = new Operator({ cloud: new MemoryCloud(), load: () => Promise.reject(new Error("none")) });
    const control = await startControl({ operator, site: null, port: 0, version: "0" });
    try {
      const ports = [control.url, emulators.endpoints.sqs, emulators.endpoints.dynamodb].map((url) =>
        Number(new URL(url ?? "").port),
      );
      for (const port of ports) {
        expect(await reaches("127.0.0.1", port), `127.0.0.1:${port}`).toBe(true);
        expect(await reaches(outside ?? "", port), `${outside}:${port}`).toBe(false);
      }
    } finally {
      await control.close();
      await emulators.stop();
    }
  });
});

describe("prototypes", () => {
  const { head, parts } = dossierOf();
  const whole = {
    ...head,
    run: RUN,
    departements: head.departements.map((row) => ({ ...row, part: "" })),
  } satisfies DossierHead;
  const part = { ...parts[0]!, run: RUN } satisfies DossierPart;

  const verdictOn = (body: string) => {
    const read = readMessage(body);
    return "ok" in read ? admit(read.ok, whole, part) : read;
  };

  it.each(["constructor", "toString", "hasOwnProperty"])("%s is no candidature", (id) => {
    const body = JSON.stringify(messageOf()).replace('"voix":{', `"voix":{"${id}":0,`);
    expect(verdictOn(body)).toMatchObject({ refusals: [{ code: "T-CANDIDATURE" }] });
  });

  it("have no votes, and lend none to a candidature or a field that is missing", () => {
    const clean = verdictOn(JSON.stringify(messageOf()));
    expect(verdictOn(JSON.stringify(messageOf()).replace('"voix":{', '"voix":{"__proto__":{"arc":999},'))).toEqual(
      clean,
    );
    const candidature = JSON.stringify(messageOf()).replace('"arc":200,', '"__proto__":{"arc":200},');
    expect(verdictOn(candidature)).toMatchObject({ refusals: [{ code: "T-CANDIDATURE" }] });
    const field = JSON.stringify(messageOf()).replace('"inscrits":1000,', '"__proto__":{"inscrits":1000},');
    expect(verdictOn(field)).toMatchObject({ refusals: [{ code: "T-FORME", field: "data.inscrits" }, {}] });
    const faults = JSON.parse(
      '{"format":"vingt-heures/faults@1","faults":[{"fault":"doublons","__proto__":{"share":1}}]}',
    ) as unknown;
    expect(faultFileSchema.safeParse(faults).success).toBe(false);
  });

  it("are not reached by a mapping", async () => {
    await expect(mappingOf("$.constructor.constructor('return process')()")('{"a":1}')).rejects.toThrow();
    await compile("$ ~> |$|{'__proto__': {'polluted': true}}|")
      .evaluate({ a: 1 })
      .catch(() => {});
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("sizes", () => {
  it("a message that is too long, or too deep, is refused and not parsed for ever", () => {
    expect(readMessage("x".repeat(200_000))).toMatchObject({ refusals: [{ code: "T-TAILLE" }] });
    const deep = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
    expect(readMessage(deep)).toMatchObject({ refusals: [{ code: expect.stringMatching(/^T-(JSON|FORME)$/) }] });
  });

  it("an archive that swells is left before it fills the machine", async () => {
    const bomb = join(folder, "resultats.csv.gz");
    await writeFile(bomb, gzipSync(Buffer.alloc(300 * 1024 * 1024), { level: 9 }));
    await expect(readNightFile(bomb, { tour: 1, type: "presidentielle", date: "2017-04-23" })).rejects.toMatchObject({
      code: expect.stringMatching(/^F-/),
    });
  });

  it("a workbook that swells is left before its reader holds it", async () => {
    const bomb = join(folder, "resultats.xlsx");
    const sheet = ["xl/worksheets/sheet1.xml", Buffer.alloc(100 * 1024 * 1024, " ")] as const;
    await writeFile(bomb, zipOf([["xl/workbook.xml", Buffer.from("<workbook/>")], sheet], true));
    await expect(readNightFile(bomb, { tour: 1, type: "presidentielle", date: "2017-04-23" })).rejects.toMatchObject({
      code: "F-ARCHIVE",
      problem: { expected: expect.stringContaining("fois sa taille") },
    });
  });

  it("an XML page expands no entity", async () => {
    const page = join(folder, "page.xml");
    const entities = [
      "<!ENTITY a 'aaaaaaaaaa'>",
      ...[..."bcdefgh"].map((letter, i) => `<!ENTITY ${letter} '${`&${"abcdefg"[i]};`.repeat(10)}'>`),
    ];
    await writeFile(page, `<!DOCTYPE r [${entities.join("")}]><r><d c="75">&h;</d></r>`);
    const read = await readerOf(
      page,
      "xml",
      "{ 'territoire': 'departement 75', 'longueur': $length($string(r.d)) }",
    )().catch(() => null);
    expect(read === null || read.territories.get("departement 75")!.get("longueur")! < 1_000).toBe(true);
  });
});

describe("patterns", () => {
  /** A pattern that backtracks would keep this test from ever ending. */
  const HOSTILE = [
    "1".repeat(100_000),
    "a-".repeat(50_000),
    `${"0".repeat(60_000)}!`,
    "é".repeat(50_000),
    "\u0000".repeat(1_000),
  ];

  it("answer a hostile text at once", () => {
    for (const text of HOSTILE) {
      for (const field of ["run", "scrutin", "departement", "commune", "bureau"])
        expect(tallyMessage.safeParse({ ...messageOf(), data: { ...tallyOf(), [field]: text } }).success).toBe(false);
      expect(() => profileOf(`plat:${text}/s`)).toThrow();
      expect(() => profileOf(`rampe:${text}-${text}`)).toThrow();
      expect(() => curveOf(text, "c")).toThrow();
      expect(isLoopback(text)).toBe(false);
      expect(faultFileSchema.safeParse({ format: "vingt-heures/faults@1", faults: [{ fault: text }] }).success).toBe(
        false,
      );
    }
  });
});
