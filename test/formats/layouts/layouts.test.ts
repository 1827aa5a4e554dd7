import { describe, expect, it } from "vitest";
import { auditer } from "#shared/audit/audit.ts";
import { tourAudite } from "#shared/audit/scrutins.ts";
import { inspect } from "#shared/formats/inspect.ts";
import { readNight, type FileNight } from "#shared/formats/read-night.ts";
import { readResults } from "#shared/formats/read-results.ts";
import { played, PLAYED } from "../played.ts";
import { fileOf } from "../samples.ts";
import { HEADERLESS } from "./headerless.ts";
import { BLOCKS } from "./blocks.ts";
import { COMMUNES } from "./communes.ts";
import { MUNICIPALES } from "./municipales.ts";
import { OLDER } from "./older.ts";
import { REDISTRIBUTED } from "./redistributed.ts";
import { SINCE_2024 } from "./since-2024.ts";
import { bytesOf, type PublishedLayout } from "./layout.ts";

/**
 * Files in the very layouts in which elections are published: each is recognised by its content, every line of it is used or reported,
 * its totals are met, and it is played and published.
 */
const LAYOUTS: readonly (readonly [string, PublishedLayout])[] = [
  ...HEADERLESS,
  ...OLDER,
  ...BLOCKS,
  ...MUNICIPALES,
  ...SINCE_2024,
  ...COMMUNES,
  ...REDISTRIBUTED,
].map((one) => [`${one.scrutin} from ${one.file}`, one]);

const source = (layout: PublishedLayout): ReturnType<typeof fileOf> => fileOf(bytesOf(layout), layout.file);

/** What is published of a night in memory. */
async function published(read: FileNight) {
  const night = await played(read);
  return { france: await night.france(PLAYED), refused: await night.shelf.list("quarantine/") };
}

describe.each(LAYOUTS)("%s", (_, layout) => {
  it("is recognised by its content", async () => {
    const { tables } = await inspect(source(layout), layout.options);
    const [table] = tables;
    expect(table!.famille.id).toBe(layout.family);
    expect(table!.manque).toBeNull();
    expect(`${table!.scrutin?.id}/${table!.scrutin?.tour}`).toBe(layout.scrutin);
  });

  it("is read: every line is used or reported, and its totals are met", async () => {
    const { report, tallies, dossier } = await readNight(source(layout), layout.options);
    expect(report.rows).toBe(layout.lignes);
    expect(report.used + report.rejected.length).toBe(layout.lignes);
    expect(report.rejected.map(({ code }) => code)).toEqual(layout.refuses ?? []);
    const sum = (read: (tally: (typeof tallies)[number]) => number): number =>
      tallies.reduce((total, tally) => total + read(tally), 0);
    expect({
      inscrits: sum(({ inscrits }) => inscrits),
      votants: sum(({ votants }) => votants),
      exprimes: sum(({ exprimes }) => exprimes),
    }).toEqual(layout.totaux);
    const unites = new Set(dossier.parts.flatMap((part) => part.unites.map(({ code }) => code)));
    expect([...unites].toSorted()).toEqual(layout.unites);
  });

  it("is played and published whole", async () => {
    const { france, refused } = await published(await readNight(source(layout), layout.options));
    expect(refused).toEqual([]);
    expect(france.bureaux.counted).toBe(france.bureaux.expected);
    expect(france.totaux).toMatchObject(layout.totaux);
  });

  it("is audited, and nothing is invented", async () => {
    const { tables } = await readResults(
      source(layout),
      layout.options?.tour === undefined ? {} : { tour: layout.options.tour },
    );
    const rows = tables.flatMap((table) => table.rows);
    const { constats } = auditer(layout.file, tables, tourAudite(layout.file, rows, layout.options ?? {}));
    expect(constats.map(({ code }) => code)).toEqual((layout.refuses ?? []).map(() => "A-LIGNE"));
  });
});
