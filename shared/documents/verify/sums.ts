import type { Sums } from "../../count/decompte.ts";
import { mentionsOf, sha256, type Mentions, type ScoredCandidature, type TerritoryRow } from "../common.ts";
import type { BureauRow, BureauxDocument, DepartementDocument } from "../departement.ts";
import type { DepartementRow, FranceDocument, RegionDocument, Results } from "../national.ts";
import { percent } from "../percent.ts";
import type { Checks } from "./checks.ts";

/** Figures of a territory by name: `bureaux`, `exprimes`, `voix 0101 arc`. */
type Figures = Map<string, number>;

const SUMS = ["inscrits", "votants", "blancs", "nuls", "exprimes"] as const satisfies readonly (keyof Sums)[];

const add = (figures: Figures, name: string, count: number): void => {
  figures.set(name, (figures.get(name) ?? 0) + count);
};

const sumsFigures = (bureaux: number, sums: Sums): Figures =>
  new Map([["bureaux", bureaux], ...SUMS.map((name) => [name, sums[name]] as const)]);

/** Compares two sets of figures, name by name; a name that is not there counts as 0. */
function compare(checks: Checks, ou: string, found: Figures, expected: Figures): void {
  for (const name of new Set([...expected.keys(), ...found.keys()])) {
    checks.equal("V-SOMME", `${ou}, ${name}`, found.get(name) ?? 0, expected.get(name) ?? 0);
  }
}

function bureauFigures(row: BureauRow): Figures {
  const [, , unite, , inscrits, votants, blancs, nuls, exprimes, voix] = row;
  const figures = sumsFigures(1, { inscrits, votants, blancs, nuls, exprimes });
  voix.forEach((count, i) => figures.set(`voix ${unite} ${i}`, count));
  return figures;
}

function rowFigures({ bureaux, totaux, voix }: TerritoryRow): Figures {
  const figures = sumsFigures(bureaux.counted, totaux);
  for (const { unite = "", voix: counts } of voix)
    counts.forEach((count, i) => figures.set(`voix ${unite} ${i}`, count));
  return figures;
}

/** Sums of many figures by a key; a row without key counts nowhere. */
function sumBy<T>(rows: readonly T[], keyOf: (row: T) => string, figuresOf: (row: T) => Figures): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const row of rows) {
    const key = keyOf(row);
    const into = sums.get(key) ?? new Map<string, number>();
    sums.set(key, into);
    for (const [name, count] of figuresOf(row)) add(into, name, count);
  }
  return sums;
}

/** Percentages and mentions are those of the integers beside them. */
function checkShares(
  checks: Checks,
  ou: string,
  { totaux, mentions, candidatures }: { totaux: Sums; mentions: Mentions; candidatures: readonly ScoredCandidature[] },
): void {
  const same = (place: string, found: string | number, expected: string | number): void => {
    checks.hold("V-POURCENT", found === expected, `${ou}, ${place}`, () => `${found}, attendu ${expected}`);
  };
  for (const [name, expected] of Object.entries(mentionsOf(totaux)))
    same(name, mentions[name as keyof Mentions], expected);
  for (const { id, voix, pourcentExprimes, pourcentInscrits } of candidatures) {
    same(`${id} % exprimés`, pourcentExprimes, percent(voix, totaux.exprimes));
    same(`${id} % inscrits`, pourcentInscrits, percent(voix, totaux.inscrits));
  }
}

/** Bureaux → communes and unites → département, and the hash of the result. */
export function checkDepartement(
  checks: Checks,
  ou: string,
  departement: DepartementDocument,
  bureaux: BureauxDocument,
): void {
  const { resultat } = departement;
  const told = sha256(`${JSON.stringify(resultat)}\n${JSON.stringify(bureaux.resultat)}`);
  checks.hold(
    "V-RESULTAT",
    told === departement.resultSha256,
    ou,
    () => `${told}, le document dit ${departement.resultSha256}`,
  );

  const communes = sumBy(bureaux.resultat, ([commune]) => commune, bureauFigures);
  for (const row of resultat.communes) {
    compare(checks, `${ou}, commune ${row.code}`, rowFigures(row), communes.get(row.code) ?? new Map());
    communes.delete(row.code);
  }
  for (const code of communes.keys())
    checks.hold("V-SOMME", false, `${ou}, commune ${code}`, () => "des bureaux comptés, aucune ligne");

  const unites = sumBy(bureaux.resultat, ([, , unite]) => unite, bureauFigures);
  for (const { code, bureaux: progress, totaux, mentions, candidatures } of resultat.unites) {
    const found = sumsFigures(progress.counted, totaux);
    candidatures.forEach(({ voix }, i) => found.set(`voix ${code} ${i}`, voix));
    compare(checks, `${ou}, unité ${code}`, found, unites.get(code) ?? new Map());
    checkShares(checks, `${ou}, unité ${code}`, { totaux, mentions, candidatures });
  }

  const total = sumBy(resultat.communes, () => "", rowFigures).get("") ?? new Map<string, number>();
  const found = sumsFigures(resultat.bureaux.counted, resultat.totaux);
  for (const { id, voix } of resultat.candidatures) found.set(`voix ${id}`, voix);
  compare(checks, ou, found, byLabel(total, departement, bureaux));
  checkShares(checks, ou, resultat);
}

