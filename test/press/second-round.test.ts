import { describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { dossierOf, messageOf, RUN, runOf, tallyOf } from "../factories.ts";
import { paris, PressNight } from "./press-night.ts";

const FIRST = "essai-premier-tour";

const roundOf = (tour: 1 | 2, candidatures?: Parameters<typeof dossierOf>[0]): Dossier => {
  const dossier = dossierOf(candidatures);
  return { ...dossier, head: { ...dossier.head, genere: null, tour } };
};
const TWO = [
  { id: "arc", nom: "Arc", panneau: 1 },
  { id: "bec", nom: "Bec", panneau: 2 },
];
const ALL = [
  { departement: "01", commune: "01001", bureau: "0001" },
  { departement: "01", commune: "01002", bureau: "0001" },
  { departement: "01", commune: "01002", bureau: "0002" },
  { departement: "2A", commune: "2A004", bureau: "0001" },
];

/** Round 2 in a cloud where round 1 was played and released, or is still held. */
async function secondRound(released: boolean): Promise<PressNight> {
  const press = new PressNight({
    dossier: roundOf(2, { candidatures: TWO }),
    presse: { intervalle: 15, premierTour: FIRST },
  });
  const { released: _released, ...held } = runOf({ run: FIRST });
  press.night.open(released ? runOf({ run: FIRST }) : { ...held, embargo: paris("23:59") }, roundOf(1));
  await press.night.record(
    ALL.map((tally, i) => ({
      messageId: `t1-${i}`,
      body: JSON.stringify(messageOf(tallyOf({ ...tally, run: FIRST }))),
    })),
  );
  await press.night.settle();
  await press.tally("19:30", ...ALL.map((tally) => ({ ...tally, tour: 2 as const, voix: { arc: 250, bec: 230 } })));
  await press.look("20:00");
  return press;
}

describe("the files of round 2", () => {
  it("PUB-34: have exactly the two candidates, and beside them all those of round 1, in the order of the panels", async () => {
    const press = await secondRound(true);
    const { candidats } = await press.read("candidatureT2/CandidatureT2.xml", "candidatures");
    expect(candidats.map(({ nom }) => nom)).toEqual(["Arc", "Bec"]);
    const texts = [...(await press.tree())].filter(([path]) => path.startsWith("resultatsT2"));
    expect(texts.length).toBeGreaterThan(6);
    const tours = async (path: string, kind: "commune" | "departement" | "region" | "france") => {
      const document = await press.read(path, kind);
      const all = document.kind === "commune" ? document.commune.tours : document.tours;
      return all.map(({ tour, mentions, scores }) => [tour, mentions.inscrits, scores.map(({ voix }) => voix)]);
    };
    const both = (bureaux: number) => [
      [1, bureaux * 1000, [200, 180, 100].map((voix) => voix * bureaux)],
      [2, bureaux * 1000, [250, 230].map((voix) => voix * bureaux)],
    ];
    expect(await tours("resultatsT2/084/001/001002.xml", "commune")).toEqual(both(2));
    expect(await tours("resultatsT2/084/001/001.xml", "departement")).toEqual(both(3));
    expect(await tours("resultatsT2/084/084.xml", "region")).toEqual(both(3));
    expect(await tours("resultatsT2/FE.xml", "france")).toEqual(both(4));
  });

  it("say nothing of a round 1 that is still held", async () => {
    const press = await secondRound(false);
    const { tours } = await press.read("resultatsT2/FE.xml", "france");
    expect(tours.map(({ tour }) => tour)).toEqual([2]);
    expect(press.run).toBe(RUN);
  });
});

describe("the files of round 1", () => {
  it("PUB-34: have every candidate of the candidatures' file in the order of the panels, without voix included", async () => {
    const candidatures = [
      { id: "col", nom: "Col", panneau: 3 },
      { id: "arc", nom: "Arc", panneau: 1 },
      { id: "bec", nom: "Bec", panneau: 2 },
    ];
    const press = new PressNight({ dossier: roundOf(1, { candidatures }) });
    await press.tally("19:30", { voix: { arc: 480, bec: 0, col: 0 } });
    await press.look("20:00");
    const { commune } = await press.read("resultatsT1/084/001/001001.xml", "commune");
    const { candidats } = await press.read("candidatureT1/CandidatureT1.xml", "candidatures");
    expect(commune.tours[0]!.scores.map(({ nom, voix }) => [nom, voix])).toEqual([
      ["Arc", 480],
      ["Bec", 0],
      ["Col", 0],
    ]);
    expect(candidats.map(({ nom }) => nom)).toEqual(["Arc", "Bec", "Col"]);
  });

  it("PUB-28: candidatures are those of the dossier of the run: another list is another run, under its own root", async () => {
    const named = async (nom: string) => {
      const press = new PressNight({ dossier: roundOf(1, { candidatures: [{ id: "arc", nom }] }) });
      await press.look("12:00");
      return (await press.read("candidatureT1/CandidatureT1.xml", "candidatures")).candidats[0]!.nom;
    };
    expect([await named("ARC"), await named("DARC")]).toEqual(["ARC", "DARC"]);
  });
});
