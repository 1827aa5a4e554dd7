/** A whole night in memory for every type of election that is generated, against an oracle that shares no code with the count. */
import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { withShared, type Dossier, type DossierUnite } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import type { UnitesOutcome } from "#shared/documents/national.ts";
import { decide } from "#shared/law/decide.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { generatedTypes, generateElection } from "#shared/night/generated/generate.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import type { Territory } from "#shared/territory/decoupage.ts";
import { messageOf, runOf } from "../factories.ts";
import { crashing, type Call, type Fate } from "./crashes.ts";

const NIGHTS: readonly (readonly [type: string, date: string, departements: readonly string[]])[] = [
  ["presidentielle", "2022-04-10", ["48", "2A", "975"]],
  ["referendum", "2005-05-29", ["48"]],
  ["europeennes", "2024-06-09", ["48", "971"]],
  ["europeennes", "2014-05-25", ["48", "09", "2A"]],
  ["legislatives", "2024-06-30", ["48", "977", "978"]],
  ["departementales", "2021-06-20", ["48"]],
  ["cantonales", "2011-03-20", ["48"]],
  ["municipales", "2014-03-23", ["48", "75"]],
  ["municipales", "2020-03-15", ["48", "69"]],
  ["municipales", "2026-03-15", ["48", "75"]],
  ["metropole-lyon", "2020-03-15", ["69"]],
  ["regionales", "2010-03-14", ["48", "30", "972"]],
  ["regionales", "2021-06-20", ["48", "09", "971"]],
  ["corse", "2021-06-20", ["2A", "2B"]],
  ["guyane", "2021-06-20", ["973"]],
  ["martinique", "2021-06-20", ["972"]],
  ["saint-barthelemy", "2022-03-20", ["977"]],
  ["saint-martin", "2022-03-20", ["978"]],
  ["saint-pierre-et-miquelon", "2022-03-20", ["975"]],
  ["polynesie", "2023-04-16", ["987"]],
  ["nouvelle-caledonie", "2019-05-12", ["988"]],
  ["wallis-et-futuna", "2022-03-20", ["986"]],
  ["senatoriales", "2023-09-24", ["48", "69", "46"]],
  ["consultation", "2003-12-07", ["972"]],
  ["referendum-local", "2016-06-26", ["48"]],
  ["conseillers-francais-etranger", "2021-05-30", ["ZZ"]],
  ["assemblee-francais-etranger", "2021-06-20", ["ZZ"]],
];

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

const generated = ([type, date, departements]: (typeof NIGHTS)[number]) =>
  generateElection({ type, date, departements, seed: "essai", territory });

type Ready = ReturnType<typeof generated>;

const RUN = "essai-general";

/** Plays a night, tallies delivered in some order, in two halves. */
async function played(
  { dossier, tallies }: Ready,
  order: (tallies: readonly Ready["tallies"][number][]) => readonly Ready["tallies"][number][] = (all) => all,
  through?: ConstructorParameters<typeof MemoryNight>[0]["through"],
): Promise<MemoryNight> {
  const { id: scrutin } = dossier.head.scrutin;
  const night = new MemoryNight({ dossier, run: runOf({ run: RUN, scrutin }), ...(through && { through }) });
  const messages = order(tallies).map((tally, i) => {
    const body = JSON.stringify(messageOf({ ...tally, run: RUN } as Tally));
    return { messageId: `${tally.commune}-${tally.bureau}-${i}`, body };
  });
  for (const half of [messages.slice(0, messages.length >> 1), messages.slice(messages.length >> 1)]) {
    await night.record(half);
    await night.settle();
  }
  return night;
}

interface Sums {
  inscrits: number;
  votants: number;
  exprimes: number;
  readonly voix: Record<string, number>;
  readonly sections: Record<string, Record<string, number>>;
}

/** What a unite's bureaux add up to (empty code: everything), by plain names. */
function oracle({ parts }: Dossier, tallies: Ready["tallies"]): Map<string, Sums> {
  const places = new Map(
    parts.flatMap(({ communes }) =>
      communes.flatMap(({ code, section, bureaux }) =>
        bureaux.map((bureau) => [`${code}/${bureau.code}`, { unite: bureau.unite ?? "", section }] as const),
      ),
    ),
  );
  const sums = new Map<string, Sums>();
  for (const tally of tallies) {
    const { unite, section } = places.get(`${tally.commune}/${tally.bureau}`)!;
    const sum = sums.get(unite) ?? { inscrits: 0, votants: 0, exprimes: 0, voix: {}, sections: {} };
    sums.set(unite, sum);
    sum.inscrits += tally.inscrits;
    sum.votants += tally.votants;
    sum.exprimes += tally.exprimes;
    for (const [id, voix] of Object.entries(tally.voix)) {
      sum.voix[id] = (sum.voix[id] ?? 0) + voix;
      if (section === undefined) continue;
      const own = (sum.sections[id] ??= {});
      own[section] = (own[section] ?? 0) + voix;
    }
  }
  return sums;
}

