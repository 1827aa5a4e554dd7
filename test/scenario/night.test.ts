import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latestPath, quarantinePath } from "#shared/documents/paths.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { dossierOf, messageOf, RUN, runOf, tallyOf } from "../factories.ts";
import { night, playedClean, queued, TALLIES } from "./small-night.ts";

describe("a night in memory", () => {
  it("publishes the sums of what was accepted, corrections counted, at every level", async () => {
    const played = await playedClean();
    const france = await played.france(RUN);
    expect(france).toMatchObject({
      complet: true,
      bureaux: { counted: 4, expected: 4 },
      communes: { counted: 3, expected: 3 },
      totaux: { inscrits: 4000, votants: 2010, blancs: 48, nuls: 32, exprimes: 1930 },
      corrections: 1,
    });
    expect(france.candidatures?.map(({ id, voix }) => [id, voix])).toEqual([
      ["arc", 660],
      ["bec", 790],
      ["col", 480],
    ]);
    const ain = await played.departement(RUN, "01");
    expect(ain.resultat).toMatchObject({ complet: true, communesComptees: { counted: 2, expected: 2 } });
    expect(ain.resultat.communes[0]).toMatchObject({
      code: "01001",
      totaux: { votants: 510 },
      voix: [{ voix: [210, 180, 100] }],
    });
    expect(ain.corrections).toMatchObject([
      { commune: "01001", de: 1, a: 2, avant: { votants: 500 }, apres: { votants: 510 } },
    ]);
  });

  it("decides the nation only when it is complete", async () => {
    const played = night();
    await played.record(TALLIES.slice(0, 2).map(queued));
    await played.settle();
    expect((await played.france(RUN)).outcome).toMatchObject({ statut: "INCOMPLET" });
    await played.record(TALLIES.slice(2).map(queued));
    await played.settle();
    expect((await played.france(RUN)).outcome).toMatchObject({ statut: "BALLOTTAGE" });
  });

  it("ends in the same result whatever the order, the batches and the repeats", async () => {
    const expected = await (await playedClean()).result(RUN);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...TALLIES, ...TALLIES], { minLength: TALLIES.length * 2 }),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }),
        async (tallies, sizes) => {
          const shuffled = night();
          let rest = tallies;
          for (const size of sizes) {
            await shuffled.record(rest.slice(0, size).map(queued));
            if (size % 2 === 0) await shuffled.settle();
            rest = rest.slice(size);
          }
          await shuffled.settle();
          expect(await shuffled.result(RUN)).toBe(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps two runs and two tours apart", async () => {
    const two = night();
    const other = { ...runOf(), run: "essai-t2", tour: 2 as const };
    two.open(other, dossierOf({ head: { tour: 2 } }));
    await two.record([
      ...TALLIES.map(queued),
      ...TALLIES.map((tally) => ({
        ...queued({ ...tally, run: other.run, tour: 2 }),
        messageId: `t2-${tally.commune}-${tally.bureau}-${tally.version}`,
      })).slice(0, 1),
    ]);
    await two.settle();
    expect(await two.result(RUN)).toBe(await (await playedClean()).result(RUN));
    expect((await two.france(other.run)).bureaux).toEqual({ counted: 1, expected: 4 });
  });

  it("keeps every refused message with its code, and nothing else", async () => {
    const played = night();
    const bad = { messageId: "bad", body: JSON.stringify(messageOf(tallyOf({ exprimes: 481 }))) };
    const broken = { messageId: "broken", body: "{" };
    await played.record([...TALLIES.map(queued), bad, broken, { ...bad, messageId: "bad again" }]);
    await played.settle();
    const kept = await played.shelf.list("quarantine/");
    expect(kept.map((key) => key.split("/").slice(1, 3))).toEqual([
      ["_", "T-JSON"],
      [RUN, "T-EXPRIMES"],
    ]);
    expect(await played.result(RUN)).toBe(await (await playedClean()).result(RUN));
    const object = JSON.parse(new TextDecoder().decode((await played.shelf.get(kept[1]!))!.body)) as Record<
      string,
      unknown
    >;
    expect(object).toMatchObject({ code: "T-EXPRIMES", run: RUN, body: bad.body });
    expect(quarantinePath(null, "T-JSON", "x")).toBe("quarantine/_/T-JSON/x.json");
  });

  it("says when two contents stand under one version, and decides nothing until it is settled", async () => {
    const played = night();
    await played.record([
      ...TALLIES.map(queued),
      queued(tallyOf({ version: 2, votants: 511, nuls: 9, exprimes: 490, voix: { arc: 210, bec: 180, col: 100 } })),
    ]);
    await played.settle();
    const contested = await played.france(RUN);
    expect(contested).toMatchObject({ complet: false, outcome: { statut: "INCOMPLET", code: "D-CONFLIT" } });
    expect((await played.departement(RUN, "01")).resultat.anomalies).toContainEqual(
      expect.objectContaining({ kind: "conflit", commune: "01001" }),
    );
    await played.record([queued(tallyOf({ version: 3 }))]);
    await played.settle();
    expect(await played.france(RUN)).toMatchObject({ complet: true, outcome: { statut: "BALLOTTAGE" } });
  });
});

