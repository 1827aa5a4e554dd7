import { describe, expect, it } from "vitest";
import type { BureauRow } from "#shared/documents/departement.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import { Follower, type Awaited } from "#cli/operator/follower.ts";
import { MemoryCloud } from "./memory-cloud.ts";

const RUN = "essai-t1";
const JSON_LATEST = { contentType: "application/json", cache: "latest" } as const;

const awaited = (bureau: string, version = 1): Awaited => ({ departement: "01", commune: "01001", bureau, version });

/** A bucket in which documents appear by hand: of one département, with the bureaux that it names. */
function followed(tallies: readonly Awaited[], sentAt: readonly number[]) {
  const cloud = new MemoryCloud();
  const follower = new Follower({
    run: RUN,
    reader: cloud.published,
    time: cloud.time,
    awaited: tallies,
    sentAt: (index) => sentAt[index] ?? 0,
  });
  const publish = async (
    sequence: number,
    bureaux: readonly Awaited[],
    { held = false, counted = bureaux.length } = {},
  ) => {
    const resultat = bureaux.map(({ commune, bureau, version }): BureauRow => [
      commune,
      bureau,
      "",
      version,
      0,
      0,
      0,
      0,
      0,
      [],
    ]);
    // The département's document was written 300 ms before anybody can see it, the national one 100 ms before.
    const ago = (ms: number): string => new Date(cloud.time.now() - ms).toISOString();
    const document = { publieLe: ago(300), resultat };
    await cloud.shelf.put(objectPath(RUN, `objet-${sequence}`, !held), JSON.stringify(document), JSON_LATEST);
    const france = {
      publieLe: ago(100),
      sequence,
      bureaux: { counted, expected: 9 },
      departements: [{ code: "01", bureauxObject: `objet-${sequence}` }],
    };
    await cloud.shelf.put(
      latestPath.france(RUN, !held),
      JSON.stringify({ ...france, sousEmbargo: false }),
      JSON_LATEST,
    );
    if (held)
      await cloud.shelf.put(
        latestPath.france(RUN, true),
        JSON.stringify({ ...france, sousEmbargo: true, departements: [] }),
        JSON_LATEST,
      );
  };
  return { cloud, follower, publish, start: cloud.time.now() };
}

describe("a follower", () => {
  it("measures from the sending to the first sight of the document that leads to the tally", async () => {
    const sent: number[] = [];
    const { cloud, follower, publish, start } = followed([awaited("0001"), awaited("0002")], sent);
    sent.push(start + 1, start + 200);
    await cloud.time.sleep(1000);
    await publish(1, [awaited("0001")]);
    await follower.poll(true);
    expect([follower.visible, follower.frontier, follower.missing(9)]).toEqual([1, 1, [awaited("0002")]]);
    await cloud.time.sleep(2000);
    await publish(2, [awaited("0001"), awaited("0002")]);
    await follower.poll(true);
    expect(follower.stages.reader).toEqual({ p50: 999, p95: 2800, max: 2800 });
    const measure = { unit: "Milliseconds", count: 3, sum: 60, p50: 10, p95: 40, max: 40, last: 10 };
    expect(follower.stages.read({ measures: { "record-tallies": { TallyWait: measure } } })).toEqual({
      file: { p50: 10, p95: 40, max: 40 },
      departement: { p50: 699, p95: 2500, max: 2500 },
      national: { p50: 899, p95: 2700, max: 2700 },
      lecteur: { p50: 999, p95: 2800, max: 2800 },
      departements: { "01": { p50: 999, p95: 2800, max: 2800 } },
    });
    expect([follower.visible, follower.lastVisibleAt]).toEqual([2, start + 3000]);
  });

  it("takes a version for visible once a higher one is, and not before", async () => {
    const { follower, publish } = followed([awaited("0001", 1), awaited("0001", 2), awaited("0001", 3)], [1, 1, 1]);
    await publish(1, [awaited("0001", 2)]);
    await follower.poll(true);
    expect([follower.visible, follower.missing(9)]).toEqual([2, [awaited("0001", 3)]]);
  });

  it("does not believe that it sees what was not sent yet", async () => {
    const { follower, publish } = followed([awaited("0001")], []);
    await publish(1, [awaited("0001")]);
    await follower.poll(true);
    expect(follower.visible).toBe(0);
  });

  it("refuses a national document that is older than the last", async () => {
    const { follower, publish } = followed([awaited("0001")], [1]);
    await publish(5, [awaited("0001")]);
    expect(await follower.poll()).toBe(true);
    await publish(4, [], { counted: 0 });
    expect(await follower.poll()).toBe(false);
    expect(follower.france?.bureaux.counted).toBe(1);
  });

  it("reads what is held for the operator until the release, and says that it is", async () => {
    const { follower, publish } = followed([awaited("0001"), awaited("0002")], [1, 1]);
    await publish(1, [awaited("0001")], { held: true });
    await follower.poll(true);
    expect([follower.visible, follower.france?.sousEmbargo]).toEqual([1, true]);
    await publish(2, [awaited("0001"), awaited("0002")]);
    await follower.poll(true);
    expect([follower.visible, follower.france?.sousEmbargo]).toEqual([2, false]);
  });

  it("waits for a document that is named and cannot be read yet", async () => {
    const { cloud, follower, publish } = followed([awaited("0001")], [1]);
    await publish(1, [awaited("0001")]);
    const body = (await cloud.shelf.get(objectPath(RUN, "objet-1", true)))!.body;
    await cloud.shelf.remove([objectPath(RUN, "objet-1", true)]);
    await follower.poll(true);
    expect(follower.visible).toBe(0);
    await cloud.shelf.put(objectPath(RUN, "objet-1", true), body, JSON_LATEST);
    await follower.poll(true);
    expect(follower.visible).toBe(1);
  });

  it("says nothing of a run without documents", async () => {
    const { follower } = followed([awaited("0001")], [1]);
    expect(await follower.poll(true)).toBe(false);
    expect(follower.france).toBeNull();
  });
});
