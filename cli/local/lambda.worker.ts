/**
 * The runtime of one function in one thread: loads the deployed bundle, then runs one invocation at a time.
 *
 * A rejection that nobody handles and an exception that nobody catches end the thread, as they end a Lambda runtime; its
 * owner counts the invocation as failed.
 */
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { type InvocationAnswer, type InvocationRequest, type LambdaThreadData, READY } from "./lambda-protocol.ts";
import { countRequests, type RequestCounts } from "./requests.ts";

const data = workerData as LambdaThreadData;
const { counts } = countRequests(data.endpoints);

function answer(how: Omit<InvocationAnswer, "requests">): void {
  const message: InvocationAnswer = { ...how, requests: takeCounts() };
  parentPort?.postMessage(message);
}

/** The requests counted since the last call. */
function takeCounts(): RequestCounts {
  const taken = { ...counts };
  for (const api of Object.keys(taken)) delete counts[api];
  return taken;
}

function contextOf({ requestId, deadline }: InvocationRequest): object {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memory),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

const module = (await import(pathToFileURL(data.module).href)) as Record<string, unknown>;
const handler = module[data.export];
if (typeof handler !== "function") throw new Error(`${data.module} exports no function called ${data.export}.`);

parentPort?.on("message", (request: InvocationRequest) => {
  Promise.resolve()
    .then(() => handler(request.event, contextOf(request)) as unknown)
    .then((result) => answer({ payload: JSON.stringify(result) }))
    .catch((error: unknown) => answer({ error: String(error) }));
});
parentPort?.postMessage(READY);
