import type { EventData, EventType, KnownEvent } from "../contracts/events.ts";
import type { RunScope, Scope } from "../contracts/identity.ts";
import type { Refusal } from "../count/refusals.ts";
import { leaderOf } from "../documents/common.ts";
import type { DepartementDocument } from "../documents/departement.ts";
import type { FranceDocument, UnitesOutcome } from "../documents/national.ts";
import type { ParticipationRow } from "../documents/participation.ts";
import type { CandidatureOutcome, Outcome } from "../law/outcome.ts";
import { eventOf, partsOf } from "./telling.ts";

/**
 * What changed between two published states, as events. One event a kind and a publication, listing what it concerns:
 * 35,000 communes complete in an evening, and a commune's consumer can read the list as well as 35,000 messages.
 */

/** A message was refused; `digest` names it in the quarantine, where what it said stays: before the hour it is a result. */
export const refusedEvent = (
  scope: RunScope,
  digest: string,
  refusals: readonly Refusal[],
  at: number,
): EventOfRefusal =>
  eventOf({
    type: "fr.vingt-heures.tally.refused.v1",
    subject: `quarantine/${digest}`,
    sequence: 0,
    at,
    data: { ...scope, digest, refusals: refusals.map(({ code, field, advice }) => ({ code, field, advice })) },
  });

type EventOfRefusal = Extract<KnownEvent, { readonly type: "fr.vingt-heures.tally.refused.v1" }>;

/** The types that list, and the name of their list. */
const LISTS = {
  "fr.vingt-heures.communes.complete.v1": "communes",
  "fr.vingt-heures.communes.reopened.v1": "communes",
  "fr.vingt-heures.bureaux.corrected.v1": "bureaux",
  "fr.vingt-heures.anomalies.raised.v1": "anomalies",
  "fr.vingt-heures.unites.decided.v1": "unites",
  "fr.vingt-heures.unites.certain.v1": "unites",
} as const satisfies Partial<Record<EventType, string>>;
type ListType = keyof typeof LISTS;
type Listed<T extends ListType> = EventData<T>[(typeof LISTS)[T] & keyof EventData<T>] extends readonly (infer I)[]
  ? I
  : never;

/** Gathers the events of one publication of one territory. */
class Teller {
  readonly events: KnownEvent[] = [];
  readonly #place: { readonly subject: string; readonly sequence: number; readonly at: number };
  readonly #scope: RunScope & { readonly departement?: string };

  /** @param departement `null`: the nation speaks. */
  constructor({ run, scrutin, tour }: RunScope, departement: string | null, sequence: number, at: number) {
    this.#scope = { run, scrutin, tour, ...(departement !== null && { departement }) };
    this.#place = { subject: departement === null ? "france" : `departement/${departement}`, sequence, at };
  }

