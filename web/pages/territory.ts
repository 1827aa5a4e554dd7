import { arrondissementsOf } from "#shared/territory/codes.ts";
import type { Sums } from "#shared/count/decompte.ts";
import type { ScoredCandidature, TerritoryRow } from "#shared/documents/common.ts";
import type { DepartementDocument, UniteRow } from "#shared/documents/departement.ts";
import type { CountProgress, DepartementRow, UnitesOutcome } from "#shared/documents/national.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { ParticipationRow } from "#shared/documents/participation.ts";
import { percent } from "#shared/documents/percent.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import type { Place } from "../address.ts";
import { namesOf } from "../components/context.ts";
import type { Documents, FranceDocument } from "../documents.ts";

/** A ballot of a territory: its candidatures, and the figures they are shares of. A commune has one for each unite it lies in. */
export interface Ballot {
  /** Of its unite; empty when there is but one ballot. */
  readonly nom: string;
  /** Code of its unite; empty: the nation decides. */
  readonly unite: string;
  readonly candidatures: readonly ScoredCandidature[];
  readonly exprimes: number;
  readonly outcome?: Outcome | undefined;
  /** Seats to be filled, as the dossier says; 0 or absent: those of the law's own tables. */
  readonly sieges?: number | undefined;
}

/** Any place, as every page needs it. */
export interface Territory {
  readonly name: string;
  /** Of a commune that merged since the night: the one that it is part of today. */
  readonly devenue?: { readonly code: string; readonly nom: string } | undefined;
  /** From the nation down to the place above. */
  readonly above: readonly { readonly name: string; readonly place: Place }[];
  readonly progress: Pick<CountProgress, "bureaux" | "inscrits"> & Partial<Pick<CountProgress, "communes">>;
  readonly complet: boolean;
  readonly participation: { readonly inscrits: number; readonly votants: number };
  /** What was reported at noon and at five, when it was. */
  readonly participations: readonly ParticipationRow[];
  /** Absent under embargo. */
  readonly totaux?: Sums | undefined;
  /** Empty under embargo. */
  readonly ballots: readonly Ballot[];
  /** Path of the document that says it. */
  readonly json: string;
}

/** What documents say of a place; `null`: it is not there (yet). */
export function territoryAt(documents: Documents, place: Place): Territory | null {
  switch (place.kind) {
    case "france":
      return nation(documents);
    case "region":
      return region(documents, place.code);
    case "departement":
      return departement(documents, place.code);
    case "commune":
      return commune(documents, place.code);
    case "unite":
      return unite(documents, place.departement, place.code);
  }
}

const FRANCE = { name: "France", place: { kind: "france" } } as const;

function nation(documents: Documents): Territory {
  const { france } = documents;
  const national: Ballot = {
    nom: "",
    unite: "",
    candidatures: france.candidatures ?? [],
    exprimes: france.totaux?.exprimes ?? 0,
    outcome: france.outcome !== undefined && "statut" in france.outcome ? france.outcome : undefined,
  };
  return {
    name: "France",
    above: [],
    progress: france,
    complet: france.complet,
    participation: france.participation,
    participations: france.participations ?? [],
    totaux: france.totaux,
    ballots: france.candidatures === undefined ? [] : (soleBallots(documents) ?? [national]),
    json: latestPath.france(france.run, true),
  };
}

/** The ballots of a night's one unite, which say more than sums by nuance; `undefined`: it has several, or none. */
function soleBallots({ france, departement: document }: Documents): readonly Ballot[] | undefined {
  const only = document === null ? undefined : soleUnite(document);
  if (only === undefined) return undefined;
  const shared = sharedUnite(france, only.code);
  return shared === undefined ? [ballotOf(only)] : wholeUnite(france, only, shared).ballots;
}

/** The one unite in which a département lies; `undefined`: it has several, or none. */
function soleUnite({ resultat: { unites } }: DepartementDocument): UniteRow | undefined {
  return unites.length === 1 ? unites[0] : undefined;
}

/** The ballot of a unite that one département decides. */
const ballotOf = ({ code, candidatures, totaux, outcome, sieges }: UniteRow): Ballot => ({
  nom: "",
  unite: code,
  candidatures,
  exprimes: totaux.exprimes,
  outcome,
  sieges,
});

