import { describe, expect, it } from "vitest";
import { ControlError } from "#cli/control/client.ts";
import { answerTo } from "#cli/control/errors.ts";
import { FormatError, problem } from "#shared/formats/problems.ts";
import { CliError, errorLines } from "#cli/commands/cli-error.ts";
import { portOf, rateOf, readOptions, speedOf, tourOf } from "#cli/commands/options.ts";
import { SLO_NAMES, slosOf } from "#cli/commands/slo-option.ts";
import { suggestion } from "#cli/commands/suggestion.ts";

const refusal = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    if (error instanceof CliError) return errorLines(error);
    throw error;
  }
  throw new Error("accepted");
};

describe("values", () => {
  it("are read", () => {
    expect([speedOf("max"), speedOf("0.5"), speedOf("240")]).toEqual(["max", 0.5, 240]);
    expect([rateOf("--x", "0.05"), rateOf("--x", "5%"), rateOf("--x", "0,05")]).toEqual([0.05, 0.05, 0.05]);
    expect([portOf("0"), portOf("2000"), tourOf("2")]).toEqual([0, 2000, 2]);
  });

  it.each([
    ["--speed 0", () => speedOf("0")],
    ["--speed vite", () => speedOf("vite")],
    ["--speed ", () => speedOf("")],
    ["--malformed 2", () => rateOf("--malformed", "2")],
    ["--malformed 101%", () => rateOf("--malformed", "101%")],
    ["--port 99999", () => portOf("99999")],
    ["--port 20.5", () => portOf("20.5")],
    ["--tour 3", () => tourOf("3")],
  ])("refuse %s, naming the place and what was expected", (place, act) => {
    const lines = refusal(act);
    expect(lines[0]).toMatch(/^Erreur V-USAGE/);
    expect(lines).toContain(`  où       ${place}`);
    expect(lines[2]).toMatch(/^ {2}attendu /);
  });
});

describe("command lines", () => {
  const options = { speed: { type: "string" }, json: { type: "boolean" } } as const;

  it("give options and arguments", () => {
    const { values, positionals } = readOptions("replay", ["a.csv", "--speed", "max", "--json"], options, ["FICHIER"]);
    expect({ ...values, positionals }).toEqual({ speed: "max", json: true, positionals: ["a.csv"] });
  });

  it("suggest the option that was meant", () => {
    expect(refusal(() => readOptions("start", ["--sped=max"], options)).join("\n")).toContain(
      "vouliez-vous dire --speed ?",
    );
    expect(refusal(() => readOptions("start", ["--zzz"], options)).join("\n")).toContain("vingt-heures start --help");
  });

  it.each([
    [["--speed=3", "--jsn"], "--jsn", "vouliez-vous dire --json ? (vingt-heures start --help)"],
    [["-s", "3"], "-s", "vouliez-vous dire --speed ? (vingt-heures start --help)"],
    [["-x"], "-x", "vingt-heures start --help"],
    [["--no-json"], "--no-json", "vouliez-vous dire --json ? (vingt-heures start --help)"],
    [["--jsn=--speed"], "--jsn", "vouliez-vous dire --json ? (vingt-heures start --help)"],
    [["-sx"], "-sx", "vingt-heures start --help"],
    [["--vitesse-du-temps"], "--vitesse-du-temps", "vingt-heures start --help"],
  ])("name the unknown one of %j, the nearest and where to read", (argv, place, advice) => {
    expect(refusal(() => readOptions("start", argv, options))).toEqual([
      "Erreur V-USAGE : option inconnue",
      `  où       ${place}`,
      `  conseil  ${advice}`,
    ]);
  });

  it.each([
    [["--speed"], "valeur manquante", "--speed", "une valeur après cette option : --speed=…"],
    [["--speed", "--jsn"], "valeur manquante", "--speed", "une valeur après cette option : --speed=…"],
    [["--json=oui"], "valeur en trop", "--json", "cette option seule, sans valeur"],
  ])("say of %j which option has no value, or should have none", (argv, what, place, expected) => {
    expect(refusal(() => readOptions("start", argv, options))).toEqual([
      `Erreur V-USAGE : ${what}`,
      `  où       ${place}`,
      `  attendu  ${expected}`,
      "  conseil  vingt-heures start --help",
    ]);
  });

  it("take what stands after -- as arguments, and ask for no argument in brackets", () => {
    expect(readOptions("law", ["--", "--jsn"], options, ["[FICHIER]"]).positionals).toEqual(["--jsn"]);
    expect(readOptions("law", [], options, ["[FICHIER]"]).positionals).toEqual([]);
    expect(refusal(() => readOptions("law", ["a", "b"], options, ["[FICHIER]"]))[1]).toBe("  où       b");
  });

  it("refuse a missing argument, one too many, an option without its value", () => {
    expect(refusal(() => readOptions("replay", [], options, ["FICHIER"]))[0]).toContain("il manque FICHIER");
    expect(refusal(() => readOptions("start", ["x"], options))[0]).toContain("argument en trop");
    expect(refusal(() => readOptions("start", ["--speed"], options))[0]).toContain("valeur manquante");
  });
});

