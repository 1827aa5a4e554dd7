import type { FunctionFailures } from "#cli/control/contract.ts";
import type { CloudUsage } from "./cloud.ts";
import { DOLLARS, LEDGER_ITEM_BYTES, LEDGER_ITEM_WRITE_UNITS, READ_UNIT_BYTES } from "./cost.ts";

/** What a run is known to have sent, beside what its functions counted. */
export interface RunCounts {
  /** Messages sent, copies and reports included. */
  readonly messages: number;
  readonly tallies: number;
  readonly departements: number;
}

/** What a run used, and about what AWS would ask for it, in US dollars. */
export interface Cost {
  /** The whole, the press tree included. */
  readonly dollars: number;
  readonly sqs: number;
  readonly lambda: number;
  readonly dynamodb: number;
  readonly s3: number;
  readonly sns: number;
  /** Of `dollars`, the press tree: it rewrites every complete commune, as the ministry's guide asks. */
  readonly press: number;
  readonly counts: Counts;
}

/** What is billed. */
interface Counts {
  readonly sqsRequests: number;
  readonly invocations: number;
  readonly gigabyteSeconds: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly puts: number;
  readonly gets: number;
  readonly snsRequests: number;
}

type FunctionUsage = CloudUsage["functions"][string];

/** Messages in one call of the sender. */
const SENT_AT_ONCE = 10;
/** Items of one batched write, at most. */
const ITEMS_A_BATCH = 25;
/** Write units of a head or a publication: a few kilobytes, packed. */
const UNITS_A_HEAD = 4;
/** Read units of an item read by its key. */
const UNITS_A_GET = 2;
/** A batch of events is billed by the 64 kB: most are one, those of the release are several. */
const REQUESTS_A_PUBLISH = 2;
const PRESS = /press/i;

/**
 * What a run cost, from what the cloud had used before and after it. What is not counted is taken on the side of the dearer:
 * batched writes are full, a query reads half of a département's final ledger, every queue is priced as FIFO, and durations are
 * this machine's. Runs that play at the same time are in one another's bill.
 */
export function costOf(before: CloudUsage, after: CloudUsage, run: RunCounts): Cost {
  const used = Object.entries(after.functions).map(([name, usage]) => ({
    press: PRESS.test(name),
    counts: countsOf(difference(before.functions[name], usage), run),
  }));
  const functions = used.reduce((sum, { counts }) => plus(sum, counts), ZERO);
  // What no function asked for, the event sources did; the sender is in another process.
  const requests = count(after.requests, /^SQS/) - count(before.requests, /^SQS/);
  const sqsRequests = Math.max(requests, functions.sqsRequests) + Math.ceil(run.messages / SENT_AT_ONCE);
  const counts = { ...functions, sqsRequests };
  const press = used.reduce((sum, { press: is, counts: of }) => (is ? plus(sum, of) : sum), ZERO);
  const bill = billOf(counts);
  return { dollars: total(bill), ...bill, press: total(billOf(press)), counts };
}

/** Invocations that failed between two moments. */
export function failuresOf(before: CloudUsage, after: CloudUsage): FunctionFailures {
  const used = Object.entries(after.functions).map(([name, usage]) => difference(before.functions[name], usage));
  return {
    echecs: used.reduce((sum, { errors }) => sum + errors, 0),
    horsDelai: used.reduce((sum, { timeouts }) => sum + timeouts, 0),
  };
}

function difference(before: FunctionUsage | undefined, after: FunctionUsage): FunctionUsage {
  if (before === undefined) return after;
  return {
    invocations: after.invocations - before.invocations,
    errors: after.errors - before.errors,
    timeouts: after.timeouts - before.timeouts,
    gigabyteSeconds: after.gigabyteSeconds - before.gigabyteSeconds,
    requests: Object.fromEntries(
      Object.entries(after.requests).map(([api, times]) => [api, times - (before.requests[api] ?? 0)]),
    ),
  };
}

const count = (requests: CloudUsage["requests"], api: RegExp): number =>
  Object.entries(requests).reduce((sum, [name, times]) => (api.test(name) ? sum + times : sum), 0);

function countsOf({ invocations, gigabyteSeconds, requests }: FunctionUsage, run: RunCounts): Counts {
  const ledgerUnits = (run.tallies * LEDGER_ITEM_BYTES) / READ_UNIT_BYTES / Math.max(1, run.departements) / 2;
  return {
    sqsRequests: count(requests, /^SQS/),
    invocations,
    gigabyteSeconds,
    writeUnits:
      count(requests, /BatchWriteItem$/) * ITEMS_A_BATCH * LEDGER_ITEM_WRITE_UNITS +
      count(requests, /(Put|Update|Delete)Item$/) * UNITS_A_HEAD,
    readUnits: Math.ceil(
      count(requests, /Query$/) * (1 + ledgerUnits) + count(requests, /DynamoDB.*\.GetItem$/) * UNITS_A_GET,
    ),
    puts: count(requests, /^S3\.(Put|Copy|List|Post)/),
    gets: count(requests, /^S3\.(Get|Head)/),
    snsRequests: count(requests, /^SNS/) * REQUESTS_A_PUBLISH,
  };
}

const ZERO: Counts = {
  sqsRequests: 0,
  invocations: 0,
  gigabyteSeconds: 0,
  writeUnits: 0,
  readUnits: 0,
  puts: 0,
  gets: 0,
  snsRequests: 0,
};

const plus = (a: Counts, b: Counts): Counts => ({
  sqsRequests: a.sqsRequests + b.sqsRequests,
  invocations: a.invocations + b.invocations,
  gigabyteSeconds: a.gigabyteSeconds + b.gigabyteSeconds,
  writeUnits: a.writeUnits + b.writeUnits,
  readUnits: a.readUnits + b.readUnits,
  puts: a.puts + b.puts,
  gets: a.gets + b.gets,
  snsRequests: a.snsRequests + b.snsRequests,
});

type Bill = Pick<Cost, "sqs" | "lambda" | "dynamodb" | "s3" | "sns">;

const billOf = (counts: Counts): Bill => ({
  sqs: counts.sqsRequests * DOLLARS.sqsFifo,
  lambda: counts.invocations * DOLLARS.lambdaRequest + counts.gigabyteSeconds * DOLLARS.lambdaGbSecond,
  dynamodb: counts.writeUnits * DOLLARS.writeUnit + counts.readUnits * DOLLARS.readUnit,
  s3: counts.puts * DOLLARS.s3Put + counts.gets * DOLLARS.s3Get,
  sns: counts.snsRequests * DOLLARS.snsPublish,
});

const total = ({ sqs, lambda, dynamodb, s3, sns }: Bill): number => sqs + lambda + dynamodb + s3 + sns;
