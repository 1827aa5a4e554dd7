import { withShared, type Dossier, type DossierHead, type DossierPart } from "../contracts/dossier.ts";
import type { Dossiers } from "../ports.ts";

/** Dossiers in memory. */
export class MemoryDossiers implements Dossiers {
  readonly #heads = new Map<string, DossierHead>();
  readonly #parts = new Map<string, ReadonlyMap<string, DossierPart>>();

  /** Gives a run its dossier; its parts are named by keys that no shelf holds. */
  set(run: string, dossier: Dossier): void {
    const { head, parts } = withShared(dossier);
    const departements = head.departements.map((row) => ({
      ...row,
      part: `memory/${row.code}`,
    }));
    this.#heads.set(run, { ...head, run, departements });
    this.#parts.set(run, new Map(parts.map((part) => [part.departement, { ...part, run }])));
  }

  async head(run: string): Promise<DossierHead | null> {
    return this.#heads.get(run) ?? null;
  }

  async part(run: string, departement: string): Promise<DossierPart | null> {
    return this.#parts.get(run)?.get(departement) ?? null;
  }
}
