import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samples } from "#cli/testing/index.ts";
import { startEmulators, type Emulators } from "#cli/local/emulators.ts";
import { hostEvents } from "#cli/integrations/host-events.ts";
import { relay, SIGNATURE_HEADER, verifySignature, type Attempted } from "#cli/integrations/webhook.ts";
import { EventSubscription } from "#cli/operator/aws/subscription.ts";
import { STACK_OUTPUTS, type CloudNames, type StackOutputs } from "#cli/operator/cloud.ts";
import { snsClient } from "#shared/aws/clients.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import type { KnownEvent } from "#shared/contracts/events.ts";

/** Subscribers of the topic over the wires of the local cloud: SNS → SQS with a filter policy, webhook, journal. */

const local = { region: "eu-west-3", credentials: { accessKeyId: "local", secretAccessKey: "local" } };
let emulators: Emulators;
let names: CloudNames;
let topic: SnsEvents;
let told: readonly KnownEvent[];

beforeAll(async () => {
  emulators = await startEmulators({ region: local.region, dynamodb: "dynalite", ports: {} });
  const sns = snsClient({ ...local, endpoint: emulators.endpoints.sns });
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "events" }));
  const outputs = Object.fromEntries(STACK_OUTPUTS.map((name) => [name, ""])) as StackOutputs;
  names = { outputs: { ...outputs, EventsTopicArn: TopicArn }, endpoints: emulators.endpoints, environment: {} };
  topic = new SnsEvents(sns, TopicArn);
  told = Object.values((await samples()).events);
});

afterAll(() => emulators.stop());

async function drain(subscription: EventSubscription, count: number): Promise<string[]> {
  const types: string[] = [];
  while (types.length < count) {
    const deliveries = await subscription.receive();
    types.push(...deliveries.map(({ event }) => event.type));
    await subscription.acknowledge(deliveries);
  }
  return types.sort();
}

describe("a subscription with a filter policy", () => {
  it("receives what it asked for, and nothing else", async () => {
    const wanted = ["fr.vingt-heures.france.complete.v1", "fr.vingt-heures.unites.certain.v1"];
    const subscription = await EventSubscription.open(names, { name: "filtre", filter: { type: wanted } });
    const byPlace = await EventSubscription.open(names, { name: "lieu", filter: { departement: ["2A"] } });
    await topic.publish(told);
    expect(await drain(subscription, 2)).toEqual(wanted);
    const there = told.filter(({ data }) => "departement" in data && data.departement === "2A");
    if (there.length > 0) expect(await drain(byPlace, there.length)).toEqual(there.map(({ type }) => type).sort());
    await Promise.all([subscription.remove(), byPlace.remove()]);
  });

  it("keeps what comes while its reader is away, and may change its filter", async () => {
    const first = await EventSubscription.open(names, { name: "absent", filter: { subject: ["france"] } });
    first.close();
    await topic.publish(told);
    const again = await EventSubscription.open(names, { name: "absent" });
    const national = told.filter(({ subject }) => subject === "france").map(({ type }) => type);
    expect(await drain(again, national.length)).toEqual(national.sort());
    await again.remove();
  });
});

/** A receiver that checks signatures, and answers as it is told. */
async function receiver(secret: string, answer: (n: number) => number) {
  const received: { readonly event: KnownEvent; readonly verified: boolean }[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const verified = verifySignature(secret, String(request.headers[SIGNATURE_HEADER]), body, Date.now());
      received.push({ event: JSON.parse(body) as KnownEvent, verified });
      response.writeHead(answer(received.length)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/nuit`;
  return { url, received, close: () => server.close() };
}

describe("a webhook", () => {
  const SECRET = "s3cret";

  /** Relays until so many attempts were made. */
  async function relayed(subscription: EventSubscription, url: string, attempts: number, count: number) {
    const stop = new AbortController();
    const made: Attempted[] = [];
    const options = { url, secret: SECRET, attempts, wait: () => 0 };
    await relay(subscription, options, (attempt) => void (made.push(attempt) === count && stop.abort()), stop.signal);
    return made;
  }

  it("receives signed events, again until it answers 2xx", async () => {
    const subscription = await EventSubscription.open(names, { name: "webhook", filter: { subject: ["france"] } });
    const target = await receiver(SECRET, (n) => (n <= 2 ? 503 : 204));
    const event = told.find(({ subject }) => subject === "france");
    await topic.publish([event!]);
    const attempts = await relayed(subscription, target.url, 5, 3);
    expect(attempts.map(({ attempt, outcome, answer }) => [attempt, outcome, answer])).toEqual([
      [1, "retried", "503"],
      [2, "retried", "503"],
      [3, "delivered", "204"],
    ]);
    expect(target.received.map(({ event: { id }, verified }) => [id, verified])).toEqual(
      Array.from({ length: 3 }, () => [event!.id, true]),
    );
    expect(await subscription.parked()).toEqual([]);
    target.close();
    await subscription.remove();
  });

  it("that never answers has its event parked, kept whole, and sent again on demand", async () => {
    const subscription = await EventSubscription.open(names, {
      name: "muet",
      attempts: 2,
      filter: { subject: ["france"] },
    });
    const deaf = await receiver(SECRET, () => 500);
    const event = told.find(({ subject }) => subject === "france");
    await topic.publish([event!]);
    expect((await relayed(subscription, deaf.url, 2, 2)).map(({ outcome }) => outcome)).toEqual(["retried", "parked"]);
    deaf.close();
    // SQS parks a message at the look that would deliver it once more.
    expect(await subscription.receive()).toEqual([]);
    expect(await subscription.parked()).toEqual([event]);
    await new Promise((resolve) => setTimeout(resolve, 1_100));

    expect(await subscription.redrive()).toBe(1);
    const target = await receiver(SECRET, () => 200);
    expect(await relayed(subscription, target.url, 2, 1)).toMatchObject([
      { outcome: "delivered", event: { id: event!.id } },
    ]);
    target.close();
    await subscription.remove();
  });

  it("can have past events sent again, whatever its filter", async () => {
    const subscription = await EventSubscription.open(names, {
      name: "relecture",
      filter: { subject: ["nulle-part"] },
    });
    await subscription.enqueue(told.slice(0, 3));
    expect(await drain(subscription, 3)).toEqual(
      told
        .slice(0, 3)
        .map(({ type }) => type)
        .sort(),
    );
    await subscription.remove();
  });
});

describe("the events of a host", () => {
  it("are followed from the first time somebody asks, each once", async () => {
    const events = hostEvents(names);
    const journal = await events.journal();
    const heard = new Promise<void>((resolve) => {
      let count = 0;
      journal.listen(() => void ((count += 1) === told.length && resolve()));
    });
    await topic.publish(told);
    await topic.publish(told.slice(0, 2));
    await heard;
    expect(
      journal
        .after(null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(told.map(({ id }) => id).sort());
    expect(await events.journal()).toBe(journal);
    await events.close();
  });
});
