import { beforeAll, describe, expect, it } from "vitest";
import { told } from "#cli/commands/trace.ts";
import { traceBureau } from "#cli/lab/trace.ts";
import { Operator } from "#cli/operator/operator.ts";
import type { Night } from "#cli/operator/night.ts";
import { messageOf, tallyOf } from "../factories.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { MINUTE, smallNight } from "../operator/small-night.ts";

const cloud = new MemoryCloud();
let run: string;

beforeAll(async () => {
  const night = smallNight();
  const [first] = night.recording;
  const corrected: Night = {
    ...night,
    recording: [
      ...night.recording,
      {
        at: first!.at + 90 * MINUTE,
        tally: { ...first!.tally, version: 2, votants: 510, exprimes: 490, voix: { arc: 210, bec: 180, col: 100 } },
      },
    ],
  };
  const operator = new Operator({ cloud, load: async () => corrected, time: cloud.time });
  const status = await operator.create({ source: { kind: "scenario", name: "essai" }, options: { speed: 60 } });
  run = status.run;
  await operator.inject(run, JSON.stringify(messageOf(tallyOf({ run, exprimes: 481 }))));
  await operator.wait(run, "terminee", 15 * MINUTE);
});

describe("the story of a bureau", () => {
  it("is what the ledger, the quarantine and the documents say of it, in order", async () => {
    const trace = await traceBureau(cloud, run, "01001", "0001");
    expect(trace).toMatchObject({
      departement: "01",
      expected: 1000,
      entries: [
        { version: 1, exprimes: 480, messageId: `${run}/1/01001/0001/1`, at: "2017-04-23T17:30:00.000Z" },
        { version: 2, exprimes: 490 },
      ],
      refusals: [{ code: "T-EXPRIMES" }],
      anomalies: [{ kind: "correction" }],
    });
    const { publications } = trace!;
    expect(publications.map(({ version }) => version)).toEqual([1, 2]);
    expect(publications[0]!.sequence).toBeLessThan(publications[1]!.sequence);
    expect(Date.parse(publications[1]!.instant)).toBeGreaterThanOrEqual(Date.parse(trace!.entries[1]!.at));
    const text = told(trace!);
    for (const word of ["refusé   T-EXPRIMES", "registre version 1", "publié   version 2", "anomalie correction"])
      expect(text).toContain(word);
  });

  it("is empty for a bureau that sent nothing, and nothing for a commune or a run that nobody knows", async () => {
    expect(await traceBureau(cloud, run, "01001", "0009")).toMatchObject({
      expected: null,
      entries: [],
      publications: [],
    });
    expect(await traceBureau(cloud, run, "99999", "0001")).toBeNull();
    expect(await traceBureau(cloud, "autre", "01001", "0001")).toBeNull();
  });
});
