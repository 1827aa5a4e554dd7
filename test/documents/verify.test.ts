import { describe, expect, it } from "vitest";
import { sha256 } from "#shared/documents/common.ts";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import { verifyRun, type Verification } from "#shared/documents/verify/verify-run.ts";
import { RUN } from "../factories.ts";
import { darkRun, played, queued, shelved, TALLIES, unitesDossier } from "./nights.ts";

type Texts = Map<string, string>;

const verified = (texts: Texts): Promise<Verification> => verifyRun(async (path) => texts.get(path) ?? null, RUN);
const codesOf = ({ constats }: Verification): string[] => [...new Set(constats.map(({ code }) => code))].sort();

/** A night published bureau by bureau: its chain has as many links. */
async function longNight(): Promise<Texts> {
  const night = await played({}, []);
  for (const tally of TALLIES) {
    await night.record([queued(tally)]);
    await night.settle();
  }
  return shelved(night);
}

const franceOf = (texts: Texts): FranceDocument =>
  JSON.parse(texts.get(latestPath.france(RUN, true))!) as FranceDocument;

/** Puts a document under its own new hash, as a forger would, and returns that hash. */
function forge(texts: Texts, hash: string, change: (text: string) => string): string {
  const text = change(texts.get(objectPath(RUN, hash, true))!);
  texts.set(objectPath(RUN, sha256(text), true), text);
  return sha256(text);
}

describe("what a run published", () => {
  it("holds, link by link, to its first document", async () => {
    const verification = await verified(await longNight());
    expect(verification.constats).toEqual([]);
    expect(verification).toMatchObject({ tient: true, sousEmbargo: false, chaine: TALLIES.length });
    expect(verification.verifications.map(({ code }) => code)).toEqual([
      "V-ABSENT",
      "V-FORMAT",
      "V-EMPREINTE",
      "V-RESULTAT",
      "V-SEQUENCE",
      "V-CHAINE",
      "V-SOMME",
      "V-POURCENT",
      "V-LATEST",
    ]);
  });

  it("holds where seats fall in unites, and a commune lies in two of them", async () => {
    expect(await verified(await shelved(await played({ dossier: unitesDossier() })))).toMatchObject({
      tient: true,
      constats: [],
    });
  });

  it("holds under embargo, when nothing is there to read", async () => {
    const texts = await shelved(await played({ run: darkRun() }));
    expect(await verified(texts)).toMatchObject({ tient: true, sousEmbargo: true, chaine: 0, constats: [] });
  });

  it("does not hold where nothing was published", async () => {
    expect(codesOf(await verified(new Map()))).toEqual(["V-ABSENT"]);
  });
});

describe("what was tampered with", () => {
  const bureauxHash = (texts: Texts): string => franceOf(texts).departements[0]!.bureauxObject!;
  const swapped = (text: string): string => text.replace("[100,280,100]", "[280,100,100]");

  it("two voix swapped in one document no longer bear its hash", async () => {
    const texts = await longNight();
    const path = objectPath(RUN, bureauxHash(texts), true);
    expect(texts.get(path)).toContain("[100,280,100]");
    texts.set(path, swapped(texts.get(path)!));
    const verification = await verified(texts);
    expect(verification.tient).toBe(false);
    expect(codesOf(verification)).toEqual(["V-EMPREINTE", "V-RESULTAT", "V-SOMME"]);
  });

  it("two voix swapped and every hash above made again no longer add up", async () => {
    const texts = await longNight();
    const france = sha256(texts.get(latestPath.france(RUN, true))!);
    const { object, bureauxObject } = franceOf(texts).departements[0]!;
    const bureaux = forge(texts, bureauxObject!, swapped);
    const departement = forge(texts, object!, (text) => text.replaceAll(bureauxObject!, bureaux));
    const forged = forge(texts, france, (text) =>
      text.replaceAll(bureauxObject!, bureaux).replaceAll(object!, departement),
    );
    for (const [path, hash] of [
      [latestPath.france(RUN, true), forged],
      [latestPath.departement(RUN, "01", true), departement],
      [latestPath.bureaux(RUN, "01", true), bureaux],
    ] as const)
      texts.set(path, texts.get(objectPath(RUN, hash, true))!);
    const verification = await verified(texts);
    expect(codesOf(verification)).toEqual(["V-EMPREINTE", "V-LATEST", "V-RESULTAT", "V-SOMME"]);
    expect(verification.constats.find(({ code }) => code === "V-SOMME")?.ou).toContain("commune 01002");
  });

  it.each(["departements", "regions"] as const)("a removed part (%s) is missed", async (kind) => {
    const texts = await longNight();
    texts.delete(objectPath(RUN, franceOf(texts)[kind][0]!.object!, true));
    expect(codesOf(await verified(texts))).toContain("V-ABSENT");
  });

  it("a removed link breaks the chain", async () => {
    const texts = await longNight();
    texts.delete(objectPath(RUN, franceOf(texts).supersedes!, true));
    expect(codesOf(await verified(texts))).toEqual(["V-ABSENT", "V-CHAINE"]);
  });

  it("a chain in another order goes back", async () => {
    const texts = await longNight();
    const last = franceOf(texts);
    const before = JSON.parse(texts.get(objectPath(RUN, last.supersedes!, true))!) as FranceDocument;
    // The last but one takes the place of the last, and names it as its predecessor.
    const end = forge(texts, last.supersedes!, () => JSON.stringify({ ...last, supersedes: before.supersedes }));
    const text = JSON.stringify({ ...before, supersedes: end });
    texts.set(objectPath(RUN, sha256(text), true), text);
    texts.set(latestPath.france(RUN, true), text);
    expect(codesOf(await verified(texts))).toContain("V-SEQUENCE");
  });

  it("a département that goes back to an earlier sequence is told", async () => {
    const texts = await longNight();
    const path = latestPath.departement(RUN, "01", true);
    const { supersedes } = JSON.parse(texts.get(path)!) as DepartementDocument;
    texts.set(path, texts.get(objectPath(RUN, supersedes!, true))!);
    expect(codesOf(await verified(texts))).toEqual(["V-LATEST"]);
  });

  it.each([
    ["another percentage", '"pourcentExprimes":"34,20"', '"pourcentExprimes":"43,20"', "V-POURCENT"],
    ["a field of another type", '"complet":true', '"complet":"oui"', "V-FORMAT"],
    ["no JSON", "{", "", "V-FORMAT"],
  ])("%s is told", async (_what, from, to, code) => {
    const texts = await longNight();
    const path = latestPath.france(RUN, true);
    expect(texts.get(path)).toContain(from);
    const text = texts.get(path)!.replace(from, to);
    texts.set(path, text);
    texts.set(objectPath(RUN, sha256(text), true), text);
    expect(codesOf(await verified(texts))).toContain(code);
  });

  it.each([
    ["a result in the national document", "france"],
    ["a département's document", "departement"],
  ])("%s under embargo is told", async (_what, kind) => {
    const texts = await shelved(await played({ run: darkRun() }));
    const held = texts.get(latestPath.france(RUN, false))!;
    if (kind === "france")
      texts.set(latestPath.france(RUN, true), held.replace('"sousEmbargo":false', '"sousEmbargo":true'));
    else texts.set(latestPath.departement(RUN, "01", true), texts.get(latestPath.departement(RUN, "01", false))!);
    expect(codesOf(await verified(texts))).toContain("V-EMBARGO");
  });
});
