import { describe, expect, it } from "vitest";
import { playNight, scenarioNames, type DepartementDocument, type KnownEvent } from "#cli/testing/index.ts";

const lozere = { departements: ["48"], seed: "essai" } as const;

describe("playNight", () => {
  it("plays a département to its end, the same from the same seed", async () => {
    const night = await playNight(lozere);
    expect(night.summary).toMatchObject({ complet: true, released: true, refused: 0 });
    expect(night.summary.bureaux.counted).toBe(night.summary.bureaux.expected);
    const again = await playNight(lozere);
    expect(again.events).toEqual(night.events);
    expect([...again.files]).toEqual([...night.files]);
    expect((await playNight({ ...lozere, seed: "autre" })).events).not.toEqual(night.events);
  });

  it("gives the documents under their paths, and every file that a bucket would hold", async () => {
    const night = await playNight(lozere);
    const document = night.documents.get("latest/departements/48.json") as DepartementDocument;
    expect(document.resultat).toMatchObject({ complet: true, departement: { nom: "Lozère" } });
    const row = night.france?.departements.find(({ code }) => code === "48");
    expect(night.files.has(`runs/${night.run}/objects/${row?.object}.json`)).toBe(true);
  });

  it("tells of events as they come, in order", async () => {
    const heard: KnownEvent[] = [];
    const night = await playNight({ ...lozere, onEvent: (event) => heard.push(event) });
    expect(heard).toEqual(night.events);
    expect(heard.length).toBeGreaterThan(20);
  });

  it("stands still before the hour: progress and participation, no result", async () => {
    const { france, events, summary } = await playNight({ ...lozere, until: "2017-04-23T17:50:00Z" });
    expect(summary).toMatchObject({ instant: "2017-04-23T17:50:00.000Z", released: false });
    expect(summary.bureaux.counted).toBeGreaterThan(0);
    expect(france?.participations?.map(({ heure, genere }) => [heure, genere])).toEqual([
      ["12:00", true],
      ["17:00", true],
    ]);
    for (const field of ["totaux", "candidatures", "outcome"]) expect(france).not.toHaveProperty(field);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(["fr.vingt-heures.participation.published.v1"]));
  });

  it("stops at the release, with what was held published", async () => {
    const { summary, france, events } = await playNight({ ...lozere, until: "release" });
    expect(summary).toMatchObject({ instant: "2017-04-23T18:00:00.000Z", released: true, complet: false });
    expect(france?.candidatures).toHaveLength(11);
    expect(events.filter(({ type }) => type === "fr.vingt-heures.embargo.lifted.v1")).toHaveLength(1);
  });

  it("roughs it up on demand, and still counts every bureau", async () => {
    const clean = await playNight(lozere);
    const rough = await playNight({ ...lozere, duplicates: 0.2, malformed: 0.1, corrections: 0.1 });
    expect(rough.refused.length).toBe(rough.summary.refused);
    expect(rough.refused.length).toBeGreaterThan(5);
    expect(rough.france?.totaux).toEqual(clean.france?.totaux);
    expect(rough.events.some(({ type }) => type === "fr.vingt-heures.bureaux.corrected.v1")).toBe(true);
  });

  it("says what it does not understand", async () => {
    await expect(playNight({ scenario: "presidentielle-1848" })).rejects.toThrow(/E-SCENARIO.*presidentielle-2017/);
    await expect(playNight({ departements: ["20"] })).rejects.toThrow(/E-DEPARTEMENT.*"20"/);
    await expect(playNight({ ...lozere, until: "huit heures" })).rejects.toThrow(/K-INSTANT/);
    expect(scenarioNames).toContain("presidentielle-2017");
  });
});
