/** The law on real counts: who was elected at once, who could stand in round 2. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";

const ROOT = new URL("../../../shared/data/", import.meta.url);
const lines = (path: string, encoding: "utf8" | "latin1" = "utf8"): string[] => {
  const text = gunzipSync(readFileSync(new URL(path, ROOT))).toString(encoding);
  return text.split(/\r?\n/).filter((line) => line !== "");
};

/** Fields of one CSV line, quotes removed. */
const fields = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Groups of at most `size` columns from the `start`-th on, until an empty first one. */
function* blocks(row: readonly string[], start: number, size: number): Generator<readonly string[]> {
  for (let at = start; at + 1 < row.length && row[at] !== ""; at += size) yield row.slice(at, at + size);
}

const round1 = (
  type: string,
  date: string,
  territoire: string,
  inscrits: string,
  exprimes: string,
  candidatures: ContestCandidature[],
): Contest => ({
  type,
  date,
  tour: 1,
  territoire,
  inscrits: Number(inscrits),
  exprimes: Number(exprimes),
  candidatures,
});

describe.skipIf(!existsSync(ROOT))("real counts (needs ../shared)", () => {
  it("législatives 2017: 577 units, 4 elected in round 1", () => {
    const units = new Map<string, Contest & { candidatures: ContestCandidature[] }>();
    for (const line of lines("legislatives/2017-legislatives-1_par_circonscription_long.csv.gz").slice(1)) {
      const [departement, circonscription, inscrits, , , exprimes, panneau, , , , , voix] = fields(line);
      const code = `${departement}${circonscription}`;
      const unit = units.get(code) ?? {
        ...round1("legislatives", "2017-06-11", code, inscrits!, exprimes!, []),
        candidatures: [],
      };
      units.set(code, unit);
      unit.candidatures.push({ id: panneau!, voix: Number(voix) });
    }
    const outcomes = [...units.values()].map((unit) => decide(unit));
    expect(outcomes).toHaveLength(577);
    expect(outcomes.filter(({ statut }) => statut === "ACQUIS_T1")).toHaveLength(4);
    expect(outcomes.filter(({ statut }) => statut === "BALLOTTAGE")).toHaveLength(573);
    expect(outcomes.filter(({ anomalies }) => anomalies !== undefined)).toEqual([]);
  });

  it("législatives 2022: 577 units, 5 elected in round 1, the very ones the file says", () => {
    const rows = lines("legislatives/lg2022_resultats-par-niveau-cirlg-t1-france-entiere.txt.gz", "latin1")
      .slice(1)
      .map((line) => line.split(";"));
    let [exprimes, elus] = [0, 0];
    for (const row of rows) {
      const named = [...blocks(row, 19, 9)];
      const outcome = decide(
        round1(
          "legislatives",
          "2022-06-12",
          `${row[0]}${row[2]}`,
          row[5]!,
          row[16]!,
          named.map((one) => ({ id: one[0]!, voix: Number(one[5]) })),
        ),
      );
      expect(outcome.anomalies).toBeUndefined();
      exprimes += Number(row[16]);
      const official = named.flatMap((one) => (/[ée]lu/i.test(one[8] ?? "") ? [one[0]!] : []));
      const ours = outcome.candidatures.flatMap(({ id, statut }) => (statut === "ELU_T1" ? [id] : []));
      expect(ours, `${row[0]}-${row[2]}`).toEqual(official);
      elus += ours.length;
    }
    expect(rows).toHaveLength(577);
    expect([exprimes, elus]).toEqual([22_745_602, 5]);
  });

  it("départementales 2015: 149 of 2,054 cantons in round 1; who stood in round 2 was qualified, but for known rows", () => {
    const qualified = new Map<string, Set<string>>();
    const indecis: string[] = [];
    const rows = lines("departementales/Departementales_2015_Resultats_Tour1_par_canton.csv.gz").slice(1).map(fields);
    let acquis = 0;
    for (const row of rows) {
      const code = `${row[1]}-${row[3]}`;
      const outcome = decide(
        round1(
          "departementales",
          "2015-03-22",
          code,
          row[5]!,
          row[16]!,
          [...blocks(row, 19, 7)].map((one) => ({ id: one[2]!, voix: Number(one[4]) })),
        ),
      );
      if (outcome.statut === "ACQUIS_T1") acquis += 1;
      if (outcome.statut === "INDECIDABLE") indecis.push(`${code} ${outcome.code}`);
      qualified.set(
        code,
        new Set(outcome.candidatures.flatMap(({ id, statut }) => (statut.startsWith("QUALIFIE") ? [id] : []))),
      );
    }
    expect(rows).toHaveLength(2_054);
    expect(acquis).toBe(149);
    // A real tie for the last place: Hautes-Pyrénées, canton 1.
    expect(indecis).toEqual(["65-1 Q-05"]);
    const odd: string[] = [];
    for (const row of lines("departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz")
      .slice(1)
      .map(fields)) {
      const code = `${row[1]}-${row[3]}`;
      if ([...blocks(row, 19, 7)].some((one) => qualified.get(code)?.has(one[2]!) !== true)) odd.push(code);
    }
    // The tie, and three binômes spelt otherwise in the second file.
    expect(odd).toHaveLength(4);
    expect(odd).toContain("65-1");
  });
});
