import { DEPARTEMENTS } from "./departements.ts";

/**
 * The ministry's territory codes ↔ INSEE's. Result files name overseas départements by letters (`ZA`) and communes by
 * three characters within them; everything here speaks INSEE, and keeps the source's code beside.
 */

/** The ministry's département letters whose INSEE code is one and the same for all their communes. */
const BY_LETTERS: ReadonlyMap<string, string> = new Map(
  [...DEPARTEMENTS.values()]
    .filter(({ codeSource }) => codeSource !== "ZX")
    .map(({ code, codeSource }) => [codeSource, code]),
);

/**
 * INSEE code of a commune from a result file's département and commune codes.
 *
 * `01,001` → `01001`; `ZA,101` → `97101`; `ZM,501` → `97601` (the ministry numbers Mayotte from 501, INSEE from 601);
 * `ZP,011` → `98711`; `ZX,701` → `97701`; `ZZ,001` → `ZZ001`. Codes that are INSEE's already, as in files since 2024
 * (`971`, `97101`), pass through; missing leading zeros (`1`, `1`) are restored.
 *
 * @throws when the département is unknown or the commune cannot belong to it.
 */
export function inseeCommune(departement: string, commune: string): string {
  const source = departement.padStart(2, "0");
  if (commune.length === 5) return commune;
  const short = commune.padStart(3, "0");
  const code = source === "ZX" ? `97${short}` : communeIn(BY_LETTERS.get(source) ?? source, short);
  if (code.length !== 5 || !DEPARTEMENTS.has(departementOf(code))) {
    throw new Error(
      `no INSEE commune for département ${departement}, commune ${commune}: expected codes as in the ministry's files`,
    );
  }
  return code;
}

function communeIn(departement: string, short: string): string {
  if (departement.length === 2) return departement + short;
  // Overseas, the commune's first character repeats the last of its département, but for two of the ministry's habits.
  const mayotte = departement === "976" && short.startsWith("5");
  const pacific = short.startsWith("0");
  return mayotte || pacific || short.startsWith(departement.slice(2)) ? departement + short.slice(1) : "";
}

/** INSEE code of the département of a commune (`97101` → `971`, `2A004` → `2A`, `ZZ001` → `ZZ`). */
export const departementOf = (commune: string): string => {
  const overseas = commune.startsWith("97") || commune.startsWith("98");
  return commune.slice(0, overseas ? 3 : 2);
};

/** The ministry's codes of an INSEE commune: the inverse of {@link inseeCommune} on the codes of the files to 2022. */
export function sourceCodes(commune: string): { readonly departement: string; readonly commune: string } {
  const code = departementOf(commune);
  const departement = DEPARTEMENTS.get(code)?.codeSource;
  if (departement === undefined) throw new Error(`not an INSEE commune code: ${commune}`);
  if (code === "976") return { departement, commune: `5${commune.slice(3)}` };
  if (code === "986" || code === "987") return { departement, commune: `0${commune.slice(3)}` };
  return { departement, commune: commune.slice(2) };
}

/** Communes with arrondissements (Paris, Lyon, Marseille): the number before the first one's INSEE code, and how many there are. */
const DIVIDED: Readonly<Record<string, { readonly before: number; readonly count: number }>> = {
  "13055": { before: 13_200, count: 16 },
  "69123": { before: 69_380, count: 9 },
  "75056": { before: 75_100, count: 20 },
};

/** INSEE codes of a commune's arrondissements, the first first; none for most communes. */
export function arrondissementsOf(commune: string): readonly string[] {
  const { before, count } = DIVIDED[commune] ?? { before: 0, count: 0 };
  return Array.from({ length: count }, (_, i) => String(before + i + 1));
}

/**
 * INSEE code of the arrondissement in which a bureau of Paris, Lyon or Marseille lies, read from its code's first two
 * digits (`75056`, `0101` → `75101`); `undefined` for other communes and for codes that do not follow the convention.
 */
export const arrondissementOf = (commune: string, bureau: string): string | undefined =>
  /^\d{4}$/.test(bureau) ? arrondissementsOf(commune)[Number(bureau.slice(0, 2)) - 1] : undefined;
