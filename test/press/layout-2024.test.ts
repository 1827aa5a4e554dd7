import { describe, expect, it } from "vitest";
import { withShared, type Candidature, type Dossier } from "#shared/contracts/dossier.ts";
import { dossierOf } from "../factories.ts";
import { PressNight } from "./press-night.ts";

const bureau = (code: string, unite?: string) => ({ code, inscrits: 1000, ...(unite !== undefined && { unite }) });

const CANDIDATURES: readonly Candidature[] = [
  { id: "bec", nom: "BEC", prenom: "Anne", civilite: "Mme", panneau: 2, nuance: "RN" },
  { id: "arc", nom: "ARC", prenom: "Jean", civilite: "M", panneau: 1, nuance: "UG" },
];

/** Two circonscriptions in 01, one in 2A; nuances are the national labels. */
function legislatives(): Dossier {
  const unites = ["0101", "0102"].map((code) => ({ departement: "01", code, candidatures: CANDIDATURES }));
  const dossier = dossierOf({
    communes: {
      "01": { "01001": [bureau("0001", "0101")], "01002": [bureau("0001", "0102"), bureau("0002", "0102")] },
      "2A": { "2A004": [bureau("0001", "2A01")] },
    },
    candidatures: [
      { id: "UG", nom: "Union de la gauche" },
      { id: "RN", nom: "Rassemblement National" },
    ],
    unites: [...unites, { departement: "2A", code: "2A01", candidatures: CANDIDATURES }],
  });
  return {
    ...dossier,
    head: {
      ...dossier.head,
      genere: null,
      scrutin: { id: "legislatives-2024", type: "legislatives", nom: "Législatives", date: "2024-06-30" },
      premierTour: "2024-06-30",
      embargo: "2017-04-23T18:00:00.000Z",
    },
  };
}

const tally = (departement: string, commune: string, code: string, arc: number) => ({
  scrutin: "legislatives-2024",
  departement,
  commune,
  bureau: code,
  voix: { arc, bec: 480 - arc },
});

describe("the tree of 2024, législatives", () => {
  it("P-27: has candidates with their nuances, by département, before the night, and no result", async () => {
    const press = new PressNight({ dossier: legislatives() });
    await press.tally("19:30", tally("01", "01001", "0001", 300));
    await press.look("19:45");
    expect([...(await press.tree()).keys()]).toEqual([
      "candidatsT1/01/C101.xml",
      "candidatsT1/2A/C12A.xml",
      "nuances/nuances.xml",
      "territoires/territoires.xml",
    ]);
    const { circonscriptions } = await press.read("candidatsT1/01/C101.xml", "candidats");
    expect(circonscriptions.map(({ code, candidats }) => [code, candidats.map(({ nom }) => nom)])).toEqual([
      ["0101", ["ARC", "BEC"]],
      ["0102", ["ARC", "BEC"]],
    ]);
    // The nuance is what the dossier of the run says, with its label: another one is another dossier.
    expect(circonscriptions[0]!.candidats[0]!.nuance).toEqual({ code: "UG", libelle: "Union de la gauche" });
  });

  it("T-34: publishes complete circonscriptions alone, who is elected or qualified in them, and France when all are there", async () => {
    const press = new PressNight({ dossier: legislatives() });
    const CIR = "resultatsT1/01/R101CIR.xml";
    const INDEX = "resultatsT1/INDEX1FE.xml";
    await press.tally("19:30", tally("01", "01001", "0001", 300), tally("01", "01002", "0001", 240));
    await press.look("20:00");
    const read = async () =>
      (await press.read(CIR, "circonscriptions")).circonscriptions.map(({ code, pourvus, resultats }) => ({
        code,
        pourvus,
        elus: resultats.par === "candidats" ? resultats.tours[0]!.scores.map(({ nom, elu }) => `${nom} ${elu}`) : [],
      }));
    // 300 of 480 exprimés, but of 1,000 inscrits: more than a quarter, elected in round 1.
    expect(await read()).toEqual([{ code: "0101", pourvus: 1, elus: ["ARC OUI", "BEC NON"] }]);
    // The commune of the second one still lacks a bureau.
    expect(await press.paths()).toEqual([CIR, "resultatsT1/01/R101COM.xml", INDEX]);
    const { departements } = await press.read(INDEX, "index-departements");
    expect(departements).toMatchObject([
      { code: "2A", etat: { parvenus: false, bureaux: 0, pourcentage: "0,00" } },
      {
        code: "01",
        etat: {
          maj: { date: "23/04/2017", heure: "19:30:00" },
          extraction: { heure: "20:00:00" },
          parvenus: true,
          bureaux: 2,
          pourcentage: "66,67",
        },
      },
    ]);
    expect(departements[0]!.etat).not.toHaveProperty("maj");

    await press.tally("20:05", tally("01", "01002", "0002", 240), tally("2A", "2A004", "0001", 200));
    await press.look("20:15");
    expect(await read()).toEqual([
      { code: "0101", pourvus: 1, elus: ["ARC OUI", "BEC NON"] },
      { code: "0102", pourvus: 0, elus: ["ARC QUALIF T2", "BEC QUALIF T2"] },
    ]);
    const france = await press.read("resultatsT1/R1FE.xml", "ensemble");
    expect(france.resultats).toMatchObject({
      par: "nuances",
      tours: [
        {
          tour: 1,
          mentions: { inscrits: 4000, exprimes: 1920 },
          scores: [
            { code: "UG", libelle: "Union de la gauche", voix: 980, sieges: 1 },
            { code: "RN", voix: 940, sieges: 1 },
          ],
        },
      ],
    });
  });

  it("takes France away when a circonscription is contested, and brings it back", async () => {
    const press = new PressNight({ dossier: legislatives() });
    const all = [
      tally("01", "01001", "0001", 300),
      tally("01", "01002", "0001", 240),
      tally("01", "01002", "0002", 240),
      tally("2A", "2A004", "0001", 200),
    ];
    await press.tally("19:30", ...all);
    await press.look("20:00");
    expect(await press.paths()).toContain("resultatsT1/R1FE.xml");
    await press.tally("20:05", tally("2A", "2A004", "0001", 201));
    await press.look("20:15");
    expect((await press.paths()).filter((path) => !path.includes("/01/"))).toEqual(["resultatsT1/INDEX1FE.xml"]);
    await press.tally("20:20", { ...tally("2A", "2A004", "0001", 201), version: 2 });
    await press.look("20:30");
    expect(await press.paths()).toContain("resultatsT1/2A/R12ACIR.xml");
    expect(await press.paths()).toContain("resultatsT1/R1FE.xml");
  });
});

