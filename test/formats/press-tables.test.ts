import { readResults } from "#shared/formats/read-results.ts";
import { pressTables } from "#shared/formats/press-tables.ts";
import { writePress } from "#shared/press/press-file.ts";
import { describe, expect, it } from "vitest";
import { DOCUMENTS } from "./press-documents.ts";
import { formatError } from "./samples.ts";

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
