import { resolve } from "node:path";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import type { Slos } from "#shared/contracts/rehearsal.ts";
import type { NightOptions } from "#cli/control/contract.ts";
import { intervalOf, momentOf, portOf, presetOf, rateOf, speedOf } from "./options.ts";
import { SLO_OPTION, slosOf } from "./slo-option.ts";

/** What decides of a recording, for the commands that make one. */
export const RECORDING_OPTIONS = {
  seed: { type: "string" },
  preset: { type: "string" },
  late: { type: "string" },
  corrections: { type: "string" },
  arrivals: { type: "string" },
  stop: { type: "string" },
} as const;

/** The lines of a command's help that teach them. */
export const RECORDING_HELP = `  --seed TEXTE         la même graine donne la même nuit
  --preset NOM         l'allure des arrivées : ${Object.keys(PRESETS).join(", ")}
  --arrivals FICHIER   les heures d'arrivée : lignes « commune,instant » ou « commune,bureau,instant », ou index de presse (…IDX.xml)
  --corrections PART   part des bureaux corrigés plus tard : 0.05 ou 5%
  --late PART          part des bureaux en retard d'une à trois heures
  --stop INSTANT       la nuit s'arrête là : 21:30 (heure de Paris, le jour du vote) ou un instant ISO 8601`;

/** The options that `start` and `replay` share. */
export const NIGHT_OPTIONS = {
  speed: { type: "string" },
  ...RECORDING_OPTIONS,
  start: { type: "string" },
  duplicates: { type: "string" },
  malformed: { type: "string" },
  faults: { type: "string" },
  report: { type: "string" },
  junit: { type: "string" },
  ...SLO_OPTION,
  participation: { type: "boolean" },
  press: { type: "boolean" },
  "press-interval": { type: "string" },
  "press-first": { type: "string" },
  out: { type: "string" },
  port: { type: "string" },
  open: { type: "boolean" },
  "no-site": { type: "boolean" },
  json: { type: "boolean" },
} as const;

type Given = {
  readonly [
    option in Exclude<keyof typeof NIGHT_OPTIONS, "slo" | "participation" | "press" | "open" | "no-site" | "json">
  ]?: string | undefined;
} & {
  readonly slo?: readonly string[] | undefined;
  readonly participation?: boolean | undefined;
  readonly press?: boolean | undefined;
  readonly open?: boolean | undefined;
  readonly "no-site"?: boolean | undefined;
  readonly json?: boolean | undefined;
};

/** How its recording is made. @throws CliError V-USAGE */
export const recordingOptionsOf = ({
  seed,
  preset,
  late,
  corrections,
  arrivals,
  stop,
}: Pick<Given, keyof typeof RECORDING_OPTIONS>): NightOptions & { readonly preset?: PresetName } => ({
  ...(seed !== undefined && { seed }),
  ...(preset !== undefined && { preset: presetOf(preset) }),
  ...(late !== undefined && { late: rateOf("--late", late) }),
  ...(corrections !== undefined && { corrections: rateOf("--corrections", corrections) }),
  ...(arrivals !== undefined && { arrivals: resolve(arrivals) }),
  ...(stop !== undefined && { stop: momentOf("--stop", stop) }),
});

/** How the night is played. @throws CliError V-USAGE */
export const nightOptionsOf = ({ speed, start, duplicates, malformed, ...given }: Given): NightOptions => ({
  ...recordingOptionsOf(given),
  ...(speed !== undefined && { speed: speedOf(speed) }),
  ...(start !== undefined && { start: momentOf("--start", start) }),
  ...(duplicates !== undefined && { duplicates: rateOf("--duplicates", duplicates) }),
  ...(malformed !== undefined && { malformed: rateOf("--malformed", malformed) }),
  ...(given.participation !== undefined && { participation: given.participation }),
  ...pressOptionsOf(given),
});

/** The guide's own interval between two publications of a département, in minutes. */
const PRESS_INTERVAL = 15;

/** `--press-interval` and `--press-first` ask for the tree as `--press` does. @throws CliError V-USAGE */
function pressOptionsOf({
  press,
  "press-interval": interval,
  "press-first": first,
}: Given): Pick<NightOptions, "presse"> {
  if (press !== true && interval === undefined && first === undefined) return {};
  return {
    presse: {
      intervalle: interval === undefined ? PRESS_INTERVAL : intervalOf(interval),
      ...(first !== undefined && { premierTour: first }),
    },
  };
}

/** How it is shown. */
export interface ShowOptions {
  readonly json: boolean;
  readonly site: boolean;
  readonly open: boolean;
  readonly port?: number;
  /** Folder to write the published documents into. */
  readonly out?: string;
  /** Names of faults, or a file of them. */
  readonly faults?: string;
  /** Files to write the report into. */
  readonly report?: string;
  readonly junit?: string;
  /** Limits that the night is held against. */
  readonly slos?: Slos;
}

/** @throws CliError V-USAGE */
export const showOptionsOf = (given: Given): ShowOptions => ({
  json: given.json === true,
  site: given["no-site"] !== true,
  open: given.open === true,
  ...(given.port !== undefined && { port: portOf(given.port) }),
  ...(given.out !== undefined && { out: given.out }),
  ...(given.faults !== undefined && { faults: given.faults }),
  ...(given.report !== undefined && { report: given.report }),
  ...(given.junit !== undefined && { junit: given.junit }),
  ...(given.slo !== undefined && { slos: slosOf(given.slo) }),
});
