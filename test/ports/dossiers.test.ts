import { describe, expect, it } from "vitest";
import { ShelfDossiers } from "#shared/aws/dossiers.ts";
import type { Dossier, DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import { dossierPath } from "#shared/documents/paths.ts";
import { ManualClock } from "#shared/memory/clock.ts";
import { MemoryDossiers } from "#shared/memory/dossiers.ts";
import { MemoryShelf } from "#shared/memory/shelf.ts";
import type { Dossiers } from "#shared/ports.ts";

const head: Dossier["head"] = {
  format: "vingt-heures/dossier@1",
  scrutin: { id: "presidentielle-2017", type: "presidentielle", nom: "Présidentielle 2017", date: "2017-04-23" },
  tour: 1,
  premierTour: "2017-04-23",
  decision: "nation",
  candidatures: [],
  blancs: "separes",
  panachage: false,
  bureauxInattendus: "refuses",
  embargo: "2017-04-23T18:00:00Z",
  departements: ["75", "2A"].map((code) => ({ code, nom: code, region: "11", communes: 1, bureaux: 1, inscrits: 9 })),
  regions: [{ code: "11", nom: "Île-de-France" }],
  source: "essai",
  genere: null,
};
const part = (departement: string): Dossier["parts"][number] => ({
  format: "vingt-heures/dossier-part@1",
  departement,
  communes: [],
  unites: [],
});
const dossier: Dossier = { head, parts: [part("75"), part("2A")] };

const OPTIONS = { contentType: "application/json", cache: "private" } as const;

/** A shelf that counts its readings and may fail. */
class WatchedShelf extends MemoryShelf {
  readonly read: string[] = [];
  failing = false;

  override async get(key: string) {
    this.read.push(key);
    if (this.failing) throw new Error("panne");
    return super.get(key);
  }

  async store(run: string): Promise<void> {
    const departements = head.departements.map((row) => ({
      ...row,
      part: dossierPath.part(run, row.code, "0123456789abcdef"),
    }));
    const stored: DossierHead = { ...head, run, departements };
    await this.put(dossierPath.head(run), JSON.stringify(stored), OPTIONS);
    for (const row of departements) {
      const storedPart: DossierPart = { ...part(row.code), run };
      await this.put(row.part, JSON.stringify(storedPart), OPTIONS);
    }
  }
}

const adapters: Record<string, (runs: readonly string[]) => Promise<Dossiers>> = {
  "in memory": async (runs) => {
    const dossiers = new MemoryDossiers();
    for (const run of runs) dossiers.set(run, dossier);
    return dossiers;
  },
  "on a shelf": async (runs) => {
    const shelf = new WatchedShelf();
    for (const run of runs) await shelf.store(run);
    return new ShelfDossiers(shelf, new ManualClock());
  },
};

describe.each(Object.entries(adapters))("Dossiers %s", (_name, open) => {
  it("give a run its head and its parts", async () => {
    const dossiers = await open(["essai-1", "essai-2"]);
    for (const run of ["essai-1", "essai-2"]) {
      expect(await dossiers.head(run)).toMatchObject({ run, tour: 1, departements: [{ code: "75" }, { code: "2A" }] });
      expect(await dossiers.part(run, "2A")).toEqual({ ...part("2A"), run });
    }
  });

  it("know no other run and no other département", async () => {
    const dossiers = await open(["essai-1"]);
    expect(await dossiers.head("essai-2")).toBeNull();
    expect(await dossiers.part("essai-2", "75")).toBeNull();
    expect(await dossiers.part("essai-1", "76")).toBeNull();
  });
});

describe("Dossiers on a shelf", () => {
  async function opened(capacity?: number) {
    const [shelf, clock] = [new WatchedShelf(), new ManualClock()];
    await shelf.store("essai");
    return { shelf, clock, dossiers: new ShelfDossiers(shelf, clock, capacity) };
  }

  it("ask for each document once, however many ask at once and however late", async () => {
    const { shelf, clock, dossiers } = await opened();
    await Promise.all(Array.from({ length: 5 }, () => dossiers.part("essai", "75")));
    clock.advance(24 * 3_600_000);
    await dossiers.part("essai", "75");
    expect(shelf.read).toHaveLength(2);
  });

  it("see within a second a run that was not there", async () => {
    const { shelf, clock, dossiers } = await opened();
    expect(await dossiers.head("bientot")).toBeNull();
    await shelf.store("bientot");
    clock.advance(999);
    expect(await dossiers.head("bientot")).toBeNull();
    clock.advance(1);
    expect(await dossiers.head("bientot")).toMatchObject({ run: "bientot" });
  });

  it("ask again after a failure", async () => {
    const { shelf, dossiers } = await opened();
    shelf.failing = true;
    await expect(dossiers.head("essai")).rejects.toThrow("panne");
    shelf.failing = false;
    expect(await dossiers.head("essai")).toMatchObject({ run: "essai" });
  });

  it("forget what was used least recently, past their capacity", async () => {
    const { shelf, dossiers } = await opened(2);
    await dossiers.part("essai", "75");
    await dossiers.part("essai", "2A");
    await dossiers.head("essai");
    const parts = (departement: string): number => shelf.read.filter((key) => key.includes(`/${departement}.`)).length;
    await dossiers.part("essai", "2A");
    await dossiers.part("essai", "75");
    expect([parts("2A"), parts("75")]).toEqual([1, 2]);
    expect(shelf.read.filter((key) => key === dossierPath.head("essai"))).toHaveLength(1);
  });

  it("refuse a document of another format", async () => {
    const { shelf, dossiers } = await opened();
    await shelf.put(dossierPath.head("ancien"), JSON.stringify({ format: "vingt-heures/dossier@0" }), OPTIONS);
    await expect(dossiers.head("ancien")).rejects.toThrow(
      /^DOSSIER-FORMAT: dossiers\/ancien\/head\.json is not a vingt-heures\/dossier@1 document/,
    );
  });
});
