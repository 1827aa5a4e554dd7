import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samples } from "#cli/testing/index.ts";
import { atomFeed } from "#cli/integrations/atom.ts";
import { followEvents, knownEvents } from "#cli/integrations/event-client.ts";
import { eventAddress, serveFeed, streamEvents, wantedOf } from "#cli/integrations/http.ts";
import { Journal } from "#cli/integrations/journal.ts";
import { eventSentence } from "#cli/integrations/sentences.ts";
import { Operator } from "#cli/operator/operator.ts";
import { startControl } from "#cli/control/server.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { smallNight } from "../operator/small-night.ts";
import { backOff, sign, verifySignature } from "#cli/integrations/webhook.ts";
import type { KnownEvent } from "#shared/contracts/events.ts";

let told: readonly KnownEvent[];
let journal: Journal;
let server: Server;
let url: string;
const stopping = new AbortController();

beforeAll(async () => {
  told = Object.values((await samples()).events);
  journal = new Journal();
  const events = { journal: async () => journal, close: async () => {} };
  server = createServer((request, response) => {
    const address = eventAddress((request.url ?? "/").split("?", 1)[0]!);
    const status = async () => ({ nom: "Élection d'exemple", clock: { now: "2017-04-23T18:00:00.000Z" } });
    const answered =
      address?.kind === "feed"
        ? serveFeed(events, address, status, request, response)
        : streamEvents(events, request, response, stopping.signal);
    answered.catch((error: Error) => response.writeHead(400).end(error.message));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  stopping.abort();
  server.closeAllConnections();
  server.close();
});

/** The first `count` events of a stream. */
async function heard(count: number, query: Parameters<typeof followEvents>[1]): Promise<string[]> {
  const stop = new AbortController();
  const ids: string[] = [];
  for await (const event of followEvents(url, query, stop.signal)) {
    ids.push(event.id);
    if (ids.length === count) stop.abort();
  }
  return ids;
}

describe("Server-Sent Events", () => {
  it("give what is known, then what comes, without a gap", async () => {
    for (const event of told.slice(0, 3)) journal.add(event);
    const reading = heard(told.length, { filter: {} });
    setTimeout(() => {
      for (const event of told) journal.add(event);
    }, 50);
    expect(await reading).toEqual(told.map(({ id }) => id));
  });

  it("go on after the last event that a reader had, and all over when it is unknown", async () => {
    const [, , third] = told;
    expect(await heard(told.length - 3, { filter: {}, after: third!.id })).toEqual(told.slice(3).map(({ id }) => id));
    expect((await knownEvents(url, { filter: {}, after: "inconnu" })).length).toBe(told.length);
    const response = await fetch(`${url}/events`, { headers: { "last-event-id": told.at(-2)!.id } });
    const reader = response.body!.getReader();
    let text = "";
    while (!text.includes("\ndata: ")) text += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    expect(text).toContain(`id: ${told.at(-1)!.id}\nevent: ${told.at(-1)!.type}\n`);
  });

  it("are filtered by type, département, subject and run", async () => {
    const types = async (filter: Record<string, string[]>, run?: string) =>
      (await knownEvents(url, { filter, ...(run !== undefined && { run }) })).map(({ type }) => type);
    expect(await types({ type: ["communes.complete"] })).toEqual(["fr.vingt-heures.communes.complete.v1"]);
    expect(await types({ type: ["communes.complete.v1", "fr.vingt-heures.embargo.lifted.v1"] })).toHaveLength(2);
    expect((await types({ departement: ["01"] })).length).toBeGreaterThan(3);
    expect((await types({ subject: ["france"] })).every((type) => !type.includes("communes"))).toBe(true);
    expect(await types({}, "autre-run")).toEqual([]);
  });

  it("refuse a filter that means nothing", async () => {
    expect(() => wantedOf(new URLSearchParams("commune=75056"))).toThrow(/commune n'est pas un filtre/);
    await expect(knownEvents(url, { filter: { commune: ["75056"] } })).rejects.toMatchObject({ code: "C-EVENEMENTS" });
  });
});

describe("the server of a host", () => {
  it("streams events and serves feeds without a token, to its own pages only", async () => {
    const operator = new Operator({ cloud: new MemoryCloud(), load: async () => smallNight() });
    const events = { journal: async () => journal, close: async () => {} };
    const control = await startControl({ operator, site: null, port: 0, version: "0", events });
    expect(await knownEvents(control.url, { filter: {} })).toHaveLength(told.length);
    const status = async (path: string, headers = {}) => (await fetch(`${control.url}${path}`, { headers })).status;
    expect(await status("/events?commune=75056")).toBe(400);
    expect(await status("/events", { origin: "https://exemple.org" })).toBe(403);
    expect(await status("/runs/inconnu-t1/flux/france.atom")).toBe(404);
    await control.close();
  });

  it("has neither when nobody follows the topic", async () => {
    const operator = new Operator({ cloud: new MemoryCloud(), load: async () => smallNight() });
    const control = await startControl({ operator, site: null, port: 0, version: "0" });
    expect((await fetch(`${control.url}/events`)).status).toBe(404);
    await control.close();
  });
});

describe("the journal", () => {
  it("keeps each event once and forgets the oldest when there are too many", () => {
    const small = new Journal();
    const huge = (id: string): KnownEvent => ({ ...told[0]!, id, source: "x".repeat(30_000_000) }) as KnownEvent;
    for (const id of ["a", "b", "b", "c"]) small.add(huge(id));
    expect(small.after(null).map(({ id }) => id)).toEqual(["b", "c"]);
  });
});

describe("the Atom feed of a territory", () => {
  it("is well-formed, has what RFC 4287 asks for, and speaks of that territory alone", async () => {
    const response = await fetch(`${url}/runs/exemple-t1/flux/departements/01.atom`);
    expect(response.headers.get("content-type")).toContain("application/atom+xml");
    const text = await response.text();
    expect(XMLValidator.validate(text)).toBe(true);
    const { feed } = new XMLParser({ ignoreAttributes: false }).parse(text) as {
      feed: Record<string, unknown> & { entry: Record<string, string>[] };
    };
    for (const required of ["id", "title", "updated", "author"]) expect(feed).toHaveProperty(required);
    expect(text).toContain(`rel="alternate" href="${url}/?run=exemple-t1&amp;departement=01"`);
    const expected = told.filter(({ subject }) => subject === "departement/01");
    expect(feed.entry.map(({ id }) => id).sort()).toEqual(
      expected.map(({ id }) => `tag:vingt-heures.github.io,2026:${id}`).sort(),
    );
    for (const entry of feed.entry)
      for (const required of ["id", "title", "updated"]) expect(entry).toHaveProperty(required);
  });

  it("escapes what comes from outside, and leaves out what XML cannot carry", () => {
    const event = {
      ...told[0]!,
      type: "fr.vingt-heures.lead.changed.v1",
      subject: "france",
      data: { a: '<b>&"\u0007' },
    };
    const options = { title: "A & B", self: "http://x/?a=1&b=2", page: "http://x", opened: "2017-04-23T18:00:00.000Z" };
    const text = atomFeed([event as unknown as KnownEvent], options);
    expect(XMLValidator.validate(text)).toBe(true);
    expect(text).toContain("&lt;b&gt;&amp;&quot; en tête");
    expect(text).not.toContain("\u0007");
    expect(atomFeed([], options)).toContain("<updated>2017-04-23T18:00:00.000Z</updated>");
  });

  it("is served for the nation, départements and régions, and nothing else", () => {
    expect(eventAddress("/runs/exemple-t1/flux/france.atom")).toEqual({
      kind: "feed",
      run: "exemple-t1",
      subject: "france",
    });
    expect(eventAddress("/runs/exemple-t1/flux/regions/84.atom")).toMatchObject({ subject: "region/84" });
    for (const path of [
      "/runs/exemple-t1/latest/france.json",
      "/runs/../flux/france.atom",
      "/runs/exemple-t1/flux/departements/75/x.atom",
    ])
      expect(eventAddress(path)).toBeNull();
  });
});

describe("a sentence", () => {
  it("is found for every event", () => {
    for (const event of told) expect(eventSentence(event), event.type).not.toMatch(/undefined|\[object/);
    expect(told.map(eventSentence)).toContain("France : les résultats sont publics");
  });

  it("says in words what is decided and what is certain, and counts units beyond six", () => {
    const of = (type: string, unites: readonly object[]): string =>
      eventSentence({ ...told[0]!, type, subject: "france", data: { ...told[0]!.data, unites } } as KnownEvent);
    const decided = (...unites: object[]): string => of("fr.vingt-heures.unites.decided.v1", unites);
    const deux = [
      { id: "A", voix: 3, statut: "QUALIFIE_SEUIL" },
      { id: "B", voix: 2, statut: "QUALIFIE_REPECHAGE" },
      { id: "C", voix: 1, statut: "NON_QUALIFIE" },
    ];
    expect(decided({ code: "FR", statut: "BALLOTTAGE", candidatures: deux })).toBe(
      "France : ballottage, au second tour : A, B",
    );
    const listes = [
      { id: "A", voix: 3, statut: "ELU_T1", sieges: 12 },
      { id: "B", voix: 2, statut: "ELU_T1", sieges: 1 },
    ];
    expect(decided({ code: "75101", statut: "ACQUIS_T1", candidatures: listes })).toBe(
      "France : 75101 : acquis au premier tour, élus : A (12 sièges), B",
    );
    expect(
      decided(...Array.from({ length: 8 }, (_, n) => ({ code: `C${n}`, statut: "INCOMPLET", candidatures: [] }))),
    ).toMatch(/^France : C0 : la décision est reprise ; .* ; C5 : la décision est reprise ; et 2.autres unités$/);
    const certain = [
      { id: "C", certitude: "ELIMINE" },
      { id: "A", certitude: "QUALIFIE" },
      { id: "D", certitude: "ELIMINE" },
    ];
    expect(of("fr.vingt-heures.unites.certain.v1", [{ code: "FR", certitude: "OUVERT", candidatures: certain }])).toBe(
      "France : second tour assuré, au moins : A, élimination certaine : C, D",
    );
    expect(of("fr.vingt-heures.unites.certain.v1", [{ code: "FR", certitude: "OUVERT", candidatures: [] }])).toBe(
      "France : plus rien de certain",
    );
  });
});

describe("a signature", () => {
  const at = Date.UTC(2026, 0, 4, 20);
  const header = sign("secret", '{"é":1}', at);

  it("holds for the body, the secret and the hour, and for nothing else", () => {
    expect(header).toMatch(/^t=1767556800,v1=[0-9a-f]{64}$/);
    expect(verifySignature("secret", header, '{"é":1}', at + 299_000)).toBe(true);
    expect(verifySignature("secret", header, '{"é":2}', at)).toBe(false);
    expect(verifySignature("autre", header, '{"é":1}', at)).toBe(false);
    expect(verifySignature("secret", header, '{"é":1}', at + 301_000)).toBe(false);
    expect(verifySignature("secret", header.replace("t=17", "t=18"), '{"é":1}', at)).toBe(false);
    expect(verifySignature("secret", "", '{"é":1}', at)).toBe(false);
  });

  it("is tried again later and later", () => {
    expect([1, 2, 3, 4, 9].map(backOff)).toEqual([1, 5, 30, 120, 120]);
  });
});
