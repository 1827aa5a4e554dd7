import type { Dossier, DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import type { Dossiers } from "#shared/ports.ts";

/** Dossiers in memory. */
export class MemoryDossiers implements Dossiers {
  readonly #heads = new Map<string, DossierHead>();
  readonly #parts = new Map<string, ReadonlyMap<string, DossierPart>>();

  /** Gives a run its dossier; parts are named as they would be on the shelf, but without a hash. */
  set(run: string, dossier: Dossier): void {
    const departements = dossier.head.departements.map((row) => ({ ...row, part: `dossiers/${run}/${row.code}.json` }));
    this.#heads.set(run, { ...dossier.head, run, departements });
    this.#parts.set(run, new Map(dossier.parts.map((part) => [part.departement, { ...part, run }])));
  }

  async head(run: string): Promise<DossierHead | null> {
    return this.#heads.get(run) ?? null;
  }

  async part(run: string, departement: string): Promise<DossierPart | null> {
    return this.#parts.get(run)?.get(departement) ?? null;
  }
}
