import { describe, expect, it } from "vitest";
import type { NightEvent } from "#shared/contracts/events.ts";
import type { Scope } from "#shared/contracts/identity.ts";
import type { AggregateItem, Head, Publication } from "#shared/ports.ts";
import { freshScope, overEveryAdapter } from "./worlds.ts";

const event = (scope: Scope, n: number): NightEvent => ({
  specversion: "1.0",
  id: `${scope.run}-${n}`,
  source: "https://example.org/nuit",
  type: "fr.vingt-heures.communes.complete.v1",
  time: "2017-04-23T18:00:00Z",
  subject: `commune/75${n}`,
  datacontenttype: "application/json",
  sequence: 1,
  data: {
    run: scope.run,
    scrutin: scope.scrutin,
    tour: scope.tour,
    departement: scope.departement,
    nom: "Forêt-la-Folie",
  },
});

/** A recount's head, as different from a blank one as can be. */
const counted = (head: Head, readAt = 1_000): Head => ({
  ...head,
  sequence: head.taken,
  readAt,
  released: true,
  resultSha256: "a".repeat(64),
  objects: { departement: "b".repeat(64), bureaux: "c".repeat(64) },
  summary: `{"voix":[${head.taken},2,3],"nom":"Forêt"}`,
  pending: [event(head.scope, 1), event(head.scope, 2)],
  unannounced: true,
});

const published = (publication: Publication): Publication => ({
  ...publication,
  sequence: publication.taken,
  vector: { "75": 3, "2A": 1 },
  released: true,
  object: "d".repeat(64),
  resultSha256: "e".repeat(64),
  regions: { "11": "f".repeat(64) },
  pending: [event({ ...publication.scope, departement: "75" }, 3)],
  unannounced: true,
});

