import type { Candidature, Dossier, DossierCommune, DossierUnite } from "../contracts/dossier.ts";
import type { Tally } from "../contracts/tally.ts";
import { closingOf, embargoOf, type Closing } from "../night/hours.ts";
import { arrondissementOf, departementOf } from "../territory/codes.ts";
import { DEPARTEMENTS, regionOf, regionsAt } from "../territory/departements.ts";
import type { BureauRow } from "./bureaux.ts";
import { idOf } from "./ids.ts";
import { NUANCES_2017 } from "./legislatives-2017.ts";
import type { Identified } from "./scrutin-of.ts";

/** From a file's bureaux to what is known before the night, and what each bureau reports. */

export interface Assembly {
  readonly scrutin: Identified;
  /** Headers of the columns of voix, in the order of the rows' voix. */
  readonly labels: readonly string[];
  readonly rows: readonly BureauRow[];
  /** Population municipale by INSEE code, where known: closing hours depend on it. */
  readonly populations: ReadonlyMap<string, number>;
  /** Where the figures come from, for readers. */
  readonly source: string;
}

export interface Assembled {
  readonly dossier: Dossier;
  /** One a bureau, in the dossier's order. */
  readonly tallies: readonly Omit<Tally, "run">[];
}

/** Polling day from which blank ballots are counted apart (loi 2014-172). */
export const BLANCS_APART_SINCE = "2014-04-01";

type Part = Dossier["parts"][number];
type Row = Dossier["head"]["departements"][number];

/** Code of a circonscription: INSEE département and two digits. Saint-Barthélemy and Saint-Martin share one, under the first. */
export const uniteOf = (row: BureauRow): string => {
  const departement = departementOf(row.commune);
  return (departement === "978" ? "977" : departement) + String(row.circonscription).padStart(2, "0");
};

