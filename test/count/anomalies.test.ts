import { describe, expect, it } from "vitest";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import { countDepartement } from "#shared/count/decompte.ts";
import { foldLedger } from "#shared/count/fold.ts";
import { ledgerKey, pack, type PackedTally } from "#shared/count/packing.ts";
import { registerOf } from "#shared/count/register.ts";
import { dossierOf, RUN } from "../factories.ts";

const FIGURES: PackedTally = {
  inscrits: 1000,
  emargements: -1,
  votants: 500,
  blancs: 12,
  nuls: 8,
  exprimes: 480,
  voix: [200, 180, 100],
  at: 0,
  messageId: "m",
};

interface Received extends Partial<PackedTally> {
  readonly commune?: string;
  readonly bureau?: string;
  readonly version?: number;
}

/** The anomalies of département 01 when it received these tallies. */
function anomaliesAfter(received: readonly Received[]): string[] {
  const dossier = dossierOf({ head: { bureauxInattendus: "comptes" } });
  const head = {
    ...dossier.head,
    run: RUN,
    departements: dossier.head.departements.map((row) => ({ ...row, part: "" })),
  } satisfies DossierHead;
  const part = { ...dossier.parts[0]!, run: RUN } satisfies DossierPart;
  const entries = received.map(({ commune = "01001", bureau = "0001", version = 1, ...over }) => {
    const content = pack({ ...FIGURES, ...over });
    return { key: ledgerKey(commune, bureau, version, content), content };
  });
  return countDepartement(registerOf(head, part), foldLedger(entries)).anomalies.map(
    ({ kind, bureau, detail }) => `${kind} ${bureau} ${detail}`,
  );
}

describe("anomalies", () => {
  it("leave ordinary tallies alone", () => {
    expect(anomaliesAfter([{}, { commune: "01002", votants: 499, blancs: 11 }])).toEqual([]);
  });

  it.each<[string, readonly Received[], readonly string[]]>([
    [
      "two contents under one version",
      [{}, { votants: 501, nuls: 9 }],
      ["conflit 0001 deux contenus sous la version 1"],
    ],
    [
      "a correction that adds",
      [{}, { version: 2, votants: 510, exprimes: 490, voix: [210, 180, 100] }],
      ["correction 0001 version 2 : votants +10, exprimes +10"],
    ],
    [
      "a total that falls",
      [{}, { version: 2, votants: 490, exprimes: 470, voix: [190, 180, 100] }],
      ["correction 0001 version 2 : votants −10, exprimes −10", "total-en-baisse 0001 exprimés de 480 à 470"],
    ],
    [
      "voix that move",
      [{}, { version: 2, voix: [190, 190, 100] }],
      ["correction 0001 version 2 : voix réparties autrement"],
    ],
    [
      "a jump of versions",
      [{}, { version: 12, blancs: 13, nuls: 7 }],
      ["saut-de-version 0001 de la version 1 à la version 12", "correction 0001 version 12 : voix réparties autrement"],
    ],
    ["a first version far from the first", [{ version: 11 }], ["saut-de-version 0001 première version reçue : 11"]],
    [
      "participation above 100 %",
      [{ inscrits: 499 }],
      ["participation 0001 500 votants pour 499 inscrits", "inscrits 0001 499 inscrits, le dossier en attend 1000"],
    ],
    [
      "inscrits far from the dossier's",
      [{ inscrits: 1051 }],
      ["inscrits 0001 1051 inscrits, le dossier en attend 1000"],
    ],
    [
      "twins",
      [{ commune: "01002" }, { commune: "01002", bureau: "0002" }],
      ["jumeaux 0002 mêmes chiffres que le bureau 0001"],
    ],
    ["a bureau that nobody expects", [{ bureau: "0009" }], ["bureau-inattendu 0009 absent du dossier"]],
  ])("tell of %s", (_what, received, expected) => {
    expect(anomaliesAfter(received)).toEqual(expected);
  });

  it("take a step of ten versions, an excess of 5 % and small twins for ordinary", () => {
    expect(anomaliesAfter([{ version: 10 }])).toEqual([]);
    expect(anomaliesAfter([{ inscrits: 1050 }])).toEqual([]);
    const small = { votants: 31, blancs: 1, nuls: 1, exprimes: 29, voix: [29, 0, 0] };
    expect(
      anomaliesAfter([
        { commune: "01002", ...small },
        { commune: "01002", bureau: "0002", ...small },
      ]),
    ).toEqual([]);
  });
});
