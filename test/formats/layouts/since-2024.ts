import { COUNTS_2024, counts2024, type PublishedLayout } from "./layout.ts";

/**
 * The ministry's CSV since 2024: UTF-8, numbered blocks, empty ones to the right, quotes around some cells or all of them. Headers:
 * github.com/HuguesGuilleus (data-vote), github.com/aktiur/hexagonal, and published scripts that read each by its columns.
 */
const DPT = "Code département;Libellé département";
const COM = `${DPT};Code commune;Libellé commune`;
const LOCALISATION = "Code localisation;Libellé localisation";

/** The header of so many blocks. */
const blocks = (block: string, most: number): string =>
  Array.from({ length: most }, (_, i) =>
    block
      .split(";")
      .map((name) => `${name} ${i + 1}`)
      .join(";"),
  ).join(";");

interface Stands {
  /** Cells of the block, `#` where voix and shares stand. */
  readonly block: string;
  readonly voix: number;
}

function row(place: string, most: number, width: number, stands: readonly Stands[], quoted = false): string {
  const cells = [
    place,
    counts2024({ voix: stands.map(({ voix }) => voix) }),
    ...stands.map(({ block, voix }) => block.replace("#", `${voix};${voix},00%;${voix},50%`)),
    ...Array.from({ length: (most - stands.length) * width }, () => ""),
  ].join(";");
  return quoted
    ? cells
        .split(";")
        .map((cell) => `"${cell}"`)
        .join(";")
    : cells;
}

const text = (...rows: readonly string[]): string => `\ufeff${rows.join("\n")}\n`;

const LG_BLOCK =
  "Numéro de panneau;Nuance candidat;Nom candidat;Prénom candidat;Sexe candidat;Voix;% Voix/inscrits;% Voix/exprimés;Elu";
const CIRCO = "Code circonscription législative;Libellé circonscription législative";
const LG_2024 =
  "https://static.data.gouv.fr/resources/elections-legislatives-des-30-juin-et-7-juillet-2024-resultats-definitifs-du";

const ER_BLOCK =
  "Numéro de panneau;Nuance liste;Libellé abrégé de liste;Libellé de liste;Voix;% Voix/inscrits;% Voix/exprimés;Sièges";
const ER_2024 =
  "https://static.data.gouv.fr/resources/resultats-des-elections-europeennes-du-9-juin-2024/20240613-154634";
const europeennes = (file: string, columns: string, places: readonly string[]): PublishedLayout => ({
  file,
  source: `${ER_2024}/${file}`,
  encoding: "utf-8",
  text: text(
    `${columns};${COUNTS_2024};${blocks(ER_BLOCK, 3)}`,
    ...places.map((place) =>
      row(place, 3, 8, [
        { block: "4;LFI;LFI;LA FRANCE INSOUMISE - UNION POPULAIRE;#;", voix: 15 },
        { block: "5;LRN;RN;LA FRANCE REVIENT;#;", voix: 30 },
        { block: "11;LENS;BESOIN D'EUROPE;BESOIN D'EUROPE;#;", voix: 12 },
      ]),
    ),
  ),
  family: "ministere-blocs",
  scrutin: "europeennes-2024/1",
  lignes: places.length,
  totaux: { inscrits: 100 * places.length, votants: 60 * places.length, exprimes: 57 * places.length },
  unites: [],
});

const MN_BLOCK =
  "Numéro de panneau;Nom candidat;Prénom candidat;Sexe candidat;Nuance liste;Libellé abrégé de liste;Libellé de liste;Voix;% Voix/inscrits;% Voix/exprimés;Elu;Sièges au CM;Sièges au CC";
const MN_2026 =
  "https://static.data.gouv.fr/resources/elections-municipales-2026-resultats-du-premier-tour/20260320-164339/municipales-2026-resultats-communes-2026-03-20.csv";

