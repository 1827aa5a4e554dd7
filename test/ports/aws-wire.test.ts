import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SqsBells } from "#shared/aws/bells.ts";
import { s3Client, snsClient, sqsClient } from "#shared/aws/clients.ts";
import { SnsEvents } from "#shared/aws/events.ts";
import { S3Shelf } from "#shared/aws/shelf.ts";
import type { NightEvent } from "#shared/contracts/events.ts";
import { cannedService, json, type Answer, type Received } from "./canned.ts";

/** What AWS demands and emulators let pass: read on the wire. */

/** A service that gives one answer, and what it received. */
async function recorder(answer: Answer) {
  const received: Received[] = [];
  const options = await cannedService((request) => {
    received.push(request);
    return answer;
  });
  return { received, options };
}

const COPIED: Answer = { body: "<CopyObjectResult><ETag>x</ETag></CopyObjectResult>" };

describe("what the bucket is told", () => {
  it.each([
    ["immutable", "public, max-age=31536000, immutable"],
    ["latest", "public, max-age=5, stale-while-revalidate=30"],
    ["private", "private, no-store"],
  ] as const)("tells caches what they may do with what is %s", async (cache, header) => {
    const { received, options } = await recorder({ body: "" });
    const shelf = new S3Shelf(s3Client(options), "vitrine");
    await shelf.put("a.json", "{}", { contentType: "application/json", cache });
    await shelf.put("a.bin", Uint8Array.of(1), { contentType: "application/octet-stream", cache });
    const [text, bytes] = received.map(({ headers }) => headers);
    expect(text).toMatchObject({
      "cache-control": header,
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
    expect(bytes).toMatchObject({ "cache-control": header, "content-type": "application/octet-stream" });
    expect(bytes).not.toHaveProperty("content-encoding");
  });

  it("tells them so of a copy too, whatever they might do with its source", async () => {
    const { received, options } = await recorder(COPIED);
    const shelf = new S3Shelf(s3Client(options), "vitrine");
    await shelf.copyText("objects/a.json", "latest/a.json", { contentType: "application/json", cache: "latest" });
    expect(received[0]?.headers).toMatchObject({
      "x-amz-copy-source": "vitrine/objects/a.json",
      "x-amz-metadata-directive": "REPLACE",
      "cache-control": "public, max-age=5, stale-while-revalidate=30",
      "content-type": "application/json",
      "content-encoding": "gzip",
    });
  });

  it("names the source of a copy as a URL does", async () => {
    const { received, options } = await recorder(COPIED);
    const shelf = new S3Shelf(s3Client(options), "vitrine");
    await shelf.copyText("runs/a b/100%+é.json", "c.json", { contentType: "application/json", cache: "latest" });
    expect(received[0]?.headers["x-amz-copy-source"]).toBe("vitrine/runs/a%20b/100%25%2B%C3%A9.json");
  });
});

describe("a timer", () => {
  it.each([
    [0, 0],
    [1, 1],
    [60_000, 60],
    [86_400_000, 900],
  ])("of %i ms is sent with a delay of %i s, which SQS takes up to 900", async (delayMs, seconds) => {
    const timer = { kind: "sweep", run: "essai" } as const;
    // The client checks that SQS received the body which it sent.
    const digest = createHash("md5").update(JSON.stringify(timer)).digest("hex");
    const { received, options } = await recorder(json({ MessageId: "1", MD5OfMessageBody: digest }));
    const bells = new SqsBells(sqsClient(options), { timers: "http://sqs.invalid/000000000000/timers" });
    await bells.armTimer(timer, delayMs);
    expect(JSON.parse(received[0]!.body)).toMatchObject({ DelaySeconds: seconds });
  });
});

describe("events", () => {
  it("never pass together the 262,144 bytes that SNS takes in a call", async () => {
    const { received, options } = await recorder({
      body: "<PublishBatchResponse><PublishBatchResult><Successful/><Failed/></PublishBatchResult></PublishBatchResponse>",
    });
    const events = Array.from({ length: 12 }, (_, n): NightEvent => ({
      specversion: "1.0",
      id: String(n),
      source: "/vingt-heures",
      type: "fr.vingt-heures.france.published.v1",
      time: "2017-04-23T18:00:00Z",
      subject: "france",
      datacontenttype: "application/json",
      sequence: n,
      data: { run: "essai", scrutin: "presidentielle-2017", tour: 1, texte: "é".repeat(30_000) },
    }));
    await new SnsEvents(snsClient(options), "arn:aws:sns:eu-west-3:0:events").publish(events);
    const messages = received.map(({ body }) =>
      [...new URLSearchParams(body)].filter(([name]) => name.endsWith(".Message")).map(([, message]) => message),
    );
    const sizes = messages.map((batch) => batch.reduce((sum, message) => sum + Buffer.byteLength(message), 0));
    expect(Math.max(...sizes)).toBeLessThan(262_144);
    expect(messages.flat().toSorted()).toEqual(events.map((event) => JSON.stringify(event)).toSorted());
  });
});
