import { scopeKey, type Scope } from "../contracts/identity.ts";
import type { Ledger, LedgerEntry } from "../ports.ts";
import { queryAll, textOf, writeAll, type Table } from "./items.ts";

/**
 * The ledger in DynamoDB: partition = {@link scopeKey}, sort key = the entry's key, `c` = the packed tally. Writing an
 * entry twice rewrites the same item with the same content, so plain unconditional batches are exactly-once in effect.
 */
export class DynamoLedger implements Ledger {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** @throws what will not pass with time; what may pass is returned. */
  async append(entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]> {
    const unwritten = await writeAll(
      this.#table,
      entries.map((entry) => ({
        PutRequest: { Item: { pk: { S: scopeKey(entry.scope) }, sk: { S: entry.key }, c: { S: entry.content } } },
      })),
    );
    return unwritten.map((position) => entries[position]!);
  }

  async read(scope: Scope): Promise<readonly LedgerEntry[]> {
    const items = await queryAll(this.#table, scopeKey(scope), { ProjectionExpression: "sk, c" });
    return items.map((item) => ({ scope, key: textOf(item, "sk"), content: textOf(item, "c") }));
  }
}
