/**
 * Until when one may file for round 2: rows of rules, read by the same resolver as the others. A deadline is a day and a time of
 * day **where the candidature is filed** (the préfecture; Paris for the French abroad), never an instant in UTC.
 */
import type { LawError } from "./errors.ts";
import { type CleRegle, type Regle, resolveRule, type Versions } from "./versions.ts";

/** 0 is Sunday, as in `Date`. */
const LUNDI = 1;
const MARDI = 2;
const MERCREDI = 3;

/**
 * `suivant`: the first such weekday after round 1. `jour-meme`: the day of round 1. `le`: a date a text fixed. `aucun`: nobody
 * files, those whom round 1 lets in stand.
 */
type Terme = { readonly suivant: number } | { readonly le: string } | "jour-meme" | "aucun";

interface RegleDepot extends Regle {
  readonly terme: Terme;
  /** `HH:MM`; `24:00` is midnight at the end of the day. */
  readonly heure: string;
  /** « Avant dix-huit heures », when the others say « au plus tard à ». */
  readonly avant?: true;
  /** Weekday when force majeure delays the count of round 1. */
  readonly siRetard?: number;
}

/** Last moment at which a filing is received. */
export interface Echeance {
  /** Local time where one files, `YYYY-MM-DDTHH:MM`. */
  readonly jusqua: string;
  /** Whether that very minute is too late. */
  readonly exclue: boolean;
  readonly article: string;
  readonly regle: string;
}

const mardi18 = (id: string, article: string, du: string): RegleDepot => ({
  id: `DEPOT-${id}`,
  du,
  texte: `Code électoral, ${article} : le mardi qui suit le premier tour, à dix-huit heures`,
  articles: [article],
  terme: { suivant: MARDI },
  heure: "18:00",
});

/** 15 March 2020: round 2 was put off to 28 June. */
const REPORT_2020 = {
  du: "2020-03-15",
  au: "2020-03-16",
  texte: "Loi n° 2020-290 du 23 mars 2020, art. 19 ; décret n° 2020-642 du 27 mai 2020 : le mardi 2 juin 2020",
  articles: ["loi 2020-290, art. 19", "décret 2020-642"],
  terme: { le: "2020-06-02" },
  heure: "18:00",
} as const;

const POLYNESIE = ["987"];
const MAYOTTE = ["976"];

/** Lists at any population. */
const PARIS_LYON_MARSEILLE = ["75056", "751", "69123", "6938", "13055", "132"];

/** By name or by list; as for the rules themselves, population chooses where both exist. */
const MUNICIPALES: readonly RegleDepot[] = [
  {
    id: "DEPOT-MUN-MAJ-3500",
    du: "2001-03-11",
    au: "2014-03-23",
    horsTerritoires: PARIS_LYON_MARSEILLE,
    population: [0, 3500],
    texte: "Code électoral avant la loi n° 2013-403 : aucune déclaration de candidature",
    articles: ["L253"],
    terme: "aucun",
    heure: "24:00",
  },
  ...(
    [
      { id: "MUN-LISTE-3500", article: "L267", du: "2001-03-11", au: "2014-03-23", population: [3500, Infinity] },
      { id: "MUN-MAJ-1000", article: "L255-4", du: "2014-03-23", au: "2020-03-15", population: [0, 1000] },
      { id: "MUN-LISTE-1000", article: "L267", du: "2014-03-23", au: "2020-03-15", population: [1000, Infinity] },
      { id: "MUN-MAJ-2020", article: "L255-4", du: "2020-03-16", au: "2026-03-15", population: [0, 1000] },
      { id: "MUN-LISTE-2020", article: "L267", du: "2020-03-16", au: "2026-03-15", population: [1000, Infinity] },
    ] as const
  ).map(({ id, article, du, au, population }) => ({
    ...mardi18(id, article, du),
    au,
    population,
    horsTerritoires: PARIS_LYON_MARSEILLE,
  })),
  { ...mardi18("PLM-2001", "L267", "2001-03-11"), au: "2020-03-15", territoires: PARIS_LYON_MARSEILLE },
  { ...mardi18("PLM-2020", "L267", "2020-03-16"), au: "2026-03-15", territoires: PARIS_LYON_MARSEILLE },
  { ...REPORT_2020, id: "DEPOT-MUN-2020" },
  mardi18("MUN-2026", "L267", "2026-03-15"),
];

