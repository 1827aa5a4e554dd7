import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import {
  arrondissementId,
  communeId,
  METROPOLE_DE_LYON,
  pressPlaces,
  secteursOf,
  sectionsOf,
} from "#shared/press/codes.ts";
import { pressRoot } from "#shared/press/layouts.ts";
import { inseeCommune } from "#shared/territory/codes.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "#shared/territory/departements.ts";
import { dossierOf } from "../factories.ts";
import { PressNight } from "./press-night.ts";

const bureau = (code: string, arrondissement?: string) => ({
  code,
  inscrits: 1000,
  ...(arrondissement !== undefined && { arrondissement }),
});

/** Départements with their real régions. */
function placed(communes: NonNullable<Parameters<typeof dossierOf>[0]>["communes"]): Dossier {
  const dossier = dossierOf({
    head: { genere: null, regions: regionsAt("2017-04-23") },
    ...(communes && { communes }),
  });
  const departements = dossier.head.departements.map((row) => ({
    ...row,
    nom: DEPARTEMENTS.get(row.code)!.nom,
    region: regionOf(row.code, "2017-04-23"),
  }));
  return { ...dossier, head: { ...dossier.head, departements } };
}

const headOf = (dossier: Dossier) => ({
  ...dossier.head,
  run: "r",
  departements: dossier.head.departements.map((row) => ({ ...row, part: "" })),
});

describe("the codes of the tree", () => {
  it("PUB-32: every département has a natural code, a printable one and one on three characters, all distinct", () => {
    const every = placed(
      Object.fromEntries(
        [...DEPARTEMENTS.keys()].map((code) => [code, { [`${code}${"001".slice(code.length - 2)}`]: [] }]),
      ),
    );
    const places = pressPlaces(headOf(every));
    expect(places).toHaveLength(DEPARTEMENTS.size - 1);
    const codes = places.map(({ id, region }) => `${region.code3}/${id.code3} ${id.code} ${id.codeMin}`);
    expect(new Set(codes).size).toBe(places.length);
    expect(codes).toEqual(
      expect.arrayContaining([
        "001/971 ZA 971",
        "011/075 75 75",
        "084/069 69 69",
        "093/013 13 13",
        "094/02A 2A 2A",
        "094/02B 2B 2B",
        "000/975 ZS 975",
        "000/977 ZX 977",
        "000/988 ZN 988",
        "000/099 ZZ 99",
      ]),
    );
    expect(places.find(({ id }) => id.code === "ZX")!.members).toEqual(["977", "978"]);
    expect(places.find(({ id }) => id.code === "69")!.region.nom).toBe("Auvergne et Rhône-Alpes");
  });

  it.each([
    ["01001", "01", "001"],
    ["2A004", "2A", "004"],
    ["97101", "ZA", "101"],
    ["97601", "ZM", "501"],
    ["97701", "ZX", "701"],
    ["98711", "ZP", "011"],
  ])("PUB-32: commune %s is %s %s, and comes back", (insee, departement, code) => {
    expect(communeId(insee, "Ici")).toEqual({ code, nom: "Ici" });
    expect(inseeCommune(departement, code)).toBe(insee);
  });

  it("PUB-13: arrondissements of Paris, Lyon and Marseille and secteurs of Marseille have codes and names of their own", () => {
    expect(arrondissementId("75101")).toEqual({ code: "056AR01", nom: "Paris 1er arrondissement" });
    expect(arrondissementId("69389")).toEqual({ code: "123AR09", nom: "Lyon 9eme arrondissement" });
    expect(arrondissementId("13216")).toEqual({ code: "055AR16", nom: "Marseille 16eme arrondissement" });
    expect(() => arrondissementId("01001")).toThrow("01001");
    const secteurs = secteursOf("13");
    expect(secteurs.map(({ code }) => code)).toEqual(Array.from({ length: 8 }, (_, i) => `055SR0${i + 1}`));
    expect(secteurs[0]).toMatchObject({ nom: "Marseille Secteur 1", members: ["13201", "13207"] });
    // PUB-14: each arrondissement lies in one secteur.
    expect(new Set(secteurs.flatMap(({ members }) => members)).size).toBe(16);
    expect(secteursOf("75")).toEqual([]);
  });

  it("PUB-15: the métropole de Lyon is that of INSEE, with Pierre-Bénite, which was a commune until 2024", () => {
    const path = createRequire(import.meta.url).resolve("@etalab/decoupage-administratif/data/epci.json");
    const epci = createRequire(import.meta.url)(path) as { code: string; membres: { code: string }[] }[];
    const members = epci.find(({ code }) => code === "200046977")!.membres.map(({ code }) => code);
    expect([...METROPOLE_DE_LYON].filter((code) => !members.includes(code))).toEqual(["69152"]);
    expect(members.filter((code) => !METROPOLE_DE_LYON.has(code))).toEqual([]);
    expect(METROPOLE_DE_LYON.size).toBe(59);
    const sections = sectionsOf("69", ["69001", "69123", "69266"]);
    expect(sections.map(({ code, members: communes }) => [code, communes])).toEqual([
      ["8469D", ["69001"]],
      ["8469M", ["69123", "69266"]],
    ]);
  });
});

