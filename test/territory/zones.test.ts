import { describe, expect, it } from "vitest";
import { instantAt, zoneOf } from "#shared/territory/zones.ts";

const utc = (date: string, hour: number, zone: string): string => new Date(instantAt(date, hour, zone)).toISOString();

describe("time zones", () => {
  it.each([
    ["75056", "Paris", "Europe/Paris"],
    ["2A004", "Ajaccio", "Europe/Paris"],
    ["97411", "Saint-Denis", "Indian/Reunion"],
    ["98735", "Papeete", "Pacific/Tahiti"],
    ["98731", "Nuku-Hiva", "Pacific/Marquesas"],
    ["98719", "Gambier", "Pacific/Gambier"],
    ["ZZ147", "New York", "America/New_York"],
    ["ZZ999", "Nulle part", "Europe/Paris"],
  ])("%s %s keeps %s", (code, nom, zone) => {
    expect(zoneOf({ code, nom })).toBe(zone);
  });

  it("follows daylight saving", () => {
    expect(utc("2017-04-23", 20, "Europe/Paris")).toBe("2017-04-23T18:00:00.000Z");
    expect(utc("2015-12-06", 20, "Europe/Paris")).toBe("2015-12-06T19:00:00.000Z");
    // The southern hemisphere's winter; half an hour of the Marquises; a day ahead of UTC.
    expect(utc("2017-04-22", 19, "America/Santiago")).toBe("2017-04-22T22:00:00.000Z");
    expect(utc("2017-04-22", 19, "Pacific/Marquesas")).toBe("2017-04-23T04:30:00.000Z");
    expect(utc("2017-04-23", 8, "Pacific/Noumea")).toBe("2017-04-22T21:00:00.000Z");
  });

  it("is right on the day the clocks change", () => {
    expect(utc("2014-03-30", 18, "Europe/Paris")).toBe("2014-03-30T16:00:00.000Z");
    expect(utc("2014-03-30", 1, "Europe/Paris")).toBe("2014-03-30T00:00:00.000Z");
    expect(utc("2014-03-30", 3, "Europe/Paris")).toBe("2014-03-30T01:00:00.000Z");
    expect(utc("2017-10-29", 12, "Europe/Paris")).toBe("2017-10-29T11:00:00.000Z");
  });
});
