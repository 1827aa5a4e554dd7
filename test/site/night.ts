import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import type { PublicRun } from "#web/documents.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath, standingPath } from "#shared/documents/paths.ts";
import { standingDocument } from "#shared/documents/standing.ts";
import { COMMUNES, dossierOf, messageOf, runOf } from "../factories.ts";
import { MemoryNight, START } from "#shared/testing/memory-night.ts";
import type { SiteServer } from "./site-server.ts";

/** Small nights played in memory through the real use cases: what the site reads, at the moments that matter to it. */

/** A name that would be markup, if a name could be. */
export const HOSTILE = `<img src=x onerror="document.title='volé'"> & "Fils"`;

/** Moments of a night, in their order. */
export type Moment = "embargo" | "released" | "partial" | "corrected" | "complete";

/** Public documents by path, at each moment. */
export type Moments = ReadonlyMap<Moment, ReadonlyMap<string, string>>;

const BUREAUX: typeof COMMUNES = {
  ...COMMUNES,
  "42": { "42218": ["0001", "0002"].map((code) => ({ code, inscrits: 1000 })) },
  "75": {
    "75056": ["0101", "0201"].map((code) => ({ code, inscrits: 1000, arrondissement: `751${code.slice(0, 2)}` })),
  },
  "971": { "97105": [{ code: "0001", inscrits: 1000 }] },
  ZZ: { ZZ001: [{ code: "0001", inscrits: 1000 }] },
};
const NAMES: Readonly<Record<string, string>> = {
  "01": "Ain",
  "2A": "Corse-du-Sud",
  "42": "Loire",
  "75": "Paris",
  "971": "Guadeloupe",
  ZZ: "Français établis hors de France",
  "42218": "Saint-Étienne",
  "75056": "Paris",
};
const CANDIDATURES = [
  { id: "arc", nom: "Arc", prenom: "Jeanne", civilite: "Mme" as const },
  { id: "bec", nom: "Bec", prenom: "Luc" },
  { id: "col", nom: HOSTILE },
];

export interface NightOf {
  readonly run: string;
  readonly tour: 1 | 2;
  /** Seats in circonscriptions rather than one for the nation. */
  readonly unites?: boolean;
}

function dossier({ tour, unites = false }: NightOf): Dossier {
  const candidatures = tour === 2 ? CANDIDATURES.slice(0, 2) : CANDIDATURES;
  const communes = unites
    ? Object.fromEntries(
        Object.entries(BUREAUX).map(([departement, members]) => [
          departement,
          Object.fromEntries(
            Object.entries(members).map(([code, list]) => [
              code,
              list.map((bureau) => ({ ...bureau, unite: `${departement}01` })),
            ]),
          ),
        ]),
      )
    : BUREAUX;
  const made = dossierOf({
    communes,
    candidatures,
    head: {
      tour,
      genere: "Les chiffres de cette nuit sont inventés.",
      regions: [{ code: "84", nom: "Auvergne-Rhône-Alpes" }],
      scrutin: {
        id: unites ? "legislatives-2017" : "presidentielle-2017",
        type: unites ? "legislatives" : "presidentielle",
        nom: "Élection d'essai",
        date: "2017-04-23",
      },
    },
    ...(unites && {
      unites: Object.keys(BUREAUX).map((departement) => ({ departement, code: `${departement}01` })),
    }),
  });
  return {
    head: {
      ...made.head,
      departements: made.head.departements.map((row) => ({ ...row, nom: NAMES[row.code] ?? row.nom })),
    },
    parts: made.parts.map((part) => ({
      ...part,
      communes: part.communes.map((commune) => ({ ...commune, nom: NAMES[commune.code] ?? commune.nom })),
    })),
  };
}

/** Plays a night to its end and keeps what was public at each moment. */
export async function playNight(of: NightOf): Promise<Moments> {
  const { run, tour } = of;
  const made = dossier(of);
  const { released: _released, ...sealed } = runOf({ run, tour, scrutin: made.head.scrutin.id });
  const night = new MemoryNight({
    dossier: made,
    run: {
      ...sealed,
      clock: {
        generation: 1,
        virtualAnchor: Date.parse("2017-04-23T17:00:00Z"),
        realAnchor: START,
        speed: 100,
        paused: false,
      },
    },
  });
  const ids = made.head.candidatures.map(({ id }) => id);
  const tallies = made.parts.flatMap(({ departement, communes }) =>
    communes.flatMap(({ code: commune, bureaux }) =>
      bureaux.map(({ code: bureau }): Tally => {
        const exprimes = 480;
        const first = departement === "75" ? 220 : 250;
        const voix = tour === 2 ? [first, exprimes - first] : [first, exprimes - first - 30, 30];
        return {
          run,
          scrutin: made.head.scrutin.id,
          tour,
          departement,
          commune,
          bureau,
          version: 1,
          inscrits: 1000,
          votants: 500,
          blancs: 12,
          nuls: 8,
          exprimes,
          voix: Object.fromEntries(ids.map((id, i) => [id, voix[i] ?? 0])),
        };
      }),
    ),
  );
  const moments = new Map<Moment, ReadonlyMap<string, string>>();
  const send = async (sent: readonly Tally[]): Promise<void> => {
    await night.record(
      sent.map((tally) => ({
        messageId: `${tally.commune}-${tally.bureau}-${tally.version}`,
        body: JSON.stringify(messageOf(tally)),
      })),
    );
    await night.settle();
  };
  const keep = async (moment: Moment): Promise<void> => {
    const texts = new Map<string, string>();
    for (const path of await night.shelf.list("runs/")) {
      texts.set(path, new TextDecoder().decode((await night.shelf.get(path))!.body));
    }
    texts.set(standingPath(run), JSON.stringify(standingDocument(run, made)));
    moments.set(moment, texts);
  };
  const [first, second, third, ...rest] = tallies as [Tally, Tally, Tally, ...Tally[]];
  await send([first, second]);
  await keep("embargo");
  // An hour and a half of the night later: the embargo has ended.
  night.clock.advance(54_000);
  await night.sweep(run);
  await keep("released");
  await send([third, ...rest.slice(0, 2)]);
  await keep("partial");
  await send([
    { ...first, version: 2, votants: 462, exprimes: 442, voix: { ...first.voix, arc: first.voix["arc"]! - 38 } },
  ]);
  await keep("corrected");
  await send(rest);
  await keep("complete");
  return moments;
}

/** Publishes a moment of a night on a server, with the list of its runs. */
export function publish(
  site: SiteServer,
  run: string,
  texts: ReadonlyMap<string, string>,
  others: readonly PublicRun[] = [],
): void {
  for (const [path, text] of texts) site.documents.set(path, text);
  const france = JSON.parse(texts.get(latestPath.france(run, true))!) as FranceDocument;
  site.runs = [publicRun(france), ...others];
}

export const publicRun = ({ run, nom, tour, scrutin, instant, bureaux }: FranceDocument): PublicRun => ({
  run,
  nom,
  tour,
  scrutin,
  curve: [
    [Date.parse("2017-04-23T17:00:00Z"), 0],
    [Date.parse(instant), bureaux.counted],
  ],
});