describe("the first folder of a tree", () => {
  const root = (head: Partial<Dossier["head"]>, type = "presidentielle", date = "2017-04-23") =>
    pressRoot(dossierOf({ head: { genere: null, scrutin: { id: "s", type, nom: "S", date }, ...head } }).head);

  it("is the ministry's: PR2017, LG2024, EU2024", () => {
    expect(root({})).toBe("PR2017");
    expect(root({}, "presidentielle", "2022-04-10")).toBe("PR2022");
    expect(root({}, "legislatives", "2024-06-30")).toBe("LG2024");
    expect(root({}, "europeennes", "2024-06-09")).toBe("EU2024");
  });

  it("PUB-29: says Essai when figures were invented, so that no importer takes them for real", () => {
    expect(root({ genere: "répartition par commune" })).toBe("EssaiPR2017");
  });

  it("PUB-30: there is none for a scrutin of before 2017, nor where blank ballots are not counted apart", () => {
    expect(() => root({}, "presidentielle", "2012-04-22")).toThrow(expect.objectContaining({ code: "P-ANNEE" }));
    expect(() => root({ blancs: "avec-nuls" })).toThrow(expect.objectContaining({ code: "P-ANNEE" }));
  });

  it("is of the layout of its year, for the types that sources describe", () => {
    expect(root({}, "legislatives", "2017-06-11")).toBe("LG2017");
    expect(root({}, "departementales", "2015-03-22")).toBe("DP2015");
    expect(root({}, "regionales", "2021-06-20")).toBe("RG2021");
    expect(root({}, "municipales", "2026-03-15")).toBe("MUN2026");
    expect(root({}, "senatoriales", "2026-09-27")).toBe("SN2026");
  });

  it("there is none for a type, or a year of it, whose files no source establishes", () => {
    const refusal = (type: string, date: string): unknown => {
      try {
        return root({}, type, date);
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    expect(refusal("referendum", "2026-03-15")).toBe("P-SCRUTIN");
    expect(refusal("municipales", "2020-03-15")).toBe("P-ANNEE");
    expect(refusal("europeennes", "2019-05-26")).toBe("P-ANNEE");
    expect(refusal("senatoriales", "2023-09-24")).toBe("P-ANNEE");
    expect(() => root({}, "municipales", "2020-03-15")).toThrow("depuis 2026");
  });
});

describe("cities and sections, published", () => {
  it("PUB-13: an arrondissement has its file as soon as it is complete, its secteur and its city when they are", async () => {
    const press = new PressNight({
      dossier: placed({
        "13": { "13055": [bureau("0101", "13201"), bureau("0701", "13207"), bureau("0201", "13202")] },
      }),
    });
    const tally = (code: string) => ({ departement: "13", commune: "13055", bureau: code });
    const files = async () =>
      (await press.paths("resultatsT1/093/013/")).map((path) => path.replace(/.*\/013(?:055)?|\.xml/g, ""));
    await press.tally("19:30", tally("0101"));
    await press.look("20:00");
    expect(await files()).toEqual(["AR01", "IDX", "com"]);
    await press.tally("20:05", tally("0701"));
    await press.look("20:15");
    expect(await files()).toEqual(["AR01", "AR07", "SR01", "IDX", "com"]);
    await press.tally("20:20", tally("0201"));
    await press.look("20:30");
    const folder = "resultatsT1/093/013";
    expect(await press.paths(folder)).toContain(`${folder}/013055.xml`);
    // PUB-14: the département is the commune, once.
    const { tours } = await press.read(`${folder}/013.xml`, "departement");
    expect(tours[0]!.mentions.inscrits).toBe(3000);
    const index = await press.read(`${folder}/013IDX.xml`, "index-departement");
    expect(index.communes.filter(({ parvenu }) => parvenu).map(({ code }) => code)).toEqual([
      "055",
      "055AR01",
      "055AR02",
      "055AR07",
      "055SR01",
    ]);
    // PUB-39: the reference announced every one of them, and nothing that is in the index is unknown to it.
    const references = await press.read("referencePR/listeregdptcom.xml", "references");
    const expected = references.regions.flatMap(({ departements }) => departements.flatMap(({ communes }) => communes));
    expect(expected.map(({ code }) => code)).toEqual(expect.arrayContaining(index.communes.map(({ code }) => code)));
  });

  it("PUB-15: the Rhône's sections come one by one, flagged in the index, and add up to the département", async () => {
    const press = new PressNight({
      dossier: placed({ "69": { "69001": [bureau("0001")], "69266": [bureau("0001")] } }),
    });
    const folder = "resultatsT1/084/069";
    await press.tally("19:30", { departement: "69", commune: "69266", bureau: "0001" });
    await press.look("20:00");
    expect(await press.paths(folder)).toEqual([
      `${folder}/069266.xml`,
      `${folder}/0698469M.xml`,
      `${folder}/069IDX.xml`,
      `${folder}/069com.xml`,
    ]);
    const flags = async () => {
      const { sections } = await press.read(`${folder}/069IDX.xml`, "index-departement");
      return sections.map(({ code, parvenu }) => `${code} ${parvenu}`);
    };
    expect(await flags()).toEqual(["8469D false", "8469M true"]);
    await press.tally("20:05", { departement: "69", commune: "69001", bureau: "0001" });
    await press.look("20:15");
    expect(await flags()).toEqual(["8469D true", "8469M true"]);
    const inscrits = async (code: string) =>
      (await press.read(`${folder}/069${code}.xml`, "section")).section.tours[0]!.mentions.inscrits;
    const { tours } = await press.read(`${folder}/069.xml`, "departement");
    expect((await inscrits("8469D")) + (await inscrits("8469M"))).toBe(tours[0]!.mentions.inscrits);
  });

  it("Saint-Martin and Saint-Barthélemy are one département of the tree, complete when both are", async () => {
    const press = new PressNight({
      dossier: placed({ "977": { "97701": [bureau("0001")] }, "978": { "97801": [bureau("0001")] } }),
    });
    await press.tally("19:30", { departement: "977", commune: "97701", bureau: "0001" });
    await press.look("20:00");
    expect(await press.paths("resultatsT1/000")).toEqual([
      "resultatsT1/000/977/977701.xml",
      "resultatsT1/000/977/977IDX.xml",
      "resultatsT1/000/977/977com.xml",
    ]);
    await press.tally("20:05", { departement: "978", commune: "97801", bureau: "0001" });
    await press.look("20:15");
    const { departement, tours } = await press.read("resultatsT1/000/977/977.xml", "departement");
    expect(departement).toMatchObject({ code: "ZX", nom: "Saint-Martin/Saint-Barthélemy" });
    expect(tours[0]!.mentions.inscrits).toBe(2000);
    // What stands under no région has no file and no row of a région.
    expect(await press.paths("resultatsT1/000/000")).toEqual([]);
    expect((await press.read("resultatsT1/index.xml", "index")).regions).toEqual([]);
  });
});
