/**
 * The ledger and the counters through the same wires: the default night (or its first `count` tallies) sent to the same
 * queue, batches and concurrency on the same emulators; once to the pipeline, once to `counters/handler.ts` in the place
 * of record-tallies. From the first send until every tally is in the totals, durably; the pipeline also publishes.
 *
 *     npm run bench -- [count] [dynoxide|dynalite]
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { buildSync } from "esbuild";
import { dynamoClient } from "#shared/aws/clients.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { messageOf } from "#shared/night/message.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { ensureAssembly, type Assembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs, stackOutputs } from "#cli/operator/aws/cloud.ts";
import { systemTime, type Cloud } from "#cli/operator/cloud.ts";
import { createRun } from "#cli/operator/create-run.ts";
import { residentMb } from "#cli/operator/memory-use.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";

const COUNT = Number(process.argv[2] ?? 69_244);
const DYNAMODB = process.argv[3] === "dynalite" ? "dynalite" : "auto";
const SENDERS = 6;
const LOOK_MS = 200;
/** Messages that may wait in the queue, as the operator's sender keeps it. */
const MOST_WAITING = 10_000;

const root = join(import.meta.dirname, "../..");
const assembly = await ensureAssembly(root);
const scenario = buildScenario("presidentielle-2017", { tour: 1, seed: "banc", territory: await readTerritory() });
const recording = scenario.recording.slice(0, COUNT);
// Without an embargo: its barrier is a pause, and pauses are not what is measured.
const dossier = { ...scenario.dossier, head: { ...scenario.dossier.head, embargo: "2017-04-01T00:00:00.000Z" } };

interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly requests: Readonly<Record<string, number>>;
  readonly mb: number;
}

/** Plays the recording on an assembly and waits until `counted` says that all of it is there. */
async function measure(
  of: Assembly,
  counted: (cloud: Cloud, run: string, endpoint: string) => Promise<number>,
): Promise<Measured> {
  const local = await startLocalCloud({ assembly: of, dynamodb: DYNAMODB });
  const cloud = cloudFromOutputs(stackOutputs(local.outputs, "bench"), { endpoints: local.endpoints });
  try {
    const { run } = await createRun(
      cloud,
      dossier,
      { start: Date.parse("2017-04-23T18:00:00Z"), speed: "max" },
      systemTime,
    );
    const started = performance.now();
    const cpu = process.cpuUsage();
    let next = 0;
    let waiting = 0;
    let mb = 0;
    const send = async (): Promise<void> => {
      while (next < recording.length) {
        if (waiting > MOST_WAITING) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          continue;
        }
        const batch = recording.slice(next, (next += 10));
        waiting += batch.length;
        await cloud.queues.tallies.send(batch.map((recorded) => ({ body: JSON.stringify(messageOf(run, recorded)) })));
      }
    };
    const sending = Promise.all(Array.from({ length: SENDERS }, send));
    while ((await counted(cloud, run, local.endpoints.dynamodb)) < recording.length) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      waiting = (await cloud.queues.tallies.depth()).waiting;
      mb = Math.max(mb, residentMb());
    }
    await sending;
    const { user, system } = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - started) / 1000,
      cpu: (user + system) / 1e6,
      requests: local.metrics().requests,
      mb,
    };
  } finally {
    cloud[Symbol.dispose]();
    await local.stop();
  }
}

const published = async (cloud: Cloud, run: string): Promise<number> => {
  const stored = await cloud.shelf.get(latestPath.france(run, true));
  return stored ? (JSON.parse(Buffer.from(stored.body).toString()) as FranceDocument).bureaux.counted : 0;
};

async function added(cloud: Cloud, run: string, endpoint: string): Promise<number> {
  const client = dynamoClient({
    endpoint,
    region: "eu-west-3",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const { scrutin } = dossier.head;
  const counts = await Promise.all(
    dossier.head.departements.map(async ({ code }) => {
      const { Items: items = [] } = await client.send(
        new QueryCommand({
          TableName: cloud.names.outputs.LedgerTable,
          KeyConditionExpression: "pk = :pk AND sk = :sk",
          ExpressionAttributeValues: {
            ":pk": { S: `counters#${run}#${scrutin.id}#1#${code}` },
            ":sk": { S: "departement" },
          },
        }),
      );
      return Number(items[0]?.["c0"]?.N ?? 0);
    }),
  );
  client.destroy();
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The assembly with the counters in the place of record-tallies. */
function withCounters(folder: string): Assembly {
  buildSync({
    entryPoints: [join(import.meta.dirname, "counters/handler.ts")],
    outfile: join(folder, "index.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minify: true,
    mainFields: ["module", "main"],
  });
  return {
    templates: assembly.templates,
    bundleOf: (template, id) => (id.startsWith("RecordTallies") ? folder : assembly.bundleOf(template, id)),
  };
}

const tell = (name: string, { seconds, cpu, requests, mb }: Measured): void => {
  const asked = Object.entries(requests)
    .filter(([api]) => api.startsWith("DynamoDB."))
    .map(([api, count]) => `${api.slice(9)} ${(count / recording.length).toFixed(3)}`);
  console.log(
    `${name}: ${Math.round(recording.length / seconds)} tallies/s, ${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor, ${mb} MB`,
  );
  console.log(`  DynamoDB requests a tally: ${asked.join(", ")}`);
};

const folder = mkdtempSync(join(tmpdir(), "vingt-heures-bench-"));
try {
  const ledger = await measure(assembly, published);
  tell(`ledger, recounts and publication, ${DYNAMODB}`, ledger);
  const counters = await measure(withCounters(folder), added);
  tell(`transactional counters, ${DYNAMODB}`, counters);
  console.log(
    `ratio: ${(counters.seconds / ledger.seconds).toFixed(2)} in time, ${(counters.cpu / ledger.cpu).toFixed(2)} in processor time`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
