import type { Candidature, Dossier, DossierBureau } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import { TALLY_EVENT_TYPE, type Tally, type TallyMessage } from "#shared/contracts/tally.ts";

/** Small things that tests share; a test names only what it is about. */

export const RUN = "essai-t1";
export const SCRUTIN = "presidentielle-2017";

const CANDIDATURES: readonly Candidature[] = [
  { id: "arc", nom: "Arc" },
  { id: "bec", nom: "Bec" },
  { id: "col", nom: "Col" },
];

/** Départements 01 (two communes, three bureaux) and 2A (one commune, one bureau), 1,000 inscrits a bureau. */
export const COMMUNES: Readonly<Record<string, Readonly<Record<string, readonly DossierBureau[]>>>> = {
  "01": {
    "01001": [{ code: "0001", inscrits: 1000 }],
    "01002": [
      { code: "0001", inscrits: 1000 },
      { code: "0002", inscrits: 1000 },
    ],
  },
  "2A": { "2A004": [{ code: "0001", inscrits: 1000 }] },
};

export interface DossierOptions {
  readonly communes?: typeof COMMUNES;
  readonly candidatures?: readonly Candidature[];
  readonly head?: Partial<Dossier["head"]>;
  /** Makes seats fall in unites: each takes the bureaux that name it. */
  readonly unites?: readonly {
    readonly departement: string;
    readonly code: string;
    readonly candidatures?: readonly Candidature[];
  }[];
}

/** A dossier of a présidentielle, or by unites. The embargo ends at 18:00Z. */
export function dossierOf({
  communes = COMMUNES,
  candidatures = CANDIDATURES,
  head = {},
  unites,
}: DossierOptions = {}): Dossier {
  const parts = Object.entries(communes).map(([departement, members]) => ({
    format: "vingt-heures/dossier-part@1" as const,
    departement,
    communes: Object.entries(members).map(([code, bureaux]) => ({
      code,
      nom: `Commune ${code}`,
      fermeture: "2017-04-23T17:00:00.000Z",
      bureaux,
    })),
    unites: (unites ?? [])
      .filter((unite) => unite.departement === departement)
      .map((unite) => ({
        code: unite.code,
        nom: unite.code,
        type: "circonscription" as const,
        sieges: 1,
        candidatures: unite.candidatures ?? candidatures,
      })),
  }));
  return {
    head: {
      format: "vingt-heures/dossier@1",
      scrutin: {
        id: SCRUTIN,
        type: unites ? "legislatives" : "presidentielle",
        nom: "Élection d'essai",
        date: "2017-04-23",
      },
      tour: 1,
      premierTour: "2017-04-23",
      decision: unites ? "unites" : "nation",
      candidatures,
      blancs: "separes",
      panachage: false,
      bureauxInattendus: "refuses",
      embargo: "2017-04-23T18:00:00.000Z",
      regions: [{ code: "84", nom: "Auvergne-Rhône-Alpes" }],
      source: "chiffres d'essai",
      genere: "tout",
      ...head,
      departements: parts.map(({ departement, communes: members }) => ({
        code: departement,
        nom: `Département ${departement}`,
        region: departement === "01" ? "84" : null,
        communes: members.length,
        bureaux: members.reduce((sum, commune) => sum + commune.bureaux.length, 0),
        inscrits: members.reduce(
          (sum, commune) => sum + commune.bureaux.reduce((of, bureau) => of + bureau.inscrits, 0),
          0,
        ),
      })),
    },
    parts,
  };
}

/** A tally of bureau 01001/0001, 480 voix cast out of 500, the rest as named. */
export const tallyOf = (over: Partial<Tally> = {}): Tally => ({
  run: RUN,
  scrutin: SCRUTIN,
  tour: 1,
  departement: "01",
  commune: "01001",
  bureau: "0001",
  version: 1,
  inscrits: 1000,
  votants: 500,
  blancs: 12,
  nuls: 8,
  exprimes: 480,
  voix: { arc: 200, bec: 180, col: 100 },
  ...over,
});

export const messageOf = (tally: Tally = tallyOf(), over: Partial<TallyMessage> = {}): TallyMessage => ({
  specversion: "1.0",
  id: `${tally.commune}-${tally.bureau}-${tally.version}`,
  source: "/essais",
  type: TALLY_EVENT_TYPE,
  time: "2017-04-23T18:30:00.000Z",
  subject: `${tally.commune}/${tally.bureau}`,
  data: tally,
  ...over,
});

/** An open run whose embargo has ended and whose clock stands still. */
export const runOf = (over: Partial<Run> = {}): Run => ({
  run: RUN,
  scrutin: SCRUTIN,
  tour: 1,
  status: "ouvert",
  clock: {
    generation: 1,
    virtualAnchor: Date.parse("2017-04-23T19:00:00Z"),
    realAnchor: 0,
    speed: "max",
    paused: false,
  },
  embargo: Date.parse("2017-04-23T18:00:00Z"),
  released: Date.parse("2017-04-23T18:00:00Z"),
  createdAt: 0,
  label: "essai",
  ...over,
});
