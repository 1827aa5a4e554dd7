import { readPress, type PressDocument } from "../press/press-file.ts";
import { PressError } from "../press/errors.ts";
import type { Scrutin } from "../press/forms.ts";
import type { Resultats2024 } from "../press/model-2024.ts";
import type { Mentions } from "../press/figures.ts";
import { FormatError, problem } from "./problems.ts";
import { listedRow, type Table, type TableRow } from "./table.ts";
import { firstName, nameKey, type Field } from "./vocabulary.ts";

/**
 * The ministry's press tree read back in, every layout that is known: one table a level, a row a territory and round, under the
 * columns that other files have. Communes come alone and by département: each is taken once.
 */

/** A file of the tree. */
export interface PressText {
  readonly name: string;
  readonly text: string;
}

type PressLevel = "communes" | "circonscriptions" | "cantons" | "departements" | "regions";

/** Columns of a level's territory, after the scrutin's. */
const TERRITORY: Readonly<Record<PressLevel, readonly Field[]>> = {
  communes: ["departement", "commune", "communeNom"],
  circonscriptions: ["departement", "circonscription", "circonscriptionNom"],
  cantons: ["departement", "canton", "cantonNom"],
  departements: ["departement", "departementNom"],
  regions: ["region", "regionNom"],
};

const COUNTS = ["inscrits", "votants", "blancs", "nuls", "exprimes"] as const satisfies readonly Field[];
const BLOCK = [
  "panneau",
  "nuance",
  "sexe",
  "nomCandidat",
  "prenom",
  "voix",
  "elu",
  "sieges",
] as const satisfies readonly Field[];

const headerOf = (level: PressLevel): string[] =>
  (["sigle", "annee", "tour", ...TERRITORY[level], ...COUNTS, ...BLOCK] as const).map(firstName);

/** The ministry's two letters, by what the files call the scrutin. */
const SIGLES: readonly (readonly [start: string, sigle: string])[] = [
  ["pres", "PR"],
  ["legis", "LG"],
  ["europ", "ER"],
  ["region", "RG"],
  ["depart", "DP"],
  ["canton", "CN"],
  ["munic", "MN"],
  ["senat", "SN"],
  ["refer", "RF"],
];

const sigleOf = ({ type }: Scrutin): string => SIGLES.find(([start]) => nameKey(type).startsWith(start))?.[1] ?? type;

/** One block of a row. */
type Block = Readonly<Partial<Record<(typeof BLOCK)[number], string | number>>>;

/** Gathers the rows of each level. */
class Levels {
  readonly #rows = new Map<PressLevel, TableRow[]>();
  readonly #seen = new Set<string>();

  add(
    level: PressLevel,
    scrutin: Scrutin,
    territory: readonly string[],
    tour: { readonly tour: number; readonly mentions: Mentions },
    blocks: readonly Block[],
  ): void {
    const key = [level, tour.tour, ...territory.slice(0, -1)].join("#");
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const rows = this.#rows.get(level) ?? [];
    this.#rows.set(level, rows);
    const { mentions } = tour;
    const cells = [
      sigleOf(scrutin),
      scrutin.annee,
      tour.tour,
      ...territory,
      ...COUNTS.map((count) => mentions[count]),
      ...blocks.flatMap((one) => BLOCK.map((field) => one[field] ?? "")),
    ];
    rows.push(listedRow(rows.length + 2, cells.map(String)));
  }

  /** @param unread files that could not be: they are told with the first table. */
  tables(unread: readonly (readonly [name: string, why: string])[]): Table[] {
    return [...this.#rows].map(([level, rows], i) => {
      const wrong = (i === 0 ? unread : []).map(([name, why], k): TableRow => {
        const line = rows.length + 2 + k;
        return {
          ...listedRow(line, [name]),
          wrong: problem("F-XML", { line }, "un fichier entier", `${name} : ${why}`),
        };
      });
      return {
        nom: level,
        encoding: () => "utf-8" as const,
        batches: [[listedRow(1, headerOf(level)), ...rows, ...wrong]],
      };
    });
  }
}

/**
 * The tables of a press file, or of a tree of them. A file that is damaged costs itself, and is told.
 * @throws FormatError `F-XML` when none holds results
 */
export async function pressTables(
  file: string,
  texts: AsyncIterable<PressText> | Iterable<PressText>,
): Promise<Table[]> {
  const levels = new Levels();
  const unread: [name: string, why: string][] = [];
  for await (const { name, text } of texts) {
    try {
      addDocument(levels, readPress(text));
    } catch (error) {
      if (!(error instanceof PressError)) throw error;
      unread.push([name, error.message]);
    }
  }
  const tables = levels.tables(unread);
  if (tables.length > 0) return tables;
  const found = unread[0]?.join(" : ") ?? "ni commune, ni circonscription, ni département, ni région";
  throw new FormatError(file, problem("F-XML", {}, "des résultats de l'arborescence de presse", found));
}

