import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { lawCommand } from "#cli/commands/law.ts";

/** Runs the command on lines; what it wrote, and its exit code. */
async function run(argv: string[], input: string): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const text = async (stream: PassThrough): Promise<string> => Buffer.concat(await stream.toArray()).toString();
  const written = Promise.all([text(stdout), text(stderr)]);
  const code = await lawCommand.run(argv, { stdin: Readable.from([input]), stdout, stderr });
  stdout.end();
  stderr.end();
  const [out, err] = await written;
  return { code, out, err };
}

const line = (id: string, more: object = {}): string =>
  JSON.stringify({
    id,
    type: "legislatives",
    date: "2017-06-11",
    tour: 1,
    inscrits: 100,
    exprimes: 50,
    candidatures: [
      { id: "A", voix: 30 },
      { id: "B", voix: 20 },
    ],
    ...more,
  });
const lines = (out: string): Record<string, unknown>[] =>
  out
    .trim()
    .split("\n")
    .map((one) => JSON.parse(one) as Record<string, unknown>);

describe("vingt-heures law", () => {
  it("answers one outcome a line, in order", async () => {
    const { code, out } = await run([], `${line("1")}\n${line("2", { inscrits: 1_000 })}\r\n\n`);
    expect(code).toBe(0);
    expect(lines(out).map(({ id, statut, regle }) => [id, statut, regle])).toEqual([
      ["1", "ACQUIS_T1", "LEG-1986"],
      ["2", "BALLOTTAGE", "LEG-1986"],
    ]);
  });

  it("puts an error with code, line and field in the place of a bad line; the others go on", async () => {
    const { code, out } = await run([], `${line("1")}\n{oops\n${line("3", { voie: 1 })}\n${line("4")}`);
    expect(code).toBe(1);
    const [first, second, third, fourth] = lines(out);
    expect([first?.["id"], fourth?.["id"]]).toEqual(["1", "4"]);
    expect(second).toMatchObject({ code: "L-JSON", line: 2, field: "" });
    expect(third).toMatchObject({ code: "L-CHAMP-INCONNU", line: 3, field: "voie" });
    expect(third?.["advice"]).toMatch(/./);
  });

  it("takes a byte order mark, CRLF and a line of more than a megabyte; an error keeps the id it can read", async () => {
    const long = line("long", { candidatures: [{ id: "A", voix: 30, personnes: [{ nom: "x".repeat(1 << 20) }] }] });
    const { code, out } = await run([], `\uFEFF${line("1")}\r\n${long}\r\n \r\n${line("4", { inscrits: 1.5 })}\r\n[]`);
    expect(code).toBe(1);
    const [first, second, third, fourth] = lines(out);
    expect([first?.["statut"], second?.["statut"]]).toEqual(["ACQUIS_T1", "ACQUIS_T1"]);
    expect(third).toMatchObject({ id: "4", code: "L-CHAMP-INVALIDE", line: 4, field: "inscrits" });
    expect(fourth).toMatchObject({ code: "L-CHAMP-INVALIDE", line: 5, field: "" });
    expect(fourth).not.toHaveProperty("id");
  });

  it("--second-tour says who stands in round 2, judges the filings, and why there is no round 2", async () => {
    const open = line("1", {
      inscrits: 80_000,
      exprimes: 39_200,
      candidatures: [
        { id: "A", voix: 17_000 },
        { id: "B", voix: 11_000 },
        { id: "C", voix: 10_500 },
        { id: "D", voix: 700 },
      ],
      depots: [{ id: "C" }, { id: "D", depose: "2017-06-13T18:00" }],
    });
    const input = `${open}\n${line("2")}\n${line("3", { retard: 1 })}`;
    const { code, out } = await run(["--second-tour"], input);
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([
      {
        id: "1",
        statut: "BALLOTTAGE",
        candidatures: [{ id: "C" }],
        depots: [
          { id: "C", recevable: true },
          { id: "D", recevable: false, erreurs: [{ code: "L-DEPOT-TARDIF" }] },
        ],
        echeance: { jusqua: "2017-06-13T18:00" },
        sieges: 1,
      },
      { id: "2", statut: "ACQUIS_T1", code: "L-SECOND-TOUR" },
      { id: "3", code: "L-CHAMP-INVALIDE", line: 3, field: "retard" },
    ]);
    const { out: text } = await run(["--second-tour", "--explain"], input);
    expect(text.split("\n").slice(0, 2)).toEqual(["1", "Au second tour : « C »."]);
    expect(text).toContain("2\nce premier tour est ACQUIS_T1 (L-SECOND-TOUR)\n");
  });

  it("a contest that the law cannot decide is an answer, not an error", async () => {
    const { code, out } = await run([], line("1", { type: "royales" }));
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatchObject({ statut: "INDECIDABLE", code: "L-TYPE-INCONNU" });
  });

  it("reads a file, leaves the steps out when asked", async () => {
    const folder = mkdtempSync(join(tmpdir(), "law-"));
    try {
      const path = join(folder, "contests.ndjson");
      writeFileSync(path, `${line("1")}\n`);
      const { code, out } = await run(["--sans-etapes", path], "");
      expect(code).toBe(0);
      expect(lines(out)).toEqual([expect.objectContaining({ id: "1", etapes: [] })]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("--explain writes sentences in French, errors included", async () => {
    const { code, out } = await run(["--explain"], `${line("1")}\n{oops`);
    expect(code).toBe(1);
    expect(out).toContain("1 — Élection acquise au premier tour");
    expect(out).toContain("3. « A » l'emporte avec la majorité requise. [L126]");
    expect(out).toContain(
      "ligne 2 : attendu un objet JSON sur une ligne ; vérifiez la syntaxe de cette ligne (L-JSON)",
    );
  });

  it("--changements adds what would change the outcome; only then, and only where something is decided", async () => {
    const { out } = await run(["--changements"], `${line("1")}\n${line("2", { inscritsRestants: 50 })}`);
    const [decided, open] = lines(out);
    expect(decided?.["changements"]).toMatchObject([
      { objet: "elus", edition: "deplacees", voix: 5, de: "A", vers: "B", statut: "BALLOTTAGE", perdent: ["A"] },
      { objet: "elus", edition: "ajoutees", voix: 10, vers: "B" },
    ]);
    expect(open).not.toHaveProperty("changements");
    expect(lines((await run([], line("1"))).out)[0]).not.toHaveProperty("changements");
  });

  it("--explain says what would change the outcome", async () => {
    const { out } = await run(["--explain"], line("1"));
    expect(out).toContain(
      "Le nom des élus changerait avec 5 voix passant de « A » à « B » (y perd : « A ») : Ballottage : un second tour est nécessaire.",
    );
    expect(out).toContain("Le nom des élus changerait avec 10 voix de plus pour « B »");
  });

  it("streams: more than a buffer of answers, all of them", async () => {
    const { code, out } = await run([], Array.from({ length: 2_000 }, (_, index) => line(`${index}`)).join("\n"));
    expect(code).toBe(0);
    expect(lines(out).map(({ id }) => id)).toEqual(Array.from({ length: 2_000 }, (_, index) => `${index}`));
  });

  it.each([
    [["--explan"], "option inconnue", "--explan", "--explain"],
    [["-e"], "option inconnue", "-e", "vingt-heures law --help"],
    [["--explain=oui"], "valeur en trop", "--explain", "vingt-heures law --help"],
    [["a", "b"], "argument en trop", "b", "vingt-heures law --help"],
  ])("wrong usage %j is refused in French, with what was meant", async (argv, what, place, advice) => {
    await expect(run(argv, "")).rejects.toMatchObject({
      code: "V-USAGE",
      message: what,
      details: { place, advice: expect.stringContaining(advice) },
    });
  });

  it("a file that cannot be read exits with 2", async () => {
    const { code, out, err } = await run(["/does/not/exist.ndjson"], "");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^Erreur V-FICHIER : fichier introuvable ou illisible\n {2}où {7}\/does\/not\/exist\.ndjson\n/);
  });
});
