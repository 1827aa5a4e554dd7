import { expect, it } from "vitest";
import type { NightEvent } from "#shared/contracts/events.ts";
import { freshScope, overEveryAdapter } from "./worlds.ts";

const events = (count: number, texte = "Forêt-la-Folie"): NightEvent[] => {
  const { departement, ...scope } = freshScope();
  return Array.from({ length: count }, (_, n) => ({
    specversion: "1.0",
    id: `${scope.run}-${n}`,
    source: "https://example.org/nuit",
    type: "fr.vingt-heures.communes.complete.v1",
    time: "2017-04-23T18:00:00Z",
    subject: `commune/75${n}`,
    datacontenttype: "application/json",
    sequence: n,
    // National events carry no département.
    data: n % 2 === 0 ? { ...scope, departement, texte } : { ...scope, texte },
  }));
};

const byId = (all: readonly NightEvent[]): NightEvent[] => all.toSorted((a, b) => (a.id < b.id ? -1 : 1));

overEveryAdapter("Events", (seams) => {
  it("reach subscribers whole, in any number", async () => {
    const sent = events(23);
    await seams().events.publish(sent);
    expect(byId(await seams().published())).toEqual(byId(sent));
  });

  it("reach them though together they pass what one call may carry", async () => {
    const sent = events(9, "é".repeat(30_000));
    await seams().events.publish(sent);
    expect(byId(await seams().published())).toEqual(byId(sent));
  });

  it("may be none", async () => {
    await seams().events.publish([]);
    expect(await seams().published()).toEqual([]);
  });

  it("are sent again under the same id", async () => {
    const sent = events(1);
    await seams().events.publish(sent);
    await seams().events.publish(sent);
    expect(await seams().published()).toEqual([...sent, ...sent]);
  });
});
