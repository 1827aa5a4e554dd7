import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { NightRefused, openHost } from "#cli/commands/host.ts";

it("a host says that the night it expects cannot be made, and opens none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vingt-heures-host-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "pain.csv");
  await writeFile(path, "nom;prix\npain;1\n");
  const error: unknown = await openHost(
    { port: 0, site: false, expected: { source: { kind: "file", path } } },
    () => {},
  ).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NightRefused);
  expect((error as NightRefused).cause).toMatchObject({ code: "F-FORMAT", file: expect.stringContaining("pain.csv") });
});
