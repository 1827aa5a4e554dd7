/** SQS, SNS and S3, in a thread of their own. */
import { parentPort, workerData } from "node:worker_threads";
import { buildApp } from "fauxqs";

const { region, port } = workerData as { region: string; port: number };

// `startFauxqs` listens on every interface of the machine; the application it builds can be told to stay at home.
const app = buildApp({ logger: false, defaultRegion: region });

// Its queue URLs carry a host (sqs.<region>.localhost) that few machines resolve.
app.addHook("preSerialization", (request, _reply, payload, done) => {
  const here = (url: string): string => url.replace(/^https?:\/\/[^/]+/, `http://${request.headers.host}`);
  const answer = payload as { QueueUrl?: string; QueueUrls?: string[] } | null;
  if (answer?.QueueUrl) answer.QueueUrl = here(answer.QueueUrl);
  if (answer?.QueueUrls) answer.QueueUrls = answer.QueueUrls.map(here);
  done(null, payload);
});

parentPort?.postMessage(await app.listen({ port, host: "127.0.0.1" }));
