/**
 * About what a night costs on AWS. Public on-demand prices of us-east-1 in US dollars, as the services' pricing pages list
 * them since DynamoDB's of 1 November 2024 (aws.amazon.com/<service>/pricing); Paris is up to a fifth dearer. Left out: free
 * tiers, transfer, logs, alarms, storage (a night is a few hundred megabytes while its run is kept). See `docs/cost.md`.
 */
export const DOLLARS = {
  sqsStandard: 0.4e-6,
  sqsFifo: 0.5e-6,
  lambdaRequest: 0.2e-6,
  lambdaGbSecond: 0.0000133334,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  s3Put: 5e-6,
  s3Get: 0.4e-6,
  snsPublish: 0.5e-6,
} as const;

/**
 * How often there is news: tallies that come within one slot share a recount, their département's région its document, and all of
 * them a publication.
 */
export interface News {
  /** Slots in which a département, a région, anybody at all has news. */
  readonly departements: number;
  readonly regions: number;
  readonly nation: number;
}

/** What a night is made of, known before it is played. */
export interface NightCounts {
  /** Messages to send, copies included. */
  readonly messages: number;
  /** Distinct good tallies. */
  readonly tallies: number;
  readonly bureaux: number;
  readonly communes: number;
  readonly departements: number;
  readonly regions: number;
  /** Real seconds that the sending lasts; 0 under `max`. */
  readonly seconds: number;
  readonly news: News;
}

export interface Estimate {
  readonly messages: number;
  /** Calls that send and carry messages. */
  readonly sqsRequests: number;
  readonly lambdaInvocations: number;
  readonly recounts: number;
  readonly publications: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly puts: number;
  readonly gets: number;
  readonly dollars: number;
}

/** Assumptions, on the side of the dearer: what a batch of `record-tallies` holds, sizes, and how long each function runs. */
const TALLIES_A_BATCH = 10;
export const LEDGER_ITEM_WRITE_UNITS = 1;
/** Bytes of a packed tally with its keys; a read unit is 4 KiB, consistent. */
export const LEDGER_ITEM_BYTES = 220;
export const READ_UNIT_BYTES = 4096;
/** A night of under a minute still takes some: the pipeline's pace, not the sender's. */
const LEAST_SECONDS = 40;
/** Bells of one département within it are one (`cdk/rhythm.ts`). */
const SLOT_S = 0.5;
const SECONDS = { record: 0.06, recount: 0.4, sweep: 0.2, publish: 0.3 } as const;
const GIGABYTES = 0.5;
/** Documents by content and by path: a département's two, a région's, and the nation's with its index. */
const PUTS = { departement: 4, region: 2, nation: 3 } as const;
/** Write units of a head (2 kB) that is taken, committed and settled; of a publication; of the territories that a tally changes. */
const WRITES = { recount: 6, sweep: 4, publication: 12, territories: 3 } as const;

/** A tally as an estimate sees it. */
interface Arrival {
  readonly at: number;
  readonly tally: { readonly departement: string };
}

/** Counts the news of a night that is played within so many real seconds. @param slotS how long bells wait for one another */
export function newsOf(
  arrivals: readonly Arrival[],
  departements: readonly { readonly code: string; readonly region: string | null }[],
  seconds: number,
  slotS: number = SLOT_S,
): News {
  const regions = new Map(departements.map(({ code, region }) => [code, region]));
  const first = arrivals[0]?.at ?? 0;
  const span = Math.max(1, (arrivals.at(-1)?.at ?? 0) - first);
  const scale = Math.max(LEAST_SECONDS, seconds) / span / slotS;
  const seen = { departements: new Set<string>(), regions: new Set<string>(), nation: new Set<number>() };
  for (const { at, tally } of arrivals) {
    const slot = Math.floor((at - first) * scale);
    seen.departements.add(`${tally.departement}#${slot}`);
    const region = regions.get(tally.departement);
    if (region) seen.regions.add(`${region}#${slot}`);
    seen.nation.add(slot);
  }
  return { departements: seen.departements.size, regions: seen.regions.size, nation: seen.nation.size };
}

/** Estimates a night before it is played (`--dry-run`): news make recounts and documents, sweeps read and find nothing. */
export function estimateNight(night: NightCounts): Estimate {
  const { news } = night;
  const seconds = Math.max(LEAST_SECONDS, night.seconds);
  const records = Math.ceil(night.messages / TALLIES_A_BATCH);
  // The release recounts every département once more.
  const changes = news.departements + night.departements;
  const sweeps = night.departements * Math.ceil(seconds / 60);
  const recounts = changes + sweeps;
  const publications = news.nation + 1;
  // A recount reads, on average, half of its département's final ledger; a sweep the items of its communes too.
  const ledgerUnits = (night.tallies * LEDGER_ITEM_BYTES) / READ_UNIT_BYTES / night.departements / 2;
  const communesEach = night.communes / night.departements;
  const readUnits = Math.ceil(
    recounts * (ledgerUnits + 2) + (sweeps * communesEach) / 10 + (publications * night.departements) / 2,
  );
  const writeUnits = Math.ceil(
    night.tallies * LEDGER_ITEM_WRITE_UNITS +
      changes * (WRITES.recount + WRITES.territories) +
      sweeps * WRITES.sweep +
      publications * WRITES.publication,
  );
  const puts = changes * PUTS.departement + (news.regions + night.regions) * PUTS.region + publications * PUTS.nation;
  const gets = changes * 2 + publications * 2 + night.departements * 8;
  const fifoRequests = (recounts + publications) * 4;
  const sqsRequests = records * 3 + fifoRequests;
  const lambdaInvocations = records + recounts + publications;
  const gbSeconds =
    GIGABYTES *
    (records * SECONDS.record + changes * SECONDS.recount + sweeps * SECONDS.sweep + publications * SECONDS.publish);
  const dollars =
    records * 3 * DOLLARS.sqsStandard +
    fifoRequests * DOLLARS.sqsFifo +
    lambdaInvocations * DOLLARS.lambdaRequest +
    gbSeconds * DOLLARS.lambdaGbSecond +
    writeUnits * DOLLARS.writeUnit +
    readUnits * DOLLARS.readUnit +
    puts * DOLLARS.s3Put +
    gets * DOLLARS.s3Get +
    (changes + publications) * DOLLARS.snsPublish;
  return {
    messages: night.messages,
    sqsRequests,
    lambdaInvocations,
    recounts,
    publications,
    writeUnits,
    readUnits,
    puts,
    gets,
    dollars,
  };
}