/** Builds the dossier and the tallies, in the order of territory codes whatever the file's. */
export function assemble({ scrutin, labels, rows, populations, source }: Assembly): Assembled {
  const sorted = rows.toSorted((a, b) => compare(a.commune, b.commune) || compare(a.bureau, b.bureau));
  const byUnites = scrutin.type === "legislatives";
  const national = candidaturesOf(labels, scrutin);
  const ballots = byUnites ? ballotsOf(sorted, labels) : new Map<string, Ballot>();
  const nation = ballotFor(labels, () => true);
  const pooled = scrutin.date < BLANCS_APART_SINCE;

  const departements: Row[] = [];
  const parts: Part[] = [];
  const closings: Closing[] = [];
  const tallies: Omit<Tally, "run">[] = [];
  for (const inDepartement of runs(sorted, (row) => departementOf(row.commune))) {
    const departement = departementOf(inDepartement[0]!.commune);
    const communes = runs(inDepartement, (row) => row.commune).map((bureaux) => {
      const { commune, at } = communeOf(bureaux, scrutin, populations, byUnites);
      closings.push({ departement, at });
      return commune;
    });
    const unites = byUnites ? unitesOf(departement, inDepartement, ballots, scrutin) : [];
    parts.push({ format: "vingt-heures/dossier-part@1", departement, communes, unites });
    departements.push(rowOf(departement, communes, inDepartement, scrutin.date));
    for (const row of inDepartement) {
      tallies.push(tallyOf(row, departement, scrutin, byUnites ? ballots.get(uniteOf(row))! : nation, pooled));
    }
  }
  const used = new Set(departements.map(({ region }) => region));
  return {
    dossier: {
      head: {
        format: "vingt-heures/dossier@1",
        scrutin: { id: scrutin.id, type: scrutin.type, nom: scrutin.nom, date: scrutin.date },
        tour: scrutin.tour,
        premierTour: scrutin.premierTour,
        decision: byUnites ? "unites" : "nation",
        candidatures: national,
        blancs: pooled ? "avec-nuls" : "separes",
        panachage: false,
        bureauxInattendus: "refuses",
        embargo: new Date(embargoOf({ date: scrutin.date }, closings)).toISOString(),
        departements,
        regions: regionsAt(scrutin.date).filter(({ code }) => used.has(code)),
        source,
        genere: null,
      },
      parts,
    },
    tallies,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Cuts sorted rows where the key changes. */
function runs(rows: readonly BureauRow[], key: (row: BureauRow) => string): (readonly BureauRow[])[] {
  const cut: BureauRow[][] = [];
  let last: string | undefined;
  for (const row of rows) {
    const now = key(row);
    if (now === last) cut.at(-1)!.push(row);
    else cut.push([row]);
    last = now;
  }
  return cut;
}

function communeOf(
  bureaux: readonly BureauRow[],
  scrutin: Identified,
  populations: ReadonlyMap<string, number>,
  byUnites: boolean,
): { readonly commune: DossierCommune; readonly at: number } {
  const { commune: code, communeNom: nom } = bureaux[0]!;
  const population = populations.get(code);
  const place = { code, nom, ...(population !== undefined && { population }) };
  const at = closingOf(scrutin, place);
  const commune = {
    ...place,
    fermeture: new Date(at).toISOString(),
    bureaux: bureaux.map((row) => {
      const arrondissement = arrondissementOf(code, row.bureau);
      return {
        code: row.bureau,
        inscrits: row.inscrits,
        ...(byUnites && { unite: uniteOf(row) }),
        ...(arrondissement !== undefined && { arrondissement }),
      };
    }),
  };
  return { commune, at };
}

function rowOf(code: string, communes: readonly DossierCommune[], bureaux: readonly BureauRow[], date: string): Row {
  const { nom, codeSource } = DEPARTEMENTS.get(code)!;
  return {
    code,
    ...(codeSource !== code && { codeSource }),
    nom,
    region: regionOf(code, date),
    communes: communes.length,
    bureaux: bureaux.length,
    inscrits: bureaux.reduce((sum, { inscrits }) => sum + inscrits, 0),
  };
}

/** The nation's candidatures, by panel when it is known; for elections by unite, the labels under which voix are summed. */
function candidaturesOf(labels: readonly string[], { known, type }: Identified): readonly Candidature[] {
  if (known.candidatures) return known.candidatures;
  return labels.map((label) => (type === "legislatives" ? nuanceOf(label) : { id: idOf(label), nom: label }));
}

const nuanceOf = (label: string): Candidature => ({
  id: idOf(label),
  nom: NUANCES_2017[label] ?? label,
  nuance: label,
});

/** Who can be voted for in a unite: ids with the position of their column, and a record of them all at zero. */
interface Ballot {
  readonly columns: readonly number[];
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  /** Copied for each tally: an object that has all its keys from the start stays small. */
  readonly empty: Readonly<Record<string, number>>;
}

function ballotFor(labels: readonly string[], has: (column: number) => boolean): Ballot {
  const columns = labels.flatMap((_, column) => (has(column) ? [column] : []));
  const ids = columns.map((column) => idOf(labels[column]!));
  return {
    columns,
    ids,
    labels: columns.map((column) => labels[column]!),
    empty: Object.fromEntries(ids.map((id) => [id, 0])),
  };
}

/** By circonscription, the nuances under which anyone had a vote there. */
function ballotsOf(rows: readonly BureauRow[], labels: readonly string[]): Map<string, Ballot> {
  const voted = new Map<string, boolean[]>();
  for (const row of rows) {
    const unite = uniteOf(row);
    let has = voted.get(unite);
    if (!has) voted.set(unite, (has = labels.map(() => false)));
    for (let column = 0; column < has.length; column += 1) if (row.voix[column]! > 0) has[column] = true;
  }
  return new Map([...voted].map(([unite, has]) => [unite, ballotFor(labels, (column) => has[column]!)]));
}

function unitesOf(
  departement: string,
  rows: readonly BureauRow[],
  ballots: ReadonlyMap<string, Ballot>,
  { known }: Identified,
): DossierUnite[] {
  // One circonscription lies in two départements.
  const islands = departement === "977" || departement === "978";
  const numbers = new Set(rows.map(({ circonscription }) => circonscription));
  const codes = new Map(rows.map((row) => [row.circonscription, uniteOf(row)]));
  const nom = islands ? "Saint-Barthélemy et Saint-Martin" : DEPARTEMENTS.get(departement)!.nom;
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => {
      const code = codes.get(number)!;
      return {
        code,
        nom: `${nom}, ${number}${number === 1 ? "re" : "e"} circonscription`,
        type: "circonscription",
        sieges: 1,
        candidatures: ballots.get(code)!.labels.map((label) => ({
          ...nuanceOf(label),
          candidats: known.candidats?.(code, label) ?? null,
        })),
      };
    });
}

function tallyOf(
  row: BureauRow,
  departement: string,
  scrutin: Identified,
  ballot: Ballot,
  pooled: boolean,
): Omit<Tally, "run"> {
  const voix = { ...ballot.empty };
  for (let i = 0; i < ballot.ids.length; i += 1) voix[ballot.ids[i]!] = row.voix[ballot.columns[i]!]!;
  const notExprimes = row.votants - row.exprimes;
  return {
    scrutin: scrutin.id,
    tour: scrutin.tour,
    departement,
    commune: row.commune,
    bureau: row.bureau,
    version: 1,
    inscrits: row.inscrits,
    votants: row.votants,
    ...(pooled ? { blancsNuls: notExprimes } : { blancs: row.blancs, nuls: notExprimes - row.blancs }),
    exprimes: row.exprimes,
    voix,
  };
}