describe("the circonscription of Saint-Barthélemy and Saint-Martin", () => {
  it("is the sum of both, once both are complete; the nation says who is elected in it", async () => {
    const dossier = dossierOf({
      communes: { "977": { "97701": [bureau("0001", "97701")] }, "978": { "97801": [bureau("0001", "97701")] } },
      candidatures: [
        { id: "UG", nom: "Union de la gauche" },
        { id: "RN", nom: "Rassemblement National" },
      ],
      unites: ["977", "978"].map((departement) => ({ departement, code: "97701", candidatures: CANDIDATURES })),
    });
    const { scrutin } = legislatives().head;
    const press = new PressNight({
      dossier: withShared({ ...dossier, head: { ...dossier.head, genere: null, scrutin } }),
    });
    await press.tally("19:30", tally("977", "97701", "0001", 300));
    await press.look("20:00");
    expect((await press.paths()).filter((path) => path.endsWith("CIR.xml"))).toEqual([]);
    await press.tally("20:05", tally("978", "97801", "0001", 100));
    await press.look("20:15");
    const { departement, circonscriptions } = await press.read("resultatsT1/ZX/R1ZXCIR.xml", "circonscriptions");
    expect(departement).toEqual({ code: "ZX", nom: "Saint-Martin/Saint-Barthélemy" });
    expect(circonscriptions).toMatchObject([
      {
        code: "ZX01",
        nom: "1ère circonscription",
        resultats: {
          tours: [
            {
              mentions: { inscrits: 2000 },
              scores: [
                { nom: "ARC", voix: 400, elu: "NON" },
                { nom: "BEC", voix: 560, elu: "OUI" },
              ],
            },
          ],
        },
      },
    ]);
  });
});

describe("the tree of 2024, européennes", () => {
  it("has a département's complete communes by list under its région, then France", async () => {
    const dossier = dossierOf({
      candidatures: [
        { id: "arc", nom: "ARC-EN-CIEL" },
        { id: "bec", nom: "BEC" },
      ],
    });
    const press = new PressNight({
      dossier: {
        ...dossier,
        head: {
          ...dossier.head,
          genere: null,
          scrutin: { id: "europeennes-2024", type: "europeennes", nom: "Européennes", date: "2024-06-09" },
        },
      },
    });
    const send = (departement: string, commune: string, code = "0001") => ({
      ...tally(departement, commune, code, 300),
      scrutin: "europeennes-2024",
    });
    await press.tally("19:30", send("01", "01001"), send("01", "01002"));
    await press.look("20:00");
    const COM = "resultatsT1/84/01/R101COM.xml";
    const { communes } = await press.read(COM, "communes-2024");
    expect(communes.map(({ code }) => code)).toEqual(["01001"]);
    expect(communes[0]!.resultats).toMatchObject({
      par: "listes",
      tours: [{ scores: [{ numero: 1, nom: "ARC-EN-CIEL", voix: 300 }, { voix: 180 }] }],
    });
    await press.tally("20:05", send("01", "01002", "0002"), send("2A", "2A004"));
    await press.look("20:15");
    expect(await press.paths()).toEqual([
      "resultatsT1/00/2A/R12ACOM.xml",
      COM,
      "resultatsT1/INDEX1FE.xml",
      "resultatsT1/R1FE.xml",
    ]);
    expect((await press.read("resultatsT1/R1FE.xml", "ensemble")).resultats.tours[0]!.mentions.inscrits).toBe(4000);
  });
});
