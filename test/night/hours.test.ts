import { describe, expect, it } from "vitest";
import { closingOf, embargoOf, type PollingPlace } from "#shared/night/hours.ts";

const PRESIDENTIELLE = { type: "presidentielle", date: "2017-04-23" };
const LEGISLATIVES = { type: "legislatives", date: "2017-06-11" };
const place = (code: string, nom: string, population: number): PollingPlace => ({ code, nom, population });
const VILLAGE = place("01001", "L'Abergement-Clémenciat", 860);
const LILLE = place("59350", "Lille", 238_695);
const FRESNES = place("94034", "Fresnes", 29_000);

const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

describe("closing hours", () => {
  it.each([
    ["a village", PRESIDENTIELLE, VILLAGE, "2017-04-23T17:00"],
    ["a city", PRESIDENTIELLE, LILLE, "2017-04-23T18:00"],
    ["the inner suburbs of Paris", PRESIDENTIELLE, FRESNES, "2017-04-23T18:00"],
    ["a village, before the law of 2016", { type: "presidentielle", date: "2012-04-22" }, VILLAGE, "2012-04-22T16:00"],
    ["a village, législatives", LEGISLATIVES, VILLAGE, "2017-06-11T16:00"],
    ["a city, législatives", LEGISLATIVES, LILLE, "2017-06-11T18:00"],
    [
      "a town, municipales in winter time",
      { type: "municipales", date: "2014-03-23" },
      place("01053", "Bourg-en-Bresse", 42_000),
      "2014-03-23T18:00",
    ],
    ["a commune of unknown size", LEGISLATIVES, { code: "01001", nom: "L'Abergement-Clémenciat" }, "2017-06-11T16:00"],
  ])("%s", (_, polling, where, closing) => {
    expect(utc(closingOf(polling, where))).toBe(closing);
  });

  it.each([
    ["Guadeloupe", place("97101", "Les Abymes", 51_055), "2017-04-22T23:00"],
    ["Martinique", place("97209", "Fort-de-France", 75_000), "2017-04-22T23:00"],
    ["Guyane", place("97302", "Cayenne", 62_675), "2017-04-22T22:00"],
    ["Saint-Pierre-et-Miquelon", place("97502", "Saint-Pierre", 5_194), "2017-04-22T21:00"],
    ["Saint-Martin", place("97801", "Saint-Martin", 31_160), "2017-04-22T23:00"],
    ["Polynésie", place("98735", "Papeete", 26_000), "2017-04-23T05:00"],
    ["La Réunion", place("97411", "Saint-Denis", 150_000), "2017-04-23T15:00"],
    ["Mayotte", place("97611", "Mamoudzou", 71_000), "2017-04-23T16:00"],
    ["Nouvelle-Calédonie", place("98818", "Nouméa", 94_000), "2017-04-23T08:00"],
    ["Wallis", place("98613", "Uvea", 8_000), "2017-04-23T07:00"],
    ["Montréal", place("ZZ139", "Montréal", 0), "2017-04-22T23:00"],
    ["Sydney", place("ZZ201", "Sydney", 0), "2017-04-23T09:00"],
    ["Londres", place("ZZ119", "Londres", 0), "2017-04-23T18:00"],
  ])("%s, on the eve in the Americas and Polynésie", (_, where, closing) => {
    expect(utc(closingOf(PRESIDENTIELLE, where))).toBe(closing);
  });

  it("keeps Sunday everywhere for local elections, and before the eve's vote was made law", () => {
    const abymes = place("97101", "Les Abymes", 51_055);
    expect(utc(closingOf({ type: "regionales", date: "2021-06-20" }, abymes))).toBe("2021-06-20T22:00");
    expect(utc(closingOf({ type: "presidentielle", date: "2002-04-21" }, abymes))).toBe("2002-04-21T22:00");
  });
});

describe("the embargo", () => {
  const at = (departement: string, iso: string) => ({ departement, at: Date.parse(iso) });
  const closings = [at("59", "2017-04-23T18:00Z"), at("971", "2017-04-22T23:00Z"), at("ZZ", "2017-04-23T19:00Z")];

  it("T-35: ends at 20:00 in Paris, whatever the season", () => {
    expect(utc(embargoOf({ date: "2017-04-23" }, closings))).toBe("2017-04-23T18:00");
    expect(utc(embargoOf({ date: "2017-05-07" }, []))).toBe("2017-05-07T18:00");
    expect(utc(embargoOf({ date: "2015-12-06" }, []))).toBe("2015-12-06T19:00");
  });

  it("follows a metropolitan bureau that closes later, and no other", () => {
    expect(utc(embargoOf({ date: "2017-04-23" }, [...closings, at("75", "2017-04-23T18:30Z")]))).toBe(
      "2017-04-23T18:30",
    );
    expect(utc(embargoOf({ date: "2017-04-23" }, [at("01", "2017-04-23T17:00Z")]))).toBe("2017-04-23T18:00");
  });

  it("waits for every bureau when the audience is everywhere", () => {
    expect(utc(embargoOf({ date: "2017-04-23", audience: "partout" }, closings))).toBe("2017-04-23T19:00");
  });

  it("is the last closing of a partial election", () => {
    const closing = at("97", "2018-03-11T17:00Z");
    expect(utc(embargoOf({ date: "2018-03-11", generale: false }, [closing]))).toBe("2018-03-11T17:00");
    expect(() => embargoOf({ date: "2018-03-11", generale: false }, [])).toThrow(/without bureaux/);
  });
});