describe("unites", () => {
  const CANDIDATURES = [
    { id: "arc", nom: "Arc", nuance: "REM" },
    { id: "bec", nom: "Bec", nuance: "FN" },
    { id: "col", nom: "Col", nuance: "FN" },
  ];
  /** One circonscription in each commune of the Ain, one that the Ain's 01002/0002 shares with Corse-du-Sud. */
  const communes = {
    "01": {
      "01001": [{ code: "0001", inscrits: 1000, unite: "0101" }],
      "01002": [
        { code: "0001", inscrits: 1000, unite: "0102" },
        { code: "0002", inscrits: 1000, unite: "9901" },
      ],
    },
    "2A": { "2A004": [{ code: "0001", inscrits: 1000, unite: "9901" }] },
  };
  const unites = [
    { departement: "01", code: "0101" },
    { departement: "01", code: "0102" },
    { departement: "01", code: "9901" },
    { departement: "2A", code: "9901" },
  ];
  const byUnites = (candidatures = CANDIDATURES): MemoryNight =>
    new MemoryNight({
      dossier: dossierOf({
        communes,
        candidatures,
        unites,
        head: {
          candidatures: [
            { id: "REM", nom: "REM" },
            { id: "FN", nom: "FN" },
          ],
        },
      }),
      run: runOf(),
    });

  it("are counted each for itself, a commune that several share in each of them, and summed by nuance", async () => {
    const played = byUnites();
    await played.record(TALLIES.slice(0, 4).map(queued));
    await played.settle();
    const ain = await played.departement(RUN, "01");
    expect(ain.resultat.unites.map(({ code, totaux, complet }) => [code, totaux.exprimes, complet])).toEqual([
      ["0101", 480, true],
      ["0102", 480, true],
      ["9901", 480, true],
    ]);
    expect(ain.resultat.communes[1]!.voix).toEqual([
      { unite: "0102", voix: [100, 280, 100] },
      { unite: "9901", voix: [50, 230, 200] },
    ]);
    expect(ain.resultat.candidatures.map(({ id, voix }) => [id, voix])).toEqual([
      ["REM", 350],
      ["FN", 1090],
    ]);
    expect(ain.resultat.unites[1]!.outcome).toMatchObject({ statut: "ACQUIS_T1" });
  });

  it("that lie in several départements are decided by the nation, once all of them have reported", async () => {
    const played = byUnites();
    await played.record(TALLIES.slice(0, 3).map(queued));
    await played.settle();
    const shared = async () => {
      const { outcome } = await played.france(RUN);
      return outcome && "partagees" in outcome ? outcome.partagees : [];
    };
    expect(await shared()).toMatchObject([
      { departements: ["01", "2A"], outcome: { statut: "INCOMPLET", code: "D-PARTAGEE" } },
    ]);
    expect((await played.departement(RUN, "01")).resultat.unites[2]!.outcome).toMatchObject({
      statut: "INCOMPLET",
      code: "D-PARTAGEE",
    });
    await played.record([queued(TALLIES[3]!)]);
    await played.settle();
    expect(await shared()).toMatchObject([
      { outcome: { statut: "BALLOTTAGE", candidatures: [{ voix: 350 }, { voix: 330 }, { voix: 280 }] } },
    ]);
    expect((await played.france(RUN)).outcome).toMatchObject({
      statuts: { ACQUIS_T1: 1, BALLOTTAGE: 2 },
      sieges: { FN: 1 },
    });
  });

  it("counted by nuance decide nothing where a nuance stands for several candidates, or for nobody knows how many", async () => {
    for (const candidats of [2, null]) {
      const played = byUnites(
        CANDIDATURES.map((candidature, i) => (i === 1 ? { ...candidature, candidats } : candidature)),
      );
      await played.record(TALLIES.slice(0, 4).map(queued));
      await played.settle();
      expect((await played.france(RUN)).outcome).toMatchObject({ statuts: { INDECIDABLE: 3 }, sieges: {} });
      expect((await played.departement(RUN, "01")).resultat.unites[0]!.outcome).toMatchObject({
        statut: "INDECIDABLE",
        code: "D-NUANCES",
      });
    }
  });
});

describe("the embargo", () => {
  const embargo = Date.parse("2017-04-23T18:00:00Z");
  const before = () => {
    const { released: _released, ...open } = runOf();
    return { ...open, clock: { ...open.clock, virtualAnchor: embargo - 1 } };
  };

  it("lets nobody read a result before its hour, and everybody after", async () => {
    const held = new MemoryNight({ dossier: dossierOf(), run: before() });
    await held.record(TALLIES.map(queued));
    await held.settle();
    const open = await held.france(RUN);
    expect(open).toMatchObject({
      sousEmbargo: true,
      bureaux: { counted: 4, expected: 4 },
      participation: { votants: 2010 },
    });
    for (const field of ["totaux", "candidatures", "outcome", "resultSha256"]) expect(open).not.toHaveProperty(field);
    expect(await held.shelf.list("runs/")).toEqual(
      ["direct", "france", "index"].map((name) => `runs/${RUN}/latest/${name}.json`),
    );
    // Nor does what is followed live.
    const live = new TextDecoder().decode((await held.shelf.get(latestPath.direct(RUN)))!.body);
    expect(live).not.toMatch(/"(?:totaux|candidatures|outcome|voix|exprimes|object)"/);
    expect(held.events.published).toEqual([]);

    await held.runs.setClock(RUN, { ...before().clock, generation: 2, virtualAnchor: embargo }, 1);
    await answer(held);
    expect(await held.result(RUN)).toBe(await (await playedClean()).result(RUN));
    expect(held.events.published.filter(({ type }) => type === "fr.vingt-heures.embargo.lifted.v1")).toHaveLength(1);
    expect((await held.runs.get(RUN))?.released).toBe(embargo);
  });

  /** The release timer of the second generation comes. */
  async function answer(held: MemoryNight): Promise<void> {
    const { answerTimer } = await import("#shared/pipeline/sweep.ts");
    await answerTimer({ kind: "release", run: RUN, generation: 1 }, held.deps);
    expect(held.bells.nextDue()).toBeNull();
    await answerTimer({ kind: "release", run: RUN, generation: 2 }, held.deps);
    await held.settle();
  }
});
