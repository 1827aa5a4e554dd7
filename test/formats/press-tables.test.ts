import { readResults } from "#shared/formats/read-results.ts";
import { pressTables } from "#shared/formats/press-tables.ts";
import { writePress, type PressDocument } from "#shared/press/press-file.ts";
import { describe, expect, it } from "vitest";
import { formatError } from "./samples.ts";

const scrutin = { type: "Présidentielle", annee: 2017 };
const tour = (voix: readonly number[]) => {
  const exprimes = voix.reduce((a, b) => a + b, 0);
  return {
    tour: 1,
    mentions: { inscrits: 100, votants: 90, blancs: 6, nuls: 84 - exprimes, exprimes },
    scores: voix.map((votes, i) => ({
      panneau: i + 1,
      nom: `NOM${i}`,
      prenom: "X",
      civilite: i ? "Mme" : "M.",
      voix: votes,
    })),
  };
};
const departement = {
  scrutin,
  region: { code: "84", code3: "084", nom: "Auvergne-Rhône-Alpes" },
  departement: { code: "01", codeMin: "01", code3: "001", nom: "Ain" },
};
const DOCUMENTS: readonly PressDocument[] = [
  {
    layout: "2017",
    kind: "communes",
    ...departement,
    communes: [{ code: "004", nom: "Ici", tours: [tour([50, 30])] }],
  },
  { layout: "2017", kind: "commune", ...departement, commune: { code: "004", nom: "Ici", tours: [tour([50, 30])] } },
  { layout: "2017", kind: "departement", ...departement, tours: [tour([40, 20])] },
];
const TEXTS = DOCUMENTS.map((document, i) => ({ name: `${i}.xml`, text: writePress(document) }));

const read = async (texts: typeof TEXTS) =>
  readResults({ name: "presse", tables: await pressTables("presse", texts), sha256: () => "empreinte" });

describe("the press tree read back in", () => {
  it("has a table a level, and each commune once", async () => {
    const { tables } = await read(TEXTS);
    expect(tables.map(({ feuille, family, lines }) => [feuille, family.id, lines])).toEqual([
      ["communes", "presse-xml", 1],
      ["departements", "presse-xml", 1],
    ]);
    expect(tables[0]!.rows[0]).toMatchObject({
      level: "commune",
      tour: 1,
      election: "2017_pres_t1",
      territoire: { departement: "01", commune: "01004", nom: "Ici" },
      counts: { inscrits: 100, votants: 90, blancs: 6, nuls: 4, exprimes: 80 },
      candidatures: [
        { nom: "NOM0", prenom: "X", sexe: "M", panneau: 1 },
        { nom: "NOM1", sexe: "F", panneau: 2 },
      ],
      voix: [50, 30],
      anomalies: [],
    });
  });

  it("tells a damaged file and reads the others", async () => {
    const [communes, , whole] = TEXTS;
    const { tables } = await read([whole!, { name: "coupé.xml", text: communes!.text.slice(0, 900) }]);
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ lines: 2, rejected: [{ code: "F-XML" }] });
    expect(tables[0]!.rejected[0]!.found).toContain("coupé.xml");
  });

  it("refuses what is none of them", async () => {
    const error = await formatError(pressTables("essai.xml", [{ name: "essai.xml", text: "<a/>" }]));
    expect(error.code).toBe("F-XML");
  });
});
