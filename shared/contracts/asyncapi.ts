import * as z from "zod/mini";
import { EVENT_TYPES, EVENTS, eventSchema, type EventType } from "./events.ts";
import { participationMessageSchema } from "./participation.ts";
import { tallyMessageSchema } from "./tally.ts";

/** What goes in and comes out by messages, as an AsyncAPI 3 document made from the schemas that the pipeline is built with. */

/** Message attributes on which a subscription may filter; SNS passes at most ten on. */
export const EVENT_ATTRIBUTES = ["type", "subject", "run", "scrutin", "tour", "departement"] as const;

/** `fr.vingt-heures.communes.complete.v1` → `communes.complete.v1` */
export const shortName = (type: EventType): string => type.slice("fr.vingt-heures.".length);

/** Where an event's schema is published: its `$id`. */
const schemaId = (type: EventType): string => `https://vingt-heures.github.io/schemas/events/${shortName(type)}.json`;

/** The JSON Schema (2020-12) of one event, envelope and data, as published in `docs/schemas/events/`. */
export function eventJsonSchema(type: EventType): object {
  const { $schema, ...body } = z.toJSONSchema(eventSchema(type), { io: "input" });
  const { title, summary } = EVENTS[type];
  return { $schema, $id: schemaId(type), title, description: summary, ...body };
}

/** The AsyncAPI 3.0 document, as published in `docs/asyncapi/vingt-heures.json`. */
export function asyncapiDocument(version: string): object {
  const messages = Object.fromEntries(EVENT_TYPES.map((type) => [shortName(type), eventMessage(type)]));
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Vingt-heures",
      version,
      description:
        "Election nights by messages: tallies and participation go in through a queue, events come out on a topic. Delivery is at " +
        "least once; an event that comes again has the same id. `sequence` grows by `subject`. Nothing that is a result is sent " +
        "before the end of the embargo.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    defaultContentType: "application/json",
    channels: {
      events: {
        address: "{EventsTopicArn}",
        title: "Events",
        description: `SNS topic, output EventsTopicArn of the stack. Attributes to filter on: ${EVENT_ATTRIBUTES.join(", ")}.`,
        parameters: { EventsTopicArn: { description: "Output of the stack, and of the local cloud." } },
        messages: references(Object.keys(messages)),
      },
      tallies: {
        address: "{TalliesQueueUrl}",
        title: "Tallies",
        description:
          "SQS queue, output TalliesQueueUrl of the stack. What is refused lies in the quarantine under a stable code.",
        parameters: { TalliesQueueUrl: { description: "Output of the stack, and of the local cloud." } },
        messages: references(["tally", "participation"]),
      },
    },
    operations: {
      announce: {
        action: "send",
        channel: { $ref: "#/channels/events" },
        summary: "The pipeline tells what happened, once it is committed.",
      },
      record: {
        action: "receive",
        channel: { $ref: "#/channels/tallies" },
        summary:
          "The pipeline takes bureaux' tallies and préfectures' participation, in any order, any number of times.",
      },
    },
    components: {
      messages: {
        ...messages,
        tally: inputMessage("Tally of a bureau", tallyMessageSchema),
        participation: inputMessage("Participation at 12:00 or 17:00", participationMessageSchema),
      },
    },
  };
}

const references = (names: readonly string[]): object =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));

function eventMessage(type: EventType): object {
  const { title, summary, subject } = EVENTS[type];
  return {
    name: type,
    title,
    summary,
    description: `Subject: ${subject}.`,
    contentType: "application/json",
    headers: { type: "object", properties: attributeSchemas(type), required: ["type", "subject", "run"] },
    payload: payload(eventSchema(type)),
  };
}

const attributeSchemas = (type: EventType): object =>
  Object.fromEntries(
    EVENT_ATTRIBUTES.map((name) => [name, name === "type" ? { type: "string", const: type } : { type: "string" }]),
  );

const inputMessage = (title: string, schema: z.core.$ZodType): object => ({
  title,
  contentType: "application/json",
  payload: payload(schema),
});

const payload = (schema: z.core.$ZodType): object => ({
  schemaFormat: "application/schema+json;version=draft-07",
  schema: z.toJSONSchema(schema, { io: "input", target: "draft-7" }),
});
