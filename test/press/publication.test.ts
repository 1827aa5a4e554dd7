import { beforeEach, describe, expect, it } from "vitest";
import { publishPress } from "#shared/press/publish-press.ts";
import { PressNight } from "./press-night.ts";
import { traceDossier } from "./trace-dossier.ts";

const A = { commune: "01001", bureau: "0001" };
const b = (bureau: string) => ({ commune: "01002", bureau });
const C = { commune: "01003", bureau: "0001" };
const E = { departement: "03", commune: "03001", bureau: "0001" };
const CORRECTED = { version: 2, votants: 501, exprimes: 481, voix: { arc: 201, bec: 180, col: 100 } };

const D = "resultatsT1/084/001";
const INDEX = "resultatsT1/index.xml";

describe("the worked trace of the catalogue (§6.3)", () => {
  let press: PressNight;
  beforeEach(() => {
    press = new PressNight({ dossier: traceDossier() });
  });

  const flags = async () => {
    const { communes } = await press.read(`${D}/001IDX.xml`, "index-departement");
    return communes.map(({ code, parvenu, maj }) => `${code} ${parvenu ? "O" : "N"} ${maj?.heure ?? "-"}`);
  };
  const index = async () => {
    const { departements, regions } = await press.read(INDEX, "index");
    return [...departements, ...regions].map(
      ({ code3, maj, extraction, complet }) => `${code3} ${maj.heure} ${extraction.heure} ${complet ? "O" : "N"}`,
    );
  };

  it("PUB-01 PUB-38 T-29: before 20:00 in Paris the tree has references and candidatures, and no result, whatever was counted", async () => {
    await press.tally("19:52", A);
    expect(await press.look("19:55")).toBe("attente");
    expect([...(await press.tree()).keys()]).toEqual([
      "candidatureT1/CandidatureT1.xml",
      "referencePR/listeregdptcom.xml",
    ]);
    expect((await press.night.shelf.list("runs/")).filter((key) => key.includes("resultats"))).toEqual([]);
  });

  it("PUB-02: a département without a complete commune is not published, even after 20:00", async () => {
    await press.tally("19:52", b("0001"));
    await press.look("20:00");
    expect(await press.paths()).toEqual([]);
  });

  it("follows it from 19:52 to 22:00 (PUB-03…PUB-10, PUB-16, PUB-19, PUB-33)", async () => {
    await press.tally("19:52", A);
    await press.look("19:59");
    await press.look("20:00");
    // PUB-03, PUB-05: communes, list, index of the département, row of the national index, and no file 7.
    expect(await press.paths()).toEqual([`${D}/001001.xml`, `${D}/001IDX.xml`, `${D}/001com.xml`, INDEX]);
    expect(await flags()).toEqual(["001 O 19:52:00", "002 N -", "003 N -"]);
    expect(await index()).toEqual(["001 19:52:00 20:00:00 N", "084 19:52:00 20:00:00 N"]);

    // PUB-04: two bureaux of three change nothing that can be read; PUB-06, PUB-07: the cycle leaves every byte.
    await press.tally("20:07", b("0001"), b("0002"));
    const before = await press.tree();
    await press.look("20:15");
    expect(await press.tree()).toEqual(before);

    // PUB-06: between two cycles nothing is published.
    await press.tally("20:21", b("0003"));
    expect(await press.look("20:25")).toBe("attente");
    expect(await press.tree()).toEqual(before);
    await press.look("20:30");
    expect(await flags()).toEqual(["001 O 19:52:00", "002 O 20:21:00", "003 N -"]);
    expect(await index()).toEqual(["001 20:21:00 20:30:00 N", "084 20:21:00 20:30:00 N"]);
    expect((await press.read(`${D}/001com.xml`, "communes")).communes.map(({ code }) => code)).toEqual(["001", "002"]);

    // PUB-09: file 7 and the flag come together; PUB-10: the région waits for its other département.
    await press.tally("20:41", C);
    await press.tally("20:43", { ...A, ...CORRECTED });
    await press.look("20:45");
    expect(await flags()).toEqual(["001 O 20:43:00", "002 O 20:21:00", "003 O 20:41:00"]);
    expect(await index()).toEqual(["001 20:43:00 20:45:00 O", "084 20:43:00 20:45:00 N"]);
    expect(await press.paths()).toContain(`${D}/001.xml`);
    expect(await press.paths()).not.toContain("resultatsT1/084/084.xml");

    await press.tally("21:20", E);
    await press.look("21:30");
    expect(await index()).toEqual(["001 20:43:00 20:45:00 O", "003 21:20:00 21:30:00 O", "084 21:20:00 21:30:00 O"]);
    // PUB-11: all départements of the dossier are complete, so France is too.
    expect(await press.paths()).toEqual(expect.arrayContaining(["resultatsT1/084/084.xml", "resultatsT1/FE.xml"]));

    // PUB-16: a correction republishes all that lies above it, and nothing of the other département.
    const e = await press.text("resultatsT1/084/003/003IDX.xml");
    await press.tally("22:00", { ...b("0001"), ...CORRECTED });
    await press.look("22:15");
    const corrected = { inscrits: 3000, votants: 1501, blancs: 36, nuls: 24, exprimes: 1441 };
    expect((await press.read(`${D}/001002.xml`, "commune")).commune.tours[0]!.mentions).toEqual(corrected);
    const total = { inscrits: 5000, votants: 2502, blancs: 60, nuls: 40, exprimes: 2402 };
    expect((await press.read(`${D}/001.xml`, "departement")).tours[0]!.mentions).toEqual(total);
    const votants = { inscrits: 6000, votants: 3002, blancs: 72, nuls: 48, exprimes: 2882 };
    expect((await press.read("resultatsT1/084/084.xml", "region")).tours[0]!.mentions).toEqual(votants);
    expect((await press.read("resultatsT1/FE.xml", "france")).tours[0]!.mentions).toEqual(votants);
    expect(await index()).toEqual(["001 22:00:00 22:15:00 O", "003 21:20:00 21:30:00 O", "084 22:00:00 22:15:00 O"]);
    expect(await press.text("resultatsT1/084/003/003IDX.xml")).toBe(e);
  });

  it("PUB-08: a republication writes unchanged communes again, with the same bytes and their own stamp", async () => {
    await press.tally("19:52", A);
    await press.look("20:00");
    const first = await press.text(`${D}/001001.xml`);
    const { ecrits } = await press.state();
    // The same tally comes again, at another hour: nothing of the commune has changed.
    await press.tally("20:10", A, C);
    await press.look("20:15");
    expect(await press.text(`${D}/001001.xml`)).toBe(first);
    expect(await flags()).toEqual(["001 O 19:52:00", "002 N -", "003 O 20:10:00"]);
    // Both communes, the list, the département's index, the national one.
    expect((await press.state()).ecrits - ecrits).toBe(5);
  });

  it("PUB-08: a correction that bears an earlier hour than what it corrects moves the stamp all the same", async () => {
    await press.tally("19:52", A);
    await press.look("20:00");
    await press.tally("19:40", { ...A, ...CORRECTED });
    await press.look("20:15");
    expect(await flags()).toEqual(["001 O 19:52:01", "002 N -", "003 N -"]);
  });

  it("PUB-17: a correction before the département is complete touches only the files that exist", async () => {
    await press.tally("19:52", A);
    await press.look("20:00");
    const paths = await press.paths();
    await press.tally("20:10", { ...A, ...CORRECTED });
    await press.look("20:15");
    expect(await press.paths()).toEqual(paths);
    expect((await press.read(`${D}/001001.xml`, "commune")).commune.tours[0]!.mentions.votants).toBe(501);
  });

  it("PUB-18 T-32 Q-17: a commune that is no longer complete takes its file and all above it away, flags back to N", async () => {
    await press.tally("19:30", A, C, b("0001"), b("0002"), b("0003"), E);
    await press.look("20:00");
    expect(await press.paths()).toContain("resultatsT1/FE.xml");
    // Two contents under one version: the bureau is contested until a higher version settles it.
    await press.tally("20:05", { ...A, votants: 501, exprimes: 481, voix: { arc: 201, bec: 180, col: 100 } });
    await press.look("20:15");
    expect(await flags()).toEqual(["001 N 20:05:00", "002 O 19:30:00", "003 O 19:30:00"]);
    expect((await index()).map((row) => row.at(-1))).toEqual(["N", "O", "N"]);
    const left = await press.paths();
    for (const gone of [`${D}/001001.xml`, `${D}/001.xml`, "resultatsT1/084/084.xml", "resultatsT1/FE.xml"])
      expect(left).not.toContain(gone);
    expect((await press.read(`${D}/001com.xml`, "communes")).communes.map(({ code }) => code)).toEqual(["002", "003"]);

    await press.tally("20:20", { ...A, ...CORRECTED });
    await press.look("20:30");
    expect(await flags()).toEqual(["001 O 20:20:00", "002 O 19:30:00", "003 O 19:30:00"]);
    expect(await press.paths()).toContain("resultatsT1/FE.xml");
  });

  it("PUB-27: figures stay provisional and corrections are republished until the run is closed; then nothing more is", async () => {
    await press.tally("19:52", A);
    await press.look("20:00");
    await press.tally("20:02", { ...A, ...CORRECTED });
    expect(await press.look("20:03")).toBe("attente");
    expect(await press.look("20:03", "cloture")).toBe("publie");
    expect((await press.state()).cloture).toBe(true);
    expect((await press.read(`${D}/001001.xml`, "commune")).commune.tours[0]!.mentions.votants).toBe(501);
    await press.night.runs.close(press.run);
    expect(await press.look("20:30")).toBe("absent");
  });

  it("PUB-31: completeness is O or N, and nothing else, wherever it stands", async () => {
    await press.tally("19:30", A, E);
    await press.look("20:00");
    const flagsOf = [...(await press.tree()).values()].flatMap((text) =>
      [...text.matchAll(/<(?:Complet|ResultatsParvenus|ResultatsComplets)>([^<]*)</g)].map(([, flag]) => flag),
    );
    expect(new Set(flagsOf)).toEqual(new Set(["O", "N"]));
  });

  it("PUB-37: no sum of an incomplete set is written anywhere", async () => {
    await press.tally("19:30", A, b("0001"), E);
    await press.look("20:00");
    const inscrits = [...(await press.tree()).values()].flatMap((text) =>
      [...text.matchAll(/<Inscrits>\s*<Nombre>(\d+)</g)].map(([, count]) => Number(count)),
    );
    // Commune a and commune of E, each in its own file and in its list; département E. Nothing of 2,000 or 3,000.
    expect(inscrits).toEqual([1000, 1000, 1000, 1000, 1000]);
  });
});

