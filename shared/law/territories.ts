/** Codes and names by which people call a territory or a section, where the law's own table has one entry for it. */

/** Beginnings of the codes of the French abroad, as the ministry, the press and INSEE write them. */
export const HORS_DE_FRANCE: readonly string[] = ["ZZ", "099", "99"];

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
  return table.find((nom) => cle(nom) === voulu) ?? (/^0*[1-9]\d*$/.test(voulu) ? table[Number(voulu) - 1] : undefined);
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
