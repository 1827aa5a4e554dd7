import { describe, expect, it } from "vitest";
import type { KnownEvent } from "#shared/contracts/events.ts";
import { participationMessage } from "#shared/night/participation.ts";
import { messageOf } from "#shared/night/message.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { sampleNight } from "#shared/testing/sample-night.ts";
import { runOf } from "../factories.ts";
import { crashing, type Call, type Fate } from "../scenario/crashes.ts";

/** Nothing announced is lost, nothing is announced under two names (DESIGN §2.5): one crash anywhere in a whole night. */

const { dossier, recording, participation = [], messages = [] } = sampleNight();
const run = runOf({ run: "exemple-t1", scrutin: dossier.head.scrutin.id });

const BATCHES = [
  participation.map((report) => JSON.stringify(participationMessage(run.run, report))),
  [
    ...recording.slice(0, 3).map((recorded) => JSON.stringify(messageOf(run.run, recorded))),
    ...messages.map(({ body }) => body),
  ],
  recording.slice(3).map((recorded) => JSON.stringify(messageOf(run.run, recorded))),
];

async function toldWith(plan: (call: Call) => Fate): Promise<{ told: readonly KnownEvent[]; calls: number }> {
  let calls = 0;
  const night = new MemoryNight({
    dossier,
    run,
    through: (ports) =>
      crashing(ports, (call) => {
        calls = call.number;
        return plan(call);
      }),
  });
  for (const [batch, bodies] of BATCHES.entries()) {
    await night.record(bodies.map((body, index) => ({ messageId: `${batch}-${index}`, body })));
    await night.settle();
  }
  await night.sweep(run.run);
  return { told: night.events.published as readonly KnownEvent[], calls };
}

/** A retry may publish a document once more: its announcement is of that document. All else is told once. */
const isSnapshot = ({ type }: KnownEvent): boolean => type.endsWith(".published.v1") && !type.includes("participation");

/** The nation passes through states that depend on when its départements arrive; a crash delays one of them. */
const isPassing = ({ subject, type }: KnownEvent): boolean =>
  subject === "france" && /participation|lead|certain/.test(type);

/** Where those states end: the leader, the certainties, the participation of each hour. */
const ends = (told: readonly KnownEvent[]): unknown =>
  Object.fromEntries(
    told
      .filter(isPassing)
      .map((event) => [
        `${event.type} ${"heure" in event.data ? event.data.heure : ""}`,
        "a" in event.data ? event.data.a : event.data,
      ]),
  );

/** A correction that comes late finds the nation decided, by other figures. */
const withoutFigures = (key: string, value: unknown): unknown =>
  key === "voix" || key === "totaux" ? undefined : value;

/** What is told for good, item by item, by the ids under which it is. */
function facts(told: readonly KnownEvent[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const event of told.filter((one) => !isSnapshot(one) && !isPassing(one))) {
    const { partie: _part, ...data } = event.data as Record<string, unknown>;
    const list = Object.values(data).find((value) => Array.isArray(value)) as unknown[] | undefined;
    for (const item of list ?? [data]) {
      const fact = `${event.subject} ${event.type} ${JSON.stringify(item, event.subject === "france" ? withoutFigures : undefined)}`;
      known.set(fact, (known.get(fact) ?? new Set()).add(event.id));
    }
  }
  return known;
}

describe("a crash between any two effects", () => {
  it("loses no event, gives none two names, and no name two contents", async () => {
    const clean = await toldWith(() => "lives");
    const expected = [...facts(clean.told).keys()].sort();
    expect(expected.length).toBeGreaterThanOrEqual(20);
    expect(clean.calls).toBeGreaterThan(60);
    for (const fate of ["dies-before", "dies-after"] as const) {
      for (let number = 0; number <= clean.calls; number += 1) {
        let died = false;
        const { told } = await toldWith((call) => {
          if (died || call.number !== number) return "lives";
          died = true;
          return fate;
        });
        const known = facts(told);
        expect([...known.keys()].sort(), `${fate} call ${number}`).toEqual(expected);
        expect(ends(told), `${fate} call ${number}`).toEqual(ends(clean.told));
        for (const [fact, ids] of known) expect(ids.size, `${fate} call ${number}: ${fact}`).toBe(1);
        const contents = new Map<string, string>();
        for (const event of told) {
          const text = JSON.stringify(event);
          expect(contents.get(event.id) ?? text, `${fate} call ${number}: ${event.id}`).toBe(text);
          contents.set(event.id, text);
        }
      }
    }
  });
});
