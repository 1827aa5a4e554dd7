import { slosSchema, type Slos } from "#shared/contracts/rehearsal.ts";
import { CliError } from "./cli-error.ts";
import { suggestion } from "./suggestion.ts";

/** `--slo`: limits that a night is held against, as a rehearsal's `slos` does. */

export const SLO_OPTION = { slo: { type: "string", multiple: true } } as const;

/** What can be limited. */
export const SLO_NAMES = Object.keys(slosSchema.shape) as readonly (keyof Slos)[];

/** The line of a command's help that teaches it. */
export const SLO_HELP = `  --slo NOM=VALEUR     un objectif : ${SLO_NAMES.join(", ")} (au moins) ; avec des virgules, ou répétée`;

/**
 * @param texts `name=value`, several with commas between; the last of a name is in force.
 * @throws CliError V-USAGE on an unknown name, or a value that is no number above 0.
 */
export const slosOf = (texts: readonly string[]): Slos =>
  Object.assign({}, ...texts.flatMap((text) => text.split(",").map(sloOf)));

function sloOf(text: string): Slos {
  const [name = "", value = "", ...more] = text.split("=").map((part) => part.trim());
  const limit = value === "" || more.length > 0 ? Number.NaN : Number(value);
  const parsed = slosSchema.safeParse({ [name]: limit });
  if (parsed.success) return parsed.data;
  const near = suggestion(name, SLO_NAMES);
  throw new CliError("V-USAGE", "objectif refusé", {
    place: `--slo ${text}`,
    expected: `NOM=VALEUR, un nombre supérieur à 0 (0.5) ; NOM : ${SLO_NAMES.join(", ")}`,
    ...(near !== undefined && near !== name && { advice: `vouliez-vous dire ${near} ?` }),
  });
}
