import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import { CliError } from "./cli-error.ts";
import { suggestion } from "./suggestion.ts";

/** Reads command lines strictly: what is not understood is refused with a suggestion, before anything is done. */

type Parsed<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** @param positionals names of the arguments expected, in order; in brackets one that may be left out. @throws CliError V-USAGE */
export function readOptions<const T extends ParseArgsOptionsConfig>(
  command: string,
  argv: readonly string[],
  options: T,
  positionals: readonly string[] = [],
): Parsed<T> {
  const help = `vingt-heures ${command} --help`;
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(argv, options, help, error);
  }
  if (parsed.positionals.length > positionals.length) {
    throw new CliError("V-USAGE", "argument en trop", {
      place: parsed.positionals[positionals.length] ?? "",
      advice: help,
    });
  }
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined && !missing.startsWith("["))
    throw new CliError("V-USAGE", `il manque ${missing}`, {
      place: `vingt-heures ${command}`,
      expected: missing,
      advice: help,
    });
  return parsed;
}

/** What made a command line unreadable, read again without strictness: the first option unknown, without its value, or with one too many. */
function usageError(argv: readonly string[], options: ParseArgsOptionsConfig, help: string, cause: unknown): CliError {
  const { tokens } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true });
  const written = tokens.filter((token) => token.kind === "option");
  const unknown = written.find(({ name }) => !Object.hasOwn(options, name));
  if (unknown !== undefined) {
    // `-sx` is two tokens, of one word.
    const place = unknown.rawName.startsWith("--") ? unknown.rawName : argv[unknown.index]!;
    const near = nearest(place.replace(/^--?/, ""), Object.keys(options));
    return new CliError(
      "V-USAGE",
      "option inconnue",
      { place, advice: near === undefined ? help : `vouliez-vous dire --${near} ? (${help})` },
      { cause },
    );
  }
  const { rawName: place } = written.find(({ name, value, inlineValue }) => {
    const takes = options[name]!.type === "string";
    return takes ? value === undefined || (inlineValue === false && value.startsWith("-")) : value !== undefined;
  })!;
  const takes = options[place.slice(2)]!.type === "string";
  return new CliError(
    "V-USAGE",
    takes ? "valeur manquante" : "valeur en trop",
    {
      place,
      expected: takes ? `une valeur après cette option : ${place}=…` : "cette option seule, sans valeur",
      advice: help,
    },
    { cause },
  );
}

/** The option that was meant: near in its letters, without a « no- », or the only one that begins so. */
function nearest(typed: string, known: readonly string[]): string | undefined {
  const near = suggestion(typed, known) ?? suggestion(typed.replace(/^no-/, ""), known);
  const begun = known.filter((name) => name.startsWith(typed));
  return near ?? (begun.length === 1 ? begun[0] : undefined);
}

/** `--speed`: virtual seconds a real one. @throws CliError V-USAGE */
export function speedOf(text: string): number | "max" {
  if (text === "max") return "max";
  const value = numberIn(text);
  return value > 0 && value <= 1_000_000
    ? value
    : refuse("--speed", text, "un nombre supérieur à 0 (secondes de la nuit par seconde réelle), ou max");
}

/** A share of bureaux, 0–1, or a percentage: `0.05`, `5%`. @throws CliError V-USAGE */
export function rateOf(option: string, text: string): number {
  const value = text.endsWith("%") ? numberIn(text.slice(0, -1)) / 100 : numberIn(text);
  return value >= 0 && value <= 1 ? value : refuse(option, text, "une part de 0 à 1 (0.05) ou un pourcentage (5%)");
}

/** Minutes of the night between two publications of the press tree. @throws CliError V-USAGE */
export function intervalOf(text: string): number | "continu" {
  if (text === "continu") return "continu";
  const value = numberIn(text);
  return value >= 1 && value <= 1440 ? value : refuse("--press-interval", text, "des minutes de 1 à 1440, ou continu");
}

/** @throws CliError V-USAGE */
export function portOf(text: string): number {
  const value = numberIn(text);
  return Number.isInteger(value) && value >= 0 && value <= 65_535
    ? value
    : refuse("--port", text, "un port de 1 à 65535, ou 0 pour un port libre");
}

/** An instant, or an hour of the polling day in Paris. @throws CliError V-USAGE */
export const momentOf = (option: string, text: string): string =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ||
  (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    ? text
    : refuse(option, text, "20:30 (heure de Paris, le jour du vote), ou un instant ISO 8601 (2017-04-23T18:30:00Z)");

/** @throws CliError V-USAGE */
export function secondsOf(option: string, text: string): number {
  const value = numberIn(text);
  return value > 0 && value <= 86_400 ? value : refuse(option, text, "un nombre de secondes, 86400 au plus");
}

/** @throws CliError V-USAGE */
export const dayOf = (option: string, text: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : refuse(option, text, "un jour, AAAA-MM-JJ");

/** @throws CliError V-USAGE */
export const presetOf = (text: string): PresetName =>
  Object.hasOwn(PRESETS, text)
    ? (text as PresetName)
    : refuse("--preset", text, `une allure parmi : ${Object.keys(PRESETS).join(", ")}`);

/** @throws CliError V-USAGE */
export const tourOf = (text: string): 1 | 2 => (text === "1" ? 1 : text === "2" ? 2 : refuse("--tour", text, "1 ou 2"));

/** NaN, which no comparison accepts, when the text is not a number. */
const numberIn = (text: string): number => (text.trim() === "" ? Number.NaN : Number(text.replace(",", ".")));

function refuse(option: string, text: string, expected: string): never {
  throw new CliError("V-USAGE", "valeur refusée", { place: `${option} ${text}`, expected });
}
