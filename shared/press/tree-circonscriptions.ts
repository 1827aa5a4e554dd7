import type { DossierHead } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import type { Outcome } from "../law/outcome.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions, Tour } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import {
  FILES_CIRCONSCRIPTIONS,
  type Circonscription,
  type DocumentCirconscriptions,
  type Fraction as FractionFile,
  type ScoreCirconscription,
} from "./forms-circonscriptions.ts";
import { byPanneau, candidatOf, isElected, nuancesOf, ordinalOf } from "./standing.ts";
import { indexRowOf, isWithdrawn } from "./tree-2017.ts";
import { seatsByNuance, sumOf, type PressFile, type PressTree, type Row, type TreeContext } from "./tree.ts";
import { mentionsOf } from "./unites-2024.ts";
import type { Fraction, PressView } from "./view.ts";

/** The tree of the législatives of 2017 and 2022: by fraction of commune, by circonscription, France by nuance. */
export function treeCirconscriptions({ head, root, earlier, decided }: TreeContext): PressTree {
  const { tour } = head;
  const scrutin: Scrutin = { type: "Législatives", annee: Number(head.scrutin.date.slice(0, 4)) };
  const results = `${root}/resultatsT${tour}`;
  const file = (path: string, document: DocumentCirconscriptions): PressFile => ({
    path: `${results}/${path}`,
    text: FILES_CIRCONSCRIPTIONS.write(document),
  });
  const pathOf = ({ id: { code3 } }: PressPlace, what: string): string => `${code3}/${code3}${what}.xml`;
  const fractionPath = (place: PressPlace, unite: string, commune: string): string =>
    pathOf(place, `${twoOf(unite)}${commune}`);
  const francePath = "FE.xml";
  const outcomeOf = ({ code, outcome, candidatures }: UniteRow): Outcome =>
    decided(
      code,
      candidatures.map(({ voix }) => voix),
    ) ?? outcome;

  const circonscriptions = ({ place, unites }: PressView): Circonscription[] => {
    const before = new Map(earlier?.view(place)?.unites.map((unite) => [unite.code, unite]));
    const now = new Map(unites.map((unite) => [unite.code, unite]));
    return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((code) => {
      const first = before.get(code);
      const current = now.get(code);
      if (current?.complet === false) return [];
      return {
        code: twoOf(code),
        tours: [
          ...(first && earlier ? [roundOf(earlier.head, first, first.outcome)] : []),
          ...(current ? [roundOf(head, current, outcomeOf(current))] : []),
        ],
      };
    });
  };
  const fractions = ({ fractions: all, unites }: PressView): FractionFile[] => {
    const rows = new Map(unites.map((unite) => [unite.code, unite]));
    return all
      .filter(({ complet }) => complet)
      .map((fraction) => fractionOf(head, fraction, rows.get(fraction.unite)!));
  };
  const shows = ({ unites, fractions: all }: PressView): boolean =>
    unites.some(({ complet }) => complet) || all.some(({ complet }) => complet);

  const france = (rows: readonly Row[]): PressFile[] => {
    if (!rows.every(({ published }) => published?.complet)) return [];
    const [mentions, voix] = sumOf(rows);
    const before = earlier?.sums("FE");
    return [
      file(francePath, {
        kind: "nuances-2017",
        scrutin,
        tours: [
          ...(before && earlier ? [nuancesRound(earlier.head, before.mentions, before.voix, before.sieges)] : []),
          nuancesRound(head, mentions, voix, seatsByNuance(rows, head, decided)),
        ],
      }),
    ];
  };
  const index = (rows: readonly Row[]): PressFile =>
    file("index.xml", {
      kind: "index-legislatives",
      scrutin,
      departements: rows.flatMap(({ place, published }) =>
        published ? [{ ...place.id, ...indexRowOf(published.maj, published.extraction, published.complet) }] : [],
      ),
    });

  return {
    byFraction: true,
    before: () => [],
    shows,
    departement: (view) => {
      if (!shows(view)) return [];
      const { place } = view;
      const inside = { scrutin, departement: place.id };
      // The French abroad have circonscriptions, and no communes (PUB-12).
      const communes = place.abroad ? [] : fractions(view);
      const decides = circonscriptions(view);
      return [
        ...communes.map((commune) =>
          file(fractionPath(place, commune.circonscription, commune.code), { kind: "fraction", ...inside, commune }),
        ),
        ...decides.map((circonscription) =>
          file(pathOf(place, circonscription.code), { kind: "circonscription-2017", ...inside, circonscription }),
        ),
        ...(communes.length > 0 ? [file(pathOf(place, "com"), { kind: "fractions", ...inside, communes })] : []),
        ...(decides.length > 0
          ? [file(pathOf(place, "CIR"), { kind: "circonscriptions-2017", ...inside, circonscriptions: decides })]
          : []),
      ];
    },
    above: (_view, rows) => [...france(rows), index(rows)],
    withdrawn: (view) => {
      const { place, fractions: all, unites, complet } = view;
      const gone = [
        ...all
          .filter((one) => !one.complet && isWithdrawn(one.commune))
          .map((one) => fractionPath(place, one.unite, one.commune.code)),
        ...unites.filter((unite) => !unite.complet).map(({ code }) => pathOf(place, twoOf(code))),
        ...(all.some((one) => one.complet) ? [] : [pathOf(place, "com")]),
        ...(unites.some((unite) => unite.complet) ? [] : [pathOf(place, "CIR")]),
        ...(complet ? [] : [francePath]),
      ];
      return gone.map((path) => `${results}/${path}`);
    },
  };
}

/** `7501` → `01`: the number of a circonscription within its département. */
const twoOf = (code: string): string => code.slice(-2);

const scoresOf = (head: DossierHead, { candidatures }: UniteRow, voix: readonly number[]): ScoreCirconscription[] =>
  candidatures
    .map((candidature, i) => ({
      ...candidatOf(candidature, i),
      nuance: nuancesOf(head)(candidature.nuance ?? candidature.id),
      voix: voix[i] ?? 0,
    }))
    .sort(byPanneau);

function roundOf(head: DossierHead, unite: UniteRow, outcome: Outcome): Tour<ScoreCirconscription> {
  const elected = new Set(outcome.candidatures.filter(({ statut }) => isElected(statut)).map(({ id }) => id));
  const elus = new Set(
    unite.candidatures.flatMap(({ id, ...one }, i) => (elected.has(id) ? candidatOf(one, i).panneau : [])),
  );
  const scores = scoresOf(
    head,
    unite,
    unite.candidatures.map(({ voix }) => voix),
  );
  return {
    tour: head.tour,
    mentions: mentionsOf(unite),
    scores: scores.map((score) => ({ ...score, elu: elus.has(score.panneau) })),
  };
}

function fractionOf(head: DossierHead, { commune, unite, mentions, voix }: Fraction, row: UniteRow): FractionFile {
  const code = twoOf(unite);
  return {
    code: commune.code,
    nom: commune.nom,
    circonscription: code,
    fraction: commune.unites.length > 1 ? `${commune.nom} (${ordinalOf(Number(code))} circonscription)` : commune.nom,
    tours: [{ tour: head.tour, mentions, scores: scoresOf(head, row, voix) }],
  };
}

const nuancesRound = (
  head: DossierHead,
  mentions: Mentions,
  voix: readonly number[],
  sieges: Readonly<Record<string, number>>,
) => ({
  tour: head.tour,
  mentions,
  scores: head.candidatures.map(({ id }, i) => ({
    ...nuancesOf(head)(id),
    voix: voix[i] ?? 0,
    sieges: sieges[id] ?? 0,
  })),
});
