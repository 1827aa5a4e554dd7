import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { deploySite } from "#cli/operator/site.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const [name, text] of [
    ["index.html", "<script src=main.js>"],
    ["main.js", "1"],
    ["types.d.map", "not for readers"],
  ] as const)
    writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

it("puts the files of the site beside the night's, pages after what they load, and once for each state of it", async () => {
  const shelf = new MemoryShelf();
  const put: string[] = [];
  const counting = {
    get: (key: string) => shelf.get(key),
    put: (...order: Parameters<MemoryShelf["put"]>) => {
      put.push(order[0]);
      return shelf.put(...order);
    },
  };
  expect(await deploySite(counting, folder)).toBe(true);
  expect(put).toEqual(["site/main.js", "site/index.html", "site/empreinte"]);
  expect((await shelf.get("site/index.html"))?.contentType).toBe("text/html; charset=utf-8");

  expect(await deploySite(counting, folder)).toBe(false);
  writeFileSync(join(folder, "main.js"), "2");
  expect(await deploySite(counting, folder)).toBe(true);
  expect(new TextDecoder().decode((await shelf.get("site/main.js"))?.body)).toBe("2");
});

it("begins again after an upload that was cut", async () => {
  const shelf = new MemoryShelf();
  const cut = {
    get: (key: string) => shelf.get(key),
    put: (...order: Parameters<MemoryShelf["put"]>) =>
      order[0] === "site/index.html" ? Promise.reject(new Error("cut")) : shelf.put(...order),
  };
  await expect(deploySite(cut, folder)).rejects.toThrow("cut");
  expect(await deploySite(shelf, folder)).toBe(true);
  expect(await shelf.list("site/")).toEqual(["site/empreinte", "site/index.html", "site/main.js"]);
});
