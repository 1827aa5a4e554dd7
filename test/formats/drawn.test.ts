import { describe, expect, it } from "vitest";
import { readNight, type FileNight } from "#shared/formats/read-night.ts";
import { COMMUNES } from "./layouts/communes.ts";
import { bytesOf } from "./layouts/layout.ts";
import { OLDER } from "./layouts/older.ts";
import { fileOf } from "./samples.ts";

/** Unites that a file does not name are told by who stands in them. */

const layouts = [...COMMUNES, ...OLDER];
const night = (scrutin: string, unites: readonly string[]): Promise<FileNight> => {
  const layout = layouts.find((one) => one.scrutin === scrutin && one.unites.join() === unites.join())!;
  return readNight(fileOf(bytesOf(layout), layout.file), layout.options);
};
const unitesOf = ({ dossier }: FileNight) =>
  dossier.parts.flatMap((part) =>
    part.unites.map(({ nom, candidatures }) => [nom, candidatures.length, candidatures[0]!.candidats]),
  );
const bureauxOf = ({ dossier }: FileNight) =>
  dossier.parts.flatMap((part) =>
    part.communes.flatMap(({ code, bureaux }) => bureaux.map((bureau) => [code, bureau.code, bureau.unite])),
  );

describe("communes that name no circonscription", () => {
  it("are joined by their candidates; one that is cut votes in each with bureaux of its own", async () => {
    const read = await night("legislatives-2024/1", ["0101", "0102"]);
    expect(unitesOf(read)).toEqual([
      ["Ain, circonscription de L'Abergement-Clémenciat", 3, undefined],
      ["Ain, circonscription d'Ambérieu-en-Bugey", 3, undefined],
    ]);
    expect(bureauxOf(read)).toEqual([
      ["01001", "0001", "0101"],
      ["01004", "0001", "0102"],
      ["01053", "C01-0001", "0101"],
      ["01053", "C02-0001", "0102"],
    ]);
    expect(read.dossier.head.genere).toMatch(/circonscriptions.*bureaux sont générés/);
  });

  it("leave undecided the circonscriptions that one line mixes, and decide the others", async () => {
    const read = await night("legislatives-2024/1", ["0101", "0201"]);
    expect(unitesOf(read)).toEqual([
      ["Ain, circonscriptions de L'Abergement-Clémenciat", 6, null],
      ["Aisne, circonscription de Laon", 2, undefined],
    ]);
  });
});

it("bureaux that name no canton are joined by their candidates", async () => {
  const read = await night("cantonales-2011/1", ["0101", "0102", "5901"]);
  expect(unitesOf(read).map(([nom]) => nom)).toEqual([
    "Ain, canton du bureau 0001 d'Ambérieu-en-Bugey",
    "Ain, canton du bureau 0001 de Bourg-en-Bresse",
    "Nord, canton du bureau 0001 de Lille",
  ]);
  expect(read.dossier.head.genere).toMatch(/^Le fichier ne nomme pas les cantons/);
});

it("a commune cut between circonscriptions that the file names has bureaux of its own in each", async () => {
  expect(bureauxOf(await night("legislatives-2022/1", ["0101", "0102"]))).toEqual([
    ["01053", "C01-0001", "0101"],
    ["01053", "C02-0001", "0102"],
  ]);
});

it("a commune cut between cantons, too", async () => {
  expect(bureauxOf(await night("departementales-2021/1", ["0107", "0108"]))).toEqual([
    ["01053", "K07-0001", "0107"],
    ["01053", "K08-0001", "0108"],
  ]);
});
