import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatError, PROBLEMS } from "#shared/formats/problems.ts";
import { readResults, type TableResults } from "#shared/formats/read-results.ts";
import { fileOf } from "./samples.ts";

/** A ragged file of the ministry, damaged in every way: what is still read is right, the rest is told. */

const HEADER =
  "Code du département;Libellé du département;Code de la circonscription;Libellé de la circonscription;Code de la commune;Libellé de la commune;Code du b.vote;Inscrits;Abstentions;% Abs/Ins;Votants;% Vot/Ins;Blancs;% Blancs/Ins;% Blancs/Vot;Nuls;% Nuls/Ins;% Nuls/Vot;Exprimés;% Exp/Ins;% Exp/Vot;N°Panneau;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;% Voix/Exp";

/** Bureaux with as many candidates as their circonscription has. */
const LINES = [
  [
    "01;Ain;01;1ère circonscription;004;Ambérieu-en-Bugey;0001;1000;200;20,00;800;80,00;15;1,50;1,88;5;0,50;0,63;780;78,00;97,50",
    400,
    300,
    80,
  ],
  [
    "01;Ain;01;1ère circonscription;004;Ambérieu-en-Bugey;0002;900;200;22,22;700;77,78;7;0,78;1,00;3;0,33;0,43;690;76,67;98,57",
    350,
    300,
    40,
  ],
  [
    "2A;Corse-du-Sud;02;2ème circonscription;004;Ajaccio;0001;1200;300;25,00;900;75,00;12;1,00;1,33;8;0,67;0,89;880;73,33;97,78",
    440,
    440,
  ],
  [
    "ZA;Guadeloupe;01;1ère circonscription;101;Les Abymes;0001;1400;800;57,14;600;42,86;25;1,79;4,17;15;1,07;2,50;560;40,00;93,33",
    200,
    150,
    110,
    60,
    40,
  ],
  [
    "ZZ;Français établis hors de France;11;11ème circonscription;231;Taipeh;0001;1204;519;43,11;685;56,89;8;0,66;1,17;1;0,08;0,15;676;56,15;98,69",
    600,
    76,
  ],
].map(([start, ...voix]) =>
  [start, ...voix.map((votes, i) => `${i + 1};${i % 2 ? "F" : "M"};NOM${i};Prénom;NUA;${votes};10,00;20,00`)].join(";"),
);

const TEXT = `${[HEADER, ...LINES].join("\r\n")}\r\n`;
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.codePointAt(0)! & 0xff);

