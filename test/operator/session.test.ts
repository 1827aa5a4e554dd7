import type { RunList } from "#shared/documents/listing.ts";
import { describe, expect, it } from "vitest";
import { Operator } from "#cli/operator/operator.ts";
import type { Night } from "#cli/operator/night.ts";
import type { CreateRunRequest, NightOptions } from "#cli/control/contract.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import { latestPath } from "#shared/documents/paths.ts";
import { readFresh } from "#cli/operator/documents.ts";
import { MemoryCloud } from "./memory-cloud.ts";
import { MINUTE, smallNight } from "./small-night.ts";

/** Longer than any of these nights lasts on its fake time. */
const LONG_MS = 15 * MINUTE;

const operatorOf = (cloud: MemoryCloud, night: Night = smallNight()): Operator =>
  new Operator({ cloud, load: async () => night, time: cloud.time });

const request = (options: NightOptions): CreateRunRequest => ({ source: { kind: "scenario", name: "essai" }, options });

/** What documents of every level bear. */
type DatedDocument = Pick<FranceDocument, "instant"> & Partial<Pick<DepartementDocument, "misesAJour">>;

async function played(options: NightOptions, cloud = new MemoryCloud(), night = smallNight()) {
  const operator = operatorOf(cloud, night);
  const { run } = await operator.create(request(options));
  const status = await operator.wait(run, "terminee", LONG_MS);
  return { cloud, operator, run, status };
}

describe("a run from its creation to its summary", () => {
  for (const speed of ["max", 60] as const) {
    it(`is played at speed ${speed}, published and proved`, async () => {
      const { status } = await played({ speed });
      expect(status.summary).toMatchObject({
        bureaux: { expected: 4, counted: 4 },
        totals: { inscrits: 4000, votants: 2000, blancs: 48, nuls: 32, exprimes: 1920 },
        candidatures: [
          { id: "arc", voix: 800 },
          { id: "bec", voix: 720 },
          { id: "col", voix: 400 },
        ],
        messages: { sent: 4, delivered: 4, duplicated: 0, refused: 0, corrected: 0 },
        conservation: true,
      });
      expect(status.embargo.released).toBe(true);
      expect(status.curve.at(-1)?.[1]).toBe(4);
    });
  }

  it("has the participation reported at a finite speed, and at max on demand only", async () => {
    const reported = async (options: NightOptions): Promise<readonly string[]> => {
      const { cloud, run } = await played(options);
      const france = await readFresh<FranceDocument>(cloud.published, latestPath.france(run, true));
      return (france?.document.participations ?? []).map(({ heure, pourcent }) => `${heure} ${pourcent}`);
    };
    const shares = await reported({ speed: 60 });
    expect(shares.map((share) => share.slice(0, 5))).toEqual(["12:00", "17:00"]);
    expect(await reported({ speed: "max", participation: true })).toEqual(shares);
    expect(await reported({ speed: "max" })).toEqual([]);
  });

  it("accounts for duplicates and malformed copies", async () => {
    const { status } = await played({ speed: "max", duplicates: 1, malformed: 1, seed: "s" });
    expect(status.summary?.messages).toEqual({ sent: 12, delivered: 4, duplicated: 4, refused: 4, corrected: 0 });
    expect(status.summary?.conservation).toBe(true);
  });

  it("cries when the ledger swaps two voix", async () => {
    const cloud = new MemoryCloud();
    cloud.falsify = (entry) =>
      entry.key.startsWith("01001") ? { ...entry, content: entry.content.replace("200,180", "180,200") } : entry;
    const { status, operator, run } = await played({ speed: "max" }, cloud);
    expect(status.summary?.conservation).toBe(false);
    expect(operator.differences(run)).toContain("commune 01001, voix arc : publié 180, attendu 200");
    expect(operator.differences(run)).toContain("france, voix bec : publié 740, attendu 720");
  });

  it("publishes no result before the embargo, at max as at a finite speed", async () => {
    for (const speed of ["max", 60] as const) {
      const cloud = new MemoryCloud();
      const operator = operatorOf(cloud);
      const { run } = await operator.create(request({ speed }));
      const status = await operator.wait(run, "counted:2", LONG_MS);
      const open = await cloud.shelf.get(latestPath.france(run, true));
      const france = JSON.parse(Buffer.from(open!.body).toString()) as FranceDocument;
      expect(france.sousEmbargo).toBe(true);
      expect(france.candidatures).toBeUndefined();
      expect(status.embargo.released).toBe(false);
      expect(status.totals.exprimes).toBe(960);
      await operator.wait(run, "terminee", LONG_MS);
    }
  });

  it("dates no document before the tallies that it counts, at max as at a finite speed", async () => {
    for (const speed of ["max", 60] as const) {
      const { cloud, run } = await played({ speed });
      const documents = await Promise.all(
        (await cloud.shelf.list(`runs/${run}/objects/`)).map(
          async (key) => JSON.parse(Buffer.from((await cloud.shelf.get(key))!.body).toString()) as DatedDocument,
        ),
      );
      const parts = documents.filter(({ misesAJour }) => misesAJour !== undefined);
      expect(parts.length).toBeGreaterThan(1);
      for (const { instant, misesAJour = {} } of parts)
        for (const counted of Object.values(misesAJour))
          expect(instant >= counted, `${speed}: ${instant} < ${counted}`).toBe(true);
      const last = parts
        .map(({ instant }) => instant)
        .sort()
        .at(-1)!;
      expect(
        (await readFresh<FranceDocument>(cloud.published, latestPath.france(run, true)))!.document.instant >= last,
      ).toBe(true);
    }
  });

  it("reaches the embargo at max even when every message comes before", async () => {
    const night = smallNight({ head: { embargo: "2017-04-23T23:00:00.000Z" } });
    const { status } = await played({ speed: "max" }, new MemoryCloud(), night);
    expect(status.summary?.conservation).toBe(true);
    expect(Date.parse(status.clock.now)).toBe(Date.parse("2017-04-23T23:00:00.000Z"));
  });
});