function addDocument(levels: Levels, document: PressDocument): void {
  switch (document.kind) {
    case "communes":
    case "commune": {
      const { scrutin, departement } = document;
      const communes = document.kind === "communes" ? document.communes : [document.commune];
      for (const { code, nom, tours } of communes) {
        for (const tour of tours)
          levels.add("communes", scrutin, [departement.code, code, nom], tour, tour.scores.map(blockOf));
      }
      return;
    }
    case "departement": {
      const { scrutin, departement, tours } = document;
      for (const tour of tours) {
        levels.add("departements", scrutin, [departement.code, departement.nom], tour, tour.scores.map(blockOf));
      }
      return;
    }
    case "region": {
      const { scrutin, region, tours } = document;
      for (const tour of tours)
        levels.add("regions", scrutin, [region.code, region.nom], tour, tour.scores.map(blockOf));
      return;
    }
    case "circonscriptions":
      for (const { code, nom, resultats } of document.circonscriptions) {
        const territory = [document.departement.code, code, nom];
        for (const { tour, blocks } of toursOf(resultats)) {
          levels.add("circonscriptions", document.scrutin, territory, tour, blocks);
        }
      }
      return;
    case "communes-2024":
      for (const { code, nom, resultats } of document.communes) {
        const territory = [document.departement.code, code, nom];
        for (const { tour, blocks } of toursOf(resultats))
          levels.add("communes", document.scrutin, territory, tour, blocks);
      }
      return;
    case "circonscription": {
      const { region, circonscription } = document;
      const { code, nom } = circonscription;
      for (const { tour, blocks } of toursOf(circonscription.resultats))
        levels.add("circonscriptions", document.scrutin, [region.code === "00" ? code : code, code, nom], tour, blocks);
      return;
    }
    case "fraction":
    case "fractions":
    case "circonscription-2017":
    case "circonscriptions-2017":
      addCirconscriptions(levels, document);
      return;
    case "canton": {
      const { departement, canton } = document;
      for (const tour of canton.tours)
        levels.add(
          "cantons",
          document.scrutin,
          [departement.codeMin, canton.code, canton.nom],
          tour,
          tour.scores.map(({ nom, nuance, voix, elu }) => ({
            nomCandidat: nom,
            nuance,
            voix,
            elu: elu ? "OUI" : "NON",
          })),
        );
      return;
    }
    case "region-listes": {
      const { scrutin, region, tours } = document;
      for (const tour of tours)
        levels.add("regions", scrutin, [region.code, region.nom], tour, tour.scores.map(listeBlock));
      return;
    }
    case "section-listes":
    case "communes-listes":
    case "commune-listes":
      addRegionales(levels, document);
      return;
    default:
      // Indexes, candidatures, references, sections and the whole country: the same votes, or none.
      return;
  }
}

type Of<K extends PressDocument["kind"]> = Extract<PressDocument, { readonly kind: K }>;

interface Scored {
  readonly panneau?: number;
  readonly nom: string;
  readonly prenom: string;
  readonly civilite: string;
  readonly voix: number;
}

const blockOf = ({ panneau, nom, prenom, civilite, voix }: Scored): Block => ({
  ...(panneau !== undefined && { panneau }),
  sexe: civilite,
  nomCandidat: nom,
  prenom,
  voix,
});

const nuancedBlock = (
  score: Scored & { readonly nuance: { readonly code: string }; readonly elu?: boolean },
): Block => ({
  ...blockOf(score),
  nuance: score.nuance.code,
  ...(score.elu !== undefined && { elu: score.elu ? "OUI" : "NON" }),
});

const listeBlock = ({ tete, nuance, voix, sieges }: Of<"region-listes">["tours"][number]["scores"][number]): Block => ({
  ...blockOf({ ...tete, voix }),
  nuance: nuance.code,
  ...(sieges !== undefined && { sieges }),
});

/** Législatives of 2017 and 2022: a divided commune has rows in none of the levels, its circonscriptions have. */
function addCirconscriptions(
  levels: Levels,
  document: Of<"fraction" | "fractions" | "circonscription-2017" | "circonscriptions-2017">,
): void {
  const { scrutin, departement } = document;
  if (document.kind === "fraction" || document.kind === "fractions") {
    const communes = document.kind === "fraction" ? [document.commune] : document.communes;
    for (const { code, nom, fraction, tours } of communes) {
      if (fraction !== nom) continue;
      for (const tour of tours)
        levels.add("communes", scrutin, [departement.code, code, nom], tour, tour.scores.map(nuancedBlock));
    }
    return;
  }
  const all = document.kind === "circonscription-2017" ? [document.circonscription] : document.circonscriptions;
  for (const { code, tours } of all) {
    const territory = [departement.code, code, `${Number(code)}e circonscription`];
    for (const tour of tours) levels.add("circonscriptions", scrutin, territory, tour, tour.scores.map(nuancedBlock));
  }
}

/** Régionales: a section is a département, by the end of its code; a région of a single section tells no département. */
function addRegionales(levels: Levels, document: Of<"section-listes" | "communes-listes" | "commune-listes">): void {
  const { scrutin, section, region } = document;
  if (section === undefined) return;
  const departement = section.code.slice(region.code.length);
  if (document.kind === "section-listes") {
    for (const tour of document.tours)
      levels.add("departements", scrutin, [departement, section.nom], tour, tour.scores.map(listeBlock));
    return;
  }
  const communes = document.kind === "commune-listes" ? [document.commune] : document.communes;
  for (const { code, nom, tours } of communes) {
    for (const tour of tours)
      levels.add("communes", scrutin, [departement, code, nom], tour, tour.scores.map(listeBlock));
  }
}

/** The rounds of a territory of 2024, whatever they count. */
function toursOf(resultats: Resultats2024): readonly {
  readonly tour: { readonly tour: number; readonly mentions: Mentions };
  readonly blocks: readonly Block[];
}[] {
  switch (resultats.par) {
    case "candidats":
    case "plusieurs":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map((score) => ({ ...blockOf(score), nuance: score.nuance.code, elu: score.elu })),
      }));
    case "listes":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map(({ numero, complet, nuance, voix, sieges }) => ({
          panneau: numero,
          nomCandidat: complet,
          voix,
          ...(nuance !== undefined && { nuance: nuance.code }),
          ...(sieges !== undefined && { sieges }),
        })),
      }));
    case "nuances":
    case "nuances-listes":
      return resultats.tours.map((tour) => ({
        tour,
        blocks: tour.scores.map(({ code, voix, sieges }) => ({ nuance: code, voix, sieges })),
      }));
  }
}
