/** The commands that write nights, and those that ask questions of them without playing: in this process, on files of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockCommand } from "#cli/commands/clock.ts";
import type { Command } from "#cli/commands/command.ts";
import { generateCommand } from "#cli/commands/generate.ts";
import { recordCommand } from "#cli/commands/record.ts";
import { replayCommand } from "#cli/commands/replay.ts";
import { loadNight } from "#cli/operator/night.ts";
import { RECORDING_FORMAT } from "#shared/night/recording-file.ts";
import { FILE_T1, HEADER_T1 } from "../formats/samples.ts";
import { controlStub } from "./control-stub.ts";
import { fakeStatus } from "./fake-night.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vingt-heures-nuits-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function run(
  command: Command,
  argv: string[],
  { env = {}, input = "" }: { readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
): Promise<string> {
  const stdout = new PassThrough();
  const written = stdout.toArray();
  const io = { stdin: Readable.from([input]), stdout, stderr: new PassThrough(), env };
  expect(await command.run(argv, io as unknown as Parameters<Command["run"]>[1])).toBe(0);
  stdout.end();
  return Buffer.concat(await written).toString("utf8");
}

const LOZERE = ["--type", "departementales", "--date", "2021-06-20", "--departement", "48"];
const generated = (name: string, ...more: string[]): Promise<string> =>
  run(generateCommand, [...LOZERE, ...more, "-o", at(name)]);

describe("generate", () => {
  it("writes a dossier and its night, the same bytes for the same seed", async () => {
    expect(await generated("a")).toContain("Élections départementales générées, 20 juin 2021 : ");
    await generated("b");
    await generated("c", "--seed", "autre");
    const [a, b, c] = ["a", "b", "c"].map((name) => readFileSync(at(`${name}/night.ndjson.gz`)).toString("base64"));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    const [head = ""] = gunzipSync(readFileSync(at("a/night.ndjson.gz")))
      .toString("utf8")
      .split("\n");
    const { format, dossier } = JSON.parse(head) as { format: string; dossier: { head: { genere: string } } };
    expect(format).toBe(RECORDING_FORMAT);
    expect(dossier).toEqual(JSON.parse(readFileSync(at("a/dossier.json"), "utf8")));
    expect(dossier.head.genere).toContain("générée");
  });

  it.each([
    [["--type", "mayotte", "--date", "2030-01-01"], "type inconnu"],
    [["--type", "corse", "--date", "2021-06-20", "--departement", "48"], "ne se tient pas là"],
    [["--type", "corse", "--date", "juin"], "valeur refusée"],
    [["--type", "corse"], "il manque une option"],
  ])("refuses %j", async (argv, message) => {
    await expect(run(generateCommand, [...argv, "-o", at("x")])).rejects.toThrow(message);
  });
});

describe("record", () => {
  it("writes a night that is played as it is, from a folder, a file, standard input", async () => {
    await generated("nuit");
    await run(recordCommand, [at("nuit"), "-o", at("copie.ndjson")]);
    await run(recordCommand, ["-", "-o", at("lue.ndjson.gz")], { input: readFileSync(at("copie.ndjson"), "utf8") });
    const [first, second, third] = await Promise.all(
      ["nuit", "copie.ndjson", "lue.ndjson.gz"].map((name) => loadNight({ source: { kind: "file", path: at(name) } })),
    );
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    const request = { source: { kind: "file", path: at("nuit") }, options: { corrections: 0.5 } } as const;
    await expect(loadNight(request)).rejects.toMatchObject({ code: "C-ENREGISTREMENT" });
  });

  it("reads an official file, its arrivals given by another, up to where it stops", async () => {
    writeFileSync(at("2017-presidentielle-1.csv"), FILE_T1);
    writeFileSync(at("heures.csv"), "01004,0001,2017-04-23T20:30\n75056,2017-04-23T21:00\n");
    const argv = [at("2017-presidentielle-1.csv"), "--arrivals", at("heures.csv"), "--stop", "20:59"];
    const text = await run(recordCommand, [...argv, "-o", at("pr.ndjson")]);
    expect(text).toMatch(/Source : .*heures d'arrivée : heures\.csv, bureaux qu'il nomme : 3, selon le modèle : 6/);
    const { recording } = await loadNight({ source: { kind: "file", path: at("pr.ndjson") } });
    const leaves = new Map(recording.map(({ at: instant, tally }) => [`${tally.commune}/${tally.bureau}`, instant]));
    expect(leaves.get("01004/0001")).toBe(Date.parse("2017-04-23T18:30:00Z"));
    expect(leaves.has("75056/0101")).toBe(false);
  });

  it("takes the hours of a generated election from a file, and refuses those of another", async () => {
    writeFileSync(at("ailleurs.csv"), "99999,2021-06-20T20:30\n");
    const argv = ["--type", "corse", "--date", "2021-06-20", "-o", at("corse"), "--arrivals", at("ailleurs.csv")];
    await expect(run(generateCommand, argv)).rejects.toThrow(/^R-ARRIVEES aucune/);
  });

  it("says where a recording that was cut is no longer one", async () => {
    const [head = ""] = gunzipSync(readFileSync(at("nuit/night.ndjson.gz")))
      .toString("utf8")
      .split("\n");
    writeFileSync(at("coupe.ndjson.gz"), gzipSync(`${head}\n{"at":"2021-06-20T18:`));
    await expect(run(recordCommand, [at("coupe.ndjson.gz"), "-o", at("x")])).rejects.toThrow(/^R-LIGNE ligne 2/);
    await expect(run(recordCommand, [folder, "-o", at("x")])).rejects.toThrow(/^R-VIDE/);
  });
});

describe("replay, asked a question", () => {
  it("tells what would change, in words and in JSON, from a file of changes too", async () => {
    const file = at("2017-presidentielle-1.csv");
    const text = await run(replayCommand, [file, "--what-if", "retirer MACRON"]);
    expect(text).toMatch(/1.unité comparée, 1.change :\n {2}FR [^]*avant {2}BALLOTTAGE[^]*après {2}BALLOTTAGE/);
    const moved = await run(replayCommand, [file, "--what-if", "transferer FILLON>MACRON 1%"]);
    expect(moved).toMatch(
      /^\d+.voix déplacées? dans \d+.bureaux? \(.*\)\.\n1.unité comparée : aucune ne finit autrement\.\n$/,
    );
    writeFileSync(at("changements.txt"), "# plus de bureaux à Paris\nreporter 75\n");
    const json = await run(replayCommand, [file, "--what-if", at("changements.txt"), "--json"]);
    expect(JSON.parse(json)).toMatchObject({ changees: 1, differences: [{ apres: { statut: "INCOMPLET" } }] });
  });

  it("compares round 2 with what the law let stand, in words and in JSON", async () => {
    const names = HEADER_T1.split(",").slice(0, 9).join(",");
    const rows = ["01,004,0001,5,Ambérieu-en-Bugey,1000,800,10,780,400,380"];
    writeFileSync(at("2017-presidentielle-2.csv"), `${[`${names},LE PEN,FILLON`, ...rows].join("\n")}\n`);
    const argv = [at("2017-presidentielle-1.csv"), "--puis", at("2017-presidentielle-2.csv"), "--date", "2017-04-23"];
    const text = await run(replayCommand, argv);
    expect(text).toContain("contradiction");
    const report = JSON.parse(await run(replayCommand, [...argv, "--json"])) as { unites: unknown[] };
    expect(report.unites).toMatchObject([
      { unite: "FR", statut: "BALLOTTAGE", presents: expect.arrayContaining(["FILLON"]) },
    ]);
  });
});

describe("clock", () => {
  it("commands the only night of the running host, or the one that is named", async () => {
    const status = fakeStatus(0.5);
    const route = `/api/v1/runs/${status.run}/clock`;
    await using stub = await controlStub({ "GET /api/v1/runs": { runs: [status] }, [`POST ${route}`]: status });
    for (const argv of [
      ["-", "pause"],
      [status.run, "step", "300"],
      ["-", "step"],
      ["-", "speed", "max"],
    ])
      await run(clockCommand, argv, { env: stub.env });
    expect(stub.asked.filter(({ body }) => body !== "").map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { action: "pause" },
      { action: "step", seconds: 300 },
      { action: "step", seconds: 60 },
      { action: "speed", speed: "max" },
    ]);
  });

  it.each([
    [["-"], "il manque ACTION"],
    [["-", "danser"], "action inconnue"],
    [["-", "step", "0"], "valeur refusée"],
    [["-", "seek", "demain"], "valeur refusée"],
  ])("refuses %j", async (argv, message) => {
    await expect(run(clockCommand, argv)).rejects.toThrow(message);
  });
});
