import { beforeAll, describe, expect, it } from "vitest";
import { combination, tryFaults } from "#cli/lab/combinations.ts";
import { playInMemory, type PlayedInMemory } from "#cli/lab/memory/play.ts";
import type { Night } from "#cli/operator/night.ts";
import { faultFileSchema } from "#shared/contracts/faults.ts";
import { LIBRARY, faultNames } from "#shared/faults/library.ts";
import { FaultError, planFaults } from "#shared/faults/plan.ts";
import { openNight, smallNight } from "./nights.ts";

const SEED = "pannes";
/** Combinations tried here; `npm run faults` tries 200. */
const COMBINATIONS = 20;

let night: Night;
let clean: PlayedInMemory;
let open: Night;
let openClean: PlayedInMemory;

beforeAll(async () => {
  [night, open] = [await smallNight(), await openNight()];
  [clean, openClean] = [await playInMemory(night, [], SEED), await playInMemory(open, [], SEED)];
});

describe("the clean night", () => {
  it("is proved, and complete", () => {
    expect(clean.conservation).toMatchObject({ holds: true });
    expect(clean.observed.france).toMatchObject({ complet: true, sousEmbargo: false });
    expect(clean.observed.quarantine).toEqual([]);
  });

  it("is the same night when it is played again", async () => {
    const again = await playInMemory(night, [], SEED);
    expect(again.observed.france).toEqual(clean.observed.france);
    expect(again.delays).toEqual(clean.delays);
  });
});

describe("every named fault", () => {
  it.each(faultNames)("%s strikes, and all it declares holds", async (fault) => {
    const { played, findings } = await tryFaults(night, clean.observed, [{ fault }], SEED);
    expect(findings).toEqual([]);
    for (const applied of played.night.applied) expect(applied.touched, applied.spec.fault).toBeGreaterThan(0);
    const declared = LIBRARY[fault as keyof typeof LIBRARY];
    if (declared.level !== "evening") expect(declared.verdicts).toContain(played.night.applied[0]?.verdict);
  });

  it.each(["bureau-double", "bureau-inconnu"])(
    "%s is counted, and told, where the dossier counts strangers",
    async (fault) => {
      const { played, findings } = await tryFaults(open, openClean.observed, [{ fault }], SEED);
      expect(findings).toEqual([]);
      expect(played.night.applied).toMatchObject([{ verdict: "alarmed" }]);
      expect(played.observed.france?.totaux?.votants).toBeGreaterThan(openClean.observed.france?.totaux?.votants ?? 0);
    },
  );

  it("proves nothing when it never strikes, and that is found", async () => {
    const { findings } = await tryFaults(night, clean.observed, [{ fault: "etranglement", share: 1e-9 }], SEED);
    expect(findings).toMatchObject([{ code: "R-SANS-COUP", detail: expect.stringMatching(/^etranglement : /) }]);
  });

  it("strikes the département it is told to", async () => {
    const { missing } = planFaults(night, [{ fault: "prefecture-muette", departement: "975" }], SEED);
    expect(new Set(missing.map(({ departement }) => departement))).toEqual(new Set(["975"]));
    expect(missing).toHaveLength(4);
  });
});

describe("combinations", () => {
  it(`hold, whatever is drawn (${COMBINATIONS})`, async () => {
    for (let n = 0; n < COMBINATIONS; n += 1) {
      const specs = combination(SEED, n);
      const { findings } = await tryFaults(night, clean.observed, specs, `${SEED}-${n}`);
      expect(findings, specs.map(({ fault }) => fault).join(",")).toEqual([]);
    }
  });
});

describe("what combinations found", () => {
  it.each([
    [
      "a publisher that sleeps again while it repairs takes nothing back",
      ["ecrivain-suspendu", "bureau-double", "desordre", "horloges-des-bureaux", "codes-faux"],
      "pannes-123",
    ],
    [
      "a restart strikes, however quiet the first seconds are",
      ["redemarrage", "desordre", "prefecture-muette", "crash-avant-ecriture"],
      "pannes-46",
    ],
  ])("%s", async (_, faults, seed) => {
    const specs = faults.map((fault) => ({ fault }));
    expect((await tryFaults(night, clean.observed, specs, seed)).findings).toEqual([]);
  });
});

describe("a plan", () => {
  it("is a pure function of the night, the faults and the seed", () => {
    const specs = faultNames.map((fault) => ({ fault }));
    const told = (seed: string) => {
      const { recording, extras, anomalies, missing } = planFaults(night, specs, seed);
      return JSON.stringify([recording, extras.map((shot) => shot.body("run")), anomalies, missing]);
    };
    expect(told("a")).toBe(told("a"));
    expect(told("a")).not.toBe(told("b"));
  });

  it("never lets two faults take the figures of one bureau", () => {
    const specs = ["ordre-des-candidats", "total-en-baisse", "colonnes-echangees", "codes-faux"].map((fault) => ({
      fault,
      share: 1,
    }));
    const { applied } = planFaults(night, specs, SEED);
    // The first takes every bureau that it can: hardly any is left.
    expect(applied[0]?.touched).toBeGreaterThan(night.recording.length * 0.8);
    const bureaux = new Set(night.recording.map(({ tally }) => `${tally.commune}/${tally.bureau}`)).size;
    expect(applied.reduce((sum, { touched }) => sum + touched, 0)).toBeLessThanOrEqual(bureaux);
  });

  it("refuses a name that nobody knows, and a parameter that its fault does not take", () => {
    expect(() => planFaults(night, [{ fault: "tempête" }], SEED)).toThrow(FaultError);
    expect(() => planFaults(night, [{ fault: "tempete" }], SEED)).toThrow(/panne connue : doublons/);
    expect(() => planFaults(night, [{ fault: "desordre", share: 0.1 }], SEED)).toThrow(/desordre\.share .*minutes/);
  });
});

describe("a file of faults", () => {
  it("is read strictly", () => {
    const format = "vingt-heures/faults@1";
    expect(faultFileSchema.safeParse({ format, faults: [{ fault: "doublons", share: 0.2 }] }).success).toBe(true);
    for (const faults of [[], [{ fault: "doublons", share: 2 }], [{ fault: "doublons", part: 1 }], [{}]])
      expect(faultFileSchema.safeParse({ format, faults }).success, JSON.stringify(faults)).toBe(false);
  });
});
