import { describe, expect, it } from "vitest";
import { DynamoAggregates } from "#shared/aws/aggregates.ts";
import { SqsBells } from "#shared/aws/bells.ts";
import { dynamoClient, s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { DynamoLedger } from "#shared/aws/ledger.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import type { NightEvent } from "#shared/contracts/events.ts";
import type { LedgerEntry, RecountRing } from "#shared/ports.ts";
import { cannedService, failure, json, type Answer, type Received } from "./canned.ts";

const scope = { run: "essai", scrutin: "presidentielle-2017", tour: 1, departement: "75" } as const;

/** Sixty entries: batches of 25, 25 and 10. */
const entries: LedgerEntry[] = Array.from({ length: 60 }, (_, n) => ({
  scope,
  key: String(n).padStart(3, "0"),
  content: "contenu",
}));

interface Batch {
  readonly RequestItems: {
    readonly ledger: readonly { readonly PutRequest: { readonly Item: { readonly sk: { readonly S: string } } } }[];
  };
}
const requestsOf = (request: Received): Batch["RequestItems"]["ledger"] =>
  (JSON.parse(request.body) as Batch).RequestItems.ledger;
const keysOf = (request: Received): string[] => requestsOf(request).map(({ PutRequest }) => PutRequest.Item.sk.S);

async function ledgerThat(answer: (request: Received) => Answer): Promise<DynamoLedger> {
  return new DynamoLedger({ client: dynamoClient(await cannedService(answer)), name: "ledger" });
}

/** Leaves unprocessed what a test names. */
const leaving = (request: Received, isLeft: (key: string) => boolean): Answer => {
  const left = requestsOf(request).filter(({ PutRequest }) => isLeft(PutRequest.Item.sk.S));
  return json({ UnprocessedItems: left.length === 0 ? {} : { ledger: left } });
};

describe("a ledger whose table is throttled", () => {
  it("insists on what was left unprocessed, and on nothing else", async () => {
    const sent: string[] = [];
    const ledger = await ledgerThat((request) => {
      const repeated = new Set(sent);
      sent.push(...keysOf(request));
      return leaving(request, (key) => key < "003" && !repeated.has(key));
    });
    expect(await ledger.append(entries)).toEqual([]);
    expect(sent.toSorted()).toEqual([...entries.map(({ key }) => key), "000", "001", "002"].toSorted());
  });

  it("returns what stays unprocessed to the last round, and only that", async () => {
    const ledger = await ledgerThat((request) => leaving(request, (key) => key === "007" || key === "033"));
    const unwritten = await ledger.append(entries);
    expect(unwritten).toEqual([entries[7], entries[33]]);
  });

  it.each([
    ["throttling", failure("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException")],
    ["a server's fault", failure("InternalServerError", 500)],
    ["no word at all", { status: 503, body: "" }],
  ])("returns the whole batch whose call failed for %s, the others written", async (_cause, answer) => {
    const ledger = await ledgerThat((request) =>
      keysOf(request).includes("030") ? answer : json({ UnprocessedItems: {} }),
    );
    expect(await ledger.append(entries)).toEqual(entries.slice(25, 50));
  });

  it("returns the whole batch when the connection breaks", async () => {
    const { endpoint: _, ...options } = await cannedService(() => json({}));
    const nobody = dynamoClient({ ...options, endpoint: "http://127.0.0.1:1" });
    expect(await new DynamoLedger({ client: nobody, name: "ledger" }).append(entries.slice(0, 3))).toEqual(
      entries.slice(0, 3),
    );
  });

  it.each(["AccessDeniedException", "ResourceNotFoundException", "ValidationException"])(
    "rejects on %s, which no later try would mend",
    async (type) => {
      const ledger = await ledgerThat(() => failure(`com.amazonaws.dynamodb.v20120810#${type}`));
      await expect(ledger.append(entries)).rejects.toMatchObject({ name: type });
    },
  );
});

describe("aggregates whose table is throttled", () => {
  it("reject, and say how much is missing", async () => {
    const client = dynamoClient(await cannedService(() => failure("ThrottlingException")));
    const aggregates = new DynamoAggregates({ client, name: "aggregates" });
    await expect(aggregates.writeItems(scope, [{ key: "commune#75056", content: "{}" }])).rejects.toThrow(
      /^AGGREGATES-UNWRITTEN: 1 of 1 items of essai#presidentielle-2017#1#75 /,
    );
  });
});

describe("bells", () => {
  const departements = Array.from({ length: 12 }, (_, n) => String(n + 10));
  const rings: RecountRing[] = departements.map((departement) => ({
    ticket: { ...scope, departement, slotEnd: 500, cause: "tally" },
    dedup: "1",
  }));
  const bellsThat = async (answer: (request: Received) => Answer): Promise<SqsBells> =>
    new SqsBells(sqsClient(await cannedService(answer)), { recount: "http://sqs.invalid/000000000000/recount.fifo" });

  it("tell which scopes of a batch could not be rung", async () => {
    const bells = await bellsThat(() =>
      json({ Successful: [], Failed: [{ Id: "1", SenderFault: false, Code: "InternalError" }] }),
    );
    // The second of each batch of ten.
    expect(await bells.ringRecounts(rings)).toEqual([
      { ...scope, departement: "11" },
      { ...scope, departement: "21" },
    ]);
  });

  it("tell all scopes of a batch that failed for a while, each once", async () => {
    const bells = await bellsThat(() => failure("com.amazonaws.sqs#RequestThrottled", 503));
    expect(await bells.ringRecounts([...rings, ...rings.map((ring) => ({ ...ring, dedup: "2" }))])).toEqual(
      departements.map((departement) => ({ ...scope, departement })),
    );
  });

  it("reject when they may not ring", async () => {
    const bells = await bellsThat(() => failure("AccessDeniedException", 403));
    await expect(bells.ringRecounts(rings)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("reject by name a queue that they were not given", async () => {
    const bells = await bellsThat(() => json({}));
    await expect(bells.armTimer({ kind: "sweep", run: "essai" }, 0)).rejects.toThrow(
      /^BELLS-NO-QUEUE: the timers queue /,
    );
    await expect(bells.ringPublish({ ...scope, sequence: 1 })).rejects.toThrow(/^BELLS-NO-QUEUE: the publish queue /);
  });
});

describe("events", () => {
  it("reject when the topic did not take one of them", async () => {
    const client = snsClient(
      await cannedService(() => ({
        body:
          "<PublishBatchResponse><PublishBatchResult><Successful/><Failed><member><Id>0</Id><Code>InternalError</Code>" +
          "<SenderFault>false</SenderFault></member></Failed></PublishBatchResult></PublishBatchResponse>",
      })),
    );
    const event: NightEvent = {
      specversion: "1.0",
      id: "1",
      source: "/vingt-heures",
      type: "fr.vingt-heures.france.published.v1",
      time: "2017-04-23T18:00:00Z",
      subject: "france",
      datacontenttype: "application/json",
      sequence: 1,
      data: { run: "essai", scrutin: "presidentielle-2017", tour: 1 },
    };
    await expect(new SnsEvents(client, "arn:aws:sns:eu-west-3:0:events").publish([event])).rejects.toThrow(
      /^EVENTS-REFUSED: 1 of 1 events were not taken by .* the first for InternalError/,
    );
  });
});

describe("a shelf", () => {
  const shelfThat = async (answer: (request: Received) => Answer): Promise<S3Shelf> =>
    new S3Shelf(s3Client(await cannedService(answer)), "vitrine");

  it("rejects what is not an absence", async () => {
    const shelf = await shelfThat(() => ({ status: 403, body: "<Error><Code>AccessDenied</Code></Error>" }));
    await expect(shelf.get("a.json")).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(shelf.copyText("a", "b", { contentType: "text/plain", cache: "latest" })).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("rejects when an object could not be removed", async () => {
    const shelf = await shelfThat(() => ({
      body: "<DeleteResult><Error><Key>a</Key><Code>InternalError</Code></Error></DeleteResult>",
    }));
    await expect(shelf.remove(["a", "b"])).rejects.toThrow(/^SHELF-NOT-REMOVED: 1 of 2 objects stay, the first is a /);
  });
});
