import type { DossierDepartement, DossierHead } from "../contracts/dossier.ts";
import type { Progress, Sums } from "../count/decompte.ts";
import type { Outcome } from "../law/outcome.ts";
import {
  envelopeOf,
  leaderOf,
  mentionsOf,
  scored,
  sha256,
  type Envelope,
  type Mentions,
  type ScoredCandidature,
} from "./common.ts";
import { addParticipations, participationRows, type ParticipationRow } from "./participation.ts";
import { addBilans, addUp, bilanOf, nothingCounted, type Bilan, type Summary, type UniteVerdict } from "./summary.ts";

/** A département as the publisher sees it: its row in the dossier and its last head, if it has one. */
export interface CountedDepartement {
  readonly row: DossierDepartement;
  readonly sequence: number;
  readonly summary: Summary;
  readonly objects: { readonly departement: string; readonly bureaux: string } | null;
}

/** How far a count has come: public even before the end of the embargo. */
export interface CountProgress {
  readonly complet: boolean;
  readonly bureaux: Progress;
  readonly communes: Progress;
  readonly inscrits: Progress;
}

/** A département in the national or regional document, with the hashes of the documents whose sums it carries. */
export interface DepartementRow extends CountProgress {
  readonly code: string;
  readonly nom: string;
  readonly region: string | null;
  readonly sequence: number;
  /** Of its counted bureaux: public even before the end of the embargo. */
  readonly participation: { readonly inscrits: number; readonly votants: number };
  /** At 12:00 and 17:00, as far as reported; absent when nothing is. */
  readonly participations?: readonly ParticipationRow[];
  readonly exprimes?: number;
  /** In the order of the document's `candidatures`: maps and curves are drawn without a second document. */
  readonly voix?: readonly number[];
  readonly tete?: string | null;
  readonly object?: string;
  readonly bureauxObject?: string;
}

/** What the unites decided so far, in numbers; the units' own outcomes are in the département documents. */
export interface UnitesOutcome extends Bilan {
  /** One by one; communes are too many for that. */
  readonly unites: readonly {
    readonly departement: string;
    readonly code: string;
    readonly statut: string;
    readonly motif?: string;
    readonly elus: readonly string[];
  }[];
  /** Outcomes of the unites that lie in several départements; those of the others are in the département documents. */
  readonly partagees: readonly { readonly departements: readonly string[]; readonly outcome: Outcome }[];
}

/** Results of a territory above the département: withheld under embargo. */
export interface Results {
  readonly totaux: Sums;
  readonly mentions: Mentions;
  readonly candidatures: readonly ScoredCandidature[];
  readonly anomalies: number;
  readonly corrections: number;
}

/** `latest/france.json` */
export interface FranceDocument extends Envelope, CountProgress, Partial<Results> {
  readonly format: "vingt-heures/france@1";
  readonly sousEmbargo: boolean;
  /** Instant of the end of the embargo, ISO 8601 UTC. */
  readonly embargo: string;
  /** Votants of the counted bureaux: participation may be public before results. */
  readonly participation: { readonly inscrits: number; readonly votants: number };
  /** At 12:00 and 17:00, as far as reported; absent when nothing is. */
  readonly participations?: readonly ParticipationRow[];
  /** The nation's outcome, or what its unites decided. */
  readonly outcome?: Outcome | UnitesOutcome;
  readonly departements: readonly DepartementRow[];
  readonly regions: readonly {
    readonly code: string;
    readonly nom: string;
    readonly complet: boolean;
    readonly object?: string;
  }[];
  readonly resultSha256?: string;
}

/** `latest/regions/11.json` */
export interface RegionDocument extends Envelope, CountProgress, Results {
  readonly format: "vingt-heures/region@1";
  readonly region: { readonly code: string; readonly nom: string };
  readonly departements: readonly DepartementRow[];
  readonly resultSha256: string;
}

/** Every département of the dossier with what is known of it. */
export function countedDepartements(
  head: DossierHead,
  heads: ReadonlyMap<
    string,
    {
      readonly sequence: number;
      readonly summary: string;
      readonly objects: { readonly departement: string; readonly bureaux: string };
    }
  >,
): CountedDepartement[] {
  return head.departements.map((row) => {
    const known = heads.get(row.code);
    return known && known.sequence > 0
      ? { row, sequence: known.sequence, summary: JSON.parse(known.summary) as Summary, objects: known.objects }
      : { row, sequence: 0, summary: nothingCounted(row, head.candidatures.length), objects: null };
  });
}

const progressOf = ({ complet, bureaux, communes, inscrits }: CountProgress): CountProgress => ({
  complet,
  bureaux,
  communes,
  inscrits,
});

const departementRow = ({ row, sequence, summary, objects }: CountedDepartement): DepartementRow => ({
  code: row.code,
  nom: row.nom,
  region: row.region,
  sequence,
  ...progressOf(summary),
  participation: { inscrits: summary.sums.inscrits, votants: summary.sums.votants },
  ...(summary.participations && {
    participations: participationRows(summary.participations, summary.communes.expected),
  }),
  exprimes: summary.sums.exprimes,
  voix: summary.voix,
  tete: summary.tete,
  ...(objects && { object: objects.departement, bureauxObject: objects.bureaux }),
});