/** Renames `voix unite position` into `voix label`: the candidature of the nation, or the nuance it is summed under. */
function byLabel(total: Figures, { resultat }: DepartementDocument, bureaux: BureauxDocument): Figures {
  const labels = new Map(
    resultat.unites.map(({ code, candidatures }) => [code, candidatures.map(({ id, nuance }) => nuance ?? id)]),
  );
  const summed = new Set(resultat.candidatures.map(({ id }) => id));
  const figures: Figures = new Map();
  for (const [name, count] of total) {
    const [, unite = "", position = ""] = name.startsWith("voix ") ? name.split(" ") : [];
    if (position === "") {
      figures.set(name, count);
      continue;
    }
    const label = (labels.get(unite) ?? bureaux.candidatures[unite] ?? [])[Number(position)];
    if (label !== undefined && summed.has(label)) add(figures, `voix ${label}`, count);
  }
  return figures;
}

/** What the documents above take from a département's. */
export interface DepartementFigures {
  readonly sequence: number;
  readonly bureauxObject: string;
  readonly complet: boolean;
  readonly bureaux: number;
  readonly totaux: Sums;
  readonly voix: readonly number[];
}

/** Keeps of a département what {@link checkParts} compares. */
export const figuresOf = ({ sequence, bureauxObject, resultat }: DepartementDocument): DepartementFigures => ({
  sequence,
  bureauxObject,
  complet: resultat.complet,
  bureaux: resultat.bureaux.counted,
  totaux: resultat.totaux,
  voix: resultat.candidatures.map(({ voix }) => voix),
});

/**
 * Départements → région, or → nation: the rows say what the documents that they name say, and add up.
 * @param parts the départements' documents by their hash; one that could not be read is already told.
 */
export function checkParts(
  checks: Checks,
  ou: string,
  document: (RegionDocument | FranceDocument) & Results,
  parts: ReadonlyMap<string, DepartementFigures>,
): void {
  const expected = sumsFigures(0, { inscrits: 0, votants: 0, blancs: 0, nuls: 0, exprimes: 0 });
  for (const row of document.departements) {
    if (row.object === undefined) continue;
    const part = parts.get(row.object);
    if (part === undefined) continue;
    checkRow(checks, `${ou}, département ${row.code}`, row, part);
    for (const [name, count] of sumsFigures(part.bureaux, part.totaux)) add(expected, name, count);
    part.voix.forEach((count, i) => add(expected, `voix ${document.candidatures[i]?.id ?? i}`, count));
  }
  const found = sumsFigures(document.bureaux.counted, document.totaux);
  for (const { id, voix } of document.candidatures) found.set(`voix ${id}`, voix);
  compare(checks, ou, found, expected);
  checkShares(checks, ou, document);
}

function checkRow(checks: Checks, ou: string, row: DepartementRow, part: DepartementFigures): void {
  checks.equal("V-SEQUENCE", `${ou}, séquence`, row.sequence, part.sequence);
  checks.hold(
    "V-EMPREINTE",
    row.bureauxObject === part.bureauxObject,
    `${ou}, bureaux`,
    () => "une autre empreinte que celle du document du département",
  );
  checks.hold("V-SOMME", row.complet === part.complet, `${ou}, complet`, () => String(row.complet));
  const found = new Map([
    ["bureaux", row.bureaux.counted],
    ["inscrits", row.participation.inscrits],
    ["votants", row.participation.votants],
    ["exprimes", row.exprimes ?? 0],
    ...(row.voix ?? []).map((count, i) => [`voix ${i}`, count] as const),
  ]);
  const expected = new Map([
    ["bureaux", part.bureaux],
    ["inscrits", part.totaux.inscrits],
    ["votants", part.totaux.votants],
    ["exprimes", part.totaux.exprimes],
    ...part.voix.map((count, i) => [`voix ${i}`, count] as const),
  ]);
  compare(checks, ou, found, expected);
}
