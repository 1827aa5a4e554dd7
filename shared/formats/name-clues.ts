import type { ScrutinType } from "./scrutins.ts";

/** Type, year and round of an election as far as something tells them. */
export interface Told {
  readonly type?: ScrutinType;
  readonly annee?: string;
  readonly tour?: 1 | 2;
}

/** What the name of a file tells. */
export interface NameClues extends Told {
  /** The day that it bears, `YYYY-MM-DD`: results are not published before they are counted. */
  readonly publie?: string;
}

/** A file's name without its folders. */
export const baseName = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);

/** Words and the ministry's two letters, in names of files without accents. */
const TYPE_NAMES: readonly (readonly [RegExp, ScrutinType])[] = [
  [/presi(?:dentielles?)?(?![a-z])|(?<![a-z])pr(?=[-_]?\d\d)|_pres_/, "presidentielle"],
  [/legi?(?:slatives?)?(?=[-_ \d])|(?<![a-z])lg(?=[-_]?\d\d)/, "legislatives"],
  [/europ(?:eennes?)?(?![a-z])|(?<![a-z])(?:er|eu|euro)(?=[-_]?\d\d)|_euro_/, "europeennes"],
  [/referendum|(?<![a-z])rf(?=[-_]?\d\d)/, "referendum"],
  [/regionales?|(?<![a-z])rg(?=[-_]?\d\d)|^reg(?=[-_](?:\d\d|res))|_regi_/, "regionales"],
  [/departementales?|(?<![a-z])dp(?=[-_]?\d\d)|^dep(?=[-_](?:\d\d|res))|_dpmt_/, "departementales"],
  [/cantonales?|(?<![a-z])cn(?=[-_]?\d\d)|_cant_/, "cantonales"],
  [/muni(?:cipales?)?(?![a-z])|(?<![a-z])mn(?=[-_]?\d\d)/, "municipales"],
  [/senat(?:oriales?)?(?![a-z])|(?<![a-z])se(?=\d\d)/, "senatoriales"],
];

/** Two digits of the year after letters: `PR17`, `Reg_15`. */
const SHORT_YEAR = /(?<![a-z])(?:pr|lg|er|eu|rf|rg|dp|cn|mn|se|leg|reg|dep)[-_]?(\d\d)(?!\d)/;

/** Reads `2017-presidentielle-1_par_bureau.csv.gz`, `PR17_BVot_T1_FE.txt`, `muni-2014-resultats-com-1000-et-plus-t1.txt`. */
export function nameClues(file: string): NameClues {
  const name = baseName(file).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const type = TYPE_NAMES.find(([pattern]) => pattern.test(name))?.[1];
  const long = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(name)?.[0];
  const short = SHORT_YEAR.exec(name)?.[1];
  const publie = /(?<!\d)20\d\d-\d\d-\d\d(?!\d)/.exec(name)?.[0];
  const annee = long ?? (short === undefined ? undefined : `${short > "90" ? "19" : "20"}${short}`);
  const rest = name.replace(long ?? " ", "");
  const tour = /t1[-_]?t2/.test(name)
    ? undefined
    : (/(?:tour|(?<![a-z])t)[-_ ]?([12])(?!\d)/.exec(rest) ?? /[-_ ]([12])(?!\d)/.exec(rest))?.[1];
  return {
    ...(type !== undefined && { type }),
    ...(annee !== undefined && { annee }),
    ...(publie !== undefined && { publie }),
    ...(tour !== undefined && { tour: tour === "1" ? 1 : 2 }),
  };
}

const SHEET_ROUND = /(?:(?:tour|(?<![a-z])t|maj)[-_. ]*([12])(?!\d))|(?<!\d)([12])(?:er|e|eme|nd) tour/;

/** The round that the name of a sheet tells: `Cantons Tour 1`, `MAJ - T2`, `2nd tour`; `null` when it tells none. */
export function roundOfSheet(nom: string): 1 | 2 | null {
  const [, after, before] = SHEET_ROUND.exec(nom.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()) ?? [];
  const tour = after ?? before;
  return tour === undefined ? null : tour === "1" ? 1 : 2;
}
