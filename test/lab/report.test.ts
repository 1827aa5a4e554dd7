import { globSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rehearsalSchema, type Rehearsal } from "#shared/contracts/rehearsal.ts";
import { faultNames } from "#shared/faults/library.ts";
import { parseData, readDataFile } from "#cli/lab/data-file.ts";
import { readRehearsal, rehearsalNight, rehearseInMemory } from "#cli/lab/rehearsal.ts";
import { reportOf } from "#cli/lab/report/build.ts";
import { regressions } from "#cli/lab/report/compare.ts";
import { reportPage } from "#cli/lab/report/html.ts";
import { junitOf } from "#cli/lab/report/junit.ts";
import { percentile, verdictsOf, type LabReport } from "#cli/lab/report/model.ts";
import { secondTourDifferences } from "#cli/lab/second-tour.ts";
import { playInMemory } from "#cli/lab/memory/play.ts";
import { runCommand } from "./command.ts";

const REHEARSAL: Rehearsal = {
  format: "vingt-heures/rehearsal@1",
  name: "Essai",
  source: { scenario: "presidentielle-2017" },
  departements: ["90", "975"],
  faults: [{ fault: "doublons" }, { fault: "codes-faux" }, { fault: "total-en-baisse" }],
  slos: { freshnessP95Ms: 60_000, dollars: 1 },
};

let folder: string;
let report: LabReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vingt-heures-report-"));
  const about = {
    name: "Essai <1>",
    version: "0",
    target: "memory",
    seed: "s",
    command: "vingt-heures rehearse",
  } as const;
  report = reportOf(about, await rehearseInMemory(REHEARSAL, () => {}));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The report with something changed in its only round. */
const changed = (change: (night: LabReport["nights"][number]) => object): LabReport => ({
  ...report,
  nights: report.nights.map((night) => ({ ...night, ...change(night) })),
});

