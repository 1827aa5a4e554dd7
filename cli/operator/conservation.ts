import { createHash } from "node:crypto";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { BureauxDocument, BureauRow, DepartementDocument } from "#shared/documents/departement.ts";
import type { TerritoryRow } from "#shared/documents/common.ts";
import type { FranceDocument, RegionDocument, Results } from "#shared/documents/national.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { ObjectReader } from "./cloud.ts";
import { readFresh, type ReadDocument } from "./documents.ts";
import {
  addFigures,
  figuresOf,
  inUnite,
  lastWords,
  sumDepartement,
  type Figures,
  type LastWord,
  type SentTally,
} from "./oracle.ts";

/** The proof of conservation, or the first things that contradict it. */
export interface Conservation {
  readonly holds: boolean;
  /** How many figures of how many territories were compared. */
  readonly territories: number;
  readonly figures: number;
  /** The first differences, readable: where, which figure, published, expected. */
  readonly differences: readonly string[];
  readonly differenceCount: number;
}

/** Differences told one by one. */
const TOLD = 20;

/**
 * Compares what a run published with what its input adds up to ({@link lastWords}): every bureau, commune, arrondissement,
 * unite, département, région and the nation, along the hashes that the national document names.
 *
 * @param tallies every good tally that was sent, in any order, repeats and superseded versions included.
 * @param released whether the public documents are read, or those held for the operator.
 */
export async function checkConservation(
  run: string,
  dossier: Dossier,
  tallies: Iterable<SentTally>,
  reader: ObjectReader,
  released: boolean,
): Promise<Conservation> {
  const check = new Check();
  const france = await readFresh<FranceDocument>(reader, latestPath.france(run, released));
  if (france === null) {
    check.differ("france : aucun document national n'est publié");
    return check.verdict();
  }
  const words = lastWords(tallies);
  const nation: Figures = new Map();
  const regions = new Map<string, Figures>();
  const shared = sharedUnites(dossier);
  for (const part of dossier.parts) {
    const code = part.departement;
    const row = france.document.departements.find((departement) => departement.code === code);
    const bureaux = words.get(code) ?? new Map<string, LastWord>();
    const published = await readDepartement(run, code, row ?? {}, reader, released, check);
    if (published === null) {
      if (bureaux.size > 0)
        check.differ(`departement ${code} : ${bureaux.size} bureaux envoyés, aucun document publié`);
      continue;
    }
    const rows = new Map(published.bureaux.resultat.map((bureau) => [`${bureau[0]}/${bureau[1]}`, bureau]));
    const settle = (word: LastWord): SentTally => settled(word, rows, published.bureaux);
    for (const [key, word] of bureaux) check.bureau(key, word, settle(word), rows.get(key), published.bureaux);
    for (const key of rows.keys()) if (!bureaux.has(key)) check.differ(`bureau ${key} : publié, jamais envoyé`);

    const expected = sumDepartement(dossier, part, bureaux.values(), settle);
    const total: Figures = expected.get(`departement ${code}`) ?? new Map();
    for (const [unite, sums] of shared) addFigures(sums, expected.get(`unite ${unite}`) ?? new Map());
    for (const [territory, figures] of departementFigures(published.departement, published.bureaux)) {
      check.figures(territory, expected.get(territory) ?? new Map(), figures);
      expected.delete(territory);
    }
    for (const territory of expected.keys())
      check.differ(`${territory} : compté par l'oracle, absent du document publié`);

    addFigures(nation, total);
    const region = dossier.head.departements.find((departement) => departement.code === code)?.region ?? null;
    if (region !== null) {
      const sums = regions.get(region) ?? new Map<string, number>();
      regions.set(region, sums);
      addFigures(sums, total);
    }
  }
  for (const { code, object } of france.document.regions) {
    if (object === undefined) {
      if (regions.has(code)) check.differ(`region ${code} : des bureaux envoyés, aucun document publié`);
      continue;
    }
    const region = await readNamed<RegionDocument>(reader, latestPath.region(run, code, released), object, check);
    if (region !== null) check.figures(`region ${code}`, regions.get(code) ?? new Map(), resultFigures(region));
  }
  for (const [code, sums] of shared)
    check.figures(`unite partagée ${code}`, voixOf(sums), sharedFigures(france.document, code));
  check.figures("france", nation, resultFigures(france.document));
  return check.verdict();
}

/** Empty sums for each unite that several départements share: the national document alone has it whole. */
function sharedUnites({ parts }: Dossier): Map<string, Figures> {
  const known = new Set<string>();
  const shared = new Map<string, Figures>();
  for (const { code } of parts.flatMap(({ unites }) => unites)) {
    if (known.has(code)) shared.set(code, new Map());
    known.add(code);
  }
  return shared;
}

const voixOf = (figures: Figures): Figures => new Map([...figures].filter(([name]) => name.startsWith("voix ")));

/** What the national document decided of a shared unite on: its voix. */
function sharedFigures({ outcome }: FranceDocument, code: string): Figures {
  const partagees = outcome !== undefined && "partagees" in outcome ? outcome.partagees : [];
  const decided = partagees.find((one) => one.outcome.id === code)?.outcome.candidatures ?? [];
  return new Map(decided.map(({ id, voix }) => [`voix ${id}`, voix]));
}

