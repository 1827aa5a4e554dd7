import type { DepartementDecompte } from "./decompte.ts";

/**
 * Voix of a unite by section, in the order of its ballot: sections are made of communes. Every section of the département's
 * communes is there, counted or not; none where the unite has no sections.
 */
export function voixBySection(
  { register: { part }, communes }: Pick<DepartementDecompte, "register" | "communes">,
  unite: string,
): Readonly<Record<string, readonly number[]>> {
  const sections: Record<string, number[]> = {};
  for (const { code, section } of part.communes) {
    const voix = section === undefined ? undefined : communes.get(code)?.voix.get(unite);
    if (section === undefined || voix === undefined) continue;
    const sum = (sections[section] ??= voix.map(() => 0));
    for (const [i, count] of voix.entries()) sum[i]! += count;
  }
  return sections;
}
