import type { Candidature, Dossier } from "../contracts/dossier.ts";
import type { RecordedParticipation } from "../night/participation.ts";
import type { RecordedTally } from "../night/recording.ts";
import type { PlayOptions } from "./play.ts";

/**
 * The smallest night in which everything happens that events tell of: two départements, four bureaux, three candidatures. The
 * golden samples of every event and document are what it publishes. All of it is invented.
 */

const DAY = "2017-04-23";
const at = (time: string): number => Date.parse(`${DAY}T${time}:00Z`);

const CANDIDATURES: readonly Candidature[] = [
  { id: "arc", nom: "ARC", prenom: "Anne", civilite: "Mme", panneau: 1 },
  { id: "bec", nom: "BEC", prenom: "Bruno", civilite: "M", panneau: 2 },
  { id: "col", nom: "COL", prenom: "Claire", civilite: "Mme", panneau: 3 },
];

const commune = (code: string, nom: string, bureaux: readonly string[]) => ({
  code,
  nom,
  fermeture: new Date(at("17:00")).toISOString(),
  bureaux: bureaux.map((bureau) => ({ code: bureau, inscrits: 1000 })),
});

const PARTS: Dossier["parts"] = [
  {
    format: "vingt-heures/dossier-part@1",
    departement: "01",
    communes: [
      commune("01001", "L'Abergement-Clémenciat", ["0001"]),
      commune("01002", "L'Abergement-de-Varey", ["0001", "0002"]),
    ],
    unites: [],
  },
  {
    format: "vingt-heures/dossier-part@1",
    departement: "2A",
    communes: [commune("2A004", "Ajaccio", ["0001"])],
    unites: [],
  },
];

const DOSSIER: Dossier = {
  head: {
    format: "vingt-heures/dossier@1",
    scrutin: {
      id: "presidentielle-exemple",
      type: "presidentielle",
      nom: "Élection présidentielle d'exemple",
      date: DAY,
    },
    tour: 1,
    premierTour: DAY,
    decision: "nation",
    candidatures: CANDIDATURES,
    blancs: "separes",
    panachage: false,
    bureauxInattendus: "refuses",
    embargo: new Date(at("18:00")).toISOString(),
    regions: [
      { code: "84", nom: "Auvergne-Rhône-Alpes" },
      { code: "94", nom: "Corse" },
    ],
    source: "exemple",
    genere: "Tout est inventé : candidatures, bureaux et chiffres.",
    departements: [
      { code: "01", nom: "Ain", region: "84", communes: 2, bureaux: 3, inscrits: 3000 },
      { code: "2A", nom: "Corse-du-Sud", region: "94", communes: 1, bureaux: 1, inscrits: 1000 },
    ],
  },
  parts: PARTS,
};

type Voix = readonly [arc: number, bec: number, col: number];

const recorded = (time: string, place: string, [arc, bec, col]: Voix, version = 1): RecordedTally => {
  const [departement = "", code = "", bureau = ""] = place.split("/");
  const exprimes = arc + bec + col;
  return {
    at: at(time),
    tally: {
      scrutin: DOSSIER.head.scrutin.id,
      tour: 1,
      departement,
      commune: code,
      bureau,
      version,
      inscrits: 1000,
      votants: exprimes + 20,
      blancs: 12,
      nuls: 8,
      exprimes,
      voix: { arc, bec, col },
    },
  };
};

/** Every step of the evening, in its order. */
const RECORDING: readonly RecordedTally[] = [
  recorded("17:20", "01/01001/0001", [200, 250, 30]),
  // The lead changes, and after three bureaux of four somebody is certain of the second round.
  recorded("18:10", "01/01002/0001", [620, 60, 10]),
  recorded("18:20", "01/01002/0002", [600, 70, 20]),
  // Two reports under one version contradict each other: the commune is open again until a third settles it.
  recorded("18:30", "01/01002/0002", [600, 90, 20]),
  recorded("18:40", "01/01002/0002", [600, 80, 20], 2),
  recorded("18:50", "01/01001/0001", [210, 240, 30], 2),
  recorded("19:00", "2A/2A004/0001", [300, 100, 80]),
];

const report = (
  time: string,
  heure: "12:00" | "17:00",
  departement: string,
  communes: [string, number, number][],
): RecordedParticipation => ({
  at: at(time),
  report: { scrutin: DOSSIER.head.scrutin.id, tour: 1, departement, heure, version: 1, genere: true, communes },
});

const PARTICIPATION: readonly RecordedParticipation[] = [
  report("10:15", "12:00", "01", [
    ["01001", 1000, 190],
    ["01002", 2000, 480],
  ]),
  report("10:20", "12:00", "2A", [["2A004", 1000, 150]]),
  report("15:15", "17:00", "01", [
    ["01001", 1000, 430],
    ["01002", 2000, 1210],
  ]),
  report("15:20", "17:00", "2A", [["2A004", 1000, 410]]),
];

/** A tally whose voix do not add up. */
const REFUSED = (run: string): string =>
  JSON.stringify({
    specversion: "1.0",
    id: "exemple-refuse",
    source: "/exemple",
    type: "fr.vingt-heures.tally.v1",
    time: new Date(at("18:05")).toISOString(),
    subject: "2A004/0001",
    data: { run, ...recorded("18:05", "2A/2A004/0001", [300, 100, 80]).tally, voix: { arc: 300, bec: 100, col: 79 } },
  });

/** What `playRecording` plays to make the golden samples. */
export function sampleNight(): PlayOptions {
  const run = "exemple-t1";
  return {
    dossier: DOSSIER,
    recording: RECORDING,
    participation: PARTICIPATION,
    messages: [{ at: at("18:05"), body: REFUSED(run) }],
    run,
    seed: "exemple",
    // Fine steps: a small night shows every kind of event.
    everyMinutes: 5,
  };
}
