import type { Candidature, Dossier } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import type { QueuedMessage } from "#shared/pipeline/record-tallies.ts";
import { dossierOf, messageOf, runOf, tallyOf } from "../factories.ts";
import { MemoryNight, type NightOptions } from "#shared/testing/memory-night.ts";

/** Small nights whose documents the tests of this room read. */

export const queued = (tally: Tally): QueuedMessage => ({
  messageId: `${tally.commune}-${tally.bureau}-${tally.version}-${tally.votants}`,
  body: JSON.stringify(messageOf(tally)),
});

/** Every bureau of {@link dossierOf}'s dossier, and a correction of the first. */
export const TALLIES: readonly Tally[] = [
  tallyOf(),
  tallyOf({ commune: "01002", voix: { arc: 100, bec: 280, col: 100 } }),
  tallyOf({ commune: "01002", bureau: "0002", voix: { arc: 50, bec: 230, col: 200 } }),
  tallyOf({ departement: "2A", commune: "2A004", voix: { arc: 300, bec: 100, col: 80 } }),
  tallyOf({ version: 2, votants: 510, exprimes: 490, voix: { arc: 210, bec: 180, col: 100 } }),
];

const PARTIES: readonly Candidature[] = [
  { id: "arc", nom: "ARC", prenom: "Anne", civilite: "Mme", panneau: 1, nuance: "GAU", naissance: "1970-01-01" },
  { id: "bec", nom: "BEC", prenom: "Bruno", civilite: "M", panneau: 2, nuance: "DRO", naissance: "1960-01-01" },
  { id: "col", nom: "COL", prenom: "Claire", civilite: "Mme", panneau: 3, nuance: "CEN", naissance: "1980-01-01" },
];

/** Législatives: two circonscriptions in the Ain, one in Corse; commune 01002 lies in both of the Ain. */
export const unitesDossier = (): Dossier => {
  const bureau = (code: string, unite: string) => ({ code, inscrits: 1000, unite });
  return dossierOf({
    communes: {
      "01": { "01001": [bureau("0001", "0101")], "01002": [bureau("0001", "0101"), bureau("0002", "0102")] },
      "2A": { "2A004": [bureau("0001", "2A01")] },
    },
    candidatures: PARTIES,
    unites: [
      { departement: "01", code: "0101" },
      { departement: "01", code: "0102" },
      { departement: "2A", code: "2A01" },
    ],
    head: { candidatures: ["GAU", "DRO", "CEN"].map((id) => ({ id, nom: id, nuance: id })) },
  });
};

/** A run whose clock stands half an hour before the end of the embargo. */
export const darkRun = (): Run => {
  const { released: _released, ...run } = runOf();
  return { ...run, clock: { ...run.clock, virtualAnchor: Date.parse("2017-04-23T17:30:00Z") } };
};

/** A whole night of {@link TALLIES}, published to its end. */
export async function played(over: Partial<NightOptions> = {}, tallies = TALLIES): Promise<MemoryNight> {
  const night = new MemoryNight({ dossier: dossierOf(), run: runOf(), ...over });
  await night.record(tallies.map(queued));
  await night.settle();
  return night;
}

/** Everything that lies under `runs/` and `held/`, by key. */
export async function shelved(night: MemoryNight): Promise<Map<string, string>> {
  const keys = [...(await night.shelf.list("runs/")), ...(await night.shelf.list("held/"))];
  const texts = await Promise.all(keys.map(async (key) => (await night.shelf.get(key))!.body));
  return new Map(keys.map((key, i) => [key, new TextDecoder().decode(texts[i])]));
}
