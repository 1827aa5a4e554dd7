import { describe, expect, it } from "vitest";
import { generateElection } from "#shared/night/generated/generate.ts";
import { arrivalsSentence, parseArrivals, placedArrivals } from "#shared/night/arrivals-file.ts";
import { recordNight } from "#shared/night/record.ts";
import { parseRecording, recordingLines, RecordingError } from "#shared/night/recording-file.ts";
import type { Territory } from "#shared/territory/decoupage.ts";

const territory: Territory = {
  communes: new Map([
    [
      "48",
      ["48001", "48002", "48003"].map((code, i) => ({
        code,
        nom: code,
        departement: "48",
        population: 900 + 2000 * i,
      })),
    ],
  ]),
  arrondissements: new Map(),
  devenues: new Map(),
};

const election = generateElection({
  type: "municipales",
  date: "2020-03-15",
  seed: "s",
  departements: ["48"],
  territory,
});
const night = {
  dossier: election.dossier,
  recording: recordNight(election.dossier, election.tallies, { seed: "s", corrections: 0.5 }),
};
const lines = (): string[] => [...recordingLines(night)];

const refusal = async (given: readonly string[]): Promise<RecordingError> => {
  try {
    await parseRecording(given);
  } catch (error) {
    if (error instanceof RecordingError) return error;
    throw error;
  }
  throw new Error("accepted");
};

describe("a recording", () => {
  it("comes back as it was, byte for byte", async () => {
    expect(await parseRecording(lines())).toEqual(night);
    expect([...recordingLines(await parseRecording(lines()))]).toEqual(lines());
  });

  it("may be edited by hand: lines moved, blank or taken away", async () => {
    const [head = "", ...tallies] = lines();
    const edited = await parseRecording([head, "\n", ...tallies.toReversed().slice(1)]);
    expect(edited.recording).toEqual(night.recording.slice(0, -1));
  });

  it("is refused at the line that is none, with a code", async () => {
    const [head = "", first = ""] = lines();
    expect(await refusal([])).toMatchObject({ code: "R-VIDE" });
    expect(await refusal([first])).toMatchObject({ code: "R-FORMAT", line: 1 });
    expect(await refusal([head, "{"])).toMatchObject({ code: "R-LIGNE", line: 2 });
    expect(await refusal([head, first.replace('"votants":', '"voters":')])).toMatchObject({ code: "R-LIGNE", line: 2 });
    expect(await refusal([head, first.replace('"tour":1', '"tour":2')])).toMatchObject({ code: "R-LIGNE", line: 2 });
    expect((await refusal([head, first, first.replace('"at":"2020', '"at":"le 20')])).line).toBe(3);
  });
});

describe("arrivals from a file", () => {
  it("are read in the hour of Paris unless they say another, with or without a header", () => {
    expect([
      ...parseArrivals("commune;bureau;heure\n75056;0101;2017-04-23T20:12\n48001;2017-04-23 20:12:30Z\n"),
    ]).toEqual([
      { line: 2, commune: "75056", bureau: "0101", at: Date.parse("2017-04-23T18:12:00Z") },
      { line: 3, commune: "48001", bureau: null, at: Date.parse("2017-04-23T20:12:30Z") },
    ]);
  });

  it("are read from the stamps of a press index", () => {
    const commune = (code: string, hour: string): string =>
      `<Commune><CodSubCom>${code}</CodSubCom><DateDerMaj>23-04-2017</DateDerMaj><HeureDerMaj>${hour}</HeureDerMaj></Commune>`;
    const index = `<?xml version="1.0"?><Election><Departement><CodMinDpt>1</CodMinDpt><Communes>${commune("004", "20:15:10")}${commune("005", "")}</Communes></Departement></Election>`;
    expect(parseArrivals(index)).toEqual([
      { line: 1, commune: "01004", bureau: null, at: Date.parse("2017-04-23T18:15:10Z") },
    ]);
  });

  it.each([
    "",
    "75056",
    "75056,vingt heures",
    "75056,0101,2017-04-23T20:12,x",
    ",0101,2017-04-23T20:12",
    "75056,2017-04-23T20:12\n48001,2017-04-23T20:12\n75056,2017-04-23T20:13",
    "<?xml version='1.0'?><a/>",
  ])("are refused: %j", (text) => expect(() => parseArrivals(text)).toThrow(/^R-ARRIVEES/));

  it("decide when those bureaux leave, and no other", () => {
    const { instants } = placedArrivals(election.dossier, [
      { line: 1, commune: "48001", bureau: null, at: 1 },
      { line: 2, commune: "48003", bureau: "0002", at: 2 },
    ]);
    const at = new Map(
      recordNight(election.dossier, election.tallies, { seed: "s", late: 1, instants }).map(
        ({ at: instant, tally }) => [`${tally.commune}/${tally.bureau}`, instant],
      ),
    );
    expect(at.get("48001/0001")).toBe(1);
    expect(at.get("48003/0002")).toBe(2);
    expect(at.get("48003/0001")).toBeGreaterThan(Date.parse("2020-03-15T17:00:00Z"));
  });

  it("are held against the night: lines of elsewhere and bureaux left out are told, zeros that a spreadsheet took given back", () => {
    const told = parseArrivals(
      [
        "48001;1;2020-03-15T20:00",
        "48003;2020-03-15T21:00",
        "99999;2020-03-15T21:00",
        "48001;77;2020-03-15T21:00",
      ].join("\n"),
    );
    const placed = placedArrivals(election.dossier, told);
    const bureaux = election.dossier.parts.flatMap(({ communes }) =>
      communes.flatMap((one) => one.bureaux.map(() => one.code)),
    );
    expect(placed.instants.get("48001/0001")).toBe(Date.parse("2020-03-15T19:00:00Z"));
    expect(placed.strangers.map(({ line }) => line)).toEqual([3, 4]);
    expect(placed.instants.size + placed.untold).toBe(bureaux.length);
    expect(placed.instants.size).toBe(1 + bureaux.filter((commune) => commune === "48003").length);
    const sentence = arrivalsSentence("heures.csv", placed);
    expect(sentence).toContain(`heures.csv, bureaux qu'il nomme : ${placed.instants.size}, selon le modèle : `);
    expect(sentence).toContain("lignes sans bureau de cette nuit : 2, dont la ligne 3 (99999)");
  });

  it("of another night are refused", () => {
    const told = parseArrivals("99999;2020-03-15T21:00");
    expect(() => placedArrivals(election.dossier, told)).toThrow(/^R-ARRIVEES aucune ligne .*ligne 1 : 99999$/);
  });
});
