import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import { latestPath } from "#shared/documents/paths.ts";
import { checkConservation } from "#cli/operator/conservation.ts";
import { lastWords, type SentTally } from "#cli/operator/oracle.ts";
import { Operator } from "#cli/operator/operator.ts";
import type { Night } from "#cli/operator/night.ts";
import { tallyOf } from "../factories.ts";
import { MemoryCloud } from "./memory-cloud.ts";
import { MINUTE, smallNight } from "./small-night.ts";

async function published(night: Night) {
  const cloud = new MemoryCloud();
  const operator = new Operator({ cloud, load: async () => night, time: cloud.time });
  const { run } = await operator.create({ source: { kind: "scenario", name: "essai" }, options: { speed: "max" } });
  const { summary } = await operator.wait(run, "terminee", 15 * MINUTE);
  const check = (tallies: readonly SentTally[], dossier: Dossier = night.dossier) =>
    checkConservation(run, dossier, tallies, cloud.published, true);
  return { cloud, run, summary, check, tallies: night.recording.map(({ tally }) => tally) };
}

const unites = (): Night => {
  const communes = {
    "01": {
      "01001": [
        { code: "0001", inscrits: 1000, unite: "0101" },
        { code: "0002", inscrits: 1000, unite: "0102" },
      ],
    },
  };
  const people = (suffix: string) =>
    ["arc", "bec", "col"].map((id, index) => ({
      id,
      nom: `${id} ${suffix}`,
      nuance: index === 0 ? "DVD" : "DVG",
      candidats: 1,
    }));
  return smallNight({
    communes,
    candidatures: [
      { id: "DVD", nom: "Divers droite" },
      { id: "DVG", nom: "Divers gauche" },
    ],
    unites: [
      { departement: "01", code: "0101", candidatures: people("de la première") },
      { departement: "01", code: "0102", candidatures: people("de la deuxième") },
    ],
  });
};

describe("the proof of conservation", () => {
  it("compares every level, and says how much it compared", async () => {
    const { check, tallies } = await published(smallNight());
    // Four bureaux, three communes, two départements, one région, France.
    expect(await check(tallies)).toMatchObject({ holds: true, territories: 11, differenceCount: 0 });
  });

  it("adds up a unite that départements share, and cries when the nation decided it on other voix", async () => {
    const bureaux = [{ code: "0001", inscrits: 1000, unite: "SE" }];
    const night = smallNight({
      communes: { "01": { "01001": bureaux }, "2A": { "2A004": bureaux } },
      unites: ["01", "2A"].map((departement) => ({ departement, code: "SE" })),
    });
    const { check, tallies } = await published(night);
    expect(await check(tallies)).toMatchObject({ holds: true });
    const [first, ...others] = tallies;
    const { arc = 0, bec = 0 } = first!.voix;
    const { differences } = await check([{ ...first!, voix: { ...first!.voix, arc: bec, bec: arc } }, ...others]);
    expect(differences).toContainEqual(expect.stringMatching(/^unite partagée SE, voix arc/));
  });

  it("cries when two voix are swapped, in every territory above", async () => {
    const { check, tallies } = await published(smallNight());
    const [first, ...others] = tallies;
    const swapped = { ...first!, voix: { ...first!.voix, arc: 180, bec: 200 } };
    const proof = await check([swapped, ...others]);
    expect(proof.holds).toBe(false);
    for (const where of ["bureau 01001/0001", "commune 01001", "departement 01", "region 84", "france"]) {
      expect(proof.differences.filter((difference) => difference.startsWith(`${where}, voix`))).toHaveLength(2);
    }
  });

  it("cries when a bureau is missing, is too many, or counts an older version", async () => {
    const { check, tallies } = await published(smallNight());
    expect((await check([...tallies, tallyOf({ bureau: "0009" })])).differences[0]).toContain(
      "bureau 01001/0009 : version 1 envoyée",
    );
    expect((await check(tallies.slice(1))).differences[0]).toBe("bureau 01001/0001 : publié, jamais envoyé");
    const corrected = { ...tallies[0]!, version: 2 };
    expect((await check([...tallies, corrected])).differences[0]).toBe(
      "bureau 01001/0001 : version 1 publiée, version 2 attendue",
    );
  });

  it("cries when a document is not the one that the nation names, even with the same figures", async () => {
    const { cloud, run, check, tallies } = await published(smallNight());
    const path = latestPath.departement(run, "01", true);
    const document = JSON.parse(Buffer.from((await cloud.shelf.get(path))!.body).toString()) as DepartementDocument;
    await cloud.shelf.put(path, JSON.stringify({ ...document, publieLe: "jamais" }), {
      contentType: "application/json",
      cache: "latest",
    });
    expect((await check(tallies)).differences).toEqual([expect.stringContaining("departements/01.json : empreinte")]);
    await cloud.shelf.remove([path]);
    expect((await check(tallies)).differences[0]).toContain(
      "departements/01.json : nommé par le document national, absent",
    );
  });

  it("proves nothing when nothing is published", async () => {
    const { check, tallies, cloud, run } = await published(smallNight());
    await cloud.shelf.remove([latestPath.france(run, true)]);
    expect(await check(tallies)).toMatchObject({
      holds: false,
      differences: ["france : aucun document national n'est publié"],
    });
  });

  it("follows a commune split between two unites, and sums the nation by nuance", async () => {
    const { check, tallies, summary } = await published(unites());
    expect(await check(tallies)).toMatchObject({ holds: true, territories: 8 });
    expect(summary?.candidatures.map(({ id, voix }) => [id, voix])).toEqual([
      ["DVD", 400],
      ["DVG", 560],
    ]);
  });

  it("takes the pipeline's word for which of two contents under one version counts, and for nothing else", async () => {
    const night = smallNight();
    const twin = {
      ...night.recording[0]!,
      tally: { ...night.recording[0]!.tally, voix: { arc: 201, bec: 179, col: 100 } },
    };
    const { check, tallies } = await published({
      ...night,
      recording: [...night.recording, { ...twin, at: night.recording.at(-1)!.at }],
    });
    expect((await check(tallies)).holds).toBe(true);
    const others = tallies.filter(({ commune }) => commune !== "01001");
    const neither = { ...tallies[0]!, voix: { arc: 300, bec: 80, col: 100 } };
    expect((await check([...others, neither])).holds).toBe(false);
  });
});

describe("the last words", () => {
  it("are the same in whatever order and however often tallies come", () => {
    const versions = [1, 2, 3].flatMap((version) => ["0001", "0002"].map((bureau) => tallyOf({ bureau, version })));
    const once = JSON.stringify(
      [...lastWords(versions).get("01")!.values()].map(({ bureau, version }) => [bureau, version]).sort(),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray([...versions, ...versions], { minLength: 12 }), (shuffled) => {
        const words = [...lastWords(shuffled).get("01")!.values()];
        expect(JSON.stringify(words.map(({ bureau, version }) => [bureau, version]).sort())).toBe(once);
        expect(words.every(({ contents }) => contents.length === 1)).toBe(true);
      }),
    );
  });
});