describe("the French abroad (PUB-11, PUB-12)", () => {
  it("have no commune file and no list, and nothing at all before the last post; France waits for them", async () => {
    const press = new PressNight({ dossier: traceDossier(true) });
    const post = (commune: string) => ({ departement: "ZZ", commune, bureau: "0001" });
    await press.tally("19:30", A, C, b("0001"), b("0002"), b("0003"), E, post("ZZ001"));
    await press.look("20:00");
    expect((await press.paths()).filter((path) => path.includes("099"))).toEqual([]);
    expect(await press.paths()).not.toContain("resultatsT1/FE.xml");
    expect(await press.text("referencePR/listeregdptcom.xml")).not.toContain("ZZ001");

    await press.tally("20:05", post("ZZ002"));
    await press.look("20:15");
    expect((await press.paths()).filter((path) => path.includes("099"))).toEqual(["resultatsT1/000/099/099.xml"]);
    const abroad = await press.read("resultatsT1/000/099/099.xml", "departement");
    expect(abroad.departement).toMatchObject({ code: "ZZ", code3: "099" });
    expect(abroad.tours[0]!.mentions.inscrits).toBe(2000);
    expect((await press.read("resultatsT1/FE.xml", "france")).tours[0]!.mentions.inscrits).toBe(8000);
    const { departements } = await press.read(INDEX, "index");
    expect(departements.map(({ code3, complet }) => `${code3} ${complet}`)).toEqual([
      "099 true",
      "001 true",
      "003 true",
    ]);
  });
});

