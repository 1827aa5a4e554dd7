import { describe, expect, it } from "vitest";
import { freshScope, overEveryAdapter } from "./worlds.ts";

const json = { contentType: "application/json", cache: "latest" } as const;
const long = JSON.stringify({ texte: "Fonches-Fonchette ".repeat(5_000) });
const text = (body: Uint8Array | undefined): string => Buffer.from(body ?? []).toString("utf8");
const freshFolder = (): string => `runs/${freshScope().run}`;

overEveryAdapter("Shelf", (seams) => {
  it("stores bytes that are text compressed, and gives back what was put", async () => {
    const { shelf } = seams();
    const bytes = new Uint8Array([0xc9, 0x6c, 0x75, 0x0d, 0x0a]);
    await shelf.put("runs/x/texte.txt", bytes, {
      contentType: "text/plain; charset=windows-1252",
      cache: "immutable",
      compress: true,
    });
    expect([...(await shelf.get("runs/x/texte.txt"))!.body]).toEqual([...bytes]);
  });

  it("has no object that was never put", async () => {
    expect(await seams().shelf.get(`${freshFolder()}/absent.json`)).toBeNull();
  });

  describe.each([
    ["short text", '{"nom":"Bû"}'],
    ["long text", long],
    ["no text", ""],
  ])("%s", (_name, body) => {
    it("comes back plain, under its type", async () => {
      const key = `${freshFolder()}/a.json`;
      await seams().shelf.put(key, body, json);
      const object = await seams().shelf.get(key);
      expect(text(object?.body)).toBe(body);
      expect(object?.contentType).toBe("application/json");
    });

    it("is copied as it is", async () => {
      const folder = freshFolder();
      await seams().shelf.put(`${folder}/objects/a.json`, body, {
        contentType: "application/json",
        cache: "immutable",
      });
      await seams().shelf.copyText(`${folder}/objects/a.json`, `${folder}/latest/a.json`, json);
      const copy = await seams().shelf.get(`${folder}/latest/a.json`);
      expect(text(copy?.body)).toBe(body);
      expect(copy?.contentType).toBe("application/json");
      expect(text((await seams().shelf.get(`${folder}/objects/a.json`))?.body)).toBe(body);
    });
  });

  it("keeps bytes as bytes", async () => {
    const key = `${freshFolder()}/octets`;
    const bytes = Uint8Array.from({ length: 4_096 }, (_, n) => n % 256);
    await seams().shelf.put(key, bytes, { contentType: "application/octet-stream", cache: "private" });
    expect(Buffer.from((await seams().shelf.get(key))!.body).equals(bytes)).toBe(true);
  });

  it("gives the last put that was acknowledged, whole", async () => {
    const key = `${freshFolder()}/a.json`;
    for (const body of [long, "court", long.toUpperCase()]) {
      await seams().shelf.put(key, body, json);
      expect(text((await seams().shelf.get(key))?.body)).toBe(body);
    }
  });

  it("never shows half an object while another is put", async () => {
    const key = `${freshFolder()}/a.json`;
    const bodies = ["a", "b", "c", "d"].map((letter) => letter.repeat(200_000));
    await seams().shelf.put(key, bodies[0]!, json);
    const puts = bodies.map((body) => seams().shelf.put(key, body, json));
    const reads = await Promise.all(bodies.map(() => seams().shelf.get(key)));
    await Promise.all(puts);
    for (const read of reads) expect(bodies).toContain(text(read?.body));
  });

  it("refuses to copy what is not there, and says so", async () => {
    const folder = freshFolder();
    await expect(seams().shelf.copyText(`${folder}/absent`, `${folder}/copie`, json)).rejects.toThrow(
      /^SHELF-NO-SOURCE: /,
    );
    expect(await seams().shelf.get(`${folder}/copie`)).toBeNull();
  });

  it("takes keys with an accent, a space, a plus or a comma", async () => {
    const folder = freshFolder();
    const key = `${folder}/bureau 1+2,3 é.json`;
    await seams().shelf.put(key, "x", json);
    await seams().shelf.copyText(key, `${folder}/copie é+.json`, json);
    expect(await seams().shelf.list(folder)).toEqual([key, `${folder}/copie é+.json`]);
    expect(text((await seams().shelf.get(`${folder}/copie é+.json`))?.body)).toBe("x");
  });

  it("lists a prefix whole, in key order, past a page of 1,000, and removes what it is told to", async () => {
    const folder = freshFolder();
    const keys = Array.from({ length: 1_030 }, (_, n) => `${folder}/${String(n).padStart(4, "0")}.json`);
    for (let n = 0; n < keys.length; n += 103) {
      await Promise.all(keys.slice(n, n + 103).map((key) => seams().shelf.put(key, "{}", json)));
    }
    expect(await seams().shelf.list(`${folder}/`)).toEqual(keys);
    await seams().shelf.remove([...keys.slice(1), `${folder}/absent.json`]);
    expect(await seams().shelf.list(`${folder}/`)).toEqual([keys[0]]);
    await seams().shelf.remove([]);
    expect(await seams().shelf.list(`${folder}/`)).toEqual([keys[0]]);
  });
});
