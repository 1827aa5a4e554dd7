import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openFile } from "#cli/files/open.ts";
import { inspect } from "#shared/formats/inspect.ts";

const FILE = new URL("../../../shared/data/xml-press/pr2017-rehearsal.tar.gz", import.meta.url).pathname;

describe.skipIf(!existsSync(FILE))("the levels of an official tree (needs ../shared)", () => {
  it("tells apart the levels of one table: communes add up to their départements, their secteurs are in them again", async () => {
    const { tables } = await inspect(openFile(FILE));
    const of = (feuille: string) => tables.find((table) => table.feuille === feuille)!.totauxParNiveau;
    const { inscrits } = of("departements").departement!;
    expect(of("communes")).toMatchObject({ commune: { inscrits }, secteur: { rows: 106 } });
  });
});
