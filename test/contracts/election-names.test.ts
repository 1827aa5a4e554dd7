import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generatedName, isElectionType, officialName, readElectionName } from "#shared/contracts/election-names.ts";
import { NOTICES, readNotices, type Notice } from "#shared/contracts/notices.ts";
import { generatedTypes } from "#shared/night/generated/generate.ts";

const type = fc.constantFrom(...generatedTypes.filter(isElectionType));
const day = fc
  .date({ min: new Date("1958-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("the name of an election", () => {
  it("says its type and its day again, whatever they are", () => {
    fc.assert(
      fc.property(type, day, (of, date) => {
        expect(readElectionName(generatedName(of, date))).toEqual({ type: of, genere: true, date });
        const annee = date.slice(0, 4);
        expect(readElectionName(officialName(of, annee))).toEqual({ type: of, genere: false, annee });
      }),
    );
  });

  it("agrees, and writes the first of a month as French does", () => {
    expect(
      (
        [
          ["municipales", "2026-03-15"],
          ["referendum", "2005-05-29"],
          ["presidentielle", "2022-05-01"],
        ] as const
      ).map(([of, date]) => generatedName(of, date)),
    ).toEqual([
      "Élections municipales générées, 15 mars 2026",
      "Référendum généré, 29 mai 2005",
      "Élection présidentielle générée, 1er mai 2022",
    ]);
  });

  it.each(["", "Élection d'essai", "Élections municipales", "Élections municipales générées, 15 brumaire 2026"])(
    "that somebody else gave says nothing: %j",
    (nom) => expect(readElectionName(nom)).toBeNull(),
  );
});

describe("what is generated", () => {
  it("is read again from its sentences", () => {
    const notices = fc.uniqueArray(fc.constantFrom(...(Object.keys(NOTICES) as Notice[])));
    fc.assert(
      fc.property(notices, (of) => {
        expect(readNotices(of.map((one) => NOTICES[one]).join(" "))).toEqual(of);
      }),
    );
  });

  it("is unknown where one sentence is somebody else's", () => {
    expect(readNotices(`${NOTICES.bureaux} Et le reste.`)).toBeNull();
  });
});
