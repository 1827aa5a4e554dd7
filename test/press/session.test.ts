import { describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { pressPath } from "#shared/documents/paths.ts";
import { readPress } from "#shared/press/press-file.ts";
import { readState } from "#shared/press/state.ts";
import { Operator } from "#cli/operator/operator.ts";
import type { NightOptions } from "#cli/control/contract.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { MINUTE, smallNight } from "../operator/small-night.ts";

const official = { head: { genere: null } } as const;

async function played(options: NightOptions, head: Partial<Dossier["head"]> = official.head) {
  const cloud = new MemoryCloud();
  const night = smallNight({ head });
  const operator = new Operator({ cloud, load: async () => night, time: cloud.time });
  const { run } = await operator.create({ source: { kind: "scenario", name: "essai" }, options });
  const status = await operator.wait(run, "terminee", 15 * MINUTE);
  return { cloud, run, status };
}

const TREE = [
  "candidatureT1/CandidatureT1.xml",
  "referencePR/listeregdptcom.xml",
  "resultatsT1/000/02A/02A.xml",
  "resultatsT1/000/02A/02A004.xml",
  "resultatsT1/000/02A/02AIDX.xml",
  "resultatsT1/000/02A/02Acom.xml",
  "resultatsT1/084/001/001.xml",
  "resultatsT1/084/001/001001.xml",
  "resultatsT1/084/001/001002.xml",
  "resultatsT1/084/001/001IDX.xml",
  "resultatsT1/084/001/001com.xml",
  "resultatsT1/084/084.xml",
  "resultatsT1/FE.xml",
  "resultatsT1/index.xml",
];

describe("a run with a press tree, from its creation to its end", () => {
  it.each([
    ["max", 15],
    ["max", "continu"],
    [60, 15],
    [600, "continu"],
  ] as const)(
    "at speed %s and interval %s has the whole tree once it is over, made on its own clock",
    async (speed, intervalle) => {
      const { cloud, run, status } = await played({ speed, presse: { intervalle } });
      expect(status.summary).toMatchObject({
        conservation: true,
        presse: { racine: pressPath.file(run, "PR2017"), retires: 0 },
      });
      expect(await cloud.shelf.list(pressPath.file(run, ""))).toEqual(
        TREE.map((path) => pressPath.file(run, `PR2017/${path}`)),
      );
      const france = await cloud.shelf.get(pressPath.file(run, "PR2017/resultatsT1/FE.xml"));
      expect(readPress(new TextDecoder().decode(france!.body))).toMatchObject({
        kind: "france",
        tours: [{ mentions: { inscrits: 4000, votants: 2000, blancs: 48, nuls: 32, exprimes: 1920 } }],
      });
      const state = await readState(cloud.shelf, run);
      expect(state).toMatchObject({ avant: true, cloture: true });
      // The first publication comes with the end of the embargo, 20:00 in Paris, not with the end of the run.
      if (speed === 60) expect(state.cycle).toBeGreaterThanOrEqual(1);
    },
  );

  it("has none when it is not asked for", async () => {
    const { cloud, run } = await played({ speed: "max" });
    expect(await cloud.shelf.list(pressPath.file(run, ""))).toEqual([]);
  });

  it("is refused before anything is made when the scrutin has no tree", async () => {
    const scrutin = { id: "municipales-2020", type: "municipales", nom: "Municipales", date: "2020-03-15" };
    await expect(played({ presse: { intervalle: 15 } }, { ...official.head, scrutin })).rejects.toMatchObject({
      code: "C-PRESSE",
      message: expect.stringContaining("P-ANNEE") as unknown,
    });
  });

  it("forgets its tree with the run", async () => {
    const { cloud, run } = await played({ speed: "max", presse: { intervalle: 15 } });
    const operator = new Operator({ cloud, load: async () => smallNight(), time: cloud.time });
    await operator.delete(run);
    expect((await cloud.shelf.list("")).filter((key) => key.includes(run))).toEqual([]);
  });
});
