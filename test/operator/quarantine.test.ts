import { describe, expect, it } from "vitest";
import { quarantinePath } from "#shared/documents/paths.ts";
import { listDeadLetters, redriveDeadLetters } from "#cli/operator/dead-letters.ts";
import { listQuarantine, pageQuarantine, redriveQuarantine, showQuarantined } from "#cli/operator/quarantine.ts";
import { MemoryCloud } from "./memory-cloud.ts";

const digestOf = (letter: string): string => letter.repeat(64);

async function quarantined(): Promise<MemoryCloud> {
  const cloud = new MemoryCloud();
  const messages: readonly (readonly [string | null, string, string])[] = [
    ["run-a", "T-SOMME", "a"],
    ["run-a", "T-SOMME", "b"],
    ["run-a", "T-BLANCS", "c"],
    ["run-b", "T-SOMME", "d"],
    [null, "T-JSON", "e"],
  ];
  for (const [run, code, letter] of messages) {
    const object = {
      format: "vingt-heures/quarantine@1",
      code,
      refusals: [],
      receivedAt: "",
      messageId: "",
      run,
      body: `corps ${letter}`,
    };
    await cloud.shelf.put(quarantinePath(run, code, digestOf(letter)), JSON.stringify(object), {
      contentType: "application/json",
      cache: "private",
    });
  }
  return cloud;
}

const letters = (entries: readonly { readonly digest: string }[]): string =>
  entries.map(({ digest }) => digest[0]).join("");

describe("the quarantine", () => {
  it("is listed by run and code, nameless messages apart", async () => {
    const cloud = await quarantined();
    expect((await listQuarantine(cloud)).length).toBe(5);
    expect(letters(await listQuarantine(cloud, { run: "run-a" }))).toBe("cab");
    expect(letters(await listQuarantine(cloud, { run: null }))).toBe("e");
    expect(letters(await listQuarantine(cloud, { code: "T-SOMME" }))).toBe("abd");
    expect(letters(await listQuarantine(cloud, { run: "run-b", code: "T-JSON" }))).toBe("");
  });

  it("is read page by page, each message once", async () => {
    const cloud = await quarantined();
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 9; pages++) {
      const page = await pageQuarantine(cloud, {}, { limit: 2, ...(after !== undefined && { after }) });
      expect(page.total).toBe(5);
      seen.push(letters(page.entries));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(new Set(seen.join("")).size).toBe(5);
  });

  it("shows a message by the beginning of its digest, and says when that is not enough", async () => {
    const cloud = await quarantined();
    expect(await showQuarantined(cloud, "cccc")).toMatchObject({ code: "T-BLANCS", body: "corps c", run: "run-a" });
    await expect(showQuarantined(cloud, "ffff")).rejects.toMatchObject({ code: "C-QUARANTAINE" });
    await expect(showQuarantined(cloud, "")).rejects.toThrow("5 messages");
  });

  it("sends messages again and removes those that the queue took", async () => {
    const cloud = await quarantined();
    expect(await redriveQuarantine(cloud, await listQuarantine(cloud, { code: "T-SOMME" }))).toBe(3);
    expect(cloud.queues.tallies.sent.map(({ body }) => body)).toEqual(["corps a", "corps b", "corps d"]);
    expect(letters(await listQuarantine(cloud))).toBe("ec");
  });

  it("sends a mended body in the place of one message only", async () => {
    const cloud = await quarantined();
    const some = await listQuarantine(cloud, { run: "run-a" });
    await expect(redriveQuarantine(cloud, some, "réparé")).rejects.toMatchObject({ code: "C-QUARANTAINE" });
    expect(await redriveQuarantine(cloud, some.slice(0, 1), "réparé")).toBe(1);
    expect(cloud.queues.tallies.sent).toEqual([{ body: "réparé" }]);
    expect(letters(await listQuarantine(cloud, { run: "run-a" }))).toBe("ab");
  });

  it("keeps what the queue did not take", async () => {
    const cloud = await quarantined();
    cloud.queues.tallies.refuse = () => [{ index: 0, retryable: true, reason: "plein" }];
    await expect(redriveQuarantine(cloud, await listQuarantine(cloud))).rejects.toMatchObject({ code: "C-ENVOI" });
    expect((await listQuarantine(cloud)).length).toBe(5);
  });
});

describe("dead letters", () => {
  it("go back to their queue, bells in their group under a fresh id", async () => {
    const cloud = new MemoryCloud();
    const bells = Array.from({ length: 12 }, (_, index) => ({
      body: `cloche ${index}`,
      group: `groupe ${index % 2}`,
      dedup: "ancien",
    }));
    await cloud.deadLetters.recount.send(bells);
    expect(await redriveDeadLetters(cloud, "recount")).toBe(12);
    const { sent } = cloud.queues.recount;
    expect(sent.map(({ body, group }) => [body, group])).toEqual(bells.map(({ body, group }) => [body, group]));
    expect(new Set(sent.map(({ dedup }) => dedup)).size).toBe(12);
    expect(sent.some(({ dedup }) => dedup === "ancien" || dedup === undefined)).toBe(false);
    expect(await cloud.deadLetters.recount.depth()).toEqual({ waiting: 0, inFlight: 0, delayed: 0 });
  });

  it("of a standard queue go back without a group", async () => {
    const cloud = new MemoryCloud();
    await cloud.deadLetters.tallies.send([{ body: "x" }]);
    expect(await redriveDeadLetters(cloud, "tallies")).toBe(1);
    expect(cloud.queues.tallies.sent).toEqual([{ body: "x" }]);
  });

  it("stay there when the queue does not take them", async () => {
    const cloud = new MemoryCloud();
    await cloud.deadLetters.publish.send([
      { body: "a", group: "g" },
      { body: "b", group: "g" },
    ]);
    cloud.queues.publish.refuse = () => [{ index: 1, retryable: true, reason: "plein" }];
    expect(await redriveDeadLetters(cloud, "publish")).toBe(1);
    expect(await cloud.deadLetters.publish.depth()).toMatchObject({ inFlight: 1 });
  });

  it("can be looked at", async () => {
    const cloud = new MemoryCloud();
    await cloud.deadLetters.timers.send([{ body: "minuterie" }]);
    expect(await listDeadLetters(cloud, "timers")).toMatchObject([{ queue: "timers", body: "minuterie" }]);
  });
});
