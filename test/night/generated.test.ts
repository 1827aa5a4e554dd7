import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import type { Territory } from "#shared/territory/decoupage.ts";

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

const generated = (type: string, date: string): Dossier =>
  generateElection({ type, date, seed: "essai", territory }).dossier;

describe("the unites of a generated election", () => {
  it.each([
    ["legislatives", "2024-06-30"],
    ["departementales", "2021-06-20"],
    ["cantonales", "2011-03-20"],
  ])("are numbered without a gap, each with somebody who votes: %s", (type, date) => {
    for (const { departement, unites, communes } of generated(type, date).parts) {
      if (departement === "978") continue;
      const numbered = unites.map((_, i) => `${departement}${String(i + 1).padStart(2, "0")}`);
      expect(unites.map(({ code }) => code)).toEqual(numbered);
      const voting = new Set(communes.flatMap(({ bureaux }) => bureaux.map(({ unite }) => unite)));
      expect([...voting].toSorted()).toEqual(numbered);
    }
  });

  it("are the 577 circonscriptions of the law at législatives, one of them shared by two islands", () => {
    const { parts } = generated("legislatives", "2024-06-30");
    const of = (departement: string): string[] =>
      parts.find((part) => part.departement === departement)!.unites.map(({ code }) => code);
    expect(new Set(parts.flatMap(({ unites }) => unites.map(({ code }) => code))).size).toBe(577);
    // Saint-Étienne alone is larger than a circonscription's share of the Loire.
    expect(of("42")).toEqual(["4201", "4202", "4203", "4204", "4205", "4206"]);
    expect([of("977"), of("978")]).toEqual([["97701"], ["97701"]]);
  });
});