describe("what befalls a run", () => {
  it("holds a silent département until it speaks, then ends and proves as any night", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 60, participation: false }));
    await operator.disturb(run, { incident: "silence", departement: "01" });
    await cloud.time.sleep(2 * MINUTE);
    const during = await operator.status(run);
    const { "01": held = 0 } = during.silences;
    expect(held).toBeGreaterThan(0);
    expect(during.bureaux.counted).toBe(4 - held);
    expect(during.phase).toBe("nuit");
    await operator.disturb(run, { incident: "parole", departement: "01" });
    const { summary, silences } = await operator.wait(run, "terminee", LONG_MS);
    expect(silences).toEqual({});
    expect(summary).toMatchObject({ bureaux: { expected: 4, counted: 4 }, conservation: true });
  });

  it("counts a burst that comes before its hour, and proves", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 1, participation: false }));
    await operator.disturb(run, { incident: "rafale", messages: 3 });
    const { clock } = await operator.wait(run, "counted:3", LONG_MS);
    expect(Date.parse(clock.now)).toBeLessThan(Date.parse("2017-04-23T17:40:00Z"));
    await operator.command(run, { action: "seek", to: "2017-04-23T18:40:00Z" });
    expect((await operator.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
  });

  it("knows the départements of the night only", async () => {
    const operator = operatorOf(new MemoryCloud());
    const { run } = await operator.create(request({ speed: 1 }));
    await expect(operator.disturb(run, { incident: "silence", departement: "99" })).rejects.toMatchObject({
      code: "C-DEPARTEMENT",
    });
    await operator.stop();
  });
});

describe("the clock of a run", () => {
  it("sends nothing while paused, and everything that lies before an instant it jumps to", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 1, participation: false }));
    await operator.command(run, { action: "pause" });
    await cloud.time.sleep(2 * MINUTE);
    expect(cloud.queues.tallies.sent).toHaveLength(0);
    await operator.command(run, { action: "resume" });
    await operator.command(run, { action: "seek", to: "2017-04-23T18:11:00Z" });
    const status = await operator.wait(run, "counted:3", LONG_MS);
    expect(status.bureaux.counted).toBe(3);
    await operator.command(run, { action: "speed", speed: "max" });
    expect((await operator.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
  });

  it("goes on step by step: what lies between is counted, and a step over the embargo ends it", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 1, participation: false }));
    await operator.command(run, { action: "pause" });
    const start = Date.parse((await operator.status(run)).clock.now);
    const before = Date.parse("2017-04-23T17:59:00Z");
    await operator.command(run, { action: "step", seconds: (before - start) / 1000 });
    const sealed = await operator.wait(run, "counted:2", LONG_MS);
    expect([sealed.clock.paused, sealed.embargo.released]).toEqual([true, false]);
    await operator.command(run, { action: "step", seconds: 12 * 60 });
    const open = await operator.wait(run, "release", LONG_MS);
    expect([open.clock.paused, open.clock.now]).toEqual([true, "2017-04-23T18:11:00.000Z"]);
    expect((await operator.wait(run, "counted:3", LONG_MS)).bureaux.counted).toBe(3);
    await operator.command(run, { action: "speed", speed: 600 });
    await operator.command(run, { action: "resume" });
    expect((await operator.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
  });

  it("refuses to go back, and to be set once the run is over", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 60 }));
    await expect(operator.command(run, { action: "seek", to: "2017-04-23T12:00:00Z" })).rejects.toMatchObject({
      code: "C-RETOUR",
    });
    await operator.wait(run, "terminee", LONG_MS);
    await expect(operator.command(run, { action: "pause" })).rejects.toMatchObject({ code: "C-RUN-CLOS" });
  });
});