describe("limits", () => {
  it("are read from one option or several, the last of a name in force", () => {
    expect(slosOf(["freshnessP95Ms=8000,dollars=0.5", "talliesPerSecond = 200", "dollars=1"])).toEqual({
      freshnessP95Ms: 8000,
      dollars: 1,
      talliesPerSecond: 200,
    });
  });

  it.each([
    "",
    "freshness=1",
    "promises=1",
    "__proto__=1",
    "dollars",
    "dollars=",
    "dollars=0",
    "dollars=-1",
    "dollars=x",
  ])("refuse « %s », naming what is possible", (text) => {
    const lines = refusal(() => slosOf([text]));
    expect(lines[0]).toMatch(/^Erreur V-USAGE/);
    expect(lines[1]).toBe(`  où       --slo ${text}`);
    for (const name of SLO_NAMES) expect(lines[2]).toContain(name);
  });

  it("take a decimal point, the comma being between two of them", () => {
    expect(refusal(() => slosOf(["dollars=1,5"]))[1]).toBe("  où       --slo 5");
    expect(slosOf(["dollars=1.5"])).toEqual({ dollars: 1.5 });
    expect(refusal(() => slosOf(["dollars=1=2"]))[1]).toBe("  où       --slo dollars=1=2");
  });

  it("suggest the name that was meant", () => {
    expect(refusal(() => slosOf(["dolars=1"])).join("\n")).toContain("vouliez-vous dire dollars ?");
  });
});

describe("suggestions", () => {
  it("forgive two slips, and none that would be a guess", () => {
    const known = ["start", "replay", "up", "status", "quarantine", "law"];
    expect(["strat", "relpay", "quarantaine", "lwa"].map((word) => suggestion(word, known))).toEqual([
      "start",
      "replay",
      "quarantine",
      "law",
    ]);
    expect(suggestion("x", known)).toBeUndefined();
    expect(suggestion("build", known)).toBeUndefined();
  });
});

describe("errors", () => {
  it("of other rooms keep their code, once", () => {
    const error = Object.assign(new Error("LC-BUNDLE x/y: no bundle"), { code: "LC-BUNDLE" });
    expect(errorLines(error)).toEqual(["Erreur LC-BUNDLE : x/y: no bundle"]);
  });

  it("of a file say a line each of where, what was expected (a choice is a list), what was found and what to do", () => {
    const error = new FormatError("nuit.csv", problem("F-FORMAT", { line: 1 }, "un bureau ; une commune", "pain"));
    for (const told of [error, new ControlError(400, answerTo(error).body)])
      expect(errorLines(told)).toEqual([
        "Erreur F-FORMAT : ce fichier ne se lit pas",
        "  où       nuit.csv, ligne 1",
        "  attendu  un bureau",
        "           une commune",
        "  trouvé   « pain »",
        expect.stringMatching(/^ {2}conseil {2}Aucune famille/),
      ]);
  });

  it("that nobody foresaw say how to learn more, and show no stack", () => {
    expect(errorLines(new Error("boum"))).toEqual(["Erreur V-INTERNE : boum", expect.stringContaining("--debug")]);
  });
});
