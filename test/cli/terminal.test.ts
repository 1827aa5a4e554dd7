import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { duration, number, percent, progress } from "#cli/terminal/format.ts";
import { frame } from "#cli/terminal/frame.ts";
import { bar, curve } from "#cli/terminal/marks.ts";
import { nextLines } from "#cli/terminal/next.ts";
import { plainLine } from "#cli/terminal/plain.ts";
import { clean, cutLine, lineWidth, paintLine, span, spread, wrap, type Line } from "#cli/terminal/spans.ts";
import { summaryLines } from "#cli/terminal/summary.ts";
import { describeTerminal } from "#cli/terminal/terminal.ts";
import { fakeStatus, fakeSummary } from "./fake-night.ts";

const text = (lines: readonly Line[]): string =>
  lines.map((line) => line.map((piece) => piece.text).join("")).join("\n");
const view = (columns: number, rows: number, unicode = true) => ({
  terminal: { columns, rows, unicode },
  site: "http://localhost:2000",
  hint: "Ctrl-C pour arrêter",
});

describe("what can be done next", () => {
  it("is read from the folder, or from the site that goes on", () => {
    expect(
      text(nextLines({ run: "r", folder: "mon dossier", site: { url: "http://localhost:2000", shared: false } })),
    ).toMatch(
      /'mon dossier'\/runs\/r\/latest\/france\.json\n.*verify 'mon dossier'\n.*export 'mon dossier' --level commune -o nuit\.csv$/,
    );
    expect(text(nextLines({ run: "r", site: { url: "http://localhost:2000", shared: true } }))).toContain(
      "verify http://localhost:2000 --run r\n",
    );
  });

  it("is to keep the next night, when nothing is left of this one", () => {
    expect(text(nextLines({ run: "r" }))).toContain("--out DOSSIER");
  });
});

describe("the live frame", () => {
  it("never passes the window, whatever its size and the moment of the night", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 200 }),
        fc.integer({ min: 8, max: 70 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (columns, rows, share, unicode) => {
          const lines = frame(fakeStatus(share), view(columns, rows, unicode));
          expect(lines.length).toBeLessThan(rows);
          for (const line of lines) expect(lineWidth(line)).toBeLessThan(columns);
        },
      ),
    );
  });

  it("says under embargo that figures are", () => {
    expect(text(frame(fakeStatus(0.1), view(80, 24)))).toMatch(
      /sous embargo jusqu'à 20:00[^]*Candidatures +sous embargo/,
    );
    expect(text(frame(fakeStatus(0.9), view(80, 24)))).not.toContain("embargo");
    expect(text(frame(fakeStatus(0.1), view(40, 24)))).toContain("embargo");
  });

  it("shows clock in Paris time, progress, leaders, delays and the site on 80 × 24", () => {
    const shown = text(frame(fakeStatus(0.5), view(80, 24))).replaceAll("\u00a0", " ");
    expect(shown).toContain("22:15:00 23 avril 2017");
    expect(shown).toContain("34 621 / 69 242   50,0 %");
    expect(shown).toMatch(/MACRON +█+ +24,01 % +4 328 173/);
    expect(shown).toContain("délai médian 640 ms · p95 1,3 s · max 2,9 s");
    expect(shown).toContain("http://localhost:2000");
    expect(shown).toMatch(/19 h +20 h/);
  });

  it("uses nothing but ASCII marks where blocks are unknown", () => {
    const marks = text(frame(fakeStatus(0.5), view(120, 40, false))).replaceAll(/[\p{L}\p{N}\s.,:/·%'-]/gu, "");
    expect(new Set(marks)).toEqual(new Set("#"));
  });

  it("lets no text from a file drive the terminal", () => {
    const nom = "X\u001b[2J\u0007\u202eY";
    const lines = frame(fakeStatus(0.9, { nom, leaders: [{ id: "a", nom, voix: 3 }] }), view(80, 24));
    expect(text(lines)).toContain("X[2JY");
    for (const control of ["\u001b", "\u0007", "\u202e"]) expect(text(lines)).not.toContain(control);
  });
});

