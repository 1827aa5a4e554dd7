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
/** Share of the seconds of a night in which a département has news. */
const BUSY = 0.35;
const SECONDS = { record: 0.06, recount: 0.4, publish: 0.3 } as const;
const GIGABYTES = 0.5;

/** Estimates a night before it is played, from counts alone (`--dry-run`). Recounts come at most once a second and département, and publications at most a few a second. */
export function estimateNight(night: NightCounts): Estimate {
  const seconds = Math.max(LEAST_SECONDS, night.seconds);
  const records = Math.ceil(night.messages / TALLIES_A_BATCH);
  const slots = Math.ceil(seconds * BUSY) * night.departements;
  const recounts = Math.min(night.tallies, slots) + night.departements * (1 + Math.ceil(seconds / 60));
  const publications = Math.min(recounts, Math.ceil(seconds * 2));
  // A recount reads, on average, half of its département's final ledger, and the items of its communes.
  const ledgerUnits = (night.tallies * LEDGER_ITEM_BYTES) / READ_UNIT_BYTES / night.departements / 2;
  const communesEach = night.communes / night.departements;
  const readUnits = Math.ceil(recounts * (ledgerUnits + communesEach / 10 + 2) + publications * night.departements);
  const writeUnits = Math.ceil(
    night.tallies * LEDGER_ITEM_WRITE_UNITS +
      Math.max(night.communes, night.tallies * 0.8) +
      recounts * 6 +
      publications * 4,
  );
  const puts = recounts * 2 + publications * 3 + recounts * 2 + night.regions;
  const gets = recounts * 3 + publications * 2 + night.departements * 8;
  const fifoRequests = (recounts + publications) * 4;
  const sqsRequests = records * 3 + fifoRequests;
  const lambdaInvocations = records + recounts + publications;
  const gbSeconds =
    GIGABYTES * (records * SECONDS.record + recounts * SECONDS.recount + publications * SECONDS.publish);
  const dollars =
    records * 3 * DOLLARS.sqsStandard +
    fifoRequests * DOLLARS.sqsFifo +
    lambdaInvocations * DOLLARS.lambdaRequest +
    gbSeconds * DOLLARS.lambdaGbSecond +
    writeUnits * DOLLARS.writeUnit +
    readUnits * DOLLARS.readUnit +
    puts * DOLLARS.s3Put +
    gets * DOLLARS.s3Get +
    (recounts + publications) * 2 * DOLLARS.snsPublish;
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
