import { describe, expect, it } from "vitest";
import { participationMessage, participationOf } from "#shared/night/participation.ts";
import { participationMessageSchema } from "#shared/contracts/participation.ts";
import { smallNight } from "../operator/small-night.ts";

describe("the participation of a night", () => {
  const { dossier, recording } = smallNight();
  const reports = participationOf(dossier, recording, "graine");

  it("is reported by each préfecture after noon and after five, local time, the same from the same seed", () => {
    expect(reports.map(({ report: { departement, heure } }) => [departement, heure])).toEqual(
      expect.arrayContaining([
        ["01", "12:00"],
        ["2A", "12:00"],
        ["01", "17:00"],
        ["2A", "17:00"],
      ]),
    );
    for (const { at, report } of reports) {
      const noon = Date.parse(`2017-04-23T${report.heure}:00+02:00`);
      expect(at).toBeGreaterThanOrEqual(noon + 5 * 60_000);
      expect(at).toBeLessThanOrEqual(noon + 40 * 60_000);
    }
    expect(participationOf(dossier, recording, "graine")).toEqual(reports);
    expect(participationOf(dossier, recording, "autre")).not.toEqual(reports);
  });

  it("grows from noon to five, stays below the final figures, and says that it is generated", () => {
    const at = (heure: string) =>
      new Map(
        reports
          .filter(({ report }) => report.heure === heure)
          .flatMap(({ report }) => report.communes.map(([code, , votants]) => [code, votants])),
      );
    for (const [code, votants] of at("12:00")) {
      expect(at("17:00").get(code)).toBeGreaterThan(votants);
      const final = recording
        .filter(({ tally }) => tally.commune === code)
        .reduce((sum, { tally }) => sum + tally.votants, 0);
      expect(at("17:00").get(code)).toBeLessThan(final);
    }
    expect(reports.every(({ report }) => report.genere)).toBe(true);
  });

  it("takes the last version of each bureau, and asks nobody after the hour of results", () => {
    const [first] = recording;
    const corrected = [
      ...recording,
      { ...first!, at: first!.at + 1, tally: { ...first!.tally, version: 2, votants: 0 } },
    ];
    const zero = participationOf(dossier, corrected, "graine").find(({ report }) => report.departement === "01");
    expect(zero?.report.communes.find(([code]) => code === first!.tally.commune)?.[2]).toBe(0);
    const early = { ...dossier, head: { ...dossier.head, embargo: "2017-04-23T12:00:00.000Z" } };
    expect(participationOf(early, recording, "graine").map(({ report }) => report.heure)).not.toContain("17:00");
  });

  it("leaves in messages that the pipeline takes", () => {
    for (const report of reports)
      expect(participationMessageSchema.safeParse(participationMessage("essai-t1", report))).toMatchObject({
        success: true,
      });
  });
});