  tell<T extends EventType>(
    type: T,
    data: Omit<EventData<T>, keyof RunScope | "departement">,
    subject = this.#place.subject,
  ): void {
    // Type and data agree by the signature; the compiler cannot see it through the union.
    this.events.push(
      eventOf({ ...this.#place, subject, type, data: { ...this.#scope, ...data } as never }) as KnownEvent,
    );
  }

  /** Nothing when the list is empty; several events when it is long. */
  list<T extends ListType>(type: T, listed: readonly Listed<T>[]): void {
    for (const { items, ...partie } of partsOf(listed)) this.tell(type, { ...partie, [LISTS[type]]: items } as never);
  }

  lead(de: string | null, a: string | null): void {
    if (de !== a) this.tell("fr.vingt-heures.lead.changed.v1", { de, a });
  }

  /** What the law says now of unites, where it said something else. */
  verdicts(before: readonly Judged[], now: readonly Judged[]): void {
    const known = new Map(before.map((unite) => [unite.code, unite]));
    this.list(
      "fr.vingt-heures.unites.decided.v1",
      now
        .filter(({ code, outcome }) => {
          const was = known.get(code)?.outcome;
          const decided = isDecided(outcome) || (was !== undefined && isDecided(was));
          return decided && (was === undefined || verdictKey(was) !== verdictKey(outcome));
        })
        .map(({ code, outcome }) => ({
          code,
          statut: outcome.statut,
          candidatures: outcome.candidatures.map(scoreOf),
        })),
    );
    this.list(
      "fr.vingt-heures.unites.certain.v1",
      now
        .filter(({ code, outcome }) => {
          const was = known.get(code)?.outcome;
          return !isDecided(outcome) && certaintyKey(outcome) !== (was ? certaintyKey(was) : NOTHING_CERTAIN);
        })
        .map(({ code, outcome }) => certaintyOf(code, outcome)),
    );
  }
}

/** A unite and what the law makes of it. */
interface Judged {
  readonly code: string;
  readonly outcome: Outcome;
}

const isDecided = ({ statut }: Outcome): boolean => statut !== "INCOMPLET";

const verdictKey = ({ statut, candidatures }: Outcome): string =>
  JSON.stringify([statut, candidatures.map(({ id, statut: of }) => [id, of])]);

const scoreOf = ({
  id,
  voix,
  statut,
  sieges,
}: CandidatureOutcome): Listed<"fr.vingt-heures.unites.decided.v1">["candidatures"][number] => ({
  id,
  voix,
  statut,
  ...(sieges !== undefined && { sieges }),
});

function certaintyOf(code: string, outcome: Outcome): Listed<"fr.vingt-heures.unites.certain.v1"> {
  const candidatures = outcome.candidatures.flatMap(({ id, certitude }) =>
    certitude === undefined || certitude === "OUVERT" ? [] : [{ id, certitude }],
  );
  return { code, certitude: outcome.certitude ?? "OUVERT", candidatures };
}

const certaintyKey = (outcome: Outcome): string => JSON.stringify(certaintyOf("", outcome));
const NOTHING_CERTAIN = JSON.stringify({ code: "", certitude: "OUVERT", candidatures: [] });

/**
 * What is newly known of the participation at 12:00 and 17:00, of a département or the nation. Told before the end of the
 * embargo as after.
 *
 * @param departement `null`: the nation's.
 * @param told what was announced last.
 */
export function participationEvents(
  scope: RunScope,
  departement: string | null,
  told: readonly Pick<ParticipationRow, "heure" | "inscrits" | "votants">[],
  next: { readonly sequence: number; readonly participations?: readonly ParticipationRow[] },
  at: number,
): KnownEvent[] {
  const teller = new Teller(scope, departement, next.sequence, at);
  for (const row of next.participations ?? []) {
    const known = told.find(({ heure }) => heure === row.heure);
    if (known?.votants !== row.votants || known.inscrits !== row.inscrits)
      teller.tell("fr.vingt-heures.participation.published.v1", row);
  }
  return teller.events;
}

/** What a département's new document tells that its last announced one did not. `object`: hash of the new one. */
export function departementEvents(
  scope: Scope,
  previous: DepartementDocument | null,
  next: DepartementDocument,
  object: string,
  at: number,
): KnownEvent[] {
  const before = previous?.resultat;
  const now = next.resultat;
  const teller = new Teller(scope, scope.departement, next.sequence, at);

  const known = new Map(before?.communes.map(({ code, complet }) => [code, complet]));
  const turned = (to: boolean): string[] =>
    now.communes
      .filter(({ code, complet }) => complet === to && (known.get(code) ?? false) !== to)
      .map(({ code }) => code);
  teller.list("fr.vingt-heures.communes.complete.v1", turned(true));
  teller.list("fr.vingt-heures.communes.reopened.v1", turned(false));

  const told = new Set(previous?.corrections.map(({ commune, bureau, a }) => `${commune}#${bureau}#${a}`));
  teller.list(
    "fr.vingt-heures.bureaux.corrected.v1",
    next.corrections.filter(({ commune, bureau, a }) => !told.has(`${commune}#${bureau}#${a}`)),
  );

  const raised = new Set(before?.anomalies.map((anomaly) => JSON.stringify(anomaly)));
  teller.list(
    "fr.vingt-heures.anomalies.raised.v1",
    now.anomalies.filter((anomaly) => anomaly.kind !== "correction" && !raised.has(JSON.stringify(anomaly))),
  );

  teller.verdicts(before?.unites ?? [], now.unites);
  teller.lead(before ? leaderIn(before.candidatures) : null, leaderIn(now.candidatures));
  if (now.complet && !before?.complet) teller.tell("fr.vingt-heures.departement.complete.v1", { totaux: now.totaux });
  const { complet, bureaux } = now;
  teller.tell("fr.vingt-heures.departement.published.v1", {
    complet,
    bureaux,
    resultSha256: next.resultSha256,
    object,
  });
  return teller.events;
}

/** What a new national document tells that the last one did not. `object`: hash of the new one. */
export function nationalEvents(
  scope: RunScope,
  previous: FranceDocument | null,
  next: FranceDocument,
  object: string,
  at: number,
): KnownEvent[] {
  const teller = new Teller(scope, null, next.sequence, at);
  if (!previous || previous.sousEmbargo) teller.tell("fr.vingt-heures.embargo.lifted.v1", { embargo: next.embargo });
  teller.verdicts(judgedByNation(previous), judgedByNation(next));
  teller.lead(previous ? leaderIn(previous.candidatures) : null, leaderIn(next.candidatures));

  const complete = new Set(previous?.regions.filter(({ complet }) => complet).map(({ code }) => code));
  for (const { code, nom, complet } of next.regions) {
    if (complet && !complete.has(code))
      teller.tell("fr.vingt-heures.region.complete.v1", { region: code, nom }, `region/${code}`);
  }
  const { complet, bureaux, totaux, outcome } = next;
  if (complet && !previous?.complet && totaux && outcome)
    teller.tell("fr.vingt-heures.france.complete.v1", { totaux, outcome: shortOutcome(outcome) });
  teller.tell("fr.vingt-heures.france.published.v1", { complet, bureaux, object });
  return teller.events;
}

/** What the nation itself decides: all of it, or the unites that several départements share. */
function judgedByNation(france: FranceDocument | null): Judged[] {
  const outcome = france?.outcome;
  if (!outcome) return [];
  if (isNational(outcome)) return [{ code: "FR", outcome }];
  return outcome.partagees.map((shared) => ({ code: shared.outcome.id ?? "", outcome: shared.outcome }));
}

const isNational = (outcome: Outcome | UnitesOutcome): outcome is Outcome => "etapes" in outcome;

/** The outcome without its steps, and unites in numbers: one message carries it whatever their number. */
const shortOutcome = (outcome: Outcome | UnitesOutcome): EventData<"fr.vingt-heures.france.complete.v1">["outcome"] =>
  isNational(outcome)
    ? { statut: outcome.statut, candidatures: outcome.candidatures.map(scoreOf) }
    : { statuts: outcome.statuts, sieges: outcome.sieges };

const leaderIn = (
  candidatures: readonly { readonly id: string; readonly voix: number }[] | undefined = [],
): string | null =>
  leaderOf(
    candidatures,
    candidatures.map(({ voix }) => voix),
  );
