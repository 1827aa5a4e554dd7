import { arrondissementsOf } from "../../territory/codes.ts";
import type { Territory } from "../../territory/decoupage.ts";

/** Where a generated scrutin sets up its bureaux: communes, arrondissements, consular posts. */
export interface Place {
  /** INSEE code of the commune, `ZZ…` for a consular post. */
  readonly commune: string;
  readonly nom: string;
  /** INSEE code, in Paris, Lyon and Marseille. */
  readonly arrondissement?: string;
  readonly population: number;
  /** How its bureau codes begin: an arrondissement's number, else nothing; numbered from 1 after it, four digits in all. */
  readonly prefix: string;
}

/** Consular posts of the scenarios, the largest first: places are real, their size is made of their rank. */
const POSTES = [
  "Genève, Londres, Bruxelles, Montréal, Tel Aviv, Barcelone, Madrid, New York, Luxembourg, Zurich, Los Angeles, Milan",
  "Casablanca, San Francisco, Beyrouth, Tunis, Munich, Alger, Dakar, Francfort, Sydney, Düsseldorf, Berlin, Lisbonne",
  "Mexico, Abidjan, Rome, Tananarive, Buenos Aires, Washington, Dubaï, Québec, Miami, Santiago, Toronto, Singapour",
  "Bangkok, Hong Kong, Port-Louis, Dublin, Rabat, Houston, São Paulo, Athènes, Vienne, Shanghai, Vancouver, Stockholm",
  "Atlanta, Tokyo, Istanbul, Monaco, Bogota, Johannesbourg, Oslo, Varsovie, Le Caire, Moscou, Lima, Wellington",
].flatMap((line) => line.split(", "));

/** Shares of the posts in the French abroad: each rank weighs a little less. */
const posteSize = (rank: number): number => Math.floor(100_000 / (rank + 4));

/**
 * The places of a département, in code order.
 *
 * @throws when the département has no inhabited commune in the territory.
 */
export function placesOf(territory: Territory, departement: string): Place[] {
  if (departement === "ZZ") {
    return POSTES.map((nom, rank) => ({
      commune: `ZZ${String(rank + 1).padStart(3, "0")}`,
      nom,
      population: posteSize(rank),
      prefix: "",
    }));
  }
  const communes = territory.communes.get(departement);
  if (!communes)
    throw new Error(`no commune of département ${departement} in the territory given: is the package's data whole?`);
  return communes.flatMap(({ code, nom, population }): Place[] => {
    const arrondissements = arrondissementsOf(code);
    if (arrondissements.length === 0) return [{ commune: code, nom, population, prefix: "" }];
    return arrondissements.map((arrondissement, i) => ({
      commune: code,
      nom,
      arrondissement,
      population: territory.arrondissements.get(arrondissement) ?? 1,
      prefix: String(i + 1).padStart(2, "0"),
    }));
  });
}
