/** Two official rounds in a row: what the law opened, and who stood. */
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readNightFile } from "#cli/reference/files.ts";
import { compareRounds } from "#shared/pipeline/two-rounds.ts";
import { decideNight } from "#shared/pipeline/whole-night.ts";

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

async function between(first: string, second: string) {
  const [one, two] = await Promise.all([first, second].map((file) => readNightFile(DATA + file)));
  const { outcomes, refused } = decideNight(one!.dossier, one!.tallies);
  expect(refused).toEqual([]);
  const unites = compareRounds(one!.dossier, outcomes, two!.dossier);
  const statuts = Object.groupBy(unites, ({ statut }) => statut);
  return {
    statuts: Object.fromEntries(Object.entries(statuts).map(([statut, list]) => [statut, list.length])),
    retraits: unites.filter(({ retraits }) => retraits.length > 0),
    contradictions: unites.flatMap(({ unite, contradictions }) => contradictions.map(({ code }) => `${unite} ${code}`)),
  };
}

describe.skipIf(!existsSync(DATA))("official rounds (needs ../shared)", () => {
  it("départementales 2015: 149 elected, one tie that needs an age, one binôme that changed a member", async () => {
    const { statuts, retraits, contradictions } = await between(
      "departementales/Departementales_2015_Resultats_Tour1_par_canton.csv.gz",
      "departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz",
    );
    expect(statuts).toEqual({ ACQUIS_T1: 149, BALLOTTAGE: 1904, INDECIDABLE: 1 });
    expect(retraits).toHaveLength(65);
    expect(contradictions).toEqual(["2619 L-ACCES-T2"]);
  });

  it("législatives 2017: 4 elected, and one withdrawal, in the second of the Aveyron", async () => {
    const { statuts, retraits, contradictions } = await between(
      "legislatives/2017-legislatives-1_par_circonscription_long.csv.gz",
      "legislatives/2017-legislatives-2_par_bureau_long.csv.gz",
    );
    expect(statuts).toEqual({ ACQUIS_T1: 4, BALLOTTAGE: 573 });
    expect(retraits.map(({ unite }) => unite)).toEqual(["1202"]);
    expect(contradictions).toEqual([]);
  });
});
