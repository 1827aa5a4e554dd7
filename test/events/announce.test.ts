import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventSchema, EVENTS, type KnownEvent } from "#shared/contracts/events.ts";
import { eventOf, partsOf } from "#shared/pipeline/telling.ts";
import { refusedEvent } from "#shared/pipeline/announce.ts";
import { refusal } from "#shared/count/refusals.ts";
import { playRecording, type PlayOptions } from "#shared/testing/play.ts";
import { sampleNight } from "#shared/testing/sample-night.ts";

const SCOPE = { run: "essai-t1", scrutin: "presidentielle-2017", tour: 1 as const };
/** What SNS takes: 262,144 bytes, attributes included. */
const SNS_BYTES = 262_144;

const told = async (over: Partial<PlayOptions> = {}): Promise<readonly KnownEvent[]> =>
  (await playRecording({ ...sampleNight(), ...over })).events;

describe("what a night announces", () => {
  it("has the shape that it publishes, every event of it", async () => {
    for (const event of await told())
      expect(eventSchema(event.type).safeParse(event), event.type).toMatchObject({ success: true });
  });

  it("tells of every kind at least once", async () => {
    expect(new Set((await told()).map(({ type }) => type))).toEqual(new Set(Object.keys(EVENTS)));
  });

  it("gives every event an id of its own, and the same ones when the night is played again", async () => {
    const ids = (await told()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await told()).map(({ id }) => id)).toEqual(ids);
  });

  it("numbers each territory's publications without going back", async () => {
    const last = new Map<string, number>();
    for (const { subject, sequence } of await told()) {
      // Regions are told by the nation's publications.
      const territory = subject.startsWith("region/") ? "france" : subject;
      if (sequence === 0) continue;
      expect(sequence).toBeGreaterThanOrEqual(last.get(territory) ?? 0);
      last.set(territory, sequence);
    }
    expect(last.get("france")).toBeGreaterThan(3);
  });

  it("tells nothing but participation and refusals before the end of the embargo, and no figure of a refusal", async () => {
    const embargo = "2017-04-23T18:00:00.000Z";
    const before = await told({ until: "2017-04-23T17:59:59Z" });
    expect(new Set(before.map(({ type }) => type))).toEqual(new Set(["fr.vingt-heures.participation.published.v1"]));
    const refused = (await told()).find(({ type }) => type === "fr.vingt-heures.tally.refused.v1");
    expect(refused).toMatchObject({ data: { refusals: [{ code: "T-SOMME", field: expect.any(String) }] } });
    expect(JSON.stringify(refused)).not.toMatch(/found|expected|479|480/);
    for (const { type, time } of await told())
      if (!/participation|refused/.test(type)) expect(time >= embargo, type).toBe(true);
  });

  it("says who is certain of the second round before the last bureau, and takes it back when a conflict opens the count", async () => {
    const certain = (await told()).filter((event) => event.type === "fr.vingt-heures.unites.certain.v1");
    expect(certain.map(({ data }) => data.unites[0]?.candidatures)).toEqual([
      [{ id: "arc", certitude: "QUALIFIE" }],
      [],
      [{ id: "arc", certitude: "QUALIFIE" }],
    ]);
  });

  it("says what the law decides of the nation", async () => {
    const [decided, ...others] = (await told()).filter((event) => event.type === "fr.vingt-heures.unites.decided.v1");
    expect(others).toEqual([]);
    expect(decided).toMatchObject({
      subject: "france",
      data: {
        unites: [
          { code: "FR", statut: "ACQUIS_T1", candidatures: [{ id: "arc", statut: "ELU_T1", voix: 1730 }, {}, {}] },
        ],
      },
    });
    expect(decided?.data).not.toHaveProperty("departement");
  });

  it("tells of a commune that is complete, then open again, then complete", async () => {
    const turns = (await told()).flatMap((event) =>
      event.type === "fr.vingt-heures.communes.complete.v1" || event.type === "fr.vingt-heures.communes.reopened.v1"
        ? event.data.communes.map((code) => `${code} ${event.type.split(".")[3]}`)
        : [],
    );
    expect(turns).toEqual(["01001 complete", "01002 complete", "01002 reopened", "01002 complete", "2A004 complete"]);
  });
});

describe("a long list", () => {
  const communes = Array.from({ length: 40_000 }, (_, n) => String(n).padStart(5, "0"));

  it("is cut into parts that SNS takes, nothing lost, always at the same places", () => {
    const parts = partsOf(communes);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({ items }) => items)).toEqual(communes);
    expect(parts.map(({ partie }) => partie?.numero)).toEqual(parts.map((_, index) => index + 1));
    const events = parts.map(({ items, ...partie }) =>
      eventOf({
        type: "fr.vingt-heures.communes.complete.v1",
        subject: "departement/62",
        sequence: 7,
        at: 0,
        data: { ...SCOPE, departement: "62", ...partie, communes: items },
      }),
    );
    for (const event of events) expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(SNS_BYTES / 2);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(partsOf(communes)).toEqual(parts);
  });

  it("stays under the limit in bytes, not in characters, and is whole when it is short", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { maxLength: 400 }), (items) => {
        const parts = partsOf(items.flatMap((item) => Array.from({ length: 20 }, () => item)));
        expect(parts.flatMap((part) => part.items).length).toBe(items.length * 20);
        for (const { items: of, partie } of parts) {
          expect(Buffer.byteLength(JSON.stringify(of))).toBeLessThan(SNS_BYTES / 2);
          expect(partie === undefined).toBe(parts.length === 1);
        }
      }),
      { numRuns: 40 },
    );
    expect(partsOf([])).toEqual([]);
  });
});

describe("a refusal", () => {
  it("is the same event whenever it is told of the same message", () => {
    const refusals = [refusal("T-SOMME", "data.voix", "480", 479)];
    const event = refusedEvent(SCOPE, "a".repeat(64), refusals, 0);
    expect(refusedEvent(SCOPE, "a".repeat(64), refusals, 5000).id).toBe(event.id);
    expect(refusedEvent(SCOPE, "b".repeat(64), refusals, 0).id).not.toBe(event.id);
  });
});
