import { describe, expect, it } from "vitest";
import { REGISTRE } from "#shared/law/registry.ts";
import { readAddress } from "#web/address.ts";
import { contextOf } from "#web/components/context.ts";
import { ruleText } from "#web/components/outcome.ts";
import { ruleNamed, ruleOfNight, type Prime } from "#web/words/rules.ts";

/** What a version of the rules may say of itself, whatever its type. */
interface Version {
  readonly id: string;
  readonly du: string;
  readonly prime?: { readonly num: number; readonly den: number } | { readonly fixe: number };
  readonly acces?: { readonly nom: string };
  readonly admission?: { readonly nom: string };
  readonly listeDes?: number;
}

/** Délégués and the college of Corsica are decided by `law`, no night plays them. */
const played = REGISTRE.filter(({ type }) => !/^(?:delegues|college)/.test(type));
const versions = played.flatMap(({ type, versions: rows }) =>
  (rows as readonly unknown[] as readonly Version[]).map((row) => ({ ...row, type })),
);
const SHARES: Readonly<Record<Exclude<Prime, number>, number>> = { moitie: 2, tiers: 3, quart: 4, cinquieme: 5 };

describe("a rule in a sentence", () => {
  it.each(versions)("is there in both languages for $id", ({ id }) => {
    const said = ["", "?lang=en"].map((query) => ruleText(contextOf(readAddress(query)), ruleNamed(id)));
    expect(said).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    expect(said[0]).not.toBe(said[1]);
  });

  it.each(versions)("gives of $id the numbers that the law decides by", ({ id, prime, acces, admission, listeDes }) => {
    const rule = ruleNamed(id)!;
    const percent = (threshold: Version["acces"]): number | null =>
      threshold === undefined ? null : Number(/de ([\d,]+) %/.exec(threshold.nom)?.[1]?.replace(",", "."));
    if (rule.kind === "uninominal" || rule.kind === "binome" || rule.kind === "liste") {
      expect(rule.acces).toBe(percent(acces));
    }
    if (rule.kind === "liste" && rule.prime !== null) {
      const part = typeof rule.prime === "number" ? { fixe: rule.prime } : { num: 1, den: SHARES[rule.prime] };
      expect(prime).toMatchObject(part);
    } else expect(prime).toBeUndefined();
    if (rule.kind === "liste") expect(rule.seuil).toBe(percent(admission));
    if (rule.kind === "proportionnelle") {
      expect(admission?.nom).toBe(
        rule.seuil === null ? undefined : `de 5 % des ${rule.seuil}`.replace("exprimes", "exprimés"),
      );
    }
    if (rule.kind === "senat") expect(rule.majoritaire).toBe(listeDes! - 1);
  });

  it("is told of a whole night only where it is that of all its unites", () => {
    expect(ruleOfNight("municipales", "2026-03-15")).toBeUndefined();
    expect(ruleOfNight("legislatives", "1986-03-16")).toEqual(ruleNamed("LEG-1985"));
    expect(ruleOfNight("senatoriales", "2008-09-21")).toEqual(ruleNamed("SENAT-2004"));
    expect(ruleOfNight("presidentielle", "2022-04-10")).toBeUndefined();
  });
});