function region({ france, region: document, departement: first }: Documents, code: string): Territory | null {
  const named = france.regions.find((one) => one.code === code);
  const rows = france.departements.filter((row) => row.region === code);
  if (named === undefined || rows.length === 0) return null;
  const json = latestPath.region(france.run, code, true);
  const shared = sharedUnite(france, code);
  const own = first?.resultat.unites.find((one) => one.code === code);
  // Its council is filled by the whole région.
  if (shared !== undefined && own !== undefined && document !== null) {
    return { ...wholeUnite(france, own, shared), name: named.nom, totaux: document.totaux, json };
  }
  // A région that one département makes, as overseas, is decided there.
  if (own !== undefined && rows.length === 1 && first !== null) {
    const whole = unite({ france, region: document, departement: first, bureaux: null }, rows[0]!.code, code);
    if (whole !== null) return { ...whole, name: named.nom, above: [FRANCE], json };
  }
  const held = document === null || france.sousEmbargo;
  return {
    name: named.nom,
    above: [FRANCE],
    progress: held ? sumOf(rows) : document,
    complet: named.complet,
    participation: held
      ? participationOf(rows)
      : { inscrits: document.totaux.inscrits, votants: document.totaux.votants },
    participations: [],
    totaux: held ? undefined : document.totaux,
    ballots: held
      ? []
      : [{ nom: "", unite: "", candidatures: document.candidatures, exprimes: document.totaux.exprimes }],
    json,
  };
}

function sumOf(rows: readonly DepartementRow[]): Territory["progress"] {
  const add = (read: (row: DepartementRow) => { readonly counted: number; readonly expected: number }) => ({
    counted: rows.reduce((sum, row) => sum + read(row).counted, 0),
    expected: rows.reduce((sum, row) => sum + read(row).expected, 0),
  });
  return {
    bureaux: add((row) => row.bureaux),
    communes: add((row) => row.communes),
    inscrits: add((row) => row.inscrits),
  };
}

const participationOf = (rows: readonly DepartementRow[]): Territory["participation"] => ({
  inscrits: rows.reduce((sum, row) => sum + row.participation.inscrits, 0),
  votants: rows.reduce((sum, row) => sum + row.participation.votants, 0),
});

function departement({ france, departement: document }: Documents, code: string): Territory | null {
  const row = france.departements.find((one) => one.code === code);
  if (row === undefined) return null;
  const result = document?.resultat;
  return {
    name: row.nom,
    above: [FRANCE, ...aboveDepartement(france, row)],
    progress: row,
    complet: row.complet,
    participation: row.participation,
    participations: document?.participations ?? [],
    totaux: result?.totaux,
    ballots:
      result === undefined
        ? []
        : [
            departementBallot(france, document!) ?? {
              nom: "",
              unite: "",
              candidatures: result.candidatures,
              exprimes: result.totaux.exprimes,
            },
          ],
    json: latestPath.departement(france.run, code, true),
  };
}

/** The ballot of a département's one unite; that of a greater unite is not decided there. */
function departementBallot(france: FranceDocument, document: DepartementDocument): Ballot | undefined {
  const only = soleUnite(document);
  if (only === undefined) return undefined;
  if (sharedUnite(france, only.code) === undefined) return ballotOf(only);
  const { code, candidatures, totaux } = only;
  return { nom: "", unite: code, candidatures, exprimes: totaux.exprimes };
}

function aboveDepartement(france: FranceDocument, row: DepartementRow): Territory["above"] {
  const found = france.regions.find(({ code }) => code === row.region);
  return found === undefined ? [] : [{ name: found.nom, place: { kind: "region", code: found.code } }];
}

/** The way down to what lies in a département. */
function within(france: FranceDocument, code: string): Territory["above"] {
  const row = france.departements.find((one) => one.code === code);
  if (row === undefined) return [FRANCE];
  return [FRANCE, ...aboveDepartement(france, row), { name: row.nom, place: { kind: "departement", code } }];
}

function commune({ france, departement: document }: Documents, code: string): Territory | null {
  if (document === null) return null;
  const { departement: owner, communes, arrondissements } = document.resultat;
  const row = communes.find((one) => one.code === code);
  const part = arrondissements.find((one) => one.code === code);
  const of = part === undefined ? undefined : communes.find((one) => arrondissementsOf(one.code).includes(code));
  const found = row ?? part;
  if (found === undefined) return null;
  return {
    name: part === undefined || of === undefined ? found.nom : `${of.nom} ${found.nom}`,
    devenue: found.devenue,
    above: [
      ...within(france, owner.code),
      ...(of === undefined ? [] : [{ name: of.nom, place: { kind: "commune", code: of.code } } as const]),
    ],
    progress: found,
    complet: found.complet,
    participation: { inscrits: found.totaux.inscrits, votants: found.totaux.votants },
    participations: [],
    totaux: found.totaux,
    ballots: ballotsOf(document, found),
    json: latestPath.departement(france.run, owner.code, true),
  };
}

