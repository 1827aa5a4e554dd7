import type { DossierHead } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions, Tour } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import { FILES_CANTONS, type DocumentCantons, type ScoreBinome, type ScoreNuanceBinome } from "./forms-cantons.ts";
import type { Place } from "./model-2024.ts";
import { isElected, nuancesOf } from "./standing.ts";
import { stampOf } from "./stamps.ts";
import { seatsByNuance, sumOf, type PressFile, type PressTree, type Row, type TreeContext } from "./tree.ts";
import { mentionsOf } from "./unites-2024.ts";
import type { PressView } from "./view.ts";

/** Those who are elected together. */
const BINOME = 2;

/** The tree of the départementales: a file a complete canton, the département and France by nuance. */
export function treeCantons({ head, root, earlier, decided }: TreeContext): PressTree {
  const { tour } = head;
  const scrutin: Scrutin = { type: "Départementales", annee: Number(head.scrutin.date.slice(0, 4)) };
  const results = `${root}/resultatsT${tour}`;
  const file = (path: string, document: DocumentCantons): PressFile => ({
    path: `${results}/${path}`,
    text: FILES_CANTONS.write(document),
  });
  const idOf = ({ id: { codeMin, code3, nom } }: PressPlace) => ({ codeMin, code3, nom });
  const departementPath = ({ id: { code3 } }: PressPlace): string => `${code3}/${code3}.xml`;
  const cantonPath = ({ id: { code3 } }: PressPlace, { code }: Place): string =>
    `${code3}/${code3}${code.slice(-2)}.xml`;
  const francePath = "FE.xml";

  /** Cantons of round 1 that had no second are published with it: importers look for all of them. */
  const cantons = ({ place, unites }: PressView) => {
    const before = new Map(earlier?.view(place)?.unites.map((unite) => [unite.code, unite]));
    const now = new Map(unites.map((unite) => [unite.code, unite]));
    return [...new Set([...before.keys(), ...now.keys()])].sort().map((code) => {
      const rounds = [before.get(code), now.get(code)].filter((unite) => unite !== undefined);
      const { nom } = rounds.at(-1)!;
      return {
        canton: { code: code.slice(-2), nom },
        code,
        complet: now.get(code)?.complet ?? true,
        tours: rounds.map((unite, i) => binomes(before.has(code) && i === 0 ? 1 : tour, unite)),
      };
    });
  };
  const cantonFiles = (view: PressView): PressFile[] =>
    cantons(view)
      .filter(({ complet }) => complet)
      .map(({ canton, code, tours }) =>
        file(cantonPath(view.place, { ...canton, code }), {
          kind: "canton",
          scrutin,
          departement: idOf(view.place),
          canton: { ...canton, tours },
        }),
      );
  const rounds = (
    name: string,
    mentions: Mentions,
    voix: readonly number[],
    sieges: Readonly<Record<string, number>>,
  ) => {
    const before = earlier?.sums(name);
    return [
      ...(before && earlier ? [nuances(earlier.head, before.mentions, before.voix, before.sieges)] : []),
      nuances(head, mentions, voix, sieges),
    ];
  };
  const wholeFile = (view: PressView, sieges: Readonly<Record<string, number>>): PressFile[] =>
    view.complet
      ? [
          file(departementPath(view.place), {
            kind: "departement-cantons",
            scrutin,
            departement: idOf(view.place),
            tours: rounds(view.place.id.code3, view.mentions, view.voix, sieges),
          }),
        ]
      : [];
  const franceFile = (rows: readonly Row[]): PressFile[] => {
    if (!rows.every(({ published }) => published?.complet)) return [];
    const [mentions, voix] = sumOf(rows);
    return [
      file(francePath, {
        kind: "france-cantons",
        scrutin,
        tours: rounds("FE", mentions, voix, seatsByNuance(rows, head, decided)),
      }),
    ];
  };
  const indexFile = (rows: readonly Row[]): PressFile =>
    file("index.xml", {
      kind: "index-cantons",
      scrutin,
      departements: rows.flatMap(({ place, published }) =>
        published ? [{ ...idOf(place), publication: stampOf(published.extraction), clos: published.complet }] : [],
      ),
    });
  const shows = ({ unites }: PressView): boolean => unites.some(({ complet }) => complet);

  return {
    before: () => [],
    shows,
    departement: (view) =>
      shows(view)
        ? [
            ...cantonFiles(view),
            ...wholeFile(view, view.sieges),
            file(`${view.place.id.code3}/T${tour}${view.place.id.code3}.xml`, {
              kind: "cantons",
              scrutin,
              departement: idOf(view.place),
              cantons: cantons(view).map(({ canton }) => canton),
            }),
          ]
        : [],
    above: (_view, rows) => [...franceFile(rows), indexFile(rows)],
    withdrawn: (view) => [
      ...view.unites.filter(({ complet }) => !complet).map((unite) => `${results}/${cantonPath(view.place, unite)}`),
      ...(view.complet ? [] : [`${results}/${departementPath(view.place)}`, `${results}/${francePath}`]),
    ],
  };
}

function binomes(tour: number, unite: UniteRow): Tour<ScoreBinome> {
  const statuts = new Map(unite.outcome.candidatures.map(({ id, statut }) => [id, statut]));
  return {
    tour,
    mentions: mentionsOf(unite),
    scores: unite.candidatures.map(({ id, nom, nuance = "", voix }) => ({
      nom,
      nuance,
      voix,
      elu: isElected(statuts.get(id)),
    })),
  };
}

const nuances = (
  head: DossierHead,
  mentions: Mentions,
  voix: readonly number[],
  binomesElus: Readonly<Record<string, number>>,
): Tour<ScoreNuanceBinome> => ({
  tour: head.tour,
  mentions,
  scores: head.candidatures.map(({ id }, i) => ({
    ...nuancesOf(head)(id),
    voix: voix[i] ?? 0,
    elus: BINOME * (binomesElus[id] ?? 0),
  })),
});