describe("a report", () => {
  it("shows the delays of each station where they are known", () => {
    const [one, two] = [
      { p50: 12, p95: 340, max: 5_600 },
      { p50: 1_500, p95: 2_500, max: 3_500 },
    ];
    const known = changed(() => ({ stages: { registre: one, departement: two, national: two, lecteur: two } }));
    const cells = [...reportPage(known).matchAll(/<td>([^<]*)<\/td>/g)].map(([, cell]) =>
      cell!.replaceAll("\u00a0", " "),
    );
    const from = cells.indexOf("Dans le registre *");
    expect(cells.slice(from, from + 8)).toEqual([
      "Dans le registre *",
      "12 ms",
      "340 ms",
      "5,6 s",
      "Dans le document de son département",
      "1,5 s",
      "2,5 s",
      "3,5 s",
    ]);
    expect(reportPage(known)).not.toContain("Sorti de la file");
    expect(reportPage(report)).not.toContain("Délais par étape");
  });

  it("tells what was played, what befell it and what must hold", () => {
    const [night] = report.nights;
    expect(report.passed).toBe(true);
    expect(night).toMatchObject({ tour: 1, bureaux: { counted: 153, expected: 153 }, findings: [] });
    expect(night!.verdicts.map(({ slo, holds }) => [slo, holds])).toEqual([
      ["promises", true],
      ["freshnessP95Ms", true],
      ["dollars", true],
    ]);
    expect(night!.messages.refused).toBe(night!.messages.malformed);
    expect(night!.anomalies).toContainEqual(expect.objectContaining({ kind: "total-en-baisse" }));
    for (const { kind, injected, found } of night!.anomalies) expect(found, kind).toBe(injected);
    expect(night!.timeline.at(-1)).toMatchObject({ sent: 153, visible: 153 });
    expect(night!.departements.map(({ code, counted }) => [code, counted])).toEqual([
      ["90", 149],
      ["975", 4],
    ]);
  });

  it("fails on a limit that is passed, and says which", () => {
    const verdicts = verdictsOf(report.nights[0]!, { freshnessMaxMs: 1, talliesPerSecond: 1e9, freshnessP95Ms: 1e9 });
    expect(verdicts.filter(({ holds }) => !holds).map(({ slo }) => slo)).toEqual([
      "freshnessMaxMs",
      "talliesPerSecond",
    ]);
  });

  it("is a page without script or address, in which data stays text", () => {
    const page = reportPage(
      changed(() => ({
        nom: '<script>alert("x")</script>',
        departements: [{ code: "75", nom: '"><img src=x onerror=alert(1)>', counted: 0, expected: 1, p95: null }],
        findings: [{ code: "R-PERDU", detail: "</table><b>" }],
      })),
    );
    expect(page).toContain("&#60;script&#62;");
    expect(page).toContain("R-PERDU");
    expect(page).not.toMatch(/<script|<img|<b>|https?:|url\(/);
    expect(page).toContain("Content-Security-Policy");
    expect(page.match(/<polyline/g)).toHaveLength(3);
  });

  it("is JUnit too: a case a verdict, a failure that says what", () => {
    const failing = junitOf(
      changed((night) => ({
        nom: "A & <B>\u0007",
        findings: [{ code: "R-PERDU", detail: "bureau 01001/0001" }],
        verdicts: [...night.verdicts.slice(1), { slo: "promises", limit: 0, value: 1, holds: false }],
      })),
    );
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(failing) as Record<string, never>;
    expect(parsed).toMatchObject({
      testsuites: { testsuite: { "@_name": "A & <B>, tour 1", "@_tests": "3", "@_failures": "1" } },
    });
    expect(failing).toContain("R-PERDU bureau 01001/0001");
    expect(junitOf(report)).not.toContain("<failure");
  });
});

describe("comparing two reports", () => {
  it("finds nothing between a report and itself, and every kind of loss", () => {
    expect(regressions(report, report)).toEqual([]);
    const worse = changed((night) => ({
      delays: { ...night.delays, p95: night.delays.p95 + 1_000 },
      talliesPerSecond: 0,
      cost: { ...night.cost, dollars: night.cost.dollars * 2 },
      verdicts: night.verdicts.map((verdict) => ({ ...verdict, holds: verdict.slo !== "dollars" })),
    }));
    expect(regressions(report, worse).map(({ what }) => what)).toEqual([
      "délai p95 (ms)",
      "coût ($)",
      "procès-verbaux par seconde",
      expect.stringMatching(/^objectif dollars \(.*\), tenu puis manqué,$/),
    ]);
    expect(regressions(worse, report)).toEqual([]);
    expect(regressions(report, { ...report, nights: [] })).toMatchObject([{ what: "tour joué" }]);
  });

  it("takes a tenth, and a tenth of a second, for noise", () => {
    const noisy = changed((night) => ({
      delays: { p50: night.delays.p50 + 99, p95: night.delays.p95 + 99, max: night.delays.max },
    }));
    expect(regressions(report, noisy)).toEqual([]);
  });
});

describe("percentiles", () => {
  it("are by nearest rank", () => {
    expect(percentile([1, 2, 3, 4], 50)).toBe(2);
    expect(percentile([1, 2, 3, 4], 95)).toBe(4);
    expect(percentile([], 95)).toBe(0);
  });
});

describe("a rehearsal", () => {
  const shipped = globSync(join(import.meta.dirname, "../../docs/scenarios/*.yaml"));

  it.each(shipped)("%s is one, of faults that exist", async (file) => {
    const { faults = [] } = await readDataFile(file, rehearsalSchema);
    for (const { fault } of faults) expect(faultNames).toContain(fault);
  });

  it("is refused with the place of what is wrong", async () => {
    const file = join(folder, "wrong.yaml");
    await writeFile(
      file,
      "format: vingt-heures/rehearsal@1\nname: x\nsource: { scenario: y }\ncorrections: many\ncorections: 1\n",
    );
    await expect(readRehearsal(file)).rejects.toMatchObject({
      code: "E-FORME",
      message: expect.stringMatching(/corrections/),
    });
    await expect(readRehearsal(join(folder, "none.yaml"))).rejects.toMatchObject({ code: "E-LECTURE" });
  });

  it("takes no prototype, no repeated key and no exploding alias from a file", () => {
    const head = "format: vingt-heures/rehearsal@1\nname: x\nsource: { scenario: y }\n";
    for (const more of ["__proto__: { target: local }\n", "name: z\n", "constructor: {}\n"])
      expect(() => parseData(head + more, rehearsalSchema, "f")).toThrow(/E-FORME|forme attendue|ni YAML/);
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"];
    for (const [i, letter] of [..."bcdefgh"].entries())
      bomb.push(`${letter}: &${letter} [${`*${"abcdefg"[i]},`.repeat(9)}]`);
    expect(() => parseData(bomb.join("\n"), rehearsalSchema, "f")).toThrow(/ni YAML ni JSON/);
    expect(({} as { target?: string }).target).toBeUndefined();
  });

  it("plays the second round that the law makes of the first, and says when it is another", async () => {
    const both = { ...REHEARSAL, faults: [] };
    const [first, second] = [await rehearsalNight(both, 1), await rehearsalNight(both, 2)];
    const { observed } = await playInMemory(first, [], "s");
    const qualified = observed.france!.outcome as unknown as { candidatures: { id: string; statut: string }[] };
    const ids = new Set(
      qualified.candidatures.filter(({ statut }) => statut.startsWith("QUALIFIE")).map(({ id }) => id),
    );
    const { head } = second.dossier;
    const standing = first.dossier.head.candidatures.filter(({ id }) => ids.has(id));
    const lawful = { ...second, dossier: { ...second.dossier, head: { ...head, candidatures: standing } } };
    expect(secondTourDifferences(first, observed, lawful)).toEqual([]);
    const other = {
      ...lawful,
      dossier: { ...lawful.dossier, head: { ...lawful.dossier.head, candidatures: standing.slice(1) } },
    };
    expect(secondTourDifferences(first, observed, other)).toEqual([expect.stringMatching(/^unité FR : la loi garde/)]);
  });
});

describe("a rehearsal without a file", () => {
  const generated: Rehearsal = {
    format: "vingt-heures/rehearsal@1",
    name: "Générée",
    source: { generated: { type: "municipales", date: "2014-03-23" } },
    departements: ["48", "69"],
    communes: ["48095", "69123"],
    tours: [1, 2],
  };

  it("plays the second round that the law makes of the first, in the communes that it names, and says that it is invented", async () => {
    const [first, second] = await rehearseInMemory(generated, () => {});
    expect([first, second].map((night) => [night!.tour, night!.findings])).toEqual([
      [1, []],
      [2, []],
    ]);
    expect(first!.nom).toMatch(/générée?s?, /);
    expect(first!.departements.map(({ code }) => code)).toEqual(["48", "69"]);
    expect(second!.bureaux.counted).toBe(second!.bureaux.expected);
    expect(second!.bureaux.counted).toBeGreaterThan(0);
    expect(second!.bureaux.counted).toBeLessThan(first!.bureaux.counted);
    expect(second!.outcome).toMatch(/pourvues au second tour/);
  });

  it("plays no second round of a first that was not played, and no election that is not held there", async () => {
    await expect(rehearseInMemory({ ...generated, tours: [2] }, () => {})).rejects.toThrow(/après son premier/);
    const corse: Rehearsal = { ...generated, source: { generated: { type: "corse", date: "2021-06-20" } } };
    await expect(rehearseInMemory(corse, () => {})).rejects.toThrow(/source\.generated : G-DEPARTEMENT/);
  });

  it("plays official files instead, when they are given", async () => {
    const { code, err } = await runCommand(
      "rehearse",
      "municipales-2014-plm",
      "--files",
      "absent-t1.csv,absent-t2.csv",
    );
    expect(code).toBe(1);
    expect(err).toContain("absent-t1.csv");
  });
});

describe("the commands", () => {
  it("play a file, write the page, its twin and JUnit, and compare twins", async () => {
    const file = join(folder, "essai.yaml");
    await writeFile(file, JSON.stringify(REHEARSAL));
    const page = join(folder, "essai.html");
    const played = await runCommand("rehearse", file, "--report", page, "--junit", join(folder, "essai.xml"), "--json");
    expect(played.err).toContain("Tout tient.");
    expect(played.code).toBe(0);
    const twin = JSON.parse(await readFile(join(folder, "essai.json"), "utf8")) as LabReport;
    expect(JSON.parse(played.out)).toEqual(twin);
    expect(await readFile(page, "utf8")).toMatch(/^<!doctype html>/);
    expect((await runCommand("report", "compare", join(folder, "essai.json"), join(folder, "essai.json"))).code).toBe(
      0,
    );
    const slow = {
      ...twin,
      nights: twin.nights.map((night) => ({ ...night, delays: { p50: 1e6, p95: 1e6, max: 1e6 } })),
    };
    await writeFile(join(folder, "slow.json"), JSON.stringify(slow));
    const compared = await runCommand("report", "compare", join(folder, "essai.json"), join(folder, "slow.json"));
    expect(compared).toMatchObject({ code: 1, out: expect.stringContaining("délai p95") });
    expect((await runCommand("report", "show", join(folder, "essai.json"))).code).toBe(0);
  });

  it("hold a rehearsal against the limits of the command line, in the place of the file's", async () => {
    const file = join(folder, "limites.yaml");
    await writeFile(file, JSON.stringify({ ...REHEARSAL, departements: ["975"], faults: [] }));
    const limits = ["--slo", "freshnessP95Ms=0.001,freshnessMaxMs=600000", "--slo", "talliesPerSecond=0.001"];
    const { code, out } = await runCommand("rehearse", file, "--json", ...limits);
    expect(code).toBe(1);
    const { nights, command } = JSON.parse(out) as LabReport;
    expect(nights[0]!.verdicts.map(({ slo, limit, holds }) => [slo, limit, holds])).toEqual([
      ["promises", 0, true],
      ["freshnessP95Ms", 0.001, false],
      ["freshnessMaxMs", 600_000, true],
      ["dollars", 1, true],
      ["talliesPerSecond", 0.001, true],
    ]);
    expect(command).toContain(limits.join(" "));
    expect(await runCommand("rehearse", file, "--slo", "freshness=1")).toMatchObject({
      code: 2,
      err: expect.stringContaining("freshnessP95Ms"),
    });
    for (const argv of [["start"], ["replay", file]])
      expect(await runCommand(...argv, "--slo", "dollars=x")).toMatchObject({
        code: 2,
        err: expect.stringContaining("--slo dollars=x"),
      });
  });

  it("teach when they are misused", async () => {
    expect(await runCommand("rehearse", "nulle-part")).toMatchObject({
      code: 1,
      err: expect.stringContaining("9-mars-2008"),
    });
    expect(await runCommand("rehearse")).toMatchObject({ code: 2 });
    expect(await runCommand("rehearse", "9-mars-2008", "--faults", "grêle")).toMatchObject({
      code: 1,
      err: expect.stringContaining("E-PANNE"),
    });
    expect(await runCommand("report", "compare", "a")).toMatchObject({ code: 2 });
    expect(await runCommand("report", "show", join(folder, "none.json"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("V-RAPPORT"),
    });
    expect((await runCommand("rehearse", "--list")).out).toContain("presidentielle-2017");
  });
});
