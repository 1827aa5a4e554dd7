import { expect, it } from "vitest";
import { cloudUnderTest, lambda, mapping, queue, until } from "./under-test.ts";

const oneQueue = (properties = {}): Parameters<typeof cloudUnderTest>[0] => ({
  Q: queue("q", { VisibilityTimeout: 1 }),
  F: lambda("f", properties),
  M: mapping("Q", "F", { BatchSize: 1 }),
});

/** Says the receive count, then misbehaves the first time. */
const firstTime = (misbehave: string): string => `export const handler = async ({ Records: [{ attributes }] }) => {
  console.log(attributes.ApproximateReceiveCount);
  if (attributes.ApproximateReceiveCount === "1") { ${misbehave} }
};
console.log('"loaded"');`;

it("gives a function its own variables and those of the runtime, and nothing of ours", async () => {
  const handler = `export const handler = async () => console.log(JSON.stringify(process.env));`;
  const environment = { Variables: { TABLE: { Ref: "T" }, QUEUE_URL: { Ref: "Q" } } };
  const table = {
    Type: "AWS::DynamoDB::Table",
    Properties: {
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    },
  };
  const resources = { ...oneQueue({ Environment: environment }), T: table };
  const { cloud, said, send, url } = await cloudUnderTest(resources, { F: handler });
  await send("q", "x");
  await until(() => said.length === 1);
  expect(said[0]).toMatchObject({
    ...cloud.environment,
    TABLE: "test-T",
    QUEUE_URL: url("q"),
    AWS_REGION: "eu-west-3",
    AWS_LAMBDA_FUNCTION_NAME: "f",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
  });
  expect(said[0]).not.toHaveProperty("PATH");
  expect(said[0]).not.toHaveProperty("VITEST");
});

it("gives a handler the context of its invocation", async () => {
  const handler = `export const handler = async (event, context) => {
    console.log(JSON.stringify([context, context.getRemainingTimeInMillis()]));
  };`;
  const { said, send } = await cloudUnderTest(oneQueue(), { F: handler });
  await send("q", "x");
  await until(() => said.length === 1);
  const [context, remaining] = said[0] as [object, number];
  expect(context).toMatchObject({
    functionName: "f",
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    memoryLimitInMB: "128",
    invokedFunctionArn: "arn:aws:lambda:eu-west-3:000000000000:function:f",
  });
  expect(remaining).toBeLessThanOrEqual(1000);
});

it("uses a warm thread again", async () => {
  const handler = `let calls = 0;
  export const handler = async () => console.log(++calls);`;
  const { cloud, said, send } = await cloudUnderTest(oneQueue(), { F: handler }, { concurrencyCap: 1 });
  await send("q", "x", "y", "z");
  await until(() => said.length === 3);
  expect(said).toEqual([1, 2, 3]);
  expect(cloud.metrics().functions["f"]).toMatchObject({ invocations: 3, errors: 0, workers: 1 });
});

it.each([
  { what: "an exception", misbehave: `throw new Error("x");`, outcome: "error", loads: 1 },
  {
    what: "a rejection that nobody handles",
    misbehave: `Promise.reject(new Error("x")); await new Promise(() => {});`,
    outcome: "crash",
    loads: 2,
  },
  { what: "a loop that outlives the timeout", misbehave: `for (;;);`, outcome: "timeout", loads: 2 },
  { what: "an answer that never comes", misbehave: `await new Promise(() => {});`, outcome: "timeout", loads: 2 },
  { what: "an exit", misbehave: `process.exit(0);`, outcome: "crash", loads: 2 },
])("counts $what as a failed invocation, and the message comes back", async ({ misbehave, outcome, loads }) => {
  const { cloud, said, failures, send } = await cloudUnderTest(
    oneQueue(),
    { F: firstTime(misbehave) },
    { concurrencyCap: 1 },
  );
  await send("q", "x");
  await until(() => cloud.metrics().queues["q"]?.deleted === 1);
  expect(failures).toMatchObject([{ functionName: "f", outcome }]);
  expect(said.filter((word) => word !== "loaded")).toEqual([1, 2]);
  expect(said.filter((word) => word === "loaded")).toHaveLength(loads);
  expect(cloud.metrics().functions["f"]).toMatchObject({
    invocations: 2,
    errors: 1,
    timeouts: outcome === "timeout" ? 1 : 0,
  });
});