async function attempt(bytes: Uint8Array, chunk = 97): Promise<TableResults | FormatError> {
  try {
    return (await readResults(fileOf(bytes, "LG22_Bvot_T1.txt", chunk))).tables[0]!;
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

/** Of a row without anomaly, ballots and voix add up: nothing wrong is silent. */
function expectHonest(read: TableResults | FormatError): void {
  if (read instanceof FormatError) {
    expect(Object.keys(PROBLEMS)).toContain(read.code);
    return;
  }
  const lines = read.rows.reduce((sum, { lines: count }) => sum + count, 0);
  expect(lines + read.rejected.length).toBe(read.lines);
  for (const { line } of read.rejected) expect(line).toBeGreaterThan(1);
  for (const { anomalies, counts, voix, mode } of read.rows) {
    if (anomalies.length > 0 || counts === null) continue;
    const { votants, blancs, nuls, exprimes } = counts;
    if (blancs !== null && nuls !== null) expect(blancs + nuls + exprimes).toBe(votants);
    expect(exprimes).toBeLessThanOrEqual(votants);
    if (mode === null && (voix.length > 0 || read.layout.blocks !== null))
      expect(voix.reduce((sum, votes) => sum + votes, 0)).toBe(exprimes);
  }
}

describe("a ragged file, damaged", () => {
  it("is whole to begin with, in both encodings", async () => {
    for (const bytes of [latin(TEXT), new TextEncoder().encode(TEXT)]) {
      const read = await attempt(bytes);
      if (read instanceof FormatError) throw read;
      expect(read.rows.map(({ territoire, voix }) => [territoire.commune, territoire.bureau, voix.length])).toEqual([
        ["01004", "0001", 3],
        ["01004", "0002", 3],
        ["2A004", "0001", 2],
        ["97101", "0001", 5],
        ["ZZ231", "0001", 2],
      ]);
      expect([read.rejected, read.rows.flatMap(({ anomalies }) => anomalies)]).toEqual([[], []]);
    }
  });

  it("tells a line cut just after its counts: exprimés without voix", async () => {
    const cut = [HEADER, LINES[0]!, LINES[1]!.split(";").slice(0, 21).join(";"), ...LINES.slice(2)].join("\r\n");
    const read = await attempt(latin(cut));
    if (read instanceof FormatError) throw read;
    expect(read.rejected).toMatchObject([{ code: "F-SOMME", line: 3, expected: "des voix" }]);
    expect(read.rows).toHaveLength(LINES.length - 1);
  });

  it("tells bytes changed, put in or taken out", async () => {
    const bytes = latin(TEXT);
    const edit = fc.record({ at: fc.nat(bytes.length - 1), out: fc.nat(60), put: fc.uint8Array({ maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let damaged = [...bytes];
        for (const { at, out, put } of edits) damaged = damaged.toSpliced(at, out, ...put);
        expectHonest(await attempt(Uint8Array.from(damaged)));
      }),
      { numRuns: 400 },
    );
  });

  it("tells cells shifted, doubled, emptied", async () => {
    const change = fc.constantFrom("out", "twice", "empty", "separator");
    await fc.assert(
      fc.asyncProperty(fc.nat(LINES.length - 1), fc.nat(40), change, async (at, cell, how) => {
        const cells = LINES[at]!.split(";");
        const i = cell % cells.length;
        const changed =
          how === "out"
            ? cells.toSpliced(i, 1)
            : how === "twice"
              ? cells.toSpliced(i, 0, cells[i]!)
              : cells.with(i, how === "empty" ? "" : `${cells[i]};`);
        const read = await attempt(latin([HEADER, ...LINES.with(at, changed.join(";"))].join("\n")));
        expectHonest(read);
        if (read instanceof FormatError) throw read;
        // The other lines are as they were.
        expect(read.rows.length + read.rejected.length).toBe(LINES.length);
        expect(read.rows.filter(({ line }) => line !== at + 2)).toHaveLength(LINES.length - 1);
      }),
      { numRuns: 200 },
    );
  });

  it("tells the middle of a file in another encoding", async () => {
    const utf8 = new TextEncoder().encode(TEXT);
    const read = await attempt(Uint8Array.from([...utf8, ...latin(LINES[0]!.replace("0001", "0009"))]));
    expect(read).toMatchObject({ code: "F-ENCODAGE", problem: { line: 7 } });
  });

  it("tells bureaux given again, alike or not", async () => {
    const other = LINES[1]!.replace(";350;", ";351;").replace(";40;", ";39;");
    const read = await attempt(latin([HEADER, ...LINES, LINES[0], other].join("\n")));
    if (read instanceof FormatError) throw read;
    expect(read.rejected.map(({ code, line }) => [line, code])).toEqual([
      [3, "F-CONTRADICTION"],
      [7, "F-DOUBLON"],
      [8, "F-CONTRADICTION"],
    ]);
    expect(read.rows).toHaveLength(4);
  });

  it("reads a figure written with spaces or zero decimals, and tells any other with its line and column", async () => {
    const figures = [7, 8, 10, 12, 15, 18, 26];
    const grouped = (text: string, space: string): string => text.replace(/\B(?=(\d{3})+$)/g, space);
    const same = fc.constantFrom<(text: string) => string>(
      (text) => grouped(text, " "),
      (text) => grouped(text, "\u00a0"),
      (text) => ` ${text} `,
      (text) => `${text}.0`,
      (text) => `${text},00`,
      (text) => `000${text}`,
      (text) => `"${text}"`,
    );
    const other = fc.constantFrom<(text: string) => string>(
      (text) => `${text}.5`,
      (text) => `${text},25`,
      (text) => `-${text}`,
      (text) => `${text}e3`,
      (text) => `${text} %`,
      (text) => text.split("").join(" ") + " 1",
      (text) => `${text}?`,
    );
    const whole = await attempt(latin(TEXT));
    if (whole instanceof FormatError) throw whole;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(LINES.length - 1),
        fc.constantFrom(...figures),
        fc.oneof(fc.tuple(fc.constant(true), same), fc.tuple(fc.constant(false), other)),
        async (at, cell, [isSame, rewritten]) => {
          const cells = LINES[at]!.split(";");
          const line = cells.with(cell, rewritten(cells[cell]!)).join(";");
          const read = await attempt(latin([HEADER, ...LINES.with(at, line)].join("\n")));
          if (read instanceof FormatError) throw read;
          if (isSame || cell === 8) {
            // Abstentions are not read: votants say them.
            expect(read.rows).toEqual(whole.rows);
          } else {
            expect(read.rejected).toMatchObject([{ code: "F-NOMBRE", line: at + 2, column: cell + 1 }]);
            expect(read.rows).toEqual(whole.rows.toSpliced(at, 1));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("reads a separator within quotes as a part of the name", async () => {
    const whole = await attempt(latin(TEXT));
    if (whole instanceof FormatError) throw whole;
    await fc.assert(
      fc.asyncProperty(fc.nat(LINES.length - 1), fc.constantFrom(1, 3, 5, 23, 24), async (at, cell) => {
        const cells = LINES[at]!.split(";");
        const line = cells.with(cell, `"${cells[cell]!};${cells[cell]!}"`).join(";");
        const read = await attempt(latin([HEADER, ...LINES.with(at, line)].join("\n")));
        if (read instanceof FormatError) throw read;
        expect(read.rejected).toEqual([]);
        expect(read.rows.map(({ counts, voix }) => [counts, voix])).toEqual(
          whole.rows.map(({ counts, voix }) => [counts, voix]),
        );
      }),
    );
  });
});
