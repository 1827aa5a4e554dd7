import type { Dossier } from "../contracts/dossier.ts";
import {
  HEURES,
  PARTICIPATION_EVENT_TYPE,
  type Heure,
  type ParticipationMessage,
  type ParticipationReport,
} from "../contracts/participation.ts";
import { instantAt, zoneOf } from "../territory/zones.ts";
import { randomOf } from "./random.ts";
import type { RecordedTally } from "./recording.ts";

/** A report as it leaves the préfecture; `at`: virtual instant, ms since 1970 UTC. */
export interface RecordedParticipation {
  readonly at: number;
  readonly report: Omit<ParticipationReport, "run">;
}

/**
 * Share of the day's voters who had voted, in thousandths, [least, most]: around the national shares of 23 April 2017
 * (28.54 % and 69.42 % of the inscrits at 12:00 and 17:00, of 77.77 % in the end: 367 and 893 thousandths).
 */
const SHARES: Readonly<Record<Heure, readonly [least: number, most: number]>> = {
  "12:00": [327, 407],
  "17:00": [863, 923],
};
const MINUTE_MS = 60_000;
/** A préfecture has its communes' figures this many minutes after the hour, [least, most]. */
const DELAY: readonly [least: number, most: number] = [5, 40];

/**
 * Makes up the reports of participation that lead to the final figures of a recording: one a département and hour, of all its
 * communes, labelled as generated. The French abroad report none. Same dossier, recording and seed, same reports.
 */
export function participationOf(
  dossier: Dossier,
  recording: readonly RecordedTally[],
  seed: string,
): RecordedParticipation[] {
  const { scrutin, tour, embargo } = dossier.head;
  const figures = finalFigures(recording);
  const reports = dossier.parts.flatMap(({ departement, communes }) => {
    const [first] = communes;
    if (departement === "ZZ" || !first) return [];
    return HEURES.flatMap((heure): RecordedParticipation[] => {
      const zone = zoneOf(first);
      // Its communes vote on one day, which is the eve in part of the overseas.
      const day = new Date(Date.parse(first.fermeture) + offsetMs(first.fermeture, zone)).toISOString().slice(0, 10);
      const delay = randomOf(seed, "participation", departement, heure).between(...DELAY) * MINUTE_MS;
      const rows = communes.flatMap(({ code }): [string, number, number][] => {
        const final = figures.get(code);
        if (!final) return [];
        const share = randomOf(seed, "participation", code, heure).between(...SHARES[heure]);
        return [[code, final.inscrits, Math.floor((Math.min(final.votants, final.inscrits) * share) / 1000)]];
      });
      if (rows.length === 0) return [];
      return [
        {
          at: instantAt(day, Number.parseInt(heure, 10), zone) + delay,
          report: { scrutin: scrutin.id, tour, departement, heure, version: 1, genere: true, communes: rows },
        },
      ];
    });
  });
  // After the hour of the results nobody asks any more.
  return reports.filter(({ at }) => at < Date.parse(embargo)).sort((a, b) => a.at - b.at);
}

/** Inscrits and votants of every commune, as the last version of each bureau gives them. */
function finalFigures(recording: readonly RecordedTally[]): ReadonlyMap<string, { inscrits: number; votants: number }> {
  const last = new Map<string, RecordedTally["tally"]>();
  for (const { tally } of recording) {
    const key = `${tally.commune}#${tally.bureau}`;
    if ((last.get(key)?.version ?? 0) < tally.version) last.set(key, tally);
  }
  const communes = new Map<string, { inscrits: number; votants: number }>();
  for (const { commune, inscrits, votants } of last.values()) {
    const sum = communes.get(commune) ?? { inscrits: 0, votants: 0 };
    communes.set(commune, { inscrits: sum.inscrits + inscrits, votants: sum.votants + votants });
  }
  return communes;
}

/** How far a zone is ahead of UTC on the day of an instant, ms: what its noon and UTC's noon differ by. */
function offsetMs(instant: string, zone: string): number {
  const day = instant.slice(0, 10);
  return Date.parse(`${day}T12:00:00Z`) - instantAt(day, 12, zone);
}

/** The message of a report in a run. The same report always makes the same bytes. */
export function participationMessage(run: string, { at, report }: RecordedParticipation): ParticipationMessage {
  const subject = `${report.departement}/${report.heure}`;
  return {
    specversion: "1.0",
    id: `${run}/${report.tour}/participation/${subject}/${report.version}`,
    source: `/vingt-heures/runs/${run}`,
    type: PARTICIPATION_EVENT_TYPE,
    time: new Date(at).toISOString(),
    subject,
    datacontenttype: "application/json",
    data: { run, ...report },
  };
}