describe("a tree without an interval", () => {
  it("publishes at each look what changed since the last (`continu`)", async () => {
    const press = new PressNight({ dossier: traceDossier(), presse: { intervalle: "continu" } });
    await press.tally("19:52", A);
    await press.look("20:00");
    await press.tally("20:01", C);
    expect(await press.look("20:02")).toBe("publie");
    expect(await press.paths()).toContain(`${D}/001003.xml`);
  });
});

describe("a pass that has spent its budget", () => {
  it("stops between two départements and goes on at the next look, in the same cycle", async () => {
    const press = new PressNight({ dossier: traceDossier() });
    await press.tally("19:30", A, E);
    await press.at("20:00");
    await press.night.sweep(press.run);
    const ticket = { run: press.run, scrutin: "presidentielle-2017", tour: 1, cause: "cycle" } as const;
    let looked = 0;
    const clock = { now: () => (looked += 1) * 1000 };
    expect(await publishPress(ticket, { ...press.deps, clock, budgetMs: 1_500 })).toBe("partiel");
    const half = await press.paths();
    expect(half).toContain(`${D}/001001.xml`);
    expect(half).not.toContain("resultatsT1/084/003/003.xml");
    // It asked for the look that goes on.
    expect(press.night.bells.takePresses()).toEqual(expect.arrayContaining([ticket]));
    expect(await publishPress(ticket, press.deps)).toBe("publie");
    expect(await press.paths()).toContain("resultatsT1/084/003/003.xml");
  });
});