/** The deadlines of every type that has a round 2. */
export const ECHEANCES: readonly Versions<RegleDepot>[] = [
  {
    type: "presidentielle",
    versions: [
      {
        id: "DEPOT-PR",
        du: "1962-11-07",
        texte: "Constitution, art. 7 : les deux candidats retenus se présentent, sans déclaration",
        articles: ["Constitution, art. 7"],
        terme: "aucun",
        heure: "24:00",
      },
    ],
  },
  {
    type: "legislatives",
    versions: [
      {
        ...mardi18("LEG-1986", "L162", "1986-07-12"),
        au: "2003-12-09",
        horsTerritoires: POLYNESIE,
        texte:
          "Code électoral, L162 (loi n° 86-825) : avant le mardi minuit qui suit ; le mercredi en cas de force majeure",
        heure: "24:00",
        siRetard: MERCREDI,
      },
      {
        ...mardi18("LEG", "L162", "2003-12-09"),
        horsTerritoires: POLYNESIE,
        texte: "Code électoral, L162 : avant dix-huit heures le mardi qui suit ; le mercredi en cas de force majeure",
        avant: true,
        siRetard: MERCREDI,
      },
      {
        ...mardi18("LEG-PF", "L397", "1986-07-12"),
        territoires: POLYNESIE,
        texte: "Code électoral, L397 : le mardi suivant le premier tour, à minuit",
        heure: "24:00",
      },
    ],
  },
  {
    type: "cantonales",
    versions: [
      {
        ...mardi18("CANT", "R109-1", "2001-03-11"),
        au: "2015-03-22",
        texte: "Code électoral, R109-1 : à seize heures le mardi suivant le premier tour",
        heure: "16:00",
      },
    ],
  },
  {
    type: "departementales",
    versions: [
      ...(
        [
          { id: "DEP-2015", du: "2015-03-22", au: "2021-06-20" },
          { id: "DEP-2021-MAYOTTE", du: "2021-06-20", au: "2021-06-21", territoires: MAYOTTE },
          { id: "DEP", du: "2021-06-21" },
        ] as const
      ).map((row) => ({
        ...mardi18(row.id, "R109-1", row.du),
        ...row,
        id: `DEPOT-${row.id}`,
        texte: "Code électoral, R109-1 : à seize heures le mardi suivant le premier tour",
        heure: "16:00",
      })),
      {
        id: "DEPOT-DEP-2021",
        du: "2021-06-20",
        au: "2021-06-21",
        horsTerritoires: MAYOTTE,
        texte: "Décret de 2021 pour cette élection (JORFARTI000043096557) : à dix-huit heures le lundi, hors Mayotte",
        articles: ["R109-1"],
        terme: { suivant: LUNDI },
        heure: "18:00",
      },
    ],
  },
  { type: "municipales", effectifLegal: true, versions: MUNICIPALES },
  { type: "municipales-sections", versions: MUNICIPALES },
  {
    type: "metropole-lyon",
    versions: [{ ...REPORT_2020, id: "DEPOT-LYON-2020" }],
    manquants: [
      {
        du: "2020-03-16",
        manque: "l'article du code électoral qui fixe les dépôts du second tour de la métropole de Lyon",
      },
    ],
  },
  { type: "regionales", versions: [mardi18("REG", "L350", "2004-03-21")] },
  { type: "corse", versions: [mardi18("CORSE", "L374", "2004-03-21")] },
  { type: "guyane", versions: [mardi18("GUYANE", "L558-22", "2015-12-06")] },
  { type: "martinique", versions: [mardi18("MARTINIQUE", "L558-22", "2015-12-06")] },
  { type: "saint-barthelemy", versions: [mardi18("SB", "LO488", "2007-07-01")] },
  { type: "saint-martin", versions: [mardi18("SM", "LO515", "2007-07-01")] },
  { type: "saint-pierre-et-miquelon", versions: [mardi18("SPM", "LO543", "2007-07-01")] },
  { type: "polynesie", versions: [mardi18("PF", "L408", "2004-05-23")] },
  {
    type: "senatoriales",
    versions: [
      {
        id: "DEPOT-SENAT",
        du: "1959-01-01",
        texte: "Code électoral, R153 : le jour du scrutin, à quinze heures",
        articles: ["R153"],
        terme: "jour-meme",
        heure: "15:00",
      },
    ],
  },
  {
    type: "delegues-senatoriaux",
    versions: [],
    manquants: [{ du: "2001-01-01", manque: "les articles sur les candidatures au second tour des délégués" }],
  },
];

/** Day of the deadline. */
function jourDuTerme(terme: Exclude<Terme, "aucun">, premierTour: string): string {
  if (terme === "jour-meme") return premierTour;
  if ("le" in terme) return terme.le;
  const date = new Date(`${premierTour}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + (((terme.suivant - date.getUTCDay() + 6) % 7) + 1));
  return date.toISOString().slice(0, 10);
}

/**
 * Until when one may file for round 2 of this election; `undefined` where nobody files. `retard`: force majeure delayed the count
 * of round 1 (L162). Errors: those of {@link resolveRule}, `L-REGLE-ABSENTE` for the types without a round 2 among them.
 */
export function echeanceDepot(cle: CleRegle, { retard = false } = {}): Echeance | LawError | undefined {
  const resolved = resolveRule<RegleDepot, Versions<RegleDepot>>(ECHEANCES, cle);
  if ("code" in resolved) return resolved;
  const { id, terme, heure, avant, siRetard, articles } = resolved.regle;
  if (terme === "aucun") return undefined;
  const jourLimite = jourDuTerme(retard && siRetard !== undefined ? { suivant: siRetard } : terme, cle.premierTour);
  return { jusqua: `${jourLimite}T${heure}`, exclue: avant === true, article: articles[0]!, regle: id };
}

/** Whether a filing made at this local time (`YYYY-MM-DDTHH:MM`, seconds allowed) is received. */
export function aTemps({ jusqua, exclue }: Echeance, depose: string): boolean {
  return exclue ? depose < jusqua : depose <= jusqua.padEnd(19, ":00");
}
