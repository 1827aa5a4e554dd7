/**
 * The ledger and the counters through the same wires: the default night (or its first `count` tallies), its voters divided
 * into circonscriptions of some 80,000, sent to the same queue, batches and concurrency on the same emulators. Three times:
 *
 * 1. to the ledger and its recounts, publication answered by a function that does nothing: until every tally is in the
 *    totals of its commune, circonscription and département, durably;
 * 2. to `counters/handler.ts` in the place of record-tallies, until the same;
 * 3. to the whole pipeline, until the last national document.
 *
 *     npm run bench -- [count] [dynoxide|dynalite]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Dossier, DossierCommune } from "#shared/contracts/dossier.ts";
import { latestPath } from "#shared/documents/paths.ts";
import type { Summary } from "#shared/documents/summary.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { messageOf } from "#shared/night/message.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { ensureAssembly, type Assembly } from "#cli/local/assembly.ts";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { cloudFromOutputs } from "#cli/operator/aws/cloud.ts";
import { stackOutputs } from "#cli/operator/aws/stack.ts";
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
/** Voters of a circonscription. */
const VOTERS = 80_000;

const root = join(import.meta.dirname, "../..");
const assembly = await ensureAssembly(root);
const scenario = buildScenario("presidentielle-2017", { tour: 1, seed: "banc", territory: await readTerritory() });
const recording = scenario.recording.slice(0, COUNT);
// Without an embargo: its barrier is a pause, and pauses are not what is measured.
const open = { ...scenario.dossier, head: { ...scenario.dossier.head, embargo: "2017-04-01T00:00:00.000Z" } };
const dossier = inCirconscriptions(open);

/** Divides each département into circonscriptions of consecutive bureaux, with the same candidatures in each. */
function inCirconscriptions({ head, parts }: Dossier): Dossier {
  const { candidatures } = head;
  return {
    head: { ...head, decision: "unites", scrutin: { ...head.scrutin, type: "legislatives" } },
    parts: parts.map((part) => {
      let inscrits = 0;
      const codes = new Set<string>();
      const communes = part.communes.map((commune): DossierCommune => {
        const bureaux = commune.bureaux.map((bureau) => {
          const unite = `${part.departement}${String(Math.floor(inscrits / VOTERS) + 1).padStart(2, "0")}`;
          inscrits += bureau.inscrits;
          codes.add(unite);
          return { ...bureau, unite };
        });
        return { ...commune, bureaux };
      });
      const unites = [...codes].map((code) => ({
        code,
        nom: code,
        type: "circonscription" as const,
        sieges: 1,
        candidatures,
      }));
      return { ...part, communes, unites };
    }),
  };
}

interface Measured {
  /** From the first send until the last tally was acknowledged by the function that received it. */
  readonly recorded: number;
  /** Until what was waited for. */
  readonly seconds: number;
  readonly cpu: number;
  readonly requests: Readonly<Record<string, number>>;
  readonly mb: number;
}

/** How many tallies are where they are waited for. */
type Counted = (cloud: Cloud, run: string, acknowledged: number) => Promise<number>;

/** Plays the recording on an assembly and waits until `counted` says that all of it is there. */
async function measure(of: Assembly, counted: Counted): Promise<Measured> {
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
    let acknowledgedMs = 0;
    const tallies = local.outputs["TalliesQueueUrl"]!.split("/").at(-1)!;
    const acknowledged = (): number => local.metrics().queues[tallies]?.deleted ?? 0;
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
    while ((await counted(cloud, run, acknowledged())) < recording.length) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      waiting = (await cloud.queues.tallies.depth()).waiting;
      mb = Math.max(mb, residentMb());
      if (acknowledgedMs === 0 && acknowledged() >= recording.length) acknowledgedMs = performance.now() - started;
    }
    await sending;
    const { user, system } = process.cpuUsage(cpu);
    return {
      recorded: (acknowledgedMs || performance.now() - started) / 1000,
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

/** Tallies in the totals of départements whose recount wrote all that it had to write. */
async function durable(cloud: Cloud, run: string): Promise<number> {
  const heads = await cloud.aggregates.heads({ run, scrutin: dossier.head.scrutin.id, tour: 1 });
  return heads
    .filter(({ unannounced }) => !unannounced)
    .reduce((sum, { summary }) => sum + (JSON.parse(summary) as Summary).bureaux.counted, 0);
}

/** The counters add before they acknowledge: what is acknowledged is durable. */
const atOnce: Counted = async (_cloud, _run, acknowledged) => acknowledged;

/** The assembly with another bundle in the place of one function's. */
const withBundle = (fn: string, folder: string): Assembly => ({
  templates: assembly.templates,
  bundleOf: (template, id) => (id.startsWith(fn) ? folder : assembly.bundleOf(template, id)),
});

/** The counters' bundle. */
function bundleCounters(folder: string): string {
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
  return folder;
}

/** The bundle of a function that does nothing. */
function bundleNothing(folder: string): string {
  writeFileSync(join(folder, "index.mjs"), "export const handler = async () => ({ batchItemFailures: [] });");
  return folder;
}

const tell = (name: string, { recorded, seconds, cpu, requests, mb }: Measured): void => {
  const asked = Object.entries(requests)
    .filter(([api]) => api.startsWith("DynamoDB."))
    .map(([api, count]) => `${api.slice(9)} ${(count / recording.length).toFixed(3)}`);
  console.log(
    `${name}: ${Math.round(recording.length / seconds)} tallies/s, ${seconds.toFixed(1)} s (acknowledged after ${recorded.toFixed(1)} s), ` +
      `${cpu.toFixed(1)} s of processor, ${mb} MB`,
  );
  console.log(`  DynamoDB requests a tally: ${asked.join(", ")}`);
};

const folder = (): string => mkdtempSync(join(tmpdir(), "vingt-heures-bench-"));
const folders = { nothing: folder(), counters: folder() };
try {
  const ledger = await measure(withBundle("PublishNight", bundleNothing(folders.nothing)), durable);
  tell(`ledger and recounts, ${DYNAMODB}`, ledger);
  const counters = await measure(withBundle("RecordTallies", bundleCounters(folders.counters)), atOnce);
  tell(`transactional counters, ${DYNAMODB}`, counters);
  const whole = await measure(assembly, published);
  tell(`whole pipeline, ${DYNAMODB}`, whole);
  const against = (of: Measured): string =>
    `${(counters.seconds / of.seconds).toFixed(2)} in time, ${(counters.cpu / of.cpu).toFixed(2)} in processor time`;
  console.log(
    `counters against ledger and recounts: ${against(ledger)}; against the whole pipeline: ${against(whole)}`,
  );
} finally {
  for (const path of Object.values(folders)) rmSync(path, { recursive: true, force: true });
}