/** What the law makes of sums, asked without the pipeline. */
function verdict(head: Dossier["head"], unite: DossierUnite, { voix, sections, ...sums }: Sums): Outcome {
  const { type, date } = head.scrutin;
  return decide({
    type,
    date,
    tour: 1,
    territoire: unite.code === "" ? "FR" : unite.code,
    ...unite.enjeu,
    ...sums,
    ...(unite.sieges > 0 && { sieges: unite.sieges }),
    candidatures: unite.candidatures.map(({ id, naissance, personnes }) => ({
      id,
      voix: voix[id]!,
      ...(naissance !== undefined && { naissance }),
      ...(personnes !== undefined && { personnes }),
      ...(sections[id] !== undefined && { sections: sections[id] }),
    })),
  });
}

const short = ({ statut, code, candidatures }: Outcome) => ({ statut, code, candidatures });

/** Where the engine says that it has not read a text: `municipales` of Marseille since 2026 alone, which no night here plays. */
const REFUSALS = /^L-/;

describe("every type that is generated", () => {
  it("is played here", () => {
    expect([...new Set(NIGHTS.map(([type]) => type))].toSorted()).toEqual([...generatedTypes].toSorted());
  });

  it("is the same for the same seed, another for another", () => {
    const options = { type: "departementales", date: "2021-06-20", departements: ["48"], territory };
    const [first, again, other] = ["a", "a", "b"].map((seed) => JSON.stringify(generateElection({ ...options, seed })));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it("is refused with a code when it is unknown, or not held there", () => {
    const options = { date: "2021-06-20", seed: "a", territory };
    expect(() => generateElection({ ...options, type: "mayotte" })).toThrow(/^G-TYPE/);
    expect(() => generateElection({ ...options, type: "corse", departements: ["48"] })).toThrow(/^G-DEPARTEMENT/);
  });
});

describe.each(NIGHTS)("%s of %s in %j", (...night) => {
  it("is counted and decided as the oracle does, unite by unite, and the nation with its seats", async () => {
    const ready = generated(night);
    const { head, parts } = withShared(ready.dossier);
    const memory = await played(ready);
    const france = await memory.france(RUN);
    const sums = oracle(ready.dossier, ready.tallies);
    expect(france.complet).toBe(true);
    expect(france.totaux?.votants).toBe([...sums.values()].reduce((sum, { votants }) => sum + votants, 0));
    if (head.decision === "nation") {
      const unite = { code: "", nom: "", type: "collectivite", sieges: 0, candidatures: head.candidatures } as const;
      const expected = verdict(head, unite, sums.get("")!);
      expect(short(france.outcome as Outcome)).toEqual(short(expected));
      expect(expected.code ?? "").not.toMatch(REFUSALS);
      return;
    }
    const national = france.outcome as UnitesOutcome;
    const byLabel: Record<string, number> = {};
    const statuts: Record<string, number> = {};
    const decided = new Set<string>();
    for (const part of parts) {
      const { resultat } = await memory.departement(RUN, part.departement);
      for (const unite of part.unites) {
        const sum = sums.get(unite.code)!;
        const row = resultat.unites.find(({ code }) => code === unite.code)!;
        if (unite.partagee === undefined)
          expect(row.candidatures.map(({ voix }) => voix)).toEqual(unite.candidatures.map(({ id }) => sum.voix[id]));
        const outcome =
          unite.partagee === undefined
            ? row.outcome
            : national.partagees.find((shared) => shared.outcome.id === unite.code)!.outcome;
        const expected = verdict(head, unite, sum);
        expect(short(outcome as Outcome)).toEqual(short(expected));
        expect(expected.code ?? "").not.toMatch(REFUSALS);
        if (decided.has(unite.code)) continue;
        decided.add(unite.code);
        statuts[expected.statut] = (statuts[expected.statut] ?? 0) + 1;
        for (const { id, nuance = id } of unite.candidatures) byLabel[nuance] = (byLabel[nuance] ?? 0) + sum.voix[id]!;
      }
    }
    expect(national.statuts).toEqual(statuts);
    expect(Object.fromEntries(france.candidatures!.map(({ id, voix }) => [id, voix]))).toEqual(byLabel);
  });
});

describe("régions that several départements share", () => {
  const night = NIGHTS.find(([type, date]) => type === "regionales" && date === "2021-06-20")!;

  it("end in the same result in another order, twice delivered, and when processes die", async () => {
    const ready = generated(night);
    const expected = await (await played(ready)).result(RUN);
    const shuffled = await played(ready, (all) => [...all.toReversed(), ...all.slice(0, 50)]);
    expect(await shuffled.result(RUN)).toBe(expected);
    let deaths = 0;
    const dying = ({ number }: Call): Fate => {
      if (number % 3 !== 0 || deaths === 8) return "lives";
      deaths += 1;
      return deaths % 2 === 0 ? "dies-before" : "dies-after";
    };
    const crashed = await played(
      ready,
      (all) => all,
      (ports) => crashing(ports, dying),
    );
    expect(deaths).toBe(8);
    await crashed.sweep(RUN);
    expect(await crashed.result(RUN)).toBe(expected);
  });

  it("are undecided until every département has reported, and say so", async () => {
    const ready = generated(night);
    const { dossier, tallies } = ready;
    const half = await played({ dossier, tallies: tallies.filter(({ departement }) => departement !== "09") });
    const { partagees, statuts } = (await half.france(RUN)).outcome as UnitesOutcome;
    expect(partagees.map(({ outcome: { statut, code } }) => [statut, code])).toEqual([["INCOMPLET", "D-PARTAGEE"]]);
    expect(statuts["INCOMPLET"]).toBe(1);
  });
});
