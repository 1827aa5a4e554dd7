import { describe, expect, it } from "vitest";
import { FormatError } from "#shared/formats/problems.ts";
import { scrutinOf, type Clues, type ScrutinOptions } from "#shared/formats/scrutin-of.ts";
import { KNOWN_SCRUTINS } from "#shared/formats/scrutins.ts";

const ELEVEN = [
  "ARTHAUD",
  "ASSELINEAU",
  "CHEMINADE",
  "DUPONT-AIGNAN",
  "FILLON",
  "HAMON",
  "LASSALLE",
  "LE PEN",
  "MACRON",
  "MÉLENCHON",
  "POUTOU",
];
const NUANCES = ["COM", "FN", "LR", "REM", "SOC"];

const clues = (known: Partial<Clues>): Clues => ({
  labels: ELEVEN,
  inscrits: 1000,
  circonscriptions: 0,
  mostLabels: 0,
  ...known,
});

const found = (file: string, known: Partial<Clues>, options: ScrutinOptions = {}): string => {
  const { id, tour, date, premierTour } = scrutinOf(file, clues(known), options);
  return `${id} t${tour} ${date}${premierTour === date ? "" : ` after ${premierTour}`}`;
};

const refused = (file: string, known: Partial<Clues>, options: ScrutinOptions = {}): FormatError => {
  try {
    scrutinOf(file, clues(known), options);
  } catch (error) {
    if (error instanceof FormatError) return error;
  }
  throw new Error("expected a FormatError");
};

describe("scrutinOf, by content", () => {
  it("knows a round by its candidates, whatever the file's name", () => {
    expect(found("2022-presidentielle-2.csv", {})).toBe("presidentielle-2017 t1 2017-04-23");
  });

  it("knows a year by nuances that no other had, and a round by the number of candidates", () => {
    const ballots = { labels: ["A", "B"], told: { type: "legislatives" }, mostLabels: 8 } as const;
    expect(found("burvot.txt", { ...ballots, nuances: ["NUP", "ENS"] })).toBe("legislatives-2022 t1 2022-06-12");
    expect(found("burvot.txt", { ...ballots, nuances: ["UG", "ENS"] })).toBe("legislatives-2024 t1 2024-06-30");
    expect(refused("burvot.txt", { ...ballots, nuances: ["ENS"] }).code).toBe("F-SCRUTIN");
  });

  it("knows those who met twice by how many electors there were", () => {
    const duel = { labels: ["MACRON", "LE PEN"], told: { type: "presidentielle" } } as const;
    expect(found("burvot-t2.txt", { ...duel, inscrits: 48_752_500 })).toMatch(/^presidentielle-2022 t2/);
    expect(found("burvot-t2.txt", { ...duel, inscrits: 47_568_600 })).toMatch(/^presidentielle-2017 t2/);
  });

  it("believes a content that names election, year and round", () => {
    const told = { type: "municipales", annee: "2026", tour: 1 } as const;
    expect(found("2014-legislatives-2.csv", { told })).toBe("municipales-2026 t1 2026-03-15");
  });

  it("knows two candidates only with the nation's inscrits: they may meet again", () => {
    const duel = { labels: ["LE PEN", "MACRON"] };
    expect(found("x.csv", { ...duel, inscrits: 47_568_693 })).toBe(
      "presidentielle-2017 t2 2017-05-07 after 2017-04-23",
    );
    const error = refused("x.csv", duel);
    expect(error.code).toBe("F-SCRUTIN");
    expect(error.message).toContain("presidentielle du 2017-05-07");
    expect(error.message).toContain("--date");
  });

  it("knows législatives by a nuance, their round by the number of candidates", () => {
    const labels = NUANCES;
    expect(found("x.csv", { labels, circonscriptions: 3, mostLabels: 5 })).toBe("legislatives-2017 t1 2017-06-11");
    expect(found("x.csv", { labels, circonscriptions: 573, mostLabels: 3 })).toBe(
      "legislatives-2017 t2 2017-06-18 after 2017-06-11",
    );
  });

  it("does not tell the round of one circonscription with few candidates", () => {
    const few = { labels: NUANCES, circonscriptions: 1, mostLabels: 3 };
    expect(refused("x.csv", few).code).toBe("F-SCRUTIN");
    expect(found("wallis-tour1.csv", few)).toBe("legislatives-2017 t1 2017-06-11");
  });
});

