/** Codes and names by which people call a territory or a section, where the law's own table has one entry for it. */

/** Beginnings of the codes of the French abroad, as the ministry, the press and INSEE write them. */
export const HORS_DE_FRANCE: readonly string[] = ["ZZ", "099", "99"];

/** The ministry's letters for overseas in its files to 2022 (`ZX` is 977 and 978: its communes only). */
const LETTRES: Readonly<Record<string, string>> = {
  ZA: "971",
  ZB: "972",
  ZC: "973",
  ZD: "974",
  ZM: "976",
  ZN: "988",
  ZP: "987",
  ZS: "975",
  ZW: "986",
};
/** A commune of the métropole or overseas by INSEE's code, Corse apart: nothing to read in it. */
const COMMUNE = /^\d{5}$/;
/** Spellings of a code that is not INSEE's own; what matches none of them is left as it is given. */
const MINISTERE = /^(Z[A-Z])(\d*)(\D.*)?$/;
const TROIS_CARACTERES = /^0(?!99)(\d\d|2[AB])(\d{3}.*)?$/;
/** INSEE's codes of the régions, those of before 2016 too, by name. */
const REGIONS: Readonly<Record<string, string>> = {
  guadeloupe: "01",
  martinique: "02",
  guyane: "03",
  "la-reunion": "04",
  reunion: "04",
  "ile-de-france": "11",
  "champagne-ardenne": "21",
  picardie: "22",
  "haute-normandie": "23",
  centre: "24",
  "centre-val-de-loire": "24",
  "basse-normandie": "25",
  bourgogne: "26",
  "bourgogne-franche-comte": "27",
  normandie: "28",
  "nord-pas-de-calais": "31",
  "nord-pas-de-calais-picardie": "32",
  "hauts-de-france": "32",
  lorraine: "41",
  alsace: "42",
  "franche-comte": "43",
  "alsace-champagne-ardenne-lorraine": "44",
  "grand-est": "44",
  "pays-de-la-loire": "52",
  bretagne: "53",
  "poitou-charentes": "54",
  aquitaine: "72",
  "midi-pyrenees": "73",
  limousin: "74",
  "aquitaine-limousin-poitou-charentes": "75",
  "nouvelle-aquitaine": "75",
  "languedoc-roussillon-midi-pyrenees": "76",
  occitanie: "76",
  "rhone-alpes": "82",
  auvergne: "83",
  "auvergne-rhone-alpes": "84",
  "languedoc-roussillon": "91",
  paca: "93",
  "provence-alpes-cote-d-azur": "93",
  corse: "94",
};
const SECTEUR = /^(75056|69123|13055)(SR|AR)(\d\d?)$/;

/**
 * INSEE's code of a territory, from the ministry's or the press's: `ZD411` is 97411, `02A` and `2a` are 2A, `075056AR07` the secteur
 * `75056SR07`, an arrondissement of Marseille `13055AR03` its INSEE code 13203. INSEE's codes are left as they are, and names too, but
 * for that of a région in the type that elects its council.
 */
export function codeTerritoire(territoire: string, type?: string): string {
  if (COMMUNE.test(territoire)) return territoire;
  if (type === "regionales" && /^\D{4}/.test(territoire)) return REGIONS[cle(territoire)] ?? territoire;
  if (!"01267Zz".includes(territoire.charAt(0))) return territoire;
  const code = /^(0?2[ab]|z[a-z](\d|$))/i.test(territoire) ? territoire.toUpperCase() : territoire;
  const [, lettres, chiffres = "", suite = ""] = MINISTERE.exec(code) ?? [];
  if (lettres === "ZX") return chiffres.length === 3 ? `97${chiffres}${suite}` : code;
  if (lettres !== undefined) {
    const insee = LETTRES[lettres];
    return insee === undefined ? code : insee + (chiffres.length === 3 ? chiffres.slice(1) : chiffres) + suite;
  }
  const court = TROIS_CARACTERES.test(code) ? code.slice(1) : code;
  const [, ville, sorte, numero = ""] = SECTEUR.exec(court) ?? [];
  if (ville === undefined) return court;
  return ville === "13055" && sorte === "AR" ? `132${numero.padStart(2, "0")}` : `${ville}SR${numero.padStart(2, "0")}`;
}

/** A name without case, accents or punctuation: « Îles Loyauté » is `iles-loyaute`. */
const cle = (nom: string): string =>
  nom
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** The entry of a table that a code means: its own code, its name however it is written, or its rank in the table, from 1. */
export function reconnaitre(code: string, table: readonly string[]): string | undefined {
  const voulu = cle(code);
  return table.find((nom) => cle(nom) === voulu) ?? table[Number(voulu) - 1];
}

/** What a table has under a name that is one of the words of a code: `988-sud` and « Province Sud » are `sud`. */
export const selonLeMot = <T>(table: Readonly<Record<string, T>>, code = ""): T | undefined =>
  Object.entries(table).find(([nom]) => cle(code).split("-").includes(nom))?.[1];

const CIRCONSCRIPTIONS: Readonly<Record<string, string>> = {
  "nord-ouest": "NO",
  ouest: "O",
  est: "E",
  "massif-central-centre": "MC",
  "sud-ouest": "SO",
  "sud-est": "SE",
  "ile-de-france": "IDF",
  "outre-mer": "OM",
};

/** The code of a circonscription of the européennes of 2004 to 2014, from its code or its name; empty when none is given. */
export const circonscriptionEuropeenne = (territoire = ""): string =>
  CIRCONSCRIPTIONS[cle(territoire)] ?? territoire.toUpperCase();

const REGIONS_D_OUTRE_MER: Readonly<Record<string, string>> = { "971": "01", "972": "02", "973": "03", "974": "04" };

/** The INSEE code of a région, also from that of the one département that it is; empty when none is given. */
export const codeRegion = (territoire = ""): string => REGIONS_D_OUTRE_MER[territoire] ?? territoire;