describe("marks", () => {
  it("fills a bar to the eighth of a column", () => {
    expect(text([bar(0.5, 8, "accent", true)])).toBe("████····");
    expect(text([bar(0.53, 8, "accent", true)])).toBe("████▏···");
    expect(text([bar(2, 4, "accent", true)])).toBe("████");
    expect(text([bar(0.5, 4, "accent", false)])).toBe("##..");
  });

  it("draws a growing area and nothing after the last point", () => {
    const points = [
      [0, 0],
      [50, 100],
    ] as const;
    expect(text(curve(points, { columns: 10, rows: 2, from: 0, to: 100, top: 100, unicode: false }))).toBe(
      "    #     \n#####     ",
    );
    expect(text(curve(points, { columns: 4, rows: 1, from: 0, to: 100, top: 100, unicode: true }))).toBe("⣠⣾  ");
  });
});

describe("lines", () => {
  it("cut with an ellipsis, give up the right part, fold between words", () => {
    expect(text([cutLine([span("abc"), span("defgh")], 6)])).toBe("abcde…");
    expect(text([spread([span("gauche")], [span("droite")], 20)])).toBe("gauche        droite");
    expect(text([spread([span("gauche")], [span("droite")], 13)])).toBe("gauche");
    expect(wrap("un deux trois", 8)).toEqual(["un deux", "trois"]);
    expect(wrap("la graine « abc » : non", 12)).toEqual(["la graine", "«\u00a0abc\u00a0»\u00a0:", "non"]);
  });

  it("paint with 16 or 256 colours, or none", () => {
    const line = [span("a"), span("b", "good")];
    expect(paintLine(line, 1)).toBe("ab");
    expect(paintLine(line, 4)).toBe("a\u001b[32mb\u001b[0m");
    expect(paintLine(line, 8)).toBe("a\u001b[38;5;35mb\u001b[0m");
  });

  it("compose letters so that one is one column", () => {
    expect(clean("e\u0301te\u0301")).toBe("été");
  });
});

describe("numbers", () => {
  it("are written as in French", () => {
    expect(number(69_242)).toBe("69\u00a0242");
    expect(percent(8_656_346, 36_054_394)).toBe("24,01\u00a0%");
    expect(percent(1, 0)).toBe("–");
    expect(percent(199, 200, 0)).toBe("100\u00a0%");
    expect([progress(69_243, 69_244), progress(69_244, 69_244), progress(0, 0)]).toEqual([
      "99,9\u00a0%",
      "100,0\u00a0%",
      "–",
    ]);
    expect([duration(999.4), duration(1_299), duration(125_000)]).toEqual([
      "999\u00a0ms",
      "1,2\u00a0s",
      "2\u00a0min\u00a005",
    ]);
  });
});

describe("a terminal", () => {
  const tty = { isTTY: true, columns: 100, rows: 30, getColorDepth: () => 8 };

  it("is described by its stream and environment", () => {
    expect(describeTerminal(tty, { LANG: "fr_FR.UTF-8" })).toEqual({
      columns: 100,
      rows: 30,
      depth: 8,
      unicode: true,
      live: true,
    });
    expect(describeTerminal(tty, { NO_COLOR: "1" }).depth).toBe(1);
    expect(describeTerminal(tty, { TERM: "dumb" }).live).toBe(false);
    expect(describeTerminal(tty, { LC_ALL: "C" }).unicode).toBe(false);
    expect(describeTerminal({}, {})).toMatchObject({ live: false, depth: 1, columns: 80 });
    expect(describeTerminal({ ...tty, columns: 500 }, {}).columns).toBe(200);
  });
});

describe("words", () => {
  it("tell a state on one line", () => {
    const line = plainLine(fakeStatus(0.1)).replaceAll("\u00a0", " ");
    expect(line).toMatch(/^19:39:00 {2}1 939\/69 242 bureaux \(2,8 %\).*en tête MACRON 24,01 % \(sous embargo\)$/);
    expect(plainLine(fakeStatus(0.9))).not.toContain("embargo");
  });

  it("tell at the end the result and the proof", () => {
    const told = (conservation: boolean): string =>
      text(
        summaryLines(fakeStatus(1), fakeSummary({ conservation }), ["Ballottage : A et B."], {
          columns: 80,
          unicode: true,
        }),
      ).replaceAll("\u00a0", " ");
    expect(told(true)).toMatch(
      /MACRON +8 656 346 +24,01 %[^]*Ballottage : A et B\.[^]*69 242 comptés sur 69 242[^]*p95 1,3 s[^]*✓ Conservation : /,
    );
    expect(told(false)).toContain("✗ Conservation rompue");
    for (const line of told(true).split("\n")) expect(line.length).toBeLessThan(80);
  });
});