export const SINCE_2024: readonly PublishedLayout[] = [
  {
    file: "resultats-definitifs-par-bureau-de-vote.csv",
    source: `${LG_2024}-1er-tour/20240711-075030/resultats-definitifs-par-bureau-de-vote.csv`,
    encoding: "utf-8",
    text: text(
      `${COM};Code BV;${COUNTS_2024};${blocks(LG_BLOCK, 3)}`,
      row("01;Ain;01001;L'Abergement-Clémenciat;0001", 3, 9, [
        { block: "1;RN;A;Anne;FEMININ;#;", voix: 40 },
        { block: "2;UG;B;Bob;MASCULIN;#;", voix: 30 },
      ]),
      row("01;Ain;01053;Bourg-en-Bresse;0001", 3, 9, [
        { block: "1;RN;C;Cyr;MASCULIN;#;", voix: 20 },
        { block: "2;UG;D;Dora;FEMININ;#;", voix: 25 },
        { block: "3;ENS;E;Eve;FEMININ;#;", voix: 20 },
      ]),
    ),
    options: { tour: 1 },
    family: "ministere-2024",
    scrutin: "legislatives-2024/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 141, exprimes: 135 },
    unites: ["0101", "0102"],
  },
  {
    file: "resultats-definitifs-par-circonscription.csv",
    source: `${LG_2024}-2nd-tour/20240710-170728/resultats-definitifs-par-circonscription.csv`,
    encoding: "utf-8",
    text: text(
      `${DPT};${CIRCO};${COUNTS_2024};${blocks(LG_BLOCK, 3)}`,
      // Whole figures, as published for the first of Ain: cells with a share or an accent are quoted.
      '"01";Ain;"0101";"1ère circonscription";86854;62311;"71,74%";24543;"28,26%";60005;"69,09%";"96,30%";1797;"2,07%";"2,88%";509;"0,59%";"0,82%";2;RN;MAÎTRE;Christophe;MASCULIN;26116;"30,07%";"43,52%";;3;LR;BRETON;Xavier;MASCULIN;33889;"39,02%";"56,48%";élu;;;;;;;;;',
      row("ZX;Saint-Martin/Saint-Barthélemy;ZX01;1ère circonscription", 3, 9, [
        { block: "1;DVD;PETIT;Frantz;MASCULIN;#;élu", voix: 40 },
        { block: "2;LR;X;Yves;MASCULIN;#;", voix: 30 },
      ]),
      row("ZZ;Français établis hors de France;ZZ11;11ème circonscription", 3, 9, [
        { block: "1;ENS;GENETET;Anne;FEMININ;#;élu", voix: 35 },
        { block: "2;UG;Z;Zoé;FEMININ;#;", voix: 30 },
        { block: "3;RN;W;Will;MASCULIN;#;", voix: 9 },
      ]),
    ),
    family: "ministere-2024",
    scrutin: "legislatives-2024/2",
    lignes: 3,
    totaux: { inscrits: 87_054, votants: 62_461, exprimes: 60_149 },
    unites: ["0101", "97701", "ZZ11"],
  },
  europeennes("resultats-definitifs-par-bureau-de-vote.csv", `${LOCALISATION};${COM};Code BV`, [
    "Métropole;Métropole;01;Ain;01001;L'Abergement-Clémenciat;0001",
    "Outre-mer;Outre-mer;971;Guadeloupe;97101;Les Abymes;0001",
  ]),
  europeennes("resultats-definitifs-par-commune.csv", `${LOCALISATION};${COM}`, [
    "Métropole;Métropole;01;Ain;01001;L'Abergement-Clémenciat",
    "Métropole;Métropole;75;Paris;75056;Paris",
  ]),
  europeennes("resultats-definitifs-par-departement.csv", `${LOCALISATION};${DPT}`, [
    "Métropole;Métropole;01;Ain",
    "Outre-mer;Outre-mer;ZX;Saint-Martin/Saint-Barthélemy",
  ]),
  europeennes("resultats-definitifs-par-region.csv", `${LOCALISATION};Code région;Libellé région`, [
    "Métropole;Métropole;84;Auvergne-Rhône-Alpes",
  ]),
  {
    file: "municipales-2026-resultats-communes-2026-03-20.csv",
    source: MN_2026,
    encoding: "utf-8",
    text: text(
      `${COM};${COUNTS_2024};${blocks(MN_BLOCK, 2)}`,
      row(
        "01;Ain;01001;L'Abergement-Clémenciat",
        2,
        13,
        [{ block: "1;BOULON;Daniel;MASCULIN;;ENSEMBLE;ENSEMBLE POUR L'ABERGEMENT;#;Elu;15;0", voix: 60 }],
        true,
      ),
      row(
        "69;Rhône;69123;Lyon",
        2,
        13,
        [
          { block: "1;AULAS;Jean-Michel;MASCULIN;LUD;CŒUR LYONNAIS;CŒUR LYONNAIS;#;;;", voix: 33 },
          { block: "2;DOUCET;Grégory;MASCULIN;LUG;LYON;LYON, ENSEMBLE;#;;;", voix: 33 },
        ],
        true,
      ),
    ),
    family: "ministere-2024",
    scrutin: "municipales-2026/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 132, exprimes: 126 },
    unites: ["01001", "69123"],
  },
  {
    file: "municipales-2026-resultats-bv-par-communes-2026-03-20.csv",
    source: "https://www.data.gouv.fr/fr/datasets/elections-municipales-2026-resultats-du-premier-tour/",
    encoding: "utf-8",
    text: text(
      `${COM};Code BV;${COUNTS_2024};${blocks(MN_BLOCK, 2)}`,
      row(
        "01;Ain;01004;Ambérieu-en-Bugey;0001",
        2,
        13,
        [
          { block: "1;FABRE;Daniel;MASCULIN;LDVD;VIVRE;VIVRE AMBÉRIEU;#;;;", voix: 40 },
          { block: "2;GUY;Anne;FEMININ;LDVG;AGIR;AGIR;#;;;", voix: 30 },
        ],
        true,
      ),
      row(
        "01;Ain;01004;Ambérieu-en-Bugey;0002",
        2,
        13,
        [
          { block: "1;FABRE;Daniel;MASCULIN;LDVD;VIVRE;VIVRE AMBÉRIEU;#;;;", voix: 20 },
          { block: "2;GUY;Anne;FEMININ;LDVG;AGIR;AGIR;#;;;", voix: 50 },
        ],
        true,
      ),
    ),
    family: "ministere-2024",
    scrutin: "municipales-2026/1",
    lignes: 2,
    totaux: { inscrits: 200, votants: 146, exprimes: 140 },
    unites: ["01004"],
  },
];