overEveryAdapter("Aggregates", (seams) => {
  const take = async (scope: Scope): Promise<Head> => (await seams().aggregates.takeSequence(scope, Infinity))!;

  describe("the sequence of a département", () => {
    it("starts from a head never counted", async () => {
      const scope = freshScope();
      expect(await seams().aggregates.takeSequence(scope, 0)).toEqual({
        scope,
        sequence: 0,
        taken: 1,
        readAt: 0,
        released: false,
        resultSha256: "",
        objects: { departement: "", bureaux: "" },
        summary: "",
        pending: [],
        unannounced: false,
      });
    });

    it("is never given twice, whoever asks at once", async () => {
      const scope = freshScope();
      const heads = await Promise.all(Array.from({ length: 40 }, () => seams().aggregates.takeSequence(scope, 0)));
      const taken = heads.map((head) => head?.taken ?? 0).sort((a, b) => a - b);
      expect(taken).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    });

    it("comes with what the last commit said", async () => {
      const scope = freshScope();
      const head = counted(await take(scope));
      expect(await seams().aggregates.commitHead(head)).toBe(true);
      expect(await seams().aggregates.takeSequence(scope, 1_000)).toEqual({ ...head, taken: 2 });
    });

    it("is not taken for news that are already counted", async () => {
      const scope = freshScope();
      await seams().aggregates.commitHead(counted(await take(scope), 5_000));
      expect(await seams().aggregates.takeSequence(scope, 4_999)).toBeNull();
      // Nothing was taken: a reading that began at the very instant may have missed the news.
      expect((await seams().aggregates.takeSequence(scope, 5_000))?.taken).toBe(2);
    });

    it("belongs to one run, scrutin, tour and département", async () => {
      const scope = freshScope();
      const others: Scope[] = [
        { ...scope, run: `${scope.run}-bis` },
        { ...scope, scrutin: "legislatives-2017" },
        { ...scope, tour: 2 },
        { ...scope, departement: "7" },
      ];
      await take(scope);
      for (const other of others) expect((await take(other)).taken).toBe(1);
    });
  });

  describe("a head", () => {
    it("is refused from a zombie, and changes nothing then", async () => {
      const scope = freshScope();
      const zombie = counted(await take(scope));
      const winner = counted(await take(scope), 2_000);
      expect(await seams().aggregates.commitHead(zombie)).toBe(false);
      expect(await seams().aggregates.commitHead(winner)).toBe(true);
      expect(await seams().aggregates.commitHead({ ...zombie, summary: "trop tard" })).toBe(false);
      expect(await seams().aggregates.heads(scope)).toEqual([winner]);
    });

    it("is refused where no sequence was ever taken", async () => {
      const scope = freshScope();
      expect(await seams().aggregates.commitHead(counted({ ...(await take(freshScope())), scope }))).toBe(false);
      expect(await seams().aggregates.heads(scope)).toEqual([]);
    });

    it("may be committed again by the one that holds its sequence", async () => {
      const scope = freshScope();
      const head = counted(await take(scope));
      expect(await seams().aggregates.commitHead(head)).toBe(true);
      expect(await seams().aggregates.commitHead(head)).toBe(true);
      expect(await seams().aggregates.heads(scope)).toEqual([head]);
    });

    it("loses what was pending once it is settled, at its own sequence only", async () => {
      const scope = freshScope();
      const head = counted(await take(scope));
      await seams().aggregates.commitHead(head);
      await seams().aggregates.settleHead(scope, head.sequence + 1, 2000);
      expect(await seams().aggregates.heads(scope)).toEqual([head]);
      await seams().aggregates.settleHead(scope, head.sequence, 2000);
      expect(await seams().aggregates.heads(scope)).toEqual([
        { ...head, readAt: 2000, pending: [], unannounced: false },
      ]);
    });

    it("covers later bells from the reading that its settling names", async () => {
      const scope = freshScope();
      await seams().aggregates.commitHead(counted(await take(scope), 1000));
      expect((await seams().aggregates.takeSequence(scope, 1500))?.taken).toBe(2);
      await seams().aggregates.settleHead(scope, 1, 2000);
      expect(await seams().aggregates.takeSequence(scope, 1500)).toBeNull();
    });

    it("settles while a later recount is under way, and leaves it its sequence", async () => {
      const scope = freshScope();
      const head = counted(await take(scope));
      await seams().aggregates.commitHead(head);
      const next = await take(scope);
      await seams().aggregates.settleHead(scope, head.sequence, 2000);
      expect(await seams().aggregates.commitHead(counted(next))).toBe(true);
    });

    it("is settled in vain where there is none", async () => {
      const scope = freshScope();
      await seams().aggregates.settleHead(scope, 1, 2000);
      expect(await seams().aggregates.heads(scope)).toEqual([]);
    });

    it("holds the events of a département of 900 communes, though an item ends at 400 KB", async () => {
      const scope = freshScope("62");
      const pending = Array.from({ length: 1_500 }, (_, n) => event(scope, n));
      expect(JSON.stringify(pending).length).toBeGreaterThan(400 * 1_024);
      const head = { ...counted(await take(scope)), pending };
      expect(await seams().aggregates.commitHead(head)).toBe(true);
      expect(await seams().aggregates.heads(scope)).toEqual([head]);
    });
  });

  describe("the heads of a run", () => {
    it("are those that were counted, by département, all of them past a page of 1 MB", async () => {
      const { departement: _, ...run } = freshScope();
      const codes = Array.from({ length: 30 }, (_unused, n) => String(n + 10));
      // Incompressible text, so that the page limit is reached whatever the adapter does to it.
      const summary = Array.from({ length: 50_000 }, (_unused, n) => Math.sin(n).toString(36).slice(3))
        .join("")
        .slice(0, 80_000);
      const heads: Head[] = [];
      for (const departement of codes) {
        const head = { ...counted(await take({ ...run, departement })), summary };
        await seams().aggregates.commitHead(head);
        heads.push(head);
      }
      await take({ ...run, departement: "2A" });
      await seams().aggregates.takePublication(run);
      expect(await seams().aggregates.heads(run)).toEqual(heads);
    });
  });

  describe("the territories of a département", () => {
    const item = (key: string, content: string): AggregateItem => ({ key, content });

    it("are read as they were last written, in key order", async () => {
      const scope = freshScope();
      const first = Array.from({ length: 60 }, (_, n) => item(`commune#75${String(n).padStart(3, "0")}`, `{"n":${n}}`));
      await seams().aggregates.writeItems(scope, first);
      await seams().aggregates.writeItems(scope, [item("commune#75007", '{"n":"corrigé"}')]);
      await seams().aggregates.writeItems(scope, []);
      const expected = first.with(7, item("commune#75007", '{"n":"corrigé"}'));
      expect(await seams().aggregates.readItems(scope)).toEqual(expected);
    });

    it("may be long", async () => {
      const scope = freshScope();
      const long = item("circonscription#7501", JSON.stringify({ texte: "é".repeat(300_000) }));
      await seams().aggregates.writeItems(scope, [long]);
      expect(await seams().aggregates.readItems(scope)).toEqual([long]);
      expect(await seams().aggregates.readItems({ ...scope, tour: 2 })).toEqual([]);
    });
  });

  describe("the publication of a run", () => {
    it("starts from one never published", async () => {
      const { departement: _, ...scope } = freshScope();
      const blank = {
        scope,
        sequence: 0,
        taken: 0,
        vector: {},
        released: false,
        object: null,
        resultSha256: "",
        regions: {},
        pending: [],
        unannounced: false,
      };
      expect(await seams().aggregates.readPublication(scope)).toEqual(blank);
      expect(await seams().aggregates.takePublication(scope)).toEqual({ ...blank, taken: 1 });
      expect(await seams().aggregates.readPublication(scope)).toEqual({ ...blank, taken: 1 });
    });

    it("takes each sequence once, whoever asks at once", async () => {
      const { departement: _, ...scope } = freshScope();
      const all = await Promise.all(Array.from({ length: 20 }, () => seams().aggregates.takePublication(scope)));
      expect(new Set(all.map(({ taken }) => taken)).size).toBe(20);
    });

    it("refuses a zombie and keeps what the winner says", async () => {
      const { departement: _, ...scope } = freshScope();
      const zombie = published(await seams().aggregates.takePublication(scope));
      const winner = published(await seams().aggregates.takePublication(scope));
      expect(await seams().aggregates.commitPublication(winner)).toBe(true);
      expect(await seams().aggregates.commitPublication(zombie)).toBe(false);
      expect(await seams().aggregates.readPublication(scope)).toEqual(winner);
    });

    it("loses its pending events once settled, at its own sequence only", async () => {
      const { departement: _, ...scope } = freshScope();
      const publication = published(await seams().aggregates.takePublication(scope));
      await seams().aggregates.commitPublication(publication);
      await seams().aggregates.settlePublication(scope, publication.sequence + 1);
      expect(await seams().aggregates.readPublication(scope)).toEqual(publication);
      await seams().aggregates.settlePublication(scope, publication.sequence);
      expect(await seams().aggregates.readPublication(scope)).toEqual({
        ...publication,
        pending: [],
        unannounced: false,
      });
    });
  });

  it("clears all of one run and nothing of another", async () => {
    const [gone, kept] = [freshScope(), freshScope()];
    for (const scope of [gone, kept]) {
      await seams().aggregates.commitHead(counted(await take(scope)));
      await seams().aggregates.commitPublication(published(await seams().aggregates.takePublication(scope)));
      await seams().aggregates.writeItems(
        scope,
        Array.from({ length: 30 }, (_, n) => ({ key: `commune#750${n}`, content: "{}" })),
      );
    }
    await seams().aggregates.clear(gone, ["75", "2A"]);
    expect(await seams().aggregates.heads(gone)).toEqual([]);
    expect(await seams().aggregates.readItems(gone)).toEqual([]);
    expect((await seams().aggregates.readPublication(gone)).sequence).toBe(0);
    expect(await seams().aggregates.heads(kept)).toHaveLength(1);
    expect(await seams().aggregates.readItems(kept)).toHaveLength(30);
    expect((await seams().aggregates.readPublication(kept)).sequence).toBe(1);
  });
});