type At = {
  readonly sequence: number;
  readonly instant: number;
  readonly real: number;
  readonly supersedes: string | null;
};

const resultsOf = (head: DossierHead, sum: ReturnType<typeof addUp>): Results => ({
  totaux: sum.sums,
  mentions: mentionsOf(sum.sums),
  candidatures: scored(head.candidatures, sum.voix, sum.sums),
  anomalies: sum.anomalies,
  corrections: sum.corrections,
});

/** A document ready to be stored. */
export interface Sealed<T> {
  readonly document: T;
  readonly text: string;
  readonly sha256: string;
}

/** Serialises a document and hashes it. */
export const seal = <T>(document: T): Sealed<T> => {
  const text = JSON.stringify(document);
  return { document, text, sha256: sha256(text) };
};

/** A région's document, from its départements. */
export function regionDocument(
  head: DossierHead,
  region: { readonly code: string; readonly nom: string },
  departements: readonly CountedDepartement[],
  at: At,
): Sealed<RegionDocument> {
  const sum = addUp(
    departements.map(({ summary }) => summary),
    head.candidatures.length,
  );
  const results = resultsOf(head, sum);
  return seal({
    format: "vingt-heures/region@1",
    ...envelopeOf(head, at),
    region,
    ...progressOf(sum),
    ...results,
    departements: departements.map(departementRow),
    resultSha256: sha256(JSON.stringify([progressOf(sum), results])),
  });
}

/** Sum of the nation, and who leads it. */
export function nationOf(
  head: DossierHead,
  departements: readonly CountedDepartement[],
): ReturnType<typeof addUp> & { readonly tete: string | null } {
  const sum = addUp(
    departements.map(({ summary }) => summary),
    head.candidatures.length,
  );
  return { ...sum, tete: leaderOf(head.candidatures, sum.voix) };
}

/** The national document with its results. */
export function franceDocument(
  head: DossierHead,
  departements: readonly CountedDepartement[],
  outcome: Outcome | UnitesOutcome,
  regions: FranceDocument["regions"],
  at: At,
): Sealed<FranceDocument> {
  const nation = nationOf(head, departements);
  const results = resultsOf(head, nation);
  const participations = addParticipations(departements.map(({ summary }) => summary.participations ?? []));
  return seal({
    format: "vingt-heures/france@1",
    ...envelopeOf(head, at),
    sousEmbargo: false,
    embargo: head.embargo,
    ...progressOf(nation),
    participation: { inscrits: nation.sums.inscrits, votants: nation.sums.votants },
    ...(participations.length > 0 && {
      participations: participationRows(participations, nation.communes.expected),
    }),
    ...results,
    outcome,
    departements: departements.map(departementRow),
    regions,
    resultSha256: sha256(JSON.stringify([progressOf(nation), results, outcome])),
  });
}

/** What may be read of the nation before the end of the embargo: how far the count has come, and how many voted. */
export function embargoedFrance(full: FranceDocument): Sealed<FranceDocument> {
  const {
    totaux: _totaux,
    mentions: _mentions,
    candidatures: _candidatures,
    outcome: _outcome,
    resultSha256: _hash,
    anomalies: _a,
    corrections: _c,
    ...open
  } = full;
  return seal({
    ...open,
    sousEmbargo: true,
    supersedes: null,
    departements: full.departements.map(
      ({ exprimes: _exprimes, voix: _voix, tete: _tete, object: _object, bureauxObject: _bureaux, ...row }) => row,
    ),
    regions: full.regions.map(({ code, nom, complet }) => ({ code, nom, complet })),
  });
}

/** A unite that the nation decided, because its bureaux lie in several départements. */
export interface SharedVerdict {
  readonly departements: readonly string[];
  readonly verdict: UniteVerdict;
  readonly outcome: Outcome;
}

/** What the unites of all départements decided, in numbers, with those that the nation had to decide. */
export function unitesOutcome(
  departements: readonly CountedDepartement[],
  shared: readonly SharedVerdict[],
): UnitesOutcome {
  const verdicts = [
    ...departements.flatMap(({ row, summary }) =>
      summary.verdicts.map((verdict) => ({ departement: row.code, verdict })),
    ),
    ...shared.map(({ departements: [departement = ""], verdict }) => ({ departement, verdict })),
  ];
  return {
    ...addBilans([
      ...departements.map(({ summary }) => summary.bilan),
      bilanOf(verdicts.map(({ verdict }) => verdict)),
    ]),
    unites: verdicts.map(({ departement, verdict: { code, statut, motif, elus } }) => ({
      departement,
      code,
      statut,
      ...(motif !== undefined && { motif }),
      elus: elus.map(({ id }) => id),
    })),
    partagees: shared.map(({ departements: codes, outcome }) => ({ departements: codes, outcome })),
  };
}
