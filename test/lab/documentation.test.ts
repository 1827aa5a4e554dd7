import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Fault } from "#shared/faults/fault.ts";
import { LIBRARY } from "#shared/faults/library.ts";

/** Rows of the library's table: name, what it declares, its parameters, where it plays. */
const guide = readFileSync(join(import.meta.dirname, "../../docs/faults.md"), "utf8");
const rows = new Map(
  [...guide.matchAll(/^\| `([0-9a-z-]+)` \| ([^|]+) \| ([^|]+) \| (anywhere|local|memory) \|/gm)].map(
    ([, name, declares, parameters, where]) => [name, { declares: declares!, parameters: parameters!, where }],
  ),
);

it("the guide names every fault, what it declares, what it takes and where it plays", () => {
  expect([...rows.keys()].sort()).toEqual(Object.keys(LIBRARY).sort());
  for (const [name, fault] of Object.entries<Fault>(LIBRARY)) {
    const { declares, parameters, where } = rows.get(name)!;
    expect(parameters.trim(), name).toBe(fault.takes.length === 0 ? "–" : fault.takes.join(", "));
    if (fault.level === "evening") continue;
    for (const verdict of fault.verdicts) expect(declares, name).toContain(verdict);
    expect(where, name).toBe(fault.level === "messages" ? "anywhere" : fault.local ? "local" : "memory");
  }
});