it("ends a function that outgrows its memory", async () => {
  const handler = `export const handler = async () => { for (const kept = []; ; ) kept.push(new Array(100_000).fill(0.5)); };`;
  const resources = { Q: queue("q"), F: lambda("f", { Timeout: 30 }), M: mapping("Q", "F") };
  const { failures, send } = await cloudUnderTest(resources, { F: handler });
  await send("q", "x");
  await until(() => failures.length === 1);
  expect(failures[0]).toMatchObject({ outcome: "crash", message: expect.stringContaining("memory") });
});

it("counts a module that does not load as a failed invocation", async () => {
  const { failures, send } = await cloudUnderTest(oneQueue(), { F: `throw new Error("no such variable");` });
  await send("q", "x");
  await until(() => failures.length >= 1);
  expect(failures[0]).toMatchObject({ outcome: "crash", message: expect.stringContaining("no such variable") });
});

it("refuses a function whose bundle holds no such module", async () => {
  const resources = oneQueue({ Handler: "elsewhere.handler" });
  await expect(cloudUnderTest(resources, { F: "" })).rejects.toMatchObject({ code: "LC-BUNDLE" });
});

it("counts the requests that a function makes, by API", async () => {
  const handler = `import { request } from "node:http";
  export const handler = () => new Promise((resolve) => {
    const target = { method: "POST", headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.ListQueues" } };
    request(process.env.AWS_ENDPOINT_URL_SQS, target, (answer) => answer.resume().on("end", resolve)).end("{}");
  });`;
  const { cloud, send } = await cloudUnderTest(oneQueue(), { F: handler });
  await send("q", "x");
  await until(() => cloud.metrics().queues["q"]?.deleted === 1);
  const { functions, requests } = cloud.metrics();
  expect(functions["f"]?.requests).toEqual({ "SQS.ListQueues": 1 });
  expect(requests).toMatchObject({ "SQS.ListQueues": 1, "SQS.SendMessageBatch": 1, "SQS.DeleteMessageBatch": 1 });
});

const COUNTS = `export const handler = async ({ Records: [{ attributes }] }) => console.log(attributes.ApproximateReceiveCount);`;

it.each([
  { moment: "before", how: "throw", said: [2], outcome: "error" },
  { moment: "before", how: "kill", said: [2], outcome: "crash" },
  { moment: "after", how: "throw", said: [1, 2], outcome: "error" },
  { moment: "after", how: "kill", said: [1, 2], outcome: "crash" },
] as const)("lets a test $how $moment the handler", async ({ moment, how, said: expected, outcome }) => {
  const { cloud, said, failures, send } = await cloudUnderTest(oneQueue(), { F: COUNTS });
  let struck = false;
  cloud.faults.intercept({
    [moment]: () => {
      if (struck) return;
      struck = true;
      if (how === "kill") return "kill";
      throw new Error("struck");
    },
  });
  await send("q", "x");
  await until(() => cloud.metrics().queues["q"]?.deleted === 1);
  expect(said).toEqual(expected);
  expect(failures).toMatchObject([{ outcome }]);
});

it("takes an interceptor away when asked", async () => {
  const { cloud, failures, send } = await cloudUnderTest(oneQueue(), { F: COUNTS });
  const remove = cloud.faults.intercept({ before: () => "kill" });
  remove();
  await send("q", "x");
  await until(() => cloud.metrics().queues["q"]?.deleted === 1);
  expect(failures).toEqual([]);
});
