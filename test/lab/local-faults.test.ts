import { describe, expect, it } from "vitest";
import { localFaults } from "#cli/lab/local-faults.ts";
import { Faults } from "#cli/local/faults.ts";
import { splitFaults, struckBy } from "#shared/faults/plan.ts";

const invocation = { functionName: "pipeline-RecordTallies", requestId: "1", event: {} };

const rulesOf = (names: readonly string[], share = 0.5, times = 30) =>
  splitFaults(names.map((fault) => ({ fault, share, times }))).rules;

/** What becomes of `times` invocations: how many die before, after, or lose their answer. */
async function outcomes(
  names: readonly string[],
  times = 200,
): Promise<{ before: number; after: number; lost: number }> {
  const faults = new Faults();
  faults.intercept(localFaults(rulesOf(names), () => 0).interceptor);
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

/** The fates of `times` calls of one API, counted. */
function fates(names: readonly string[], api = "DynamoDB.BatchWriteItem", times = 200): Record<string, number> {
  const { wires } = localFaults(rulesOf(names), () => 0);
  const seen: Record<string, number> = {};
  for (let i = 0; i < times; i += 1) {
    const fate = wires!("dynamodb", api);
    seen[fate] = (seen[fate] ?? 0) + 1;
  }
  return seen;
}

describe("faults of the local cloud", () => {
  it("strike invocations where they say, and no more often than they may", async () => {
    expect(await outcomes(["crash-avant-ecriture"])).toEqual({ before: 30, after: 0, lost: 0 });
    expect(await outcomes(["crash-apres-ecriture"])).toEqual({ before: 0, after: 30, lost: 0 });
    expect(await outcomes(["delais-depasses"])).toEqual({ before: 0, after: 0, lost: 30 });
    expect(await outcomes(["etranglement", "erreurs-5xx"])).toEqual({ before: 0, after: 0, lost: 0 });
  });

  it("strike the wires where they say, and leave them alone otherwise", () => {
    expect(fates(["etranglement"])).toEqual({ throttle: 30, pass: 170 });
    expect(fates(["erreurs-5xx"])).toEqual({ lose: 30, pass: 170 });
    expect(fates(["reponses-partielles"])).toEqual({ halve: 30, pass: 170 });
    expect(fates(["reponses-partielles"], "DynamoDB.Query")).toEqual({ pass: 200 });
    expect(localFaults(rulesOf(["crash-avant-ecriture"]), () => 0).wires).toBeUndefined();
  });

  it("strike the service that they name, and no other", () => {
    const { rules } = splitFaults([{ fault: "etranglement", share: 1, service: "s3" }]);
    const { wires } = localFaults(rules, () => 0);
    expect([wires!("sqs", "SQS.SendMessage"), wires!("s3", "S3.PutObject")]).toEqual(["pass", "throttle"]);
  });

  it("silence services for their time only, and make each function forget once", async () => {
    let now = 0;
    const { rules } = splitFaults([{ fault: "redemarrage", seconds: 2 }]);
    const { wires, interceptor } = localFaults(rules, () => now);
    const at = (ms: number) => ((now = ms), wires!("s3", "S3.GetObject"));
    expect([0, 2999].map(at)).toEqual(["pass", "pass"]);
    expect(await interceptor.before!(invocation)).toBeUndefined();
    expect([3000, 4999, 5000].map(at)).toEqual(["silence", "silence", "pass"]);
    expect([await interceptor.before!(invocation), await interceptor.before!(invocation)]).toEqual(["kill", undefined]);
    expect(await interceptor.before!({ ...invocation, functionName: "other" })).toBe("kill");
  });

  it("deliver a batch of tallies several times, never one of a FIFO queue", () => {
    const { interceptor } = localFaults(rulesOf(["tempete-de-renvois"], 1, 4), () => 0);
    expect(interceptor.again!(invocation)).toBe(3);
    expect(interceptor.again!({ ...invocation, functionName: "pipeline-RecountDepartement" })).toBe(0);
  });

  it("are reported with how often each struck, in their own order", async () => {
    const specs = [
      { fault: "crash-avant-ecriture", share: 1, times: 3 },
      { fault: "doublons" },
      { fault: "etranglement", share: 1, times: 5 },
      { fault: "delais-depasses", share: 1, times: 2 },
    ];
    const { rules, machines } = splitFaults(specs);
    const { interceptor, wires, strikes } = localFaults(rules, () => 0);
    for (let i = 0; i < 9; i += 1) {
      await interceptor.before!(invocation);
      wires!("sqs", "SQS.SendMessage");
    }
    expect(
      struckBy(machines, strikes.ofAll(rules)).map(({ spec, level, touched }) => [spec.fault, level, touched]),
    ).toEqual([
      ["crash-avant-ecriture", "infrastructure", 3],
      ["etranglement", "infrastructure", 5],
      ["delais-depasses", "infrastructure", 0],
    ]);
  });

  it("are told apart from those of messages, and from those that only memory can play", () => {
    const split = splitFaults([{ fault: "9-mars-2008" }, { fault: "lettres-mortes" }]);
    expect(split.messages.map(({ fault }) => fault)).toEqual([
      "ordre-des-candidats",
      "malformes",
      "doublons",
      "retard",
    ]);
    expect(split.onlyInMemory).toEqual(["lettres-mortes"]);
    expect(split.rules.map(({ kind }) => kind)).toEqual(["call", "answer", "poison"]);
  });
});