/** The two documents of a département, each the one that the nation names. */
async function readDepartement(
  run: string,
  code: string,
  named: { readonly object?: string; readonly bureauxObject?: string },
  reader: ObjectReader,
  released: boolean,
  check: Check,
): Promise<{ readonly departement: DepartementDocument; readonly bureaux: BureauxDocument } | null> {
  if (named.object === undefined || named.bureauxObject === undefined) return null;
  const [departement, bureaux] = await Promise.all([
    readNamed<DepartementDocument>(reader, latestPath.departement(run, code, released), named.object, check),
    readNamed<BureauxDocument>(reader, latestPath.bureaux(run, code, released), named.bureauxObject, check),
  ]);
  return departement === null || bureaux === null ? null : { departement, bureaux };
}

/** A document by its human path, whose text must bear the hash under which it is named. */
async function readNamed<T>(reader: ObjectReader, path: string, sha256: string, check: Check): Promise<T | null> {
  const read: ReadDocument<T> | null = await readFresh<T>(reader, path);
  if (read === null) {
    check.differ(`${path} : nommé par le document national, absent`);
    return null;
  }
  const found = createHash("sha256").update(read.text).digest("hex");
  if (found !== sha256)
    check.differ(`${path} : empreinte ${found.slice(0, 12)}…, le document national nomme ${sha256.slice(0, 12)}…`);
  return read.document;
}

/** Of two contents under one version the pipeline counts one: the oracle takes its word for which, and for nothing else. */
function settled(word: LastWord, rows: ReadonlyMap<string, BureauRow>, document: BureauxDocument): SentTally {
  const [first, ...others] = word.contents;
  const row = rows.get(`${word.commune}/${word.bureau}`);
  if (others.length === 0 || row === undefined) return first!;
  const published = bureauFigures(row, document);
  return word.contents.find((content) => differencesOf(figuresOf(content), published).length === 0) ?? first!;
}

function bureauFigures(row: BureauRow, document: BureauxDocument): Figures {
  const [, , unite, , inscrits, votants, blancs, nuls, exprimes, voix] = row;
  const ids = document.candidatures[unite] ?? [];
  const figures = sumsFigures(1, { inscrits, votants, blancs, nuls, exprimes });
  voix.forEach((count, position) => figures.set(`voix ${ids[position] ?? `n°${position + 1}`}`, count));
  return figures;
}

/** Every territory of a département document, as figures by name. */
function* departementFigures(
  document: DepartementDocument,
  bureaux: BureauxDocument,
): Iterable<readonly [string, Figures]> {
  const { resultat } = document;
  yield [`departement ${resultat.departement.code}`, resultFigures(resultat)];
  for (const row of resultat.communes)
    if (row.bureaux.counted > 0) yield [`commune ${row.code}`, rowFigures(row, bureaux)];
  for (const row of resultat.arrondissements)
    if (row.bureaux.counted > 0) yield [`arrondissement ${row.code}`, rowFigures(row, bureaux)];
  for (const row of resultat.unites) if (row.bureaux.counted > 0) yield [`unite ${row.code}`, resultFigures(row)];
}

function rowFigures(row: TerritoryRow, bureaux: BureauxDocument): Figures {
  const figures = sumsFigures(row.bureaux.counted, row.totaux);
  for (const { unite, voix } of row.voix) {
    const ids = bureaux.candidatures[unite ?? ""] ?? [];
    voix.forEach((count, position) =>
      figures.set(inUnite(`voix ${ids[position] ?? `n°${position + 1}`}`, unite ?? null), count),
    );
  }
  return figures;
}

function resultFigures(
  document: Partial<Pick<Results, "totaux" | "candidatures">> & { readonly bureaux: { readonly counted: number } },
): Figures {
  const figures = sumsFigures(document.bureaux.counted, document.totaux);
  for (const { id, voix } of document.candidatures ?? []) figures.set(`voix ${id}`, voix);
  return figures;
}

const sumsFigures = (bureaux: number, sums: Results["totaux"] | undefined): Figures =>
  new Map(Object.entries({ bureaux, ...sums }));

/** Names whose values differ; a name that is not there counts as 0. */
function differencesOf(expected: Figures, published: Figures): string[] {
  const names = new Set([...expected.keys(), ...published.keys()]);
  return [...names].filter((name) => (expected.get(name) ?? 0) !== (published.get(name) ?? 0));
}

/** Collects differences, and counts what was compared so that an empty comparison cannot pass for a proof. */
class Check {
  readonly #differences: string[] = [];
  #differenceCount = 0;
  #territories = 0;
  #figures = 0;

  differ(difference: string): void {
    this.#differenceCount += 1;
    if (this.#differences.length < TOLD) this.#differences.push(difference);
  }

  figures(territory: string, expected: Figures, published: Figures): void {
    this.#territories += 1;
    this.#figures += Math.max(expected.size, published.size);
    for (const name of differencesOf(expected, published)) {
      this.differ(`${territory}, ${name} : publié ${published.get(name) ?? 0}, attendu ${expected.get(name) ?? 0}`);
    }
  }

  bureau(key: string, word: LastWord, content: SentTally, row: BureauRow | undefined, document: BureauxDocument): void {
    if (row === undefined)
      return this.differ(`bureau ${key} : version ${word.version} envoyée, absente du document publié`);
    if (row[3] !== word.version)
      this.differ(`bureau ${key} : version ${row[3]} publiée, version ${word.version} attendue`);
    this.figures(`bureau ${key}`, figuresOf(content), bureauFigures(row, document));
  }

  verdict(): Conservation {
    return {
      holds: this.#differenceCount === 0 && this.#territories > 0,
      territories: this.#territories,
      figures: this.#figures,
      differences: this.#differences,
      differenceCount: this.#differenceCount,
    };
  }
}
