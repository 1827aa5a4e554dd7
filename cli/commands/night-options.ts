import type { NightOptions } from "#cli/control/contract.ts";
import { intervalOf, portOf, rateOf, speedOf } from "./options.ts";

/** The options that `start` and `replay` share. */
export const NIGHT_OPTIONS = {
  speed: { type: "string" },
  seed: { type: "string" },
  duplicates: { type: "string" },
  malformed: { type: "string" },
  corrections: { type: "string" },
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
  readonly [option in Exclude<keyof typeof NIGHT_OPTIONS, "press" | "open" | "no-site" | "json">]?: string | undefined;
} & {
  readonly press?: boolean | undefined;
  readonly open?: boolean | undefined;
  readonly "no-site"?: boolean | undefined;
  readonly json?: boolean | undefined;
};

/** How the night is played. @throws CliError V-USAGE */
export const nightOptionsOf = ({ speed, seed, duplicates, malformed, corrections, ...given }: Given): NightOptions => ({
  ...(speed !== undefined && { speed: speedOf(speed) }),
  ...(seed !== undefined && { seed }),
  ...(duplicates !== undefined && { duplicates: rateOf("--duplicates", duplicates) }),
  ...(malformed !== undefined && { malformed: rateOf("--malformed", malformed) }),
  ...(corrections !== undefined && { corrections: rateOf("--corrections", corrections) }),
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
}

/** @throws CliError V-USAGE */
export const showOptionsOf = (given: Given): ShowOptions => ({
  json: given.json === true,
  site: given["no-site"] !== true,
  open: given.open === true,
  ...(given.port !== undefined && { port: portOf(given.port) }),
  ...(given.out !== undefined && { out: given.out }),
});
