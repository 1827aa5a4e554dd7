import { describe, expect, it } from "vitest";
import { scopeKey, type Scope } from "#shared/contracts/identity.ts";
import type { RecountTicket } from "#shared/contracts/tickets.ts";
import type { RecountRing } from "#shared/ports.ts";
import { freshScope, overEveryAdapter } from "./worlds.ts";

const ticket = (scope: Scope): RecountTicket => ({ ...scope, slotEnd: 1_500, cause: "tally" });
const ring = (scope: Scope, dedup: string): RecountRing => ({ ticket: ticket(scope), dedup });
const keys = (tickets: readonly Scope[]): string[] => tickets.map(scopeKey).sort();

overEveryAdapter("Bells", (seams) => {
  describe("a recount", () => {
    it("is delivered with its ticket, once", async () => {
      const scope = freshScope();
      expect(await seams().bells.ringRecounts([ring(scope, "41")])).toEqual([]);
      expect(await seams().recounts()).toEqual([ticket(scope)]);
      expect(await seams().recounts()).toEqual([]);
    });

    it("is not delivered again under the same id, even once consumed, and is under another", async () => {
      const scope = freshScope();
      await seams().bells.ringRecounts([ring(scope, "41")]);
      await seams().recounts();
      expect(await seams().bells.ringRecounts([ring(scope, "41")])).toEqual([]);
      expect(await seams().recounts()).toEqual([]);
      await seams().bells.ringRecounts([ring(scope, "42")]);
      expect(await seams().recounts()).toEqual([ticket(scope)]);
    });

    it("is told from those of another run, scrutin, tour or département under the same slot", async () => {
      const scope = freshScope();
      const all: Scope[] = [
        scope,
        { ...scope, run: `${scope.run}-bis` },
        { ...scope, scrutin: "legislatives-2017" },
        { ...scope, tour: 2 },
        { ...scope, departement: "2A" },
      ];
      await seams().bells.ringRecounts(all.map((each) => ring(each, "41")));
      expect(keys(await seams().recounts())).toEqual(keys(all));
    });

    it("rings for all départements in one call", async () => {
      const scope = freshScope();
      const all = Array.from({ length: 107 }, (_, n) => ({ ...scope, departement: String(n) }));
      expect(await seams().bells.ringRecounts(all.map((each) => ring(each, "41")))).toEqual([]);
      expect(keys(await seams().recounts())).toEqual(keys(all));
    });

    it("rings for the longest names there may be, still told apart by their end", async () => {
      const { run } = freshScope();
      const scope: Scope = { run: run.padEnd(64, "r"), scrutin: "s".repeat(64), tour: 1, departement: "75" };
      const other: Scope = { ...scope, departement: "76" };
      expect(await seams().bells.ringRecounts([ring(scope, "1700000000"), ring(other, "1700000000")])).toEqual([]);
      expect(keys(await seams().recounts())).toEqual(keys([scope, other]));
      await seams().bells.ringRecounts([ring(scope, "1700000000")]);
      expect(await seams().recounts()).toEqual([]);
    });

    it("rings nothing when there is nothing to ring", async () => {
      expect(await seams().bells.ringRecounts([])).toEqual([]);
      expect(await seams().recounts()).toEqual([]);
    });
  });

  describe("a publication", () => {
    it("is delivered once a département and sequence", async () => {
      const scope = freshScope();
      const tickets = [
        { ...scope, sequence: 1 },
        { ...scope, sequence: 2 },
        { ...scope, departement: "2A", sequence: 1 },
      ];
      for (const each of [...tickets, ...tickets]) await seams().bells.ringPublish(each);
      const delivered = await seams().publishes();
      expect(delivered).toHaveLength(3);
      expect(delivered).toEqual(expect.arrayContaining(tickets));
    });
  });

  describe("a look at the press tree", () => {
    it("is delivered once a run and dedup suffix, in the order in which it was rung", async () => {
      const { departement: _departement, ...scope } = freshScope();
      const cycle = { ...scope, cause: "cycle" } as const;
      const cloture = { ...scope, cause: "cloture" } as const;
      await seams().bells.ringPress(cycle, "1-100");
      await seams().bells.ringPress(cycle, "1-100");
      await seams().bells.ringPress(cloture, "cloture");
      expect(await seams().presses()).toEqual([cycle, cloture]);
    });
  });

  describe("the exports of a tour", () => {
    it("are asked for once a national document", async () => {
      const { departement: _departement, ...scope } = freshScope();
      const tickets = ["a", "b"].map((object, i) => ({ ...scope, object, sequence: i + 1 }));
      for (const each of [...tickets, ...tickets]) await seams().bells.ringExport(each);
      expect(await seams().exports()).toEqual(tickets);
    });
  });

  describe("a timer", () => {
    it("without delay comes at once, each time it is armed", async () => {
      const { run } = freshScope();
      const timer = { kind: "sweep", run } as const;
      await seams().bells.armTimer(timer, 0);
      await seams().bells.armTimer(timer, -5);
      expect(await seams().timers()).toEqual([timer, timer]);
    });

    it("comes after its delay, rounded up to the second, and not before", async () => {
      const timer = { kind: "release", run: freshScope().run, generation: 3 } as const;
      await seams().bells.armTimer(timer, 1);
      expect(await seams().timers()).toEqual([]);
      await seams().pass(1_100);
      expect(await seams().timers()).toEqual([timer]);
    });

    it("may be armed for longer than a queue can hold it", async () => {
      await seams().bells.armTimer({ kind: "sweep", run: freshScope().run }, 24 * 3_600_000);
      expect(await seams().timers()).toEqual([]);
    });
  });
});
