/** Round 2 in every layout that has one: both rounds are played, the tree is read back as an importer would, and compared with the tallies. */
import { beforeAll, describe, expect, it } from "vitest";
import { readTerritory } from "#cli/reference/decoupage.ts";
import { withShared, type Dossier } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { generateElection } from "#shared/night/generated/generate.ts";
import { inventTallies } from "#shared/night/generated/tallies.ts";
import { secondRoundDossier } from "#shared/pipeline/second-round.ts";
import { readPress, writePress, type PressDocument } from "#shared/press/press-file.ts";
import type { Territory } from "#shared/territory/decoupage.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { messageOf, runOf } from "../factories.ts";
import { fileOf, PressNight } from "./press-night.ts";

const FIRST = "essai-premier-tour";
const EIGHT = "2017-04-23T18:00:00.000Z";

let territory: Territory;
beforeAll(async () => {
  territory = await readTerritory();
});

type Reported = Partial<Tally> & Pick<Tally, "commune" | "bureau">;

interface Rounds {
  readonly first: readonly Reported[];
  readonly second: readonly Reported[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly files: ReadonlyMap<string, PressDocument>;
  /** Unite of each bureau, by commune and code. */
  readonly uniteOf: (tally: Reported) => string;
}

async function record(night: MemoryNight, run: string, tallies: readonly Reported[]): Promise<void> {
  await night.record(
    tallies.map((tally, i) => ({
      messageId: `${run}-${i}`,
      body: JSON.stringify(messageOf({ ...tally, run } as Tally)),
    })),
  );
  await night.settle();
}

/** Outcomes of round 1 as published. A hamlet where the seed has nobody vote does not vote again. */
async function outcomesOf(night: MemoryNight, dossier: Dossier): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const { departement } of dossier.parts) {
    const stored = await night.shelf.get(latestPath.departement(FIRST, departement, true));
    const { resultat } = JSON.parse(new TextDecoder().decode(stored!.body)) as DepartementDocument;
    for (const { code, outcome } of resultat.unites)
      outcomes.set(code, outcome.statut === "BALLOTTAGE" ? outcome : { ...outcome, statut: "ACQUIS_T1" });
  }
  const france = await night.shelf.get(latestPath.france(FIRST, true));
  const { outcome } = JSON.parse(new TextDecoder().decode(france!.body)) as {
    outcome: { partagees?: readonly { outcome: Outcome }[] };
  };
  for (const shared of outcome.partagees ?? []) outcomes.set(shared.outcome.id ?? "", shared.outcome);
  return outcomes;
}

/** Plays both rounds; the law makes the second of the first. */
async function played(type: string, date: string, departements: readonly string[]): Promise<Rounds> {
  const made = generateElection({ type, date, departements, seed: "presse", territory });
  const dossier = withShared({ ...made.dossier, head: { ...made.dossier.head, embargo: EIGHT } });
  const first = made.tallies as readonly Reported[];
  const run = runOf({ run: FIRST, scrutin: dossier.head.scrutin.id });
  const alone = new MemoryNight({ dossier, run });
  await record(alone, FIRST, first);
  const outcomes = await outcomesOf(alone, dossier);
  const next = secondRoundDossier(dossier, outcomes, {
    date: new Date(Date.parse(date) + 7 * 86_400_000).toISOString().slice(0, 10),
    embargo: EIGHT,
    fermeture: (_departement, { fermeture }) => fermeture,
  });
  if (!("dossier" in next)) throw new Error(JSON.stringify(next));
  const second = inventTallies(next.dossier, "presse/2") as readonly Reported[];
  const press = new PressNight({ dossier: next.dossier, presse: { intervalle: 15, premierTour: FIRST } });
  press.night.open(run, dossier);
  await record(press.night, FIRST, first);
  await press.tally("19:30", ...second);
  await press.look("20:00");
  const texts = await press.tree();
  const files = new Map([...texts].map(([path, text]) => [path, readPress(text)]));
  expect([...texts].filter(([path, text]) => writePress(files.get(path)!) !== text)).toEqual([]);
  const unites = new Map(
    dossier.parts.flatMap(({ communes }) =>
      communes.flatMap(({ code, bureaux }) =>
        bureaux.map((bureau) => [`${code}/${bureau.code}`, bureau.unite ?? ""] as const),
      ),
    ),
  );
  return { first, second, outcomes, files, uniteOf: ({ commune, bureau }) => unites.get(`${commune}/${bureau}`)! };
}

