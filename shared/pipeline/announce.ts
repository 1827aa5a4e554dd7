import type { EventType, NightEvent } from "../contracts/events.ts";
import type { RunScope, Scope } from "../contracts/identity.ts";
import type { Refusal } from "../count/refusals.ts";
import { leaderOf, sha256 } from "../documents/common.ts";
import type { DepartementDocument } from "../documents/departement.ts";
import type { FranceDocument } from "../documents/national.ts";

/**
 * What changed between two published states, as events. One event a kind and a publication, listing what it concerns:
 * 35,000 communes complete in an evening, and a commune's consumer can read the list as well as 35,000 messages.
 * The id is a hash of (run, territory, sequence, kind), so a repeat is the same event.
 */

const SOURCE = "/vingt-heures";

interface Told {
  readonly scope: RunScope & { readonly departement?: string };
  readonly type: EventType;
  readonly subject: string;
  readonly sequence: number;
  /** Virtual instant, ms. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const eventOf = ({ scope, type, subject, sequence, at, data }: Told): NightEvent => ({
  specversion: "1.0",
  id: sha256(`${scope.run}|${scope.scrutin}|${scope.tour}|${subject}|${sequence}|${type}`).slice(0, 32),
  source: `${SOURCE}/runs/${scope.run}`,
  type,
  time: new Date(at).toISOString(),
  subject,
  datacontenttype: "application/json",
  sequence,
  data: { ...scope, ...data },
});

/** A message was refused; `digest` names it in the quarantine. */
export const refusedEvent = (scope: RunScope, digest: string, refusals: readonly Refusal[], at: number): NightEvent =>
  eventOf({
    scope,
    type: "fr.vingt-heures.tally.refused.v1",
    subject: `quarantine/${digest}`,
    sequence: 0,
    at,
    data: { refusals },
  });

/** What a département's new document tells that its last announced one did not. */
export function departementEvents(
  scope: Scope,
  previous: DepartementDocument | null,
  next: DepartementDocument,
  at: number,
): NightEvent[] {
  const before = previous?.resultat;
  const now = next.resultat;
  const tell = (type: EventType, data: Readonly<Record<string, unknown>>): NightEvent =>
    eventOf({ scope, type, subject: `departement/${scope.departement}`, sequence: next.sequence, at, data });
  const events: NightEvent[] = [];

  const known = new Set(before?.communes.filter(({ complet }) => complet).map(({ code }) => code));
  const communes = now.communes.filter(({ complet, code }) => complet && !known.has(code)).map(({ code }) => code);
  if (communes.length > 0) events.push(tell("fr.vingt-heures.communes.complete.v1", { communes }));

  const told = new Set(previous?.corrections.map(({ commune, bureau, a }) => `${commune}#${bureau}#${a}`));
  const bureaux = next.corrections.filter(({ commune, bureau, a }) => !told.has(`${commune}#${bureau}#${a}`));
  if (bureaux.length > 0) events.push(tell("fr.vingt-heures.bureaux.corrected.v1", { bureaux }));

  const raised = new Set(before?.anomalies.map((anomaly) => JSON.stringify(anomaly)));
  const anomalies = now.anomalies.filter(
    (anomaly) => anomaly.kind !== "correction" && !raised.has(JSON.stringify(anomaly)),
  );
  if (anomalies.length > 0) events.push(tell("fr.vingt-heures.anomalies.raised.v1", { anomalies }));

  const verdicts = new Map(before?.unites.map((unite) => [unite.code, verdictOf(unite.outcome)]));
  const unites = now.unites
    .filter((unite) => unite.complet && verdicts.get(unite.code) !== verdictOf(unite.outcome))
    .map(({ code, outcome }) => ({ code, statut: outcome.statut, candidatures: outcome.candidatures }));
  if (unites.length > 0) events.push(tell("fr.vingt-heures.unites.decided.v1", { unites }));

  const leader = leaderOf(
    now.candidatures,
    now.candidatures.map(({ voix }) => voix),
  );
  const led = before
    ? leaderOf(
        before.candidatures,
        before.candidatures.map(({ voix }) => voix),
      )
    : null;
  if (leader !== led) events.push(tell("fr.vingt-heures.lead.changed.v1", { de: led, a: leader }));

  if (now.complet && !before?.complet)
    events.push(tell("fr.vingt-heures.departement.complete.v1", { totaux: now.totaux }));
  events.push(
    tell("fr.vingt-heures.departement.published.v1", { bureaux: now.bureaux, resultSha256: next.resultSha256 }),
  );
  return events;
}

const verdictOf = (outcome: {
  readonly statut: string;
  readonly candidatures: readonly { readonly id: string; readonly statut: string }[];
}): string => JSON.stringify([outcome.statut, outcome.candidatures.map(({ id, statut }) => [id, statut])]);

/** What a new national document tells that the last one did not. `object`: hash of the new one. */
export function nationalEvents(
  scope: RunScope,
  previous: FranceDocument | null,
  next: FranceDocument,
  object: string,
  at: number,
): NightEvent[] {
  const tell = (type: EventType, data: Readonly<Record<string, unknown>>, subject = "france"): NightEvent =>
    eventOf({ scope, type, subject, sequence: next.sequence, at, data });
  const events: NightEvent[] = [];
  if (!previous || previous.sousEmbargo)
    events.push(tell("fr.vingt-heures.embargo.lifted.v1", { embargo: next.embargo }));
  const leader = leaderNow(next);
  const led = previous ? leaderNow(previous) : null;
  if (leader !== led) events.push(tell("fr.vingt-heures.lead.changed.v1", { de: led, a: leader }));
  const complete = new Set(previous?.regions.filter(({ complet }) => complet).map(({ code }) => code));
  for (const region of next.regions) {
    if (region.complet && !complete.has(region.code)) {
      events.push(
        tell("fr.vingt-heures.region.complete.v1", { region: region.code, nom: region.nom }, `region/${region.code}`),
      );
    }
  }
  if (next.complet && !previous?.complet)
    events.push(tell("fr.vingt-heures.france.complete.v1", { totaux: next.totaux, outcome: next.outcome }));
  events.push(tell("fr.vingt-heures.france.published.v1", { bureaux: next.bureaux, object }));
  return events;
}

const leaderNow = (france: FranceDocument): string | null =>
  france.candidatures
    ? leaderOf(
        france.candidatures,
        france.candidatures.map(({ voix }) => voix),
      )
    : null;
