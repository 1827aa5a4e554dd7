import { scopeKey, type Scope } from "#shared/contracts/identity.ts";
import { queryAll, writeAll, type Table } from "#shared/aws/items.ts";
import type { LedgerEraser } from "../cloud.ts";
import { OperatorError } from "../errors.ts";

/** Erases partitions of the ledger's table. */
export class DynamoLedgerEraser implements LedgerEraser {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** @throws `C-EFFACEMENT` when some entries were throttled: erasing again is harmless. */
  async erase(scope: Scope): Promise<number> {
    const keys = await queryAll(this.#table, scopeKey(scope), { ProjectionExpression: "pk, sk" });
    const left = await writeAll(
      this.#table,
      keys.map((Key) => ({ DeleteRequest: { Key } })),
    );
    if (left.length > 0) {
      throw new OperatorError(
        "C-EFFACEMENT",
        `${left.length} entrées du registre de ${scopeKey(scope)} n'ont pas pu être effacées. Recommencez la suppression : elle reprend où elle s'est arrêtée.`,
      );
    }
    return keys.length;
  }
}
