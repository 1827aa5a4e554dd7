import { describe, expect, it } from "vitest";
import type { Tally } from "#shared/contracts/tally.ts";
import { applyChange, movementOf, parseWhatIf, type Changeable } from "#shared/night/what-if.ts";
import { differencesOf } from "#shared/pipeline/what-if.ts";
import { decideNight } from "#shared/pipeline/whole-night.ts";
import { dossierOf, tallyOf } from "../factories.ts";

const figures = ({ run: _run, ...tally }: Tally) => tally;

/** Arc 650, Bec 740, Col 530, all four bureaux complete. */
const night: Changeable = {
  dossier: dossierOf(),
  tallies: [
    tallyOf(),
    tallyOf({ commune: "01002", voix: { arc: 100, bec: 230, col: 150 } }),
    tallyOf({ commune: "01002", bureau: "0002", voix: { arc: 50, bec: 230, col: 200 } }),
    tallyOf({ departement: "2A", commune: "2A004", voix: { arc: 300, bec: 100, col: 80 } }),
  ].map(figures),
};

const changed = (text: string, from = night): Changeable => parseWhatIf(text).reduce(applyChange, from);
const outcome = ({ dossier, tallies }: Changeable) => decideNight(dossier, tallies).outcomes.get("FR")!;
const qualified = (of: Changeable): string[] =>
  outcome(of)
    .candidatures.filter(({ statut }) => statut === "QUALIFIE_SEUIL")
    .map(({ id }) => id);

describe("what if", () => {
  it("somebody did not stand: their ballots are blank, and of the two others one has the majority", () => {
    expect(qualified(night)).toEqual(["arc", "bec"]);
    const without = changed("retirer arc");
    expect(without.tallies[0]).toMatchObject({
      votants: 500,
      blancs: 212,
      exprimes: 280,
      voix: { bec: 180, col: 100 },
    });
    expect(outcome(without)).toMatchObject({
      statut: "ACQUIS_T1",
      candidatures: [{ id: "bec", statut: "ELU_T1" }, { id: "col" }],
    });
    expect(decideNight(without.dossier, without.tallies).refused).toEqual([]);
  });

  it("votes went to another: in each bureau, whole ones", () => {
    const moved = changed("transferer arc > col 33,5%");
    expect(moved.tallies[0]!.voix).toEqual({ arc: 133, bec: 180, col: 167 });
    expect(qualified(moved)).toEqual(["bec", "col"]);
  });

  it("bureaux did not come: of a département, a commune, or one", () => {
    expect(changed("reporter 01").tallies).toHaveLength(1);
    expect(changed("reporter 01002").tallies).toHaveLength(2);
    expect(outcome(changed("reporter 01002/0002")).statut).toBe("INCOMPLET");
  });

  it("the rules, the seats or a policy were others", () => {
    const { dossier } = changed("regle 2012-04-22; politique Q-05=admettre\nsieges 3 # remarque");
    expect(dossier.head).toMatchObject({
      premierTour: "2012-04-22",
      scrutin: { date: "2012-04-22" },
      politiques: { "Q-05": "admettre" },
      nation: { sieges: 3 },
    });
  });

  it("tells the unites that end otherwise, and nothing where only voix moved", () => {
    const was = decideNight(night.dossier, night.tallies).outcomes;
    const compare = (text: string) => {
      const after = changed(text);
      return differencesOf(night.dossier, was, decideNight(after.dossier, after.tallies).outcomes);
    };
    expect(compare("transferer arc>col 1%")).toEqual({ comparees: 1, differences: [] });
    expect(compare("retirer arc")).toMatchObject({
      differences: [
        {
          unite: "FR",
          nom: "Élection d'essai",
          avant: { statut: "BALLOTTAGE", candidatures: [{ id: "arc" }, { id: "bec" }] },
          apres: { statut: "ACQUIS_T1", candidatures: [{ id: "bec", statut: "ELU_T1", sieges: 1 }] },
        },
      ],
    });
  });

  it("tells how many voix moved, in which bureaux, though nothing ends otherwise", () => {
    expect(movementOf(night, changed("transferer arc>col 1%"))).toEqual({
      voix: 2 + 1 + 3,
      bureaux: 3,
      absents: 0,
      departements: ["01", "2A"],
    });
    expect(movementOf(night, changed("retirer arc; reporter 2A"))).toEqual({
      voix: 200 + 100 + 50,
      bureaux: 3,
      absents: 1,
      departements: ["01", "2A"],
    });
    expect(movementOf(night, changed("sieges 3"))).toEqual({ voix: 0, bureaux: 0, absents: 0, departements: [] });
  });

  it("counts a bureau that corrects itself once, as it was last", () => {
    const [first] = night.tallies;
    const corrected = {
      ...night,
      tallies: [
        { ...first!, voix: { arc: 1, bec: 2, col: 3 } },
        { ...first!, version: 2 },
      ],
    };
    expect(movementOf(corrected, changed("transferer arc>col 10%", corrected))).toMatchObject({ voix: 20, bureaux: 1 });
  });

  it("stays within the unite that is named, and leaves ballots with other names valid under panachage", () => {
    const bureau = (unite: string) => ({ code: "0001", inscrits: 1000, unite });
    const dossier = dossierOf({
      communes: { "01": { "01001": [bureau("01001")], "01002": [bureau("01002")] } },
      unites: ["01001", "01002"].map((code) => ({ departement: "01", code })),
      head: { panachage: true },
    });
    const byName: Changeable = {
      dossier,
      tallies: ["01001", "01002"].map((commune) =>
        figures(tallyOf({ commune, voix: { arc: 400, bec: 300, col: 20 } })),
      ),
    };
    const { dossier: after, tallies } = changed("retirer arc@01002", byName);
    expect(after.parts[0]!.unites.map(({ candidatures }) => candidatures.length)).toEqual([3, 2]);
    expect(tallies.map(({ voix, exprimes }) => [voix["arc"], exprimes])).toEqual([
      [400, 480],
      [undefined, 480],
    ]);
    expect(changed("sieges 7@01002", byName).dossier.parts[0]!.unites.map(({ sieges }) => sieges)).toEqual([1, 7]);
  });

  it.each([
    "",
    "danser arc",
    "retirer",
    "retirer zzz",
    "retirer arc@01001",
    "reporter 99",
    "transferer arc>bec 0%",
    "transferer arc>bec 101%",
    "transferer arc>zzz 5%",
    "sieges 0",
    "politique Q-05=danser",
    "politique Q-99=x",
    "regle demain",
  ])("is refused when it means nothing: %j", (text) => {
    expect(() => changed(text)).toThrow(/^W-CHANGEMENT/);
  });

  it("says what there is where it names what is not there", () => {
    expect(() => changed("retirer zzz")).toThrow(/aucune candidature zzz dans cette nuit ; il y a arc, bec/);
    expect(() => changed("reporter 99")).toThrow(/aucun bureau de 99 dans cette nuit ; il y a 01/);
    expect(() => changed("reporter 01001/99")).toThrow(/ ; il y a 01001\/\d+/);
  });
});
