import { describe, expect, it } from "vitest";
import { inspect, type TableInspection } from "#shared/formats/inspect.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { fileOf, formatError } from "./samples.ts";

/** Lists of candidates and of elected: persons without voix, recognised, counted, and not played. */

interface PersonsFile {
  readonly name: string;
  readonly lines: readonly string[];
  readonly scrutin: string;
  readonly niveaux: TableInspection["niveaux"];
  readonly persons: number;
}

const FILES: readonly PersonsFile[] = [
  {
    name: "municipales-2020-livre-des-listes-et-candidats-t1.txt",
    lines: [
      "Elections municipales 2020, candidatures au premier tour",
      "",
      "Code du département\tLibellé du département\tCode commune\tLibellé commune\tN° Panneau Liste\tLibellé abrégé liste\tLibellé Etendu Liste\tNuance Liste\tN° candidat\tSexe candidat\tNom candidat\tPrénom candidat\tNationalité\tCandidat au conseil communautaire",
      "01\tAin\t004\tAmbérieu-en-Bugey\t1\tENSEMBLE\tENSEMBLE POUR AMBERIEU\tLDIV\t1\tF\tDUPONT\tAnne\tF\tO",
      "01\tAin\t004\tAmbérieu-en-Bugey\t1\tENSEMBLE\tENSEMBLE POUR AMBERIEU\tLDIV\t2\tM\tDURAND\tJean\tF\tN",
      "75\tParis\t056SR01\tParis secteur\t1\tPARIS\tPARIS EN COMMUN\tLUG\t1\tF\tMARTIN\tLise\tF\tN",
    ],
    scrutin: "municipales-2020/1",
    niveaux: { commune: 1, secteur: 1 },
    persons: 3,
  },
  {
    name: "municipales-2026-candidatures-france-entiere-tour-1-2026-03-13.csv",
    lines: [
      "Code département;Département;Code circonscription;Circonscription;Numéro de panneau;Libellé abrégé de liste;Libellé de la liste;Code nuance de liste;Nuance de liste;Ordre;Sexe;Nom sur le bulletin de vote;Prénom sur le bulletin de vote;Nationalité;Code personnalité;CC;Tête de liste",
      "01;Ain;01004;Ambérieu-en-Bugey;1;UNIS;UNIS POUR;LDIV;Divers;1;M;DURAND;Jean;Française;;OUI;OUI",
      "01;Ain;01004;Ambérieu-en-Bugey;1;UNIS;UNIS POUR;LDIV;Divers;2;F;DUPONT;Anne;Française;;NON;",
      "2A;Corse-du-Sud;2A004;Ajaccio;1;AIACCIU;AIACCIU;LDVD;Divers droite;1;F;ROSSI;Anne;Française;;NON;OUI",
    ],
    scrutin: "municipales-2026/1",
    niveaux: { commune: 2 },
    persons: 3,
  },
  {
    name: "legislatives-2024-candidatures-france-entiere-tour-1.csv",
    lines: [
      "Code département;Libellé département;Code circonscription;Libellé circonscription;Numéro de panneau;Sexe du candidat;Nom du candidat;Prénom du candidat;Date de naissance du candidat;Profession du candidat;Nuance politique;Nom remplaçant;Prénom remplaçant",
      "01;Ain;0101;1ère circonscription;1;M;A;Jean;1950-01-01;Cadre;RN;B;Anne",
      "01;Ain;0102;2e circonscription;1;F;C;Lise;1960-01-01;Cadre;UG;D;Paul",
    ],
    scrutin: "legislatives-2024/1",
    niveaux: { circonscription: 2 },
    persons: 2,
  },
  {
    name: "muni-2014-elus-com-1000-et-plus-t1.txt",
    lines: [
      "Code du département;Libellé du département;Code commune;Libellé commune;N° de liste;Code nuance de la liste;Libellé liste;Sexe;Nom de l'élu;Prénom de l'élu;Date de naissance",
      "01;AIN;004;AMBERIEU-EN-BUGEY;1;LDVD;LISTE;M;DUPONT;Jean;01/01/1950",
      "01;AIN;004;AMBERIEU-EN-BUGEY;1;LDVD;LISTE;F;DURAND;Anne;02/02/1960",
    ],
    scrutin: "municipales-2014/1",
    niveaux: { commune: 1 },
    persons: 2,
  },
];

describe.each(FILES)("$name", ({ name, lines, scrutin, niveaux, persons }) => {
  const source = () => fileOf(`${lines.join("\r\n")}\r\n`, name);

  it("is a list of persons: each is counted in its territory", async () => {
    const { tables } = await inspect(source());
    const [table] = tables;
    expect(table).toMatchObject({ famille: { id: "personnes" }, niveaux, rejets: {}, manque: "les voix" });
    expect(`${table!.scrutin?.id}/${table!.scrutin?.tour}`).toBe(scrutin);
    expect(table!.totaux).toMatchObject({ candidatures: persons, voix: 0, inscrits: 0 });
  });

  it("is no result: it says that it has no voix", async () => {
    const error = await formatError(readNight(source()));
    expect(error).toMatchObject({ code: "F-FORMAT", problem: { expected: "des colonnes de voix" } });
  });
});

it("a person given twice is told, and a row that lacks its cells", async () => {
  const { lines, name } = FILES[2]!;
  const { tables } = await readResults(fileOf([...lines, lines[1]!, "01;Ain"].join("\n"), name));
  expect(tables[0]!.rejected.map(({ code, line }) => [code, line])).toEqual([
    ["F-DOUBLON", 4],
    ["F-CELLULES", 5],
  ]);
});

it("« Élu(e) » in a column of elected is one", async () => {
  const header = "Code département;Code circonscription;Inscrits;Votants;Exprimés";
  const block = (n: number): string => `Nom candidat ${n};Prénom candidat ${n};Voix ${n};Élu ${n}`;
  const row = "01;0101;1000;900;880;A;Jean;500;Élu(e);B;Anne;380;";
  const { tables } = await inspect(fileOf(`${header};${block(1)};${block(2)}\n${row}\n`));
  expect(tables[0]!.totaux.elus).toBe(1);
});
