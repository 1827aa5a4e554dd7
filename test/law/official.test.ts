/** The law on real counts: who was elected at once, who could stand in round 2. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Contest, ContestCandidature } from "#shared/law/contest.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";

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

const nomsElus = (outcome: Outcome): string[] =>
  outcome.candidatures.flatMap(({ id, statut }) => (statut.startsWith("ELU") ? [id] : []));

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

  it("départementales 2015, round 2: the binôme elected in 1,905 cantons; in one an age decided, 1,947 to 1,947", () => {
    const rows = lines("departementales/Departementales_2015_Resultats_Tour2_par_canton.csv.gz").slice(1).map(fields);
    const ages: string[] = [];
    for (const row of rows) {
      const binomes = [...blocks(row, 19, 7)];
      const outcome = decide({
        ...round1(
          "departementales",
          "2015-03-29",
          `${row[1]}-${row[3]}`,
          row[5]!,
          row[16]!,
          binomes.map((one) => ({ id: one[2]!, voix: Number(one[4]) })),
        ),
        tour: 2,
        premierTour: "2015-03-22",
      });
      expect(outcome.anomalies).toBeUndefined();
      if (outcome.statut === "INDECIDABLE") ages.push(`${row[1]}-${row[3]} ${outcome.code}`);
      else
        expect(nomsElus(outcome), `${row[1]}-${row[3]}`).toEqual(
          binomes.flatMap((one) => (one[3]!.startsWith("Elu") ? [one[2]!] : [])),
        );
    }
    expect(rows).toHaveLength(1_905);
    expect(ages).toEqual(["61-3 Q-03"]);
  });

  it("communes below 1,000 inhabitants, 28 June 2020: who was elected by name, but for ages and two odd rows", () => {
    const communes = new Map<string, { id: string; voix: number; elu: boolean }[]>();
    for (const line of lines("municipales/joined_less_1000_tour2_2020.csv.gz").slice(1)) {
      const [code, , , , , , voix, elu] = fields(line);
      const noms = communes.get(code!) ?? [];
      communes.set(code!, [...noms, { id: `${noms.length}`, voix: Number(voix), elu: elu === "True" }]);
    }
    const [ages, odd]: [string[], string[]] = [[], []];
    // 51444: one without voix is said elected; 76065: the third of six, and not the second.
    for (const [territoire, noms] of communes) {
      const officiels = noms.filter(({ elu }) => elu).map(({ id }) => id);
      const voix = noms.reduce((sum, one) => sum + one.voix, 0);
      const exprimes = Math.max(...noms.map((one) => one.voix), Math.ceil(voix / Math.max(1, officiels.length)));
      const outcome = decide({
        ...round1(
          "municipales",
          "2020-06-28",
          territoire,
          "1000",
          `${exprimes}`,
          noms.map(({ id, voix: n }) => ({ id, voix: n })),
        ),
        tour: 2,
        premierTour: "2020-03-15",
        population: 500,
        sieges: officiels.length,
      });
      if (outcome.code === "Q-03") {
        ages.push(territoire);
        expect(officiels, territoire).toEqual(expect.arrayContaining(nomsElus(outcome)));
      } else if (nomsElus(outcome).join() !== officiels.join()) odd.push(territoire);
    }
    expect([communes.size, ages.length, odd]).toEqual([3_186, 157, ["51444", "76065"]]);
  });

  it("23 March 2014: council and intercommunal seats of 8,049 communes without their population, but for 24 odd rows", () => {
    const odd: string[] = [];
    let [acquis, ballottages] = [0, 0];
    for (const line of lines("municipales/muni-2014-resultats-com-1000-et-plus-t1.txt.gz", "latin1").slice(1)) {
      const cells = [...line.matchAll(/(?:^|;)(?:"([^"]*)"|([^;]*))/g)].map(([, quoted, plain]) => quoted ?? plain!);
      if (cells[1] === "ZP" || cells[4]!.includes("SR")) continue;
      const listes = [...blocks(cells, 17, 11)].map((one) => one.slice(5, 9).map(Number));
      const [conseil, communautaires] = [0, 2].map((at) => listes.reduce((sum, one) => sum + one[at]!, 0));
      const outcome = decide({
        ...round1(
          "municipales",
          "2014-03-23",
          cells[1]! + cells[4]!,
          cells[6]!,
          cells[14]!,
          listes.map((one, index) => ({ id: `${index}`, voix: one[3]! })),
        ),
        // Nobody has a seat where no list won: any population of a list commune says so.
        ...(conseil === 0 ? { population: 5_000 } : { sieges: conseil! }),
        ...(communautaires === 0 ? {} : { siegesCommunautaires: communautaires! }),
      });
      if (conseil === 0) {
        ballottages += 1;
        expect(outcome.statut, cells[5]).toBe("BALLOTTAGE");
        continue;
      }
      if (outcome.code === "L-POPULATION-MANQUANTE") continue;
      acquis += 1;
      const places = outcome.candidatures.map((one) => [one.sieges, one.siegesCommunautaires ?? 0]);
      if (JSON.stringify(places) !== JSON.stringify(listes.map((one) => [one[0], one[2]]))) odd.push(cells[5]!);
    }
    // Rows that contradict the rule, as the anomalies of round 2 do: Fort-de-France and Mont-sous-Vaudrey among them.
    expect([acquis, ballottages, odd.length]).toEqual([8_049, 1_723, 24]);
    expect(odd).toEqual(expect.arrayContaining(["Fort-de-France", "Mont-sous-Vaudrey"]));
  });
});
