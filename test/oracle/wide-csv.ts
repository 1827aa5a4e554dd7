import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/**
 * The oracle: adds up a wide CSV file by itself. It shares no code with the project on purpose (its own cutting of
 * lines, its own table of codes), so that agreeing with it proves something. Good official files only: it checks nothing.
 */

export interface OracleTotals {
  bureaux: number;
  inscrits: number;
  votants: number;
  blancs: number;
  nuls: number;
  exprimes: number;
  /** By the header's label: `LE PEN`, `REM`. */
  voix: Record<string, number>;
}

/** Totals by INSEE code (`ZZ…` abroad); circonscriptions as `0104`, `97103`, `97701` (Saint-Barthélemy and Saint-Martin). */
export interface Oracle {
  readonly labels: readonly string[];
  readonly nation: OracleTotals;
  readonly departements: ReadonlyMap<string, OracleTotals>;
  readonly communes: ReadonlyMap<string, OracleTotals>;
  /** Empty when the file has none. */
  readonly circonscriptions: ReadonlyMap<string, OracleTotals>;
  /** By `commune#bureau`. */
  readonly bureaux: ReadonlyMap<string, OracleTotals>;
}

const OVERSEAS: Record<string, string> = {
  ZA: "971",
  ZB: "972",
  ZC: "973",
  ZD: "974",
  ZS: "975",
  ZM: "976",
  ZW: "986",
  ZP: "987",
  ZN: "988",
};

/** The ministry numbers the communes of an overseas territory on three characters, of which the last two are INSEE's. */
function insee(
  departement: string,
  commune: string,
): { departement: string; commune: string; circonscriptions: string } {
  if (departement === "ZX") {
    const code = commune[0] === "7" ? "977" : "978";
    return { departement: code, commune: code + commune.slice(1), circonscriptions: "977" };
  }
  const overseas = OVERSEAS[departement];
  if (overseas) return { departement: overseas, commune: overseas + commune.slice(1), circonscriptions: overseas };
  return { departement, commune: departement + commune, circonscriptions: departement };
}

/** Reads and adds up `path` (CSV, gzip or not). */
export function oracleOf(path: string): Oracle {
  const stored = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(stored) : stored).toString("utf8");
  const [header = "", ...lines] = text.split("\n").filter((line) => line !== "");
  const names = header.split(",");
  const known = new Set([
    "departement",
    "commune",
    "bureau",
    "circonscription",
    "commune_libelle",
    "inscrits",
    "votants",
    "blancs",
    "exprimes",
  ]);
  const labels = names.filter((name) => !known.has(name));
  const position = new Map(names.map((name, i) => [name, i]));
  const zero: Record<string, number> = Object.fromEntries(labels.map((label) => [label, 0]));
  const nothing = (): OracleTotals => ({
    bureaux: 0,
    inscrits: 0,
    votants: 0,
    blancs: 0,
    nuls: 0,
    exprimes: 0,
    voix: { ...zero },
  });
  const nation = nothing();
  const departements = new Map<string, OracleTotals>();
  const communes = new Map<string, OracleTotals>();
  const circonscriptions = new Map<string, OracleTotals>();
  const bureaux = new Map<string, OracleTotals>();
  const within = (level: Map<string, OracleTotals>, code: string): OracleTotals => {
    const totals = level.get(code) ?? nothing();
    level.set(code, totals);
    return totals;
  };
  for (const line of lines) {
    const cells = line.split(",");
    const cell = (name: string): string => cells[position.get(name) ?? -1] ?? "";
    const codes = insee(cell("departement"), cell("commune"));
    const levels = [
      nation,
      within(departements, codes.departement),
      within(communes, codes.commune),
      within(bureaux, `${codes.commune}#${cell("bureau")}`),
    ];
    const circonscription = cell("circonscription");
    if (circonscription)
      levels.push(within(circonscriptions, codes.circonscriptions + circonscription.padStart(2, "0")));
    const figure = (name: string): number => Number(cell(name));
    const inscrits = figure("inscrits");
    const votants = figure("votants");
    const blancs = figure("blancs");
    const exprimes = figure("exprimes");
    const voix = labels.map((label) => [label, figure(label)] as const);
    for (const totals of levels) {
      totals.bureaux += 1;
      totals.inscrits += inscrits;
      totals.votants += votants;
      totals.blancs += blancs;
      totals.nuls += votants - blancs - exprimes;
      totals.exprimes += exprimes;
      for (const [label, votes] of voix) totals.voix[label]! += votes;
    }
  }
  return { labels, nation, departements, communes, circonscriptions, bureaux };
}
