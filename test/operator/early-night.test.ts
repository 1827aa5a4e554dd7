import { describe, expect, it } from "vitest";
import { earlyNight } from "#cli/operator/early-night.ts";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import { smallNight } from "./small-night.ts";

const request = (seed: string): CreateRunRequest => ({
  source: { kind: "scenario", name: "essai" },
  options: { seed },
});

function counted() {
  const loaded: string[] = [];
  const load = async ({ options }: CreateRunRequest) => {
    loaded.push(options!.seed!);
    if (options!.seed === "broken") throw new Error("no such night");
    return smallNight();
  };
  return { loaded, load };
}

describe("a night that is expected", () => {
  it("is begun at once, and given once to whoever asks for it, however written", async () => {
    const { loaded, load } = counted();
    const { load: early, made } = earlyNight(request("a"), load);
    expect(loaded).toEqual(["a"]);
    const { source, options } = request("a");
    const first = await early({ options: options!, source });
    expect(await made).toBe(first);
    expect(loaded).toEqual(["a"]);
    expect(await early(request("a"))).not.toBe(first);
    expect(loaded).toEqual(["a", "a"]);
  });

  it("is left alone when another one is asked for", async () => {
    const { loaded, load } = counted();
    await earlyNight(request("a"), load).load(request("b"));
    expect(loaded).toEqual(["a", "b"]);
  });

  it("that cannot be made says so as soon as it is known, and to whoever asks for it", async () => {
    const { load, made } = earlyNight(request("broken"), counted().load);
    await expect(made).rejects.toThrow("no such night");
    await expect(load(request("broken"))).rejects.toThrow("no such night");
  });

  it("is nothing where none is", async () => {
    const { loaded, load } = counted();
    const early = earlyNight(undefined, load);
    await early.made;
    expect(early.load).toBe(load);
    expect(loaded).toEqual([]);
  });
});