describe("messages from elsewhere", () => {
  it("counts an injected correction, and proves it", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 60, participation: false }));
    await operator.wait(run, "counted:1", LONG_MS);
    const first = JSON.parse(cloud.queues.tallies.sent[0]!.body) as {
      id: string;
      data: { version: number; voix: Record<string, number> };
    };
    const corrected = {
      ...first,
      id: "corrigé",
      data: { ...first.data, version: 2, voix: { arc: 190, bec: 190, col: 100 } },
    };
    await operator.inject(run, JSON.stringify(corrected));
    const status = await operator.wait(run, "terminee", LONG_MS);
    expect(status.summary?.conservation).toBe(true);
    expect(status.summary?.candidatures.map(({ voix }) => voix)).toEqual([790, 730, 400]);
    expect(status.summary?.messages.corrected).toBe(1);
  });

  it("keeps an injected message that is refused out of the proof", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 60, participation: false }));
    await operator.wait(run, "counted:1", LONG_MS);
    const first = JSON.parse(cloud.queues.tallies.sent[0]!.body) as { data: object };
    await operator.inject(run, JSON.stringify({ ...first, data: { ...first.data, version: 2, exprimes: 1 } }));
    const status = await operator.wait(run, "terminee", LONG_MS);
    expect(status.summary).toMatchObject({ conservation: true, messages: { refused: 1 } });
  });

  it("waits for them as long as nobody stops a run without a recording", async () => {
    const cloud = new MemoryCloud();
    const night = { ...smallNight(), recording: [] };
    const operator = operatorOf(cloud, night);
    const { run } = await operator.create(request({ speed: 60, participation: false }));
    await expect(operator.wait(run, "terminee", MINUTE)).rejects.toMatchObject({ code: "C-DELAI" });
    await operator.stop();
    expect((await operator.status(run)).phase).toBe("arretee");
    // Its feeders may still send: the sweep goes on.
    expect((await cloud.runs.get(run))?.status).toBe("ouvert");
  });

  it("closes a run that was stopped halfway: nobody feeds it any more, no sweep must ring for ever", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const { run } = await operator.create(request({ speed: 1 }));
    await operator.stop();
    expect((await operator.status(run)).phase).toBe("arretee");
    expect((await cloud.runs.get(run))?.status).toBe("clos");
  });
});

describe("several runs", () => {
  it("live side by side on one cloud", async () => {
    const cloud = new MemoryCloud();
    const operator = operatorOf(cloud);
    const first = await operator.create(request({ speed: 600 }));
    const second = await operator.create(request({ speed: "max" }));
    expect(first.run).not.toBe(second.run);
    for (const { run } of [first, second]) {
      expect((await operator.wait(run, "terminee", LONG_MS)).summary?.conservation).toBe(true);
    }
  });

  it("are deleted whole, and their id stays used", async () => {
    const { cloud, operator, run } = await played({ speed: "max" });
    await operator.delete(run);
    for (const prefix of ["held/", "dossiers/", "quarantine/"]) expect(await cloud.shelf.list(prefix)).toEqual([]);
    expect(await cloud.shelf.list("runs/")).toEqual(["runs/index.json"]);
    expect(cloud.erased.map(({ departement }) => departement)).toEqual(["01", "2A"]);
    expect(await cloud.runs.list()).toEqual([]);
    expect(await cloud.runs.create({ ...(await runLike(cloud, run)) })).toBe(false);
    await expect(operator.status(run)).rejects.toMatchObject({ code: "C-RUN" });
  });

  it("are listed for readers, closed ones as such", async () => {
    const { cloud, run } = await played({ speed: "max" });
    const list = JSON.parse(Buffer.from((await cloud.shelf.get("runs/index.json"))!.body).toString()) as RunList;
    expect(list.runs.map(({ run: id, statut, index }) => [id, statut, index])).toEqual([
      [run, "clos", `runs/${run}/latest/index.json`],
    ]);
  });

  it("of another process are told by their documents", async () => {
    const { cloud, run } = await played({ speed: "max" });
    const other = operatorOf(cloud);
    expect(await other.status(run)).toMatchObject({
      phase: "terminee",
      bureaux: { expected: 4, counted: 4 },
      totals: { exprimes: 1920 },
    });
    await expect(other.command(run, { action: "pause" })).rejects.toMatchObject({ code: "C-RUN" });
  });
});

const runLike = async (cloud: MemoryCloud, run: string) => ({
  run,
  scrutin: "presidentielle-2017",
  tour: 1 as const,
  status: "ouvert" as const,
  clock: { generation: 0, virtualAnchor: 0, realAnchor: cloud.time.now(), speed: 1, paused: true },
  embargo: 0,
  createdAt: 0,
  label: "",
});
