import { describe, expect, it } from "vitest";
import type { Dossier } from "#shared/contracts/dossier.ts";
import { tallyMessage } from "#shared/contracts/tally.ts";
import { latestPath } from "#shared/documents/paths.ts";
import { KNOWN_SCRUTINS } from "#shared/formats/scrutins.ts";
import { closingOf, embargoOf } from "#shared/night/hours.ts";
import { recordNight } from "#shared/night/record.ts";
import { instantAt, zoneOf } from "#shared/territory/zones.ts";
import { dossierOf, messageOf, tallyOf } from "../factories.ts";
import { paris, PressNight } from "./press-night.ts";

/** What the law asks of a pipeline of results (catalogue §5), where it shows in this one. docs/press.md lists the rest. */

const PRESIDENTIELLE = { type: "presidentielle", date: "2017-04-23" };
const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

const DAY_MS = 86_400_000;

describe("polling day and hours", () => {
  it("P-01: known scrutins are on Sundays, round 2 a week later, two for a présidentielle, the same day for sénateurs", () => {
    // L55, L56; Constitution, art. 7; R168.
    const days: Readonly<Record<string, number>> = { presidentielle: 14, senatoriales: 0 };
    let rounds = 0;
    for (const { type, rounds: known } of KNOWN_SCRUTINS) {
      const [first, second] = known.map(({ date }) => Date.parse(date));
      for (const day of [first, second]) if (day !== undefined) expect(new Date(day).getUTCDay(), type).toBe(0);
      if (first === undefined || second === undefined || type === "municipales") continue;
      expect((second - first) / DAY_MS, type).toBe(days[type] ?? 7);
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(8);
  });

  it("P-02 P-03: the closing is a datum of each commune: a night obeys the dossier's, earlier or later than the default", () => {
    const dossier = dossierOf({ communes: { "01": { "01001": [{ code: "0001", inscrits: 500 }] } } });
    const closingAt = (fermeture: string): Dossier => ({
      ...dossier,
      parts: dossier.parts.map((part) => ({
        ...part,
        communes: part.communes.map((commune) => ({ ...commune, fermeture })),
      })),
    });
    const { run: _run, ...tally } = tallyOf({ inscrits: 500, votants: 500 });
    const leaves = (fermeture: string) =>
      recordNight(closingAt(fermeture), [tally], { seed: "P-02", preset: "tour-du-monde" })[0]!.at;
    const early = leaves("2017-04-23T13:00:00.000Z");
    const late = leaves("2017-04-23T19:00:00.000Z");
    expect(early).toBeGreaterThan(Date.parse("2017-04-23T13:00:00Z"));
    expect(late - early).toBe(6 * 3_600_000);
  });

  it("P-04: metropolitan bureaux close at 20:00 at the latest, Saint-Martin on the Saturday at 19:00", () => {
    const lille = { code: "59350", nom: "Lille", population: 238_695 };
    expect(utc(closingOf(PRESIDENTIELLE, lille))).toBe("2017-04-23T18:00");
    expect(utc(closingOf(PRESIDENTIELLE, { code: "97801", nom: "Saint-Martin" }))).toBe("2017-04-22T23:00");
  });

  it("P-05 P-17: the count follows the closing without a pause, and nothing leaves before the box was opened and counted", () => {
    const dossier = dossierOf({ communes: { "01": { "01001": [{ code: "0001", inscrits: 1000 }] } } });
    const { run: _run, ...tally } = tallyOf();
    const fermeture = Date.parse(dossier.parts[0]!.communes[0]!.fermeture);
    const delays = Array.from(
      { length: 50 },
      (_, seed) =>
        (recordNight(dossier, [tally], { seed: `${seed}`, preset: "tour-du-monde" })[0]!.at - fermeture) / 60_000,
    );
    expect(Math.min(...delays)).toBeGreaterThan(15);
    expect(new Set(delays).size).toBeGreaterThan(20);
  });

  it("P-14: a commune with several bureaux has a centralising one, which costs time: they leave later than one alone", () => {
    const bureaux = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ code: String(i + 1).padStart(4, "0"), inscrits: 1000 }));
    const mean = (count: number): number => {
      const dossier = dossierOf({ communes: { "01": { "01001": bureaux(count) } } });
      const tallies = bureaux(count).map(({ code }) => {
        const { run: _run, ...tally } = tallyOf({ bureau: code });
        return tally;
      });
      const instants = Array.from({ length: 40 }, (_, seed) =>
        recordNight(dossier, tallies, { seed: `${seed}`, preset: "tour-du-monde" }).map(({ at }) => at),
      ).flat();
      return instants.reduce((a, b) => a + b, 0) / instants.length;
    };
    expect(mean(8)).toBeGreaterThan(mean(1) + 5 * 60_000);
  });

  it("P-18 T-25: a consular post is a commune of the French abroad, in its own time zone; Wallis keeps that of the Pacific", () => {
    expect(zoneOf({ code: "ZZ201", nom: "Sydney" })).toBe("Australia/Sydney");
    expect(zoneOf({ code: "98613", nom: "Uvea" })).toBe("Pacific/Wallis");
  });
});