/** What a file tells of a round: figures that tallies add up to, however its candidatures are named. */
interface Told {
  readonly tour: number;
  readonly inscrits: number;
  readonly exprimes: number;
  readonly voix: readonly number[];
}

interface AnyTour {
  readonly tour: number;
  readonly mentions: { readonly inscrits: number; readonly exprimes: number };
  readonly scores: readonly { readonly voix: number }[];
}

const told = (tours: readonly AnyTour[]): Told[] =>
  tours.map(({ tour, mentions: { inscrits, exprimes }, scores }) => ({
    tour,
    inscrits,
    exprimes,
    voix: scores.map(({ voix }) => voix).sort((a, b) => b - a),
  }));

/** The same from the tallies that a choice keeps. */
function summed(tour: 1 | 2, tallies: readonly Reported[], keep: (tally: Reported) => boolean = () => true): Told {
  const kept = tallies.filter(keep);
  const voix: Record<string, number> = {};
  for (const tally of kept)
    for (const [id, count] of Object.entries(tally.voix ?? {})) voix[id] = (voix[id] ?? 0) + count;
  const sum = (figure: (tally: Reported) => number | undefined): number =>
    kept.reduce((all, tally) => all + (figure(tally) ?? 0), 0);
  return {
    tour,
    inscrits: sum(({ inscrits }) => inscrits),
    exprimes: sum(({ exprimes }) => exprimes),
    voix: Object.values(voix).sort((a, b) => b - a),
  };
}

/** Both rounds of a unite, from the tallies. */
const bothOf = ({ first, second, uniteOf }: Rounds, unite: string): Told[] => [
  summed(1, first, (tally) => uniteOf(tally) === unite),
  summed(2, second, (tally) => uniteOf(tally) === unite),
];

/** Sums of a file that counts by nuance: several persons may share one. */
const totals = (tours: readonly AnyTour[]) =>
  told(tours).map(({ tour, inscrits, exprimes, voix }) => ({
    tour,
    inscrits,
    exprimes,
    voix: voix.reduce((a, b) => a + b, 0),
  }));

describe("round 2 of the départementales", () => {
  it("has both rounds in each canton, whoever is elected in the second, and two persons a binôme above", async () => {
    const rounds = await played("departementales", "2021-06-20", ["48"]);
    for (const code of ["01", "02"]) {
      const { canton } = fileOf(rounds, `resultatsT2/048/048${code}.xml`, "canton");
      expect(told(canton.tours)).toEqual(bothOf(rounds, `48${code}`));
      const elected = canton.tours.map(({ scores }) => scores.filter(({ elu }) => elu).length);
      expect(elected).toEqual([0, 1]);
    }
    const whole = fileOf(rounds, "resultatsT2/048/048.xml", "departement-cantons");
    expect(totals(whole.tours)).toEqual(
      [summed(1, rounds.first), summed(2, rounds.second)].map((sums) => ({ ...sums, voix: sums.exprimes })),
    );
    expect(whole.tours.map(({ scores }) => scores.reduce((sum, { elus }) => sum + elus, 0))).toEqual([0, 4]);
    expect(fileOf(rounds, "resultatsT2/FE.xml", "france-cantons").tours).toEqual(whole.tours);
  });
});

describe("round 2 of the régionales", () => {
  it("has the second round at every level, and every seat where the région is decided", async () => {
    const rounds = await played("regionales", "2021-06-20", ["09", "48", "971"]);
    const guadeloupe = fileOf(rounds, "resultatsT2/01/01.xml", "region-listes");
    const own = ({ departement }: Reported): boolean => departement === "971";
    expect(told(guadeloupe.tours)).toEqual([summed(2, rounds.second, own)]);
    expect(guadeloupe.tours[0]!.scores.reduce((sum, { sieges = 0 }) => sum + sieges, 0)).toBe(guadeloupe.sieges);
    const section = fileOf(rounds, "resultatsT2/76/7648/7648.xml", "section-listes");
    expect(told(section.tours)).toEqual([summed(2, rounds.second, ({ departement }) => departement === "48")]);
    const { commune } = fileOf(rounds, "resultatsT2/76/7648/7648095.xml", "commune-listes");
    expect(told(commune.tours)).toEqual([summed(2, rounds.second, (tally) => tally.commune === "48095")]);
    // Who was at 10 % of the exprimés may stand again, nobody else does.
    const standing = rounds.outcomes.get("01")!.candidatures.filter(({ statut }) => statut.startsWith("QUALIFIE"));
    expect(guadeloupe.tours[0]!.scores).toHaveLength(standing.length);
  });
});

