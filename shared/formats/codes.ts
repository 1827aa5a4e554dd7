import { tallySchema } from "../contracts/tally.ts";
import { departementOf, inseeCommune, sourceCodes } from "../territory/codes.ts";
import { DEPARTEMENTS, regionsAt } from "../territory/departements.ts";
import { nameKey } from "./vocabulary.ts";

/** The codes that result files write ↔ INSEE's, with all that files do to them (docs/formats.md, « Traps »). */

/** Codes that files use for a département as a whole, beside INSEE's. */
const DEPARTEMENT_CODES: ReadonlyMap<string, string> = new Map([
  ...[...DEPARTEMENTS.values()].map(({ code, codeSource }) => [codeSource, code] as const),
  ...[...DEPARTEMENTS.keys()].map((code) => [code, code] as const),
  // Saint-Martin and Saint-Barthélemy count together until a commune tells them apart.
  ["ZX", "ZX"],
  ["978/977", "ZX"],
  // Apart in the sénatoriales, which each of them elects.
  ["ZY", "977"],
  ["ZT", "978"],
  ["099", "ZZ"],
  ["99", "ZZ"],
]);

const BY_NAME: ReadonlyMap<string, string> = new Map(
  [...DEPARTEMENTS.values()].map(({ nom, code }) => [nameKey(nom), code]),
);

/** INSEE code of a département: `1` → `01`, `2a` → `2A`, `ZA` → `971`, `099` → `ZZ`, `Ain` → `01`; `null` when it is none. */
export function inseeDepartement(code: string): string | null {
  const text = integral(code).toUpperCase().padStart(2, "0");
  return (
    DEPARTEMENT_CODES.get(text) ??
    DEPARTEMENT_CODES.get(text.replace(/^0(?=[0-9A-Z]{2}$)/, "")) ??
    BY_NAME.get(nameKey(code)) ??
    null
  );
}

/** A commune as a row codes it: INSEE's code, and the secteur or arrondissement that some codes carry (`056SR01`). */
export interface CodedCommune {
  readonly commune: string;
  readonly secteur: string | null;
}

const CODED = /^(\d[0-9AB]?\d{0,3}|Z[A-Z]\d{1,3})((?:SR|AR|SN|ST)\d{2})?$/;

/**
 * INSEE code of a commune from the codes of its département (`null` when the file has none) and of its own: three
 * characters in the département or all five. `null`: they are none, or contradict each other.
 */
export function inseeCodes(departement: string | null, commune: string): CodedCommune | null {
  const match = CODED.exec(integral(commune).toUpperCase());
  if (!match) return null;
  const [, base = "", secteur = null] = match;
  const code = departement === null ? alone(base) : within(codeOf(departement), base);
  return code !== null && tallySchema.shape.commune.safeParse(code).success ? { commune: code, secteur } : null;
}

/** The code of a département under whichever of its names a file gives it. */
const codeOf = (departement: string): string =>
  BY_NAME.get(nameKey(departement)) ?? integral(departement).toUpperCase();

/** A code that names its département itself, by INSEE's or the ministry's; a lost first zero is given back. */
function alone(code: string): string | null {
  if (/^Z[A-Z]/.test(code)) return within(code.slice(0, 2), code.slice(2));
  const whole = code.padStart(5, "0");
  return whole.length === 5 && DEPARTEMENTS.has(departementOf(whole)) ? whole : null;
}

function within(departement: string, commune: string): string | null {
  const source = departement.padStart(2, "0");
  if (source === "ZZ" && commune.startsWith("ZZ")) return commune;
  // Four characters: a whole code that lost its first zero.
  const whole = commune.length === 4 ? commune.padStart(5, "0") : commune;
  try {
    const code = inseeCommune(DEPARTEMENTS.get(source)?.codeSource ?? source, whole);
    const own = departementOf(code);
    return sourceCodes(code).departement === source || own === source ? code : null;
  } catch {
    return null;
  }
}

/** Number of a circonscription in its département, two digits: `1`, `01`, `0101`, `101` (its first zero lost), `97101`; `null`: none. */
export function circonscriptionNumber(text: string): string | null {
  const digits =
    /^(?:\d|\d[0-9AB]|97[1-8]|98[678]|Z[A-Z])?-?(\d{2})$/i.exec(text.trim())?.[1] ?? /^\d$/.exec(integral(text))?.[0];
  return digits === undefined || Number(digits) === 0 ? null : digits.padStart(2, "0");
}

/** Two digits at least, as text: `1` → `01`. */
export const padded = (code: string): string => integral(code).padStart(2, "0");

/** A code that a spreadsheet made a number: `56.0` → `56`. */
const integral = (code: string): string => code.trim().replace(/\.0+$/, "");

/** Régions before and after the reform of 2015; its provisional names begin with one of the former. */
const REGIONS: readonly string[] = ["2014-01-01", "2024-01-01"].flatMap((date) =>
  regionsAt(date).map(({ nom }) => nameKey(nom)),
);

/** What a territory is that a file names without saying its kind, by its name and code: a région or a département. */
export function kindOf(nom: string, code: string): "region" | "departement" | null {
  const key = nameKey(nom);
  if (/^(2[ab]|z[a-z]|9[78]\d)$/i.test(code.trim())) return "departement";
  const isDepartement = BY_NAME.has(key);
  if (isDepartement && !REGIONS.includes(key)) return "departement";
  if (REGIONS.some((region) => key.startsWith(region))) return "region";
  return isDepartement ? "departement" : null;
}