describe("scrutinOf, by name", () => {
  const labels = ["A", "B"];

  it.each([
    ["2022-presidentielle-2_par_bureau.csv.gz", "presidentielle-2022 t2 2022-04-24 after 2022-04-10"],
    ["dossier/Présidentielle_2012_Tour_1.csv", "presidentielle-2012 t1 2012-04-22"],
    ["C:\\Elections 2022\\presidentielle-2007-t2.csv", "presidentielle-2007 t2 2007-05-06 after 2007-04-22"],
    ["2024-europeennes.csv", "europeennes-2024 t1 2024-06-09"],
    ["referendum-2005.csv", "referendum-2005 t1 2005-05-29"],
  ])("reads %s", (file, expected) => {
    expect(found(file, { labels })).toBe(expected);
  });

  it("never believes a name that the content belies", () => {
    expect(refused("2017-presidentielle-1.csv", { labels }).code).toBe("F-SCRUTIN");
    expect(found("2012-legislatives-2.csv", { labels, circonscriptions: 10, mostLabels: 9 })).toBe(
      "legislatives-2012 t1 2012-06-10",
    );
  });

  it("believes a name of législatives whose circonscriptions the file does not name: their ballots may tell them", () => {
    expect(found("LG07_Bvot_T1T2.txt", { labels, told: { tour: 2 } })).toMatch(/^legislatives-2007 t2/);
  });

  it("does not guess a tour or a year", () => {
    expect(refused("presidentielle-2012.csv", { labels }).message).toContain(
      "presidentielle du 2012-04-22, presidentielle du 2012-05-06",
    );
    expect(refused("presidentielle-tour-1.csv", { labels }).code).toBe("F-SCRUTIN");
    expect(refused("europeennes.csv", { labels }, { type: "europeennes" }).code).toBe("F-SCRUTIN");
  });
});

it("reads the letters of the ministry's files: EU09 as ER09", () => {
  for (const name of ["EU09_BVot_T1.txt", "ER09_BVot_T1.txt"])
    expect(found(name, { labels: ["LISTE A", "LISTE B"] })).toBe("europeennes-2009 t1 2009-06-07");
});

describe("scrutinOf, by options", () => {
  const labels = ["A", "B"];

  it("believes them first", () => {
    expect(found("2017-presidentielle-1.csv", { labels }, { date: "2022-04-24" })).toBe(
      "presidentielle-2022 t2 2022-04-24 after 2022-04-10",
    );
    expect(found("presidentielle-2012.csv", { labels }, { tour: 2 })).toBe(
      "presidentielle-2012 t2 2012-05-06 after 2012-04-22",
    );
    expect(scrutinOf("x.csv", clues({}), { nom: "Répétition" }).nom).toBe("Répétition");
  });

  it("takes a day that no table has", () => {
    expect(found("x.csv", { labels }, { type: "presidentielle", date: "1995-05-07", tour: 2 })).toBe(
      "presidentielle-1995 t2 1995-05-07 after 1995-04-23",
    );
    expect(found("x.csv", { labels }, { type: "europeennes", date: "2009-06-07" })).toBe(
      "europeennes-2009 t1 2009-06-07",
    );
  });

  it("asks for what it lacks, refuses what it cannot be", () => {
    expect(refused("x.csv", { labels }, { date: "1995-05-07" }).message).toContain("--type");
    expect(refused("x.csv", { labels }, { date: "1995-05-07", type: "presidentielle" }).message).toContain("--tour");
    expect(refused("x.csv", { labels }, { date: "2022-04-24", type: "presidentielle", tour: 1 }).code).toBe("F-OPTION");
    expect(refused("x.csv", { labels }, { date: "2022-02-30" }).code).toBe("F-OPTION");
    expect(refused("x.csv", { labels }, { type: "plebiscite" }).message).toContain("presidentielle, legislatives");
  });

  it("does not lend the facts of a round to other candidates", () => {
    expect(scrutinOf("x.csv", clues({ labels }), { date: "2017-04-23" }).known.candidatures).toBeUndefined();
    expect(scrutinOf("x.csv", clues({}), { date: "2017-04-23" }).known.candidatures).toHaveLength(11);
  });
});

describe("KNOWN_SCRUTINS", () => {
  it("votes on Sundays, second rounds after the first", () => {
    const dates = KNOWN_SCRUTINS.flatMap(({ rounds }) => rounds.map(({ date }) => date));
    expect(dates.filter((date) => new Date(date).getUTCDay() !== 0)).toEqual([]);
    for (const { rounds } of KNOWN_SCRUTINS)
      expect(rounds.map(({ date }) => date)).toEqual(rounds.map(({ date }) => date).sort());
  });
});