describe("the embargo", () => {
  const at = (departement: string, iso: string) => ({ departement, at: Date.parse(iso) });

  it("P-06 P-09: nothing from anywhere before the last metropolitan closing, though overseas voted on Saturday", () => {
    const closings = [at("978", "2017-04-22T23:00Z"), at("59", "2017-04-23T18:00Z"), at("ZZ", "2017-04-23T19:00Z")];
    expect(utc(embargoOf({ date: "2017-04-23" }, closings))).toBe("2017-04-23T18:00");
  });

  it("P-07: a partial election is silent until its own last bureau closes", () => {
    expect(utc(embargoOf({ date: "2018-03-11", generale: false }, [at("974", "2018-03-11T14:00Z")]))).toBe(
      "2018-03-11T14:00",
    );
  });

  it("P-08 P-10: an audience everywhere waits for every zone, computed from IANA's, daylight saving included", () => {
    const closings = [at("974", "2017-04-23T15:00Z"), at("ZZ", "2017-04-23T19:00Z")];
    expect(utc(embargoOf({ date: "2017-04-23", audience: "partout" }, closings))).toBe("2017-04-23T19:00");
    expect(utc(instantAt("2017-04-23", 20, "Europe/Paris"))).toBe("2017-04-23T18:00");
    expect(utc(instantAt("2017-04-23", 14, "America/Guadeloupe"))).toBe("2017-04-23T18:00");
  });

  it("P-12: a metropolitan bureau held open later pushes it, an earlier one does not bring it forward", () => {
    expect(utc(embargoOf({ date: "2017-04-23" }, [at("75", "2017-04-23T18:30Z")]))).toBe("2017-04-23T18:30");
    expect(utc(embargoOf({ date: "2017-04-23" }, [at("01", "2017-04-23T16:00Z")]))).toBe("2017-04-23T18:00");
  });

  it("P-06: nor in the documents, nor in the press tree, at any public path", async () => {
    const press = new PressNight({ dossier: dossierOf() });
    await press.tally("19:30", {}, { commune: "01002", bureau: "0001" });
    await press.look("19:59");
    const { shelf } = press.night;
    const results = /"voix"|"exprimes"|<NbVoix>|<Exprimes>/;
    for (const key of await shelf.list("runs/"))
      expect(new TextDecoder().decode((await shelf.get(key))!.body), key).not.toMatch(results);
    expect(await shelf.get(latestPath.departement(press.run, "01", false))).not.toBeNull();
    await press.look("20:00");
    expect(new TextDecoder().decode((await shelf.get(latestPath.departement(press.run, "01", true)))!.body)).toMatch(
      results,
    );
  });
});

describe("the procès-verbal and its corrections", () => {
  it("P-19: a tally says inscrits, signatures, votants, blancs, nuls, exprimés and the voix of each", () => {
    const message = messageOf(tallyOf({ emargements: 500 }));
    expect(tallyMessage.safeParse(message).success).toBe(true);
    for (const field of ["inscrits", "votants", "exprimes", "voix"] as const) {
      const { [field]: _left, ...data } = message.data;
      expect(tallyMessage.safeParse({ ...message, data }).success, field).toBe(false);
    }
  });

  it("P-20 P-23 T-28: a correction is a later version beside the first, which stays: who reads sees both", async () => {
    const press = new PressNight({ dossier: dossierOf() });
    await press.tally("20:10", {});
    await press.tally("20:20", { version: 2, votants: 501, exprimes: 481, voix: { arc: 201, bec: 180, col: 100 } });
    const scope = { run: press.run, scrutin: "presidentielle-2017", tour: 1, departement: "01" } as const;
    expect(await press.night.ledger.read(scope)).toHaveLength(2);
    await press.look("20:30");
    const { corrections } = await press.night.departement(press.run, "01");
    expect(corrections).toMatchObject([{ de: 1, a: 2, avant: { votants: 500 }, apres: { votants: 501 } }]);
  });

  it("P-24: partial aggregates exist, and no qualification before the whole unite is counted", async () => {
    const press = new PressNight({ dossier: dossierOf() });
    await press.tally("20:10", {});
    await press.look("20:15");
    const partial = await press.night.france(press.run);
    expect(partial.totaux?.exprimes).toBe(480);
    expect(partial.outcome).toMatchObject({ statut: "INCOMPLET" });
    expect(paris("20:15")).toBeGreaterThan(Date.parse(partial.embargo));
  });

  it("P-26: municipales of 2014 are on 23 and 30 March", () => {
    const known = KNOWN_SCRUTINS.find(({ type, annee }) => type === "municipales" && annee === "2014");
    expect(known?.rounds.map(({ date }) => date)).toEqual(["2014-03-23", "2014-03-30"]);
  });
});