describe("round 2 of the municipales of 2026", () => {
  it("has both rounds of the communes that vote again, and the seats of the second", async () => {
    const rounds = await played("municipales", "2026-03-15", ["48"]);
    const { circonscriptions } = fileOf(rounds, "resultatsT2/48/R248CIR.xml", "circonscriptions");
    const again = [...rounds.outcomes].flatMap(([code, { statut }]) => (statut === "BALLOTTAGE" ? [code] : []));
    const twice = circonscriptions.filter(({ resultats }) => resultats.tours.length === 2);
    expect(twice.map(({ code }) => code)).toEqual(again.toSorted());
    expect(again.length).toBeGreaterThan(0);
    for (const { code, sieges, pourvus, resultats } of twice) {
      if (resultats.par !== "listes") throw new Error(`${resultats.par} instead of lists`);
      expect(told(resultats.tours)).toEqual(bothOf(rounds, code));
      expect([pourvus, resultats.tours[1]!.scores.reduce((sum, list) => sum + (list.sieges ?? 0), 0)]).toEqual([
        sieges,
        sieges,
      ]);
      expect(resultats.tours[0]!.scores.every(({ sieges: none = 0 }) => none === 0)).toBe(true);
    }
  });
});

describe("round 2 of the sénatoriales of 2026", () => {
  it("has both rounds of a college, and says that the second filled its seats", async () => {
    const rounds = await played("senatoriales", "2026-09-27", ["46"]);
    const { circonscription } = fileOf(rounds, "resultatsT2/46/R246.xml", "circonscription");
    expect(told(circonscription.resultats.tours)).toEqual(bothOf(rounds, "46"));
    expect(circonscription.pourvus).toBe(circonscription.sieges);
    expect(fileOf(rounds, "resultatsT2/INDEX2FE.xml", "index-circonscriptions").circonscriptions).toMatchObject([
      { code: "46", pourvu: "T2" },
    ]);
  });
});

describe("round 2 of the législatives", () => {
  it.each(["2017-06-11", "2022-06-12"])(
    "has both rounds of a circonscription in the layout of 2017: %s",
    async (date) => {
      const rounds = await played("legislatives", date, ["23", "48", "90"]);
      const open = [...rounds.outcomes].flatMap(([code, { statut }]) => (statut === "BALLOTTAGE" ? [code] : []));
      expect(open.length).toBeGreaterThan(0);
      for (const code of open) {
        const departement = `0${code.slice(0, 2)}`;
        const { circonscription } = fileOf(
          rounds,
          `resultatsT2/${departement}/${departement}${code.slice(2)}.xml`,
          "circonscription-2017",
        );
        expect(told(circonscription.tours)).toEqual(bothOf(rounds, code));
        expect(circonscription.tours.map(({ scores }) => scores.filter(({ elu }) => elu).length)).toEqual([0, 1]);
        expect(
          fileOf(rounds, `resultatsT2/${departement}/${departement}CIR.xml`, "circonscriptions-2017").circonscriptions,
        ).toContainEqual(circonscription);
      }
      const [, round] = fileOf(rounds, "resultatsT2/FE.xml", "nuances-2017").tours;
      expect(round!.mentions.exprimes).toBe(summed(2, rounds.second).exprimes);
    },
  );

  it("has both rounds of a circonscription in the layout of 2024, who stands again said in the first", async () => {
    const rounds = await played("legislatives", "2024-06-30", ["48"]);
    const [circonscription] = fileOf(rounds, "resultatsT2/48/R248CIR.xml", "circonscriptions").circonscriptions;
    const { resultats, sieges, pourvus } = circonscription!;
    expect(told(resultats.tours)).toEqual(bothOf(rounds, "4801"));
    expect([sieges, pourvus]).toEqual([1, 1]);
    if (resultats.par !== "candidats") throw new Error(`${resultats.par} instead of candidats`);
    const [before, after] = resultats.tours.map(({ scores }) =>
      scores.map(({ panneau, elu }) => [panneau, elu] as const),
    );
    expect(after!.map(([panneau]) => panneau)).toEqual(
      before!.flatMap(([panneau, elu]) => (elu === "QUALIF T2" ? [panneau] : [])),
    );
    expect(after!.filter(([, elu]) => elu === "OUI")).toHaveLength(1);
    const { communes } = fileOf(rounds, "resultatsT2/48/R248COM.xml", "communes-2024");
    const mende = communes.find(({ code }) => code === "48095")!;
    expect(told(mende.resultats.tours)).toEqual([summed(2, rounds.second, ({ commune }) => commune === "48095")]);
  });
});
