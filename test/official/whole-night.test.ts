import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Run } from "#shared/contracts/run.ts";
import type { DepartementDocument } from "#shared/documents/departement.ts";
import type { FranceDocument, UnitesOutcome } from "#shared/documents/national.ts";
import type { TerritoryRow } from "#shared/documents/common.ts";
import { sendsOf } from "#shared/night/mishaps.ts";
import { recordNight } from "#shared/night/record.ts";
import { readNightFile } from "#cli/reference/files.ts";
import { oracleOf, type OracleTotals } from "../oracle/wide-csv.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";

/**
 * Whole nights of real elections: the file read, recorded with mistakes and their corrections, sent with duplicates and
 * malformed copies, validated, counted, published; then every commune, circonscription, département and the nation held
 * to an oracle that adds the file up by itself and shares no code with the project.
 */
const DATA = new URL("../../../shared/data/", import.meta.url).pathname;
const SEED = "nuit entière";

interface Played {
  readonly france: FranceDocument;
  readonly departements: readonly DepartementDocument[];
  readonly refused: number;
  readonly malformed: number;
}

async function play(file: string): Promise<Played> {
  const { dossier, tallies } = await readNightFile(`${DATA}${file}`);
  const recording = recordNight(dossier, tallies, { seed: SEED, corrections: 0.02, late: 0.01 });
  const run: Run = {
    run: "nuit-entiere",
    scrutin: dossier.head.scrutin.id,
    tour: dossier.head.tour,
    status: "ouvert",
    clock: {
      generation: 1,
      virtualAnchor: Date.parse(dossier.head.embargo),
      realAnchor: 0,
      speed: "max",
      paused: false,
    },
    embargo: Date.parse(dossier.head.embargo),
    createdAt: 0,
    label: "",
  };
  const night = new MemoryNight({ dossier, run });
  const head = (await night.dossiers.head(run.run))!;
  const sends = sendsOf(run.run, head, recording, { seed: SEED, duplicates: 0.05, malformed: 0.01 });
  for (let i = 0; i < sends.length; i += 100) {
    await night.record(sends.slice(i, i + 100).map(({ body }, k) => ({ messageId: String(i + k), body })));
    night.clock.advance(20);
    if (i % 30_000 === 0) await night.step();
  }
  await night.settle();
  const france = await night.france(run.run);
  return {
    france,
    departements: await Promise.all(france.departements.map(({ code }) => night.departement(run.run, code))),
    refused: (await night.shelf.list("quarantine/")).length,
    malformed: sends.filter(({ kind }) => kind === "malformed").length,
  };
}

/** A territory's figures as the oracle has them, the voix by label left to the caller. */
const sums = ({ bureaux, inscrits, votants, blancs, nuls, exprimes }: OracleTotals) => ({
  bureaux,
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes,
});
const published = ({ bureaux, totaux }: Pick<TerritoryRow, "bureaux" | "totaux">) => ({
  bureaux: bureaux.counted,
  ...totaux,
});

/** Published voix without their names: the file's labels and the dossier's ids differ, their numbers must not. */
const counts = (voix: readonly number[]): number[] => voix.filter((count) => count > 0).sort((a, b) => a - b);
const countsOf = ({ voix }: OracleTotals): number[] => counts(Object.values(voix));

const NIGHTS = [
  { file: "presidentielle/2017-presidentielle-1_par_bureau_large.csv.gz", exprimes: 36_054_394, bureaux: 69_242 },
  { file: "presidentielle/2017-presidentielle-2_par_bureau_large.csv.gz", exprimes: 31_381_603, bureaux: 69_242 },
  { file: "legislatives/2017-legislatives-1_par_bureau_large.csv.gz", exprimes: 22_654_164, bureaux: 69_242 },
] as const;

describe.skipIf(!existsSync(DATA))("whole nights against the oracle (needs ../shared)", () => {
  it.each(NIGHTS)("$file", async ({ file, exprimes, bureaux }) => {
    const oracle = oracleOf(`${DATA}${file}`);
    const { france, departements, refused, malformed } = await play(file);

    expect(france).toMatchObject({
      complet: true,
      bureaux: { counted: bureaux, expected: bureaux },
      totaux: { exprimes },
    });
    expect(published(france as Required<FranceDocument>)).toEqual(sums(oracle.nation));
    expect(counts(france.candidatures!.map(({ voix }) => voix))).toEqual(countsOf(oracle.nation));
    expect(france.corrections).toBeGreaterThan(1000);
    expect(refused).toBe(malformed);

    expect(new Set(departements.map(({ resultat }) => resultat.departement.code))).toEqual(
      new Set(oracle.departements.keys()),
    );
    const circonscriptions = new Map<string, ReturnType<typeof published>>();
    let communes = 0;
    for (const { resultat } of departements) {
      const whole = oracle.departements.get(resultat.departement.code)!;
      expect(published(resultat), resultat.departement.nom).toEqual(sums(whole));
      expect(counts(resultat.candidatures.map(({ voix }) => voix)), resultat.departement.nom).toEqual(countsOf(whole));
      for (const commune of resultat.communes) {
        const expected = oracle.communes.get(commune.code)!;
        expect(published(commune), commune.nom).toEqual(sums(expected));
        if (commune.voix.length === 1) expect(counts(commune.voix[0]!.voix), commune.nom).toEqual(countsOf(expected));
        communes += 1;
      }
      for (const unite of resultat.unites) {
        const other = circonscriptions.get(unite.code);
        const mine = published(unite);
        circonscriptions.set(unite.code, other ? add(other, mine) : mine);
      }
    }
    expect(communes).toBe(oracle.communes.size);
    for (const [code, figures] of circonscriptions)
      expect(figures, code).toEqual(sums(oracle.circonscriptions.get(code)!));
    if (france.scrutin.startsWith("legislatives")) {
      expect(circonscriptions.size).toBe(577);
      // A nuance that several candidates share says who leads, never who is elected: 517 of the 577, by the list of candidates.
      const { statuts } = france.outcome as UnitesOutcome;
      expect(statuts["INDECIDABLE"]).toBe(517);
      expect(Object.values(statuts).reduce((a, b) => a + b, 0)).toBe(577);
    }
  });
});

const add = (a: ReturnType<typeof published>, b: ReturnType<typeof published>): ReturnType<typeof published> => ({
  bureaux: a.bureaux + b.bureaux,
  inscrits: a.inscrits + b.inscrits,
  votants: a.votants + b.votants,
  blancs: a.blancs + b.blancs,
  nuls: a.nuls + b.nuls,
  exprimes: a.exprimes + b.exprimes,
});