/** The ballots of a commune, from the voix of each unite it lies in. */
export function ballotsOf({ resultat }: DepartementDocument, row: TerritoryRow): readonly Ballot[] {
  return row.voix.map(({ unite: code = "", voix }) => {
    const owner = resultat.unites.find((one) => one.code === code);
    const candidatures = owner?.candidatures ?? resultat.candidatures;
    const whole = row.voix.length === 1 ? row.totaux.exprimes : voix.reduce((sum, count) => sum + count, 0);
    return {
      nom: row.voix.length === 1 ? "" : (owner?.nom ?? code),
      unite: code,
      exprimes: whole,
      candidatures: candidatures.map((candidature, i) => ({
        ...candidature,
        voix: voix[i] ?? 0,
        pourcentExprimes: percent(voix[i] ?? 0, whole),
        pourcentInscrits: percent(voix[i] ?? 0, row.totaux.inscrits),
      })),
      // A commune that is its own unite is decided by itself.
      ...(owner?.type === "commune" && owner.code === row.code && { outcome: owner.outcome, sieges: owner.sieges }),
    };
  });
}

function unite({ france, departement: document }: Documents, owner: string, code: string): Territory | null {
  const row = document?.resultat.unites.find((one) => one.code === code);
  if (row === undefined) return null;
  const shared = sharedUnite(france, code);
  if (shared !== undefined) return wholeUnite(france, row, shared);
  return {
    name: row.nom,
    above: within(france, owner),
    progress: row,
    complet: row.complet,
    participation: { inscrits: row.totaux.inscrits, votants: row.totaux.votants },
    participations: [],
    totaux: row.totaux,
    ballots: [ballotOf(row)],
    json: latestPath.departement(france.run, owner, true),
  };
}

type SharedUnite = UnitesOutcome["partagees"][number];

/** A unite that several départements share, as the nation decided it. */
export const sharedUnite = ({ outcome }: FranceDocument, code: string): SharedUnite | undefined =>
  outcome === undefined || !("partagees" in outcome)
    ? undefined
    : outcome.partagees.find((shared) => shared.outcome.id === code);

/** A unite that several départements share: its voix are the nation's, whoever's row says what it is called. */
function wholeUnite(france: FranceDocument, row: UniteRow, { departements, outcome }: SharedUnite): Territory {
  const rows = france.departements.filter(({ code }) => departements.includes(code));
  const voix = new Map(outcome.candidatures.map((one) => [one.id, one.voix]));
  const exprimes = rows.reduce((sum, one) => sum + (one.exprimes ?? 0), 0);
  const participation = participationOf(rows);
  return {
    name: row.nom,
    above: [FRANCE],
    progress: sumOf(rows),
    complet: rows.every(({ complet }) => complet),
    participation,
    participations: [],
    ballots: [
      {
        nom: "",
        unite: row.code,
        candidatures: row.candidatures.map((one) => ({
          ...one,
          voix: voix.get(one.id) ?? 0,
          pourcentExprimes: percent(voix.get(one.id) ?? 0, exprimes),
          pourcentInscrits: percent(voix.get(one.id) ?? 0, participation.inscrits),
        })),
        exprimes,
        outcome,
        sieges: row.sieges,
      },
    ],
    json: latestPath.france(france.run, true),
  };
}

/** Since then blank ballots are counted apart from void ones (loi n° 2014-172). */
const BLANKS_APART = "2014-04-01";

/** Whether a night counts blank and void ballots as one number. */
export const countedTogether = ({ embargo, totaux }: FranceDocument): boolean =>
  embargo < BLANKS_APART && totaux?.blancs === 0;

/** Names of the nuances under which voix are summed, by their codes. */
export const nuancesOf = ({ candidatures = [] }: FranceDocument): ReadonlyMap<string, string> =>
  new Map(candidatures.map(({ id, nom }) => [id, nom]));

/** Names of a département's candidatures: each unite numbers its own. */
export function namesWithin({ resultat }: DepartementDocument): (owner: string, id: string) => string {
  const names = new Map(
    [{ code: "", candidatures: resultat.candidatures }, ...resultat.unites].map(
      ({ code, candidatures }) => [code, namesOf(candidatures)] as const,
    ),
  );
  return (owner, id) => names.get(owner)?.(id) ?? id;
}
