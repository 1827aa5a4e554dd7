import type { TerritoryRow } from "../documents/common.ts";
import { sha256 } from "../documents/common.ts";
import type { DossierPart } from "../contracts/dossier.ts";
import type { BureauxDocument, DepartementDocument, UniteRow } from "../documents/departement.ts";
import type { Progress, Sums } from "../count/decompte.ts";
import { addSums, bilanOf, verdictOf } from "../documents/summary.ts";
import { arrondissementId, communeId, secteursOf, sectionsOf, type Gathering, type PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { CommuneId } from "./model-2017.ts";

/**
 * What a département of the tree may show: its committed documents, as communes that are complete or not, each with the
 * instant at which its figures last changed. An instant stays as long as the figures do, whoever sends them again:
 * importers tell by it what was modified (PUB-08).
 */

/** Stamps of the files have no finer grain. */
const SECOND_MS = 1000;

/** What was last published of a territory. `complet` false: it was, and is no longer. */
export interface Seen {
  readonly digest: string;
  readonly complet: boolean;
  /** Virtual instant, ms. */
  readonly maj: number;
}
export type SeenTerritories = Readonly<Record<string, Seen>>;

/** What a territory is: counted by itself, or the sum of others (a secteur, a section). */
type Kind = "commune" | "arrondissement" | "somme";

/** A commune, arrondissement, secteur or section: `maj` is `null` for what was never complete. */
export interface Territory extends CommuneId {
  readonly kind: Kind;
  /** INSEE code; of a sum, its own. */
  readonly insee: string;
  readonly complet: boolean;
  readonly maj: number | null;
  readonly mentions: Mentions;
  /** Of the nation's candidatures, or of the one unite in which it lies; zeros where it lies in several. */
  readonly voix: readonly number[];
  /** Codes of the unites in which it lies; none where the nation decides. */
  readonly unites: readonly string[];
}

/** The part of a commune that lies in one unite: the whole of it, most often. */
export interface Fraction {
  readonly commune: Territory;
  readonly unite: string;
  readonly complet: boolean;
  readonly mentions: Mentions;
  readonly voix: readonly number[];
}

/** What else a département's files may be made of, beside its documents. */
export interface Beside {
  readonly parts: readonly DossierPart[];
  /** Needed where a commune lies in several unites. */
  readonly bureaux: readonly BureauxDocument[];
}

export interface PressView {
  readonly place: PressPlace;
  /** Communes with their arrondissements and secteurs among them, by code. */
  readonly communes: readonly Territory[];
  readonly sections: readonly Territory[];
  /** When unites decide: all of them, those whose parts lie in several of the place's départements added up. */
  readonly unites: readonly UniteRow[];
  /** When unites decide: the communes by unite. */
  readonly fractions: readonly Fraction[];
  /** Seats that complete unites filled, by nuance. */
  readonly sieges: Readonly<Record<string, number>>;
  readonly parts: readonly DossierPart[];
  readonly complet: boolean;
  /** Counted and awaited. */
  readonly bureaux: Progress;
  /** Last of the territories' instants; `null`: nothing was ever complete. */
  readonly maj: number | null;
  readonly mentions: Mentions;
  readonly voix: readonly number[];
  readonly seen: SeenTerritories;
  /** Changes exactly when what may be shown does. */
  readonly digest: string;
}

/**
 * Makes the view of a place from the documents of its départements.
 *
 * @param seen what was last published of it
 * @param now virtual instant: no stamp lies after it (PUB-33)
 */
export function viewOf(
  place: PressPlace,
  documents: readonly DepartementDocument[],
  seen: SeenTerritories,
  now: number,
  { parts, bureaux }: Beside = { parts: [], bureaux: [] },
): PressView {
  const results = documents.map(({ resultat }) => resultat);
  const labels = results[0]?.candidatures.length ?? 0;
  const territories = new Map<string, Territory>();
  const next: Record<string, Seen> = {};
  const add = (document: DepartementDocument, row: TerritoryRow, kind: Kind, id: CommuneId): void => {
    const territory = territoryOf(row, kind, id, labels);
    const maj = instantOf(territory, document, seen[row.code], now);
    if (maj !== null) next[row.code] = { digest: digestOf(territory), complet: row.complet, maj };
    territories.set(row.code, { ...territory, maj });
  };
  for (const document of documents) {
    for (const row of document.resultat.communes) add(document, row, "commune", communeId(row.code, row.nom));
    for (const row of document.resultat.arrondissements)
      add(document, row, "arrondissement", arrondissementId(row.code));
  }
  const [departement = ""] = place.members;
  const gather = (all: readonly Gathering[]): Territory[] =>
    all.flatMap((one) => {
      const members = one.members.flatMap((code) => territories.get(code) ?? []);
      return members.length === 0 ? [] : gathered(one, members, labels);
    });
  const communes = results.flatMap((result) => result.communes.map(({ code }) => code));
  const unites = wholeUnites(results.flatMap((result) => result.unites));
  const complet =
    results.length === place.members.length &&
    results.every((result) => result.complet && result.communes.every((commune) => commune.complet));
  const stamps = Object.values(next).map(({ maj }) => maj);
  return {
    place,
    communes: [...territories.values(), ...gather(secteursOf(departement))].sort((a, b) => (a.code < b.code ? -1 : 1)),
    sections: gather(sectionsOf(departement, communes)),
    unites,
    fractions: fractionsOf([...territories.values()], unites, bureaux),
    parts,
    sieges: bilanOf(
      unites
        .filter((unite) => unite.complet)
        .map(({ code, outcome, candidatures }) => verdictOf(code, outcome, candidatures)),
    ).sieges,
    complet,
    bureaux: {
      counted: results.reduce((sum, { bureaux: { counted } }) => sum + counted, 0),
      expected: results.reduce((sum, { bureaux: { expected } }) => sum + expected, 0),
    },
    maj: stamps.length === 0 ? null : Math.max(...stamps),
    mentions: addSums(results.map(({ totaux }) => totaux)),
    voix: Array.from({ length: labels }, (_, i) =>
      results.reduce((sum, { candidatures }) => sum + candidatures[i]!.voix, 0),
    ),
    seen: next,
    digest: sha256(
      JSON.stringify([
        complet,
        Object.entries(next).map(([code, { digest, complet: all }]) => [code, all, digest]),
        unites
          .filter((unite) => unite.complet)
          .map(({ code, totaux, candidatures, outcome }) => [
            code,
            totaux,
            candidatures.map(({ voix }) => voix),
            outcome.candidatures.map(({ id, statut }) => [id, statut]),
          ]),
      ]),
    ),
  };
}

const digestOf = ({ mentions, voix }: Pick<Territory, "mentions" | "voix">): string =>
  sha256(JSON.stringify([mentions, voix])).slice(0, 16);

function territoryOf(
  { code, complet, totaux, voix }: TerritoryRow,
  kind: Kind,
  id: CommuneId,
  labels: number,
): Territory {
  const { inscrits, votants, blancs, nuls, exprimes } = totaux;
  const [only, ...others] = voix;
  return {
    ...id,
    kind,
    insee: code,
    complet,
    maj: null,
    mentions: { inscrits, votants, blancs, nuls, exprimes },
    voix: only !== undefined && others.length === 0 ? only.voix : Array.from<number>({ length: labels }).fill(0),
    unites: voix.flatMap(({ unite }) => unite ?? []),
  };
}

/** The parts of a unite that lies in several of the place's départements, added up. */
function wholeUnites(unites: readonly UniteRow[]): UniteRow[] {
  const whole = new Map<string, UniteRow>();
  for (const unite of unites) {
    const known = whole.get(unite.code);
    whole.set(unite.code, known ? together(known, unite) : unite);
  }
  return [...whole.values()];
}

const together = (a: UniteRow, b: UniteRow): UniteRow => ({
  ...a,
  complet: a.complet && b.complet,
  totaux: addSums([a.totaux, b.totaux]),
  candidatures: a.candidatures.map((candidature, i) => ({
    ...candidature,
    voix: candidature.voix + (b.candidatures[i]?.voix ?? 0),
  })),
});

/**
 * Communes by unite. One that lies in several is added up from its bureaux; its part is complete when it is, or when the whole
 * unite is.
 */
function fractionsOf(
  territories: readonly Territory[],
  unites: readonly UniteRow[],
  documents: readonly BureauxDocument[],
): Fraction[] {
  const complete = new Set(unites.filter(({ complet }) => complet).map(({ code }) => code));
  const sums = new Map<string, { readonly all: Sums[]; readonly voix: number[] }>();
  for (const { resultat } of documents) {
    for (const [commune, , unite, , inscrits, votants, blancs, nuls, exprimes, voix] of resultat) {
      const key = `${commune} ${unite}`;
      const sum = sums.get(key) ?? { all: [], voix: voix.map(() => 0) };
      sum.all.push({ inscrits, votants, blancs, nuls, exprimes });
      for (const [i, count] of voix.entries()) sum.voix[i]! += count;
      sums.set(key, sum);
    }
  }
  return territories
    .filter(({ kind }) => kind === "commune")
    .flatMap((commune): Fraction[] => {
      const [only, ...others] = commune.unites;
      if (only === undefined) return [];
      if (others.length === 0) {
        const { complet, mentions, voix } = commune;
        return [{ commune, unite: only, complet, mentions, voix }];
      }
      return [...commune.unites].sort().flatMap((unite) => {
        const sum = sums.get(`${commune.insee} ${unite}`);
        if (sum === undefined) return [];
        const complet = commune.complet || complete.has(unite);
        return [{ commune, unite, complet, mentions: addSums(sum.all), voix: sum.voix }];
      });
    });
}

/**
 * When a territory last changed: its last tally, or the count that took its completeness away. Later than what was told
 * before by a second at least, whatever instant a correction bears: else an importer would not see it.
 */
function instantOf(
  territory: Territory,
  document: DepartementDocument,
  before: Seen | undefined,
  now: number,
): number | null {
  const { complet, insee } = territory;
  if (!complet && before?.complet !== true) return before?.maj ?? null;
  if (complet && before?.complet === true && before.digest === digestOf(territory)) return before.maj;
  const instant = Date.parse((complet ? document.misesAJour[insee] : undefined) ?? document.instant);
  return Math.min(now, Math.max(instant, before === undefined ? instant : before.maj + SECOND_MS));
}

/** The sum of its members; complete and stamped when each of them is. */
function gathered({ code, nom, members }: Gathering, found: readonly Territory[], labels: number): Territory {
  const complet = found.length === members.length && found.every((member) => member.complet);
  return {
    code,
    nom,
    kind: "somme",
    insee: code,
    unites: [],
    complet,
    maj: complet ? Math.max(...found.map(({ maj }) => maj ?? 0)) : null,
    mentions: addSums(found.map(({ mentions }) => mentions)),
    voix: Array.from({ length: labels }, (_, i) => found.reduce((sum, { voix }) => sum + (voix[i] ?? 0), 0)),
  };
}
