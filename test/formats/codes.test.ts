import { describe, expect, it } from "vitest";
import { circonscriptionNumber, inseeCodes, inseeDepartement, kindOf } from "#shared/formats/codes.ts";

describe("codes of territories", () => {
  it.each([
    ["1", "01"],
    ["01", "01"],
    ["2a", "2A"],
    ["ZA", "971"],
    ["971", "971"],
    ["ZN", "988"],
    ["ZX", "ZX"],
    ["ZZ", "ZZ"],
    ["099", "ZZ"],
    ["75.0", "75"],
    ["Côte d'Or", "21"],
    ["LA REUNION", "974"],
    ["20", null],
    ["", null],
  ])("département %s → %s", (code, insee) => expect(inseeDepartement(code)).toBe(insee));

  it.each([
    ["1", "4", "01004", null],
    ["01", "01004", "01004", null],
    ["01", "1004", "01004", null],
    ["01", "4.0", "01004", null],
    ["Ain", "4", "01004", null],
    ["2A", "004", "2A004", null],
    ["ZA", "101", "97101", null],
    ["971", "97101", "97101", null],
    ["ZM", "501", "97601", null],
    ["ZM", "601", "97601", null],
    ["ZP", "011", "98711", null],
    ["ZX", "701", "97701", null],
    ["ZX", "801", "97801", null],
    ["ZZ", "1", "ZZ001", null],
    ["ZZ", "ZZ231", "ZZ231", null],
    ["75", "056SR04", "75056", "SR04"],
    ["75", "75056AR01", "75056", "AR01"],
    ["ZP", "024SN01", "98724", "SN01"],
    [null, "ZP711SN01", "98711", "SN01"],
    [null, "1004", "01004", null],
    [null, "2B033", "2B033", null],
  ])("commune %s,%s → %s %s", (departement, code, commune, secteur) =>
    expect(inseeCodes(departement, code)).toEqual({ commune, secteur }),
  );

  it.each([
    ["01", "75056"],
    ["20", "004"],
    ["01", "abc"],
    ["01", ""],
    [null, "99999"],
  ])("commune %s,%s is none", (departement, code) => expect(inseeCodes(departement, code)).toBeNull());

  it.each([
    ["1", "01"],
    ["05", "05"],
    ["0105", "05"],
    ["97103", "03"],
    ["2A01", "01"],
    ["ZZ11", "11"],
    ["0", null],
    ["premier", null],
  ])("circonscription %s → %s", (text, number) => expect(circonscriptionNumber(text)).toBe(number));

  it.each([
    ["ALPES DE HAUTE PROVENCE", "4", "departement"],
    ["CORSE SUD", "2A", "departement"],
    ["Guadeloupe", "1", "region"],
    ["GUADELOUPE", "ZA", "departement"],
    ["Alsace-Champagne-Ardenne-Lorraine", "44", "region"],
    ["Nord", "59", "departement"],
    ["Ailleurs", "1", null],
  ])("%s %s is a %s", (nom, code, kind) => expect(kindOf(nom, code)).toBe(kind));
});
