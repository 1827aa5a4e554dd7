/** What one field of the input may hold, and how a fault of it is told: its place, what was expected, advice. */
import { MAX_COUNT, MAX_SIEGES } from "./contest.ts";
import type { LawError } from "./errors.ts";

/** Notes the faults of a value found at `path`. */
export type Check = (value: unknown, path: string, errors: LawError[]) => void;
export interface Field {
  readonly check: Check;
  readonly required?: true;
}

export const fault = (code: string, field: string, expected: string, advice: string): LawError => ({
  code,
  field,
  expected,
  advice,
});

export const wrong = (path: string, expected: string): LawError =>
  fault("L-CHAMP-INVALIDE", path, expected, "corrigez la valeur de ce champ");

export const rule =
  (test: (value: unknown) => boolean, expected: string): Check =>
  (value, path, errors) => {
    if (!test(value)) errors.push(wrong(path, expected));
  };

const integer = (max: number): Check =>
  rule(
    (value) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= max,
    `un entier de 0 à ${max}`,
  );

const isDay = (value: unknown): boolean => {
  const time = typeof value === "string" ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
};

export const count = integer(MAX_COUNT);
export const seats = integer(MAX_SIEGES);
export const day = rule(isDay, "un jour du calendrier, AAAA-MM-JJ");
export const text = rule((value) => typeof value === "string" && value !== "", "un texte non vide");
export const yesNo = rule((value) => typeof value === "boolean", "true ou false");

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const listOf =
  (check: Check): Check =>
  (value, path, errors) => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, errors);
    else errors.push(wrong(path, "une liste"));
  };

export const recordOf =
  (check: Check): Check =>
  (value, path, errors) => {
    if (isRecord(value)) for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`, errors);
    else errors.push(wrong(path, "un objet"));
  };

export const object =
  (fields: Readonly<Record<string, Field>>): Check =>
  (value, path, errors) => {
    if (!isRecord(value)) {
      errors.push(wrong(path, "un objet"));
      return;
    }
    const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
    for (const [key, item] of Object.entries(value)) {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined)
        errors.push(
          fault(
            "L-CHAMP-INCONNU",
            at(key),
            `un champ parmi : ${Object.keys(fields).join(", ")}`,
            "retirez ce champ ou corrigez son nom",
          ),
        );
      else field.check(item, at(key), errors);
    }
    for (const [key, field] of Object.entries(fields))
      if (field.required && !Object.hasOwn(value, key))
        errors.push(fault("L-CHAMP-MANQUANT", at(key), "ce champ est obligatoire", "ajoutez-le"));
  };
