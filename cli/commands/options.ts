import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { CliError } from "./cli-error.ts";
import { suggestion } from "./suggestion.ts";

/** Reads command lines strictly: what is not understood is refused with a suggestion, before anything is done. */

type Parsed<T extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** @param positionals names of the arguments expected, in order. @throws CliError V-USAGE */
export function readOptions<const T extends ParseArgsOptionsConfig>(command: string, argv: readonly string[], options: T, positionals: readonly string[] = []): Parsed<T> {
  const help = `vingt-heures ${command} --help`;
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(argv, Object.keys(options), help, error);
  }
  if (parsed.positionals.length > positionals.length) {
    throw new CliError("V-USAGE", "argument en trop", { place: parsed.positionals[positionals.length] ?? "", advice: help });
  }
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined) throw new CliError("V-USAGE", `il manque ${missing}`, { place: `vingt-heures ${command}`, expected: missing, advice: help });
  return parsed;
}

function usageError(argv: readonly string[], known: readonly string[], help: string, cause: unknown): CliError {
  const unknown = argv.find((arg) => /^--[^=]/.test(arg) && !known.includes(arg.slice(2).split("=")[0] ?? ""));
  if (unknown !== undefined) {
    const near = suggestion(unknown.slice(2).split("=")[0] ?? "", known);
    return new CliError("V-USAGE", "option inconnue", { place: unknown, advice: near === undefined ? help : `vouliez-vous dire --${near} ? (${help})` }, { cause });
  }
  return new CliError("V-USAGE", "option mal écrite", { place: argv.join(" "), expected: "une valeur après chaque option qui en demande une", advice: help }, { cause });
}

/** `--speed`: virtual seconds a real one. @throws CliError V-USAGE */
export function speedOf(text: string): number | "max" {
  if (text === "max") return "max";
  return numberOf("--speed", text, (value) => value > 0 && value <= 1_000_000, "un nombre supérieur à 0 (secondes de la nuit par seconde réelle), ou max");
}

/** A share of bureaux, 0–1, or a percentage: `0.05`, `5%`. @throws CliError V-USAGE */
export function rateOf(option: string, text: string): number {
  const percent = text.endsWith("%");
  const value = numberOf(option, percent ? text.slice(0, -1) : text, (number) => number >= 0 && number <= (percent ? 100 : 1), "une part de 0 à 1 (0.05) ou un pourcentage (5%)");
  return percent ? value / 100 : value;
}

/** @throws CliError V-USAGE */
export const portOf = (text: string): number =>
  numberOf("--port", text, (value) => Number.isInteger(value) && value >= 0 && value <= 65_535, "un port de 1 à 65535, ou 0 pour un port libre");

/** @throws CliError V-USAGE */
export function tourOf(text: string): 1 | 2 {
  if (text === "1") return 1;
  if (text === "2") return 2;
  throw new CliError("V-USAGE", "tour inconnu", { place: `--tour ${text}`, expected: "1 ou 2" });
}

function numberOf(option: string, text: string, holds: (value: number) => boolean, expected: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text.replace(",", "."));
  if (Number.isFinite(value) && holds(value)) return value;
  throw new CliError("V-USAGE", "valeur refusée", { place: `${option} ${text}`, expected });
}
