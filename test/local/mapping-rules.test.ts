import { expect, it } from "vitest";
import { failuresOf } from "#cli/local/mapping-rules.ts";

const ids = ["1", "2"];
const failing = (...itemIdentifiers: unknown[]): object => ({
  batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

it.each<[string, unknown, string[]]>([
  ["no answer", undefined, []],
  ["null", null, []],
  ["an object without the list", {}, []],
  ["a null list", { batchItemFailures: null }, []],
  ["an empty list", failing(), []],
  ["one failure", failing("2"), ["2"]],
  ["a text", "done", ids],
  ["a list that is none", { batchItemFailures: "2" }, ids],
  ["an empty identifier", failing(""), ids],
  ["a null identifier", failing("1", null), ids],
  ["an item that is none", { batchItemFailures: [null] }, ids],
  ["a message that the batch does not hold", failing("3"), ids],
])("reads %s as AWS does", (_name, answer, failed) => {
  expect([...failuresOf(answer, ids)]).toEqual(failed);
});
