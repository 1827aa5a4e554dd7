import type { KnownEvent } from "#shared/contracts/events.ts";
import { eventSentence } from "./sentences.ts";

/** What a feed is about. */
export interface FeedOptions {
  readonly title: string;
  /** Address of the feed itself, and of the page that a reader may open. */
  readonly self: string;
  readonly page: string;
  /** Instant of the feed when it has no entry, ISO 8601. */
  readonly opened: string;
}

/** Entries of a feed, the last ones. */
const LONGEST = 100;

/** RFC 4287. Every text is escaped in one place: names of lists come from outside. */
export function atomFeed(events: readonly KnownEvent[], { title, self, page, opened }: FeedOptions): string {
  const entries = events.slice(-LONGEST).reverse();
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>${escaped(title)}</title>
  <id>${escaped(self)}</id>
  <link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
  <link rel="alternate" href="${escaped(page)}"/>
  <updated>${entries[0]?.time ?? opened}</updated>
  <author><name>vingt-heures</name></author>
${entries.map((event) => entryOf(event, page)).join("")}</feed>
`;
}

const entryOf = (event: KnownEvent, page: string): string => `  <entry>
    <title>${escaped(eventSentence(event))}</title>
    <id>tag:vingt-heures.github.io,2026:${event.id}</id>
    <link rel="alternate" href="${escaped(page)}"/>
    <updated>${event.time}</updated>
    <category term="${event.type}"/>
    <content type="text">${escaped(JSON.stringify(event.data))}</content>
  </entry>
`;

/** Characters that XML 1.0 cannot carry at all are left out; the rest is written as XML asks. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
