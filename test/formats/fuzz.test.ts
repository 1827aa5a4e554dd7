import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROBLEMS, FormatError } from "#shared/formats/problems.ts";
import { readNight, type FileNight } from "#shared/formats/read-night.ts";
import { FILE_T1, fileOf, HEADER_T1, LINES_T1 } from "./samples.ts";

/** Reads, or gives the coded error; anything else thrown fails the test. */
async function attempt(bytes: Uint8Array, size: number): Promise<FileNight | FormatError> {
  try {
    return await readNight(fileOf(bytes, "2017-presidentielle-1.csv", size), { date: "2017-04-23" });
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

/** What holds of whatever was read: coded and placed problems, every line accounted for, figures that add up. */
function expectHonest(read: FileNight | FormatError): void {
  if (read instanceof FormatError) {
    expect(Object.keys(PROBLEMS)).toContain(read.code);
    return;
  }
  const { report, tallies } = read;
  expect(report.used + report.rejected.length).toBe(report.rows);
  // Without a column of bureaux, those of a commune are made.
  const made = read.dossier.head.genere !== null;
  if (made) expect(tallies.length).toBeGreaterThanOrEqual(report.used);
  else expect(tallies).toHaveLength(report.used);
  for (const { line } of report.rejected) expect(line).toBeGreaterThan(1);
  // A file whose column of blancs is gone counts them with the nuls, and its source says so.
  const { source } = read.dossier.head;
  if (tallies.some(({ blancsNuls }) => blancsNuls !== undefined)) expect(source).toContain("blancs");
  for (const { votants, blancs = 0, nuls = 0, blancsNuls = 0, exprimes, voix } of tallies) {
    expect(votants).toBe(blancs + nuls + blancsNuls + exprimes);
    expect(Object.values(voix).reduce((sum, votes) => sum + votes, 0)).toBe(exprimes);
  }
}

const size = fc.integer({ min: 1, max: 300 });
const encoded = new TextEncoder().encode(FILE_T1);

describe("any damage is told, or does no harm", () => {
  it("bytes changed, put in or taken out", async () => {
    const edit = fc.record({ at: fc.nat(encoded.length - 1), out: fc.nat(40), put: fc.uint8Array({ maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), size, async (edits, chunk) => {
        let bytes = [...encoded];
        for (const { at, out, put } of edits) bytes = bytes.toSpliced(at, out, ...put);
        expectHonest(await attempt(Uint8Array.from(bytes), chunk));
      }),
      { numRuns: 300 },
    );
  });

  it("cut short: whole lines are read, the broken one is told", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(encoded.length), size, async (length, chunk) => {
        const read = await attempt(encoded.subarray(0, length), chunk);
        expectHonest(read);
        if (read instanceof FormatError) return;
        const whole = new TextDecoder()
          .decode(encoded.subarray(0, length))
          .split("\n")
          .filter((line) => LINES_T1.includes(line));
        expect(read.report.used).toBe(whole.length);
        expect(read.report.rows - whole.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  // Line 2 holds a quoted separator, which the splitting below would not keep.
  it("a line whose cells are shifted costs that line and no other", async () => {
    const intact = await readNight(fileOf(FILE_T1));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 1, 3, 4, 5, 6, 7, 8), fc.nat(18), fc.boolean(), async (at, cell, more) => {
        const cells = LINES_T1[at]!.split(",");
        const shifted = (more ? cells.toSpliced(cell, 0, "7") : cells.toSpliced(cell, 1)).join(",");
        const read = await attempt(new TextEncoder().encode([HEADER_T1, ...LINES_T1.with(at, shifted)].join("\n")), 64);
        if (read instanceof FormatError) throw read;
        expectHonest(read);
        expect(read.report.rejected).toMatchObject([{ line: at + 2 }]);
        const others = intact.tallies.filter((tally) =>
          read.tallies.some((kept) => kept.commune === tally.commune && kept.bureau === tally.bureau),
        );
        expect(read.tallies).toEqual(others);
      }),
    );
  });
});
