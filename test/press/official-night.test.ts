import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sendsOf } from "#shared/night/mishaps.ts";
import { recordNight } from "#shared/night/record.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { oracleOf, type OracleTotals } from "../oracle/wide-csv.ts";
import { paris, PressNight } from "./press-night.ts";

/**
 * The presidential night of 2017 from the file by bureau, to its press tree. What is read of it is cut out of the text by
 * regular expressions, and compared with sums that share no code with the project.
 */
const FILE = new URL(
  "../../../shared/data/presidentielle/2017-presidentielle-1_par_bureau_large.csv.gz",
  import.meta.url,
).pathname;

/** Inscrits, votants, blancs, nuls, exprimés of one result; then its voix by name of the candidate. */
function figuresOf(xml: string) {
  const nombre = (tag: string): number => Number(new RegExp(`<${tag}>\\s*<Nombre>(\\d+)<`).exec(xml)?.[1]);
  const voix = [...xml.matchAll(/<NomPsn>([^<]*)<\/NomPsn>.*?<NbVoix>(\d+)</gs)].map(
    ([, nom, count]) => [nom!, Number(count)] as const,
  );
  return {
    inscrits: nombre("Inscrits"),
    votants: nombre("Votants"),
    blancs: nombre("Blancs"),
    nuls: nombre("Nuls"),
    exprimes: nombre("Exprimes"),
    voix: Object.fromEntries(voix),
  };
}

const expected = ({ bureaux: _bureaux, ...figures }: OracleTotals) => figures;

const sum = (all: readonly OracleTotals[]): OracleTotals =>
  all.reduce((a, b) => ({
    bureaux: a.bureaux + b.bureaux,
    inscrits: a.inscrits + b.inscrits,
    votants: a.votants + b.votants,
    blancs: a.blancs + b.blancs,
    nuls: a.nuls + b.nuls,
    exprimes: a.exprimes + b.exprimes,
    voix: Object.fromEntries(Object.entries(a.voix).map(([name, count]) => [name, count + b.voix[name]!])),
  }));

/** `001`, `02A`, `971`, `099` → INSEE's code; the ministry gathers 977 and 978. */
const departementOf = (code3: string): readonly string[] => {
  if (code3 === "977") return ["977", "978"];
  if (code3 === "099") return ["ZZ"];
  return [code3.startsWith("0") ? code3.slice(1) : code3];
};
/** Codes of the ministry's files, as the oracle cuts them: overseas the last two of three. */
const communeOf = (code3: string, code: string): string => {
  if (code3 === "977") return (code.startsWith("7") ? "977" : "978") + code.slice(1);
  const [departement = ""] = departementOf(code3);
  return departement.length === 3 ? departement + code.slice(1) : departement + code;
};

describe.skipIf(!existsSync(FILE))("the night of 23 April 2017 (needs ../shared)", () => {
  it("PUB-14 PUB-21: each commune and département of the tree has the figures that the file adds up to", async () => {
    const oracle = oracleOf(FILE);
    const { dossier, tallies } = await readNightFile(FILE);
    const press = new PressNight({ dossier });
    const recording = recordNight(dossier, tallies, { seed: "presse", corrections: 0, late: 0 });
    const head = (await press.night.dossiers.head(press.run))!;
    const sends = sendsOf(press.run, head, recording, { seed: "presse", duplicates: 0, malformed: 0 });
    for (let i = 0; i < sends.length; i += 1000)
      await press.night.record(sends.slice(i, i + 1000).map(({ body }, k) => ({ messageId: String(i + k), body })));
    await press.night.settle();
    await press.at("20:00");
    await press.night.sweep(press.run);
    // The tallies' own instants, at which every commune was complete, are of the night: the last cycle comes after them.
    const night = Math.max(...recording.map(({ at }) => at));
    const run = (await press.night.runs.get(press.run))!;
    await press.night.runs.setClock(press.run, { ...run.clock, virtualAnchor: night }, run.clock.generation);
    expect(night).toBeGreaterThan(paris("20:00"));
    const { publishPress } = await import("#shared/press/publish-press.ts");
    const { scrutin, tour } = run;
    expect(
      await publishPress({ run: press.run, scrutin, tour, cause: "cloture" }, { ...press.deps, budgetMs: 1e9 }),
    ).toBe("publie");

    const tree = await press.tree();
    const communes = new Set<string>();
    let departements = 0;
    for (const [path, text] of tree) {
      const list = /\/(\w{3})com\.xml$/.exec(path);
      if (list) {
        for (const [, code = "", xml = ""] of text.matchAll(/<Commune>\s*<CodSubCom>(\w+)<(.*?)<\/Commune>/gs)) {
          if (code.length > 3) continue;
          const insee = communeOf(list[1]!, code);
          expect(figuresOf(xml), path).toEqual(expected(oracle.communes.get(insee)!));
          communes.add(insee);
        }
      }
      const one = /\/(\w{3})\/\1\.xml$/.exec(path);
      if (one && path.split("/").length === 4) {
        const members = departementOf(one[1]!).map((code) => oracle.departements.get(code)!);
        expect(figuresOf(text), path).toEqual(expected(sum(members)));
        departements += 1;
      }
    }
    const abroad = [...oracle.communes.keys()].filter((code) => code.startsWith("ZZ")).length;
    expect(communes.size).toBe(oracle.communes.size - abroad);
    // 96 of the mainland, five overseas départements, five collectivités (two of them together), the French abroad.
    expect(departements).toBe(107);
    expect(figuresOf(tree.get("resultatsT1/FE.xml")!)).toEqual(expected(oracle.nation));

    // PUB-13, PUB-14: whoever adds subdivisions up finds their city, once by arrondissement and once by secteur.
    const inMarseille = (code: string): number =>
      figuresOf(tree.get(`resultatsT1/093/013/013055${code}.xml`)!).inscrits;
    const total = inMarseille("");
    const range = (kind: string, count: number): number =>
      Array.from({ length: count }, (_, i) => inMarseille(`${kind}${String(i + 1).padStart(2, "0")}`)).reduce(
        (a, b) => a + b,
      );
    expect(range("AR", 16)).toBe(total);
    expect(range("SR", 8)).toBe(total);
    // PUB-15: the Rhône is its two sections.
    const rhone = (name: string): number => figuresOf(tree.get(`resultatsT1/084/069/${name}.xml`)!).inscrits;
    expect(rhone("0698469D") + rhone("0698469M")).toBe(rhone("069"));
    expect(rhone("0698469M")).toBeGreaterThan(800_000);
  }, 300_000);
});
