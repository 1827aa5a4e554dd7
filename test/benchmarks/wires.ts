/**
 * What the wires alone carry: send → receive → a function that does nothing → delete.
 *
 *   node test/benchmarks/wires.ts [messages] [batch size] [concurrency]
 *
 * The sender and the event source share this thread, fauxqs and the function have theirs. Add --cpu-prof to see where
 * the time goes, one profile a thread.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startLocalCloud } from "#cli/local/cloud.ts";
import { SqsWire } from "#cli/local/wire.ts";

const [messages = 70_000, batchSize = 100, concurrency = 2] = process.argv.slice(2).map(Number);
/** A tally of eleven candidatures in its envelope weighs about this many bytes. */
const BODY = JSON.stringify({ tally: "x".repeat(1000) });
/** SendMessageBatch requests under way at once. */
const SENDERS = 4;

const bundle = mkdtempSync(join(tmpdir(), "wires-"));
writeFileSync(join(bundle, "index.mjs"), "export const handler = async () => ({ batchItemFailures: [] });");

const cloud = await startLocalCloud({
  assembly: {
    bundleOf: () => bundle,
    templates: [
      {
        name: "wires",
        template: {
          Resources: {
            Q: { Type: "AWS::SQS::Queue", Properties: { QueueName: "tallies" } },
            F: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "nothing", Handler: "index.handler" } },
            M: {
              Type: "AWS::Lambda::EventSourceMapping",
              Properties: {
                EventSourceArn: { "Fn::GetAtt": ["Q", "Arn"] },
                FunctionName: { Ref: "F" },
                BatchSize: batchSize,
                MaximumBatchingWindowInSeconds: batchSize > 10 ? 1 : 0,
                FunctionResponseTypes: ["ReportBatchItemFailures"],
              },
            },
          },
        },
      },
    ],
  },
  concurrencyCap: concurrency,
});
const sqs = new SqsWire(cloud.endpoints.sqs, "eu-west-3");
const url = `${cloud.endpoints.sqs}/000000000000/tallies`;

const began = performance.now();
const cpu = process.cpuUsage();
let sent = 0;
let peakRss = 0;
async function send(): Promise<void> {
  while (sent < messages) {
    const count = Math.min(10, messages - sent);
    sent += count;
    await sqs.send(
      url,
      Array.from({ length: count }, (_, index) => ({ Id: `${index}`, MessageBody: BODY })),
    );
  }
}
const sending = Promise.all(Array.from({ length: SENDERS }, send)).then(() => performance.now() - began);
while ((cloud.metrics().queues["tallies"]?.deleted ?? 0) < messages) {
  peakRss = Math.max(peakRss, rssOfTree(process.pid));
  await sleep(200);
}
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(cpu);
const { requests, queues } = cloud.metrics();
const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
const perSecond = (count: number): string => Math.round(count / seconds).toLocaleString("en");
console.log(`${messages} messages in ${seconds.toFixed(1)} s (sent in ${((await sending) / 1000).toFixed(1)} s)`);
console.log(`${perSecond(messages)} messages/s, ${perSecond(total)} requests/s, peak ${peakRss} MB resident`);
console.log(`${Math.round((user + system) / messages)} µs of processor a message, every thread counted`);
console.log(requests, queues["tallies"]);
sqs.close();
await cloud.stop();
rmSync(bundle, { recursive: true });

/** Resident memory of a process and its descendants, in MB (Linux; elsewhere this process alone). */
function rssOfTree(root: number): number {
  try {
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(statusOf);
    const tree = new Set([root]);
    for (let size = 0; size !== tree.size;) {
      size = tree.size;
      for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid);
    }
    return Math.round(processes.reduce((sum, { pid, rss }) => (tree.has(pid) ? sum + rss : sum), 0) / 1000);
  } catch {
    return Math.round(process.memoryUsage.rss() / 1e6);
  }
}

function statusOf(name: string): { pid: number; parent: number; rss: number } {
  const status = readFileSync(`/proc/${name}/status`, "utf8");
  const field = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
  return { pid: Number(name), parent: field("PPid"), rss: field("VmRSS") };
}
