import { describe, expect, it } from "vitest";
import { interceptorOf } from "#cli/lab/local-faults.ts";
import { Faults } from "#cli/local/faults.ts";
import { splitFaults } from "#shared/faults/plan.ts";

const invocation = { functionName: "record-tallies", requestId: "1", event: {} };

/** What becomes of `times` invocations: how many die before, after, or lose their answer. */
async function outcomes(
  names: readonly string[],
  times = 200,
): Promise<{ before: number; after: number; lost: number }> {
  const faults = new Faults();
  faults.intercept(interceptorOf(splitFaults(names.map((fault) => ({ fault, share: 0.5, times: 30 }))).rules));
  const seen = { before: 0, after: 0, lost: 0 };
  for (let i = 0; i < times; i += 1) {
    if ((await faults.run("before", invocation)) === "kill") seen.before += 1;
    await faults.run("after", invocation).then(
      (answer) => void (answer === "kill" && (seen.after += 1)),
      () => void (seen.lost += 1),
    );
  }
  return seen;
}

describe("faults of the local cloud", () => {
  it("strike where they say, and no more often than they may", async () => {
    expect(await outcomes(["crash-avant-ecriture"])).toEqual({ before: 30, after: 0, lost: 0 });
    expect(await outcomes(["crash-apres-ecriture"])).toEqual({ before: 0, after: 30, lost: 0 });
    expect(await outcomes(["delais-depasses"])).toEqual({ before: 0, after: 0, lost: 30 });
    expect(await outcomes([])).toEqual({ before: 0, after: 0, lost: 0 });
  });

  it("are told apart from those of messages, and from those that only memory can play", () => {
    const split = splitFaults([{ fault: "9-mars-2008" }, { fault: "crash-avant-ecriture" }]);
    expect(split.messages.map(({ fault }) => fault)).toEqual([
      "ordre-des-candidats",
      "malformes",
      "doublons",
      "retard",
    ]);
    expect(split.onlyInMemory).toEqual(["etranglement"]);
    expect(split.rules.map(({ kind }) => kind)).toEqual(["call", "answer", "call"]);
  });
});
