import type { DossierPart } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import type { Outcome } from "../law/outcome.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import { FILES_2024 } from "./forms-2024.ts";
import type { Circonscription2024, Document2024, Liste2024, Place, Resultats2024 } from "./model-2024.ts";
import { byPanneau, nuancesOf, ordinalOf } from "./standing.ts";
import { seatsByNuance, sumOf, type PressFile, type PressTree, type Row, type TreeContext } from "./tree.ts";
import { candidat2024, departementOf, etatOf, listeOf, personsTour, regionOf, seatsToFill } from "./unites-2024.ts";
import type { Fraction, PressView } from "./view.ts";

const TYPES: Readonly<Record<string, string>> = { legislatives: "Législatives", europeennes: "Européennes" };

/** The word of 2024 for who may stand in round 2. */
const QUALIFIE = "QUALIF T2";

/** The tree of 2024: législatives by circonscription and commune, européennes by commune and list. */
export function tree2024({ head, root, earlier, decided }: TreeContext): PressTree {
  const { tour } = head;
  const scrutin: Scrutin = { type: TYPES[head.scrutin.type] ?? "", annee: Number(head.scrutin.date.slice(0, 4)) };
  const nuanceOf = nuancesOf(head);
  const file = (path: string, document: Document2024): PressFile => ({
    path: `${root}/${path}`,
    text: FILES_2024.write(document),
  });
  const byUnites = head.decision === "unites";
  const folderOf = (place: PressPlace): string => {
    const { code } = departementOf(place);
    return byUnites ? `resultatsT${tour}/${code}` : `resultatsT${tour}/${regionOf(place).code}/${code}`;
  };
  const pathOf = (place: PressPlace, what: "CIR" | "COM"): string =>
    `${folderOf(place)}/R${tour}${departementOf(place).code}${what}.xml`;
  const francePath = `resultatsT${tour}/R${tour}FE.xml`;
  const outcomeOf = ({ code, outcome, candidatures: stood }: UniteRow): Outcome =>
    decided(
      code,
      stood.map(({ voix }) => voix),
    ) ?? outcome;

  const listes = (mentions: Mentions, voix: readonly number[], outcome?: Outcome): Resultats2024 => {
    const seats = new Map(outcome?.candidatures.map(({ id, sieges }) => [id, sieges]));
    const scores = head.candidatures.map((candidature, i): Liste2024 => {
      const sieges = seats.get(candidature.id);
      return {
        ...listeOf(candidature, i, nuanceOf),
        voix: voix[i] ?? 0,
        ...(sieges !== undefined && { sieges }),
      };
    });
    return { par: "listes", tours: [{ tour, mentions, scores }] };
  };

  /** A circonscription with its rounds: a file of round 2 carries both, when the run of the first is known. */
  const circonscription = (
    place: PressPlace,
    before: UniteRow | undefined,
    now: UniteRow | undefined,
  ): Circonscription2024 => {
    const rounds = [
      ...(before && earlier
        ? [personsTour(earlier.head, before, before.outcome, nuancesOf(earlier.head), QUALIFIE)]
        : []),
      ...(now ? [personsTour(head, now, outcomeOf(now), nuanceOf, QUALIFIE)] : []),
    ];
    const last = now ?? before!;
    return {
      ...circonscriptionOf(place, last),
      sieges: seatsToFill(last, outcomeOf(last)),
      pourvus: rounds.reduce((sum, { scores }) => sum + scores.filter(({ elu }) => elu === "OUI").length, 0),
      resultats: { par: "candidats", tours: rounds },
    };
  };
  /** The complete ones, and those that round 1 settled. */
  const circonscriptions = ({ place, unites }: PressView): Circonscription2024[] => {
    const before = new Map(earlier?.view(place)?.unites.map((unite) => [unite.code, unite]));
    const now = new Map(unites.map((unite) => [unite.code, unite]));
    return [...new Set([...before.keys(), ...now.keys()])].sort().flatMap((code) => {
      const current = now.get(code);
      return current?.complet === false ? [] : circonscription(place, before.get(code), current);
    });
  };
  /** A commune by each of its circonscriptions. */
  const commune = (
    { commune: { insee, nom }, unite, mentions, voix }: Fraction,
    unites: ReadonlyMap<string, UniteRow>,
  ) => {
    const row = unites.get(unite)!;
    const parts: UniteRow = {
      ...row,
      totaux: mentions,
      candidatures: row.candidatures.map((candidature, i) => ({ ...candidature, voix: voix[i] ?? 0 })),
    };
    const resultats: Resultats2024 = {
      par: "candidats",
      tours: [personsTour(head, parts, outcomeOf(row), nuanceOf, QUALIFIE)],
    };
    return { code: insee, nom, resultats };
  };

  const communesFile = (view: PressView): PressFile[] => {
    const unites = new Map(view.unites.map((unite) => [unite.code, unite]));
    const communes = byUnites
      ? view.fractions.filter(({ complet }) => complet).map((fraction) => commune(fraction, unites))
      : completeCommunes(view).map(({ insee, nom, mentions, voix }) => ({
          code: insee,
          nom,
          resultats: listes(mentions, voix),
        }));
    if (communes.length === 0 || (byUnites && view.place.abroad)) return [];
    return [
      file(pathOf(view.place, "COM"), {
        kind: "communes-2024",
        scrutin,
        departement: departementOf(view.place),
        communes,
      }),
    ];
  };
  const circonscriptionsFile = (view: PressView): PressFile[] =>
    byUnites && view.unites.some(({ complet }) => complet)
      ? [
          file(pathOf(view.place, "CIR"), {
            kind: "circonscriptions",
            scrutin,
            departement: departementOf(view.place),
            circonscriptions: circonscriptions(view),
          }),
        ]
      : [];
  const departement = (view: PressView): PressFile[] =>
    view.place.abroad && !byUnites && !view.complet ? [] : [...communesFile(view), ...circonscriptionsFile(view)];

  const nuances = (rows: readonly Row[]): Resultats2024 => {
    const [mentions, voix] = sumOf(rows);
    const sieges = seatsByNuance(rows, head, decided);
    const before = earlier?.sums("FE");
    return {
      par: "nuances",
      tours: [
        ...(before && earlier
          ? [
              {
                tour: earlier.head.tour,
                mentions: before.mentions,
                scores: earlier.head.candidatures.map(({ id }, i) => ({
                  ...nuancesOf(earlier.head)(id),
                  voix: before.voix[i] ?? 0,
                  sieges: before.sieges[id] ?? 0,
                })),
              },
            ]
          : []),
        {
          tour,
          mentions,
          scores: head.candidatures.map(({ id }, i) => ({
            ...nuanceOf(id),
            voix: voix[i] ?? 0,
            sieges: sieges[id] ?? 0,
          })),
        },
      ],
    };
  };
  const franceOf = (rows: readonly Row[]): PressFile => {
    if (byUnites) return file(francePath, { kind: "ensemble", scrutin, resultats: nuances(rows) });
    const [mentions, voix] = sumOf(rows);
    return file(francePath, { kind: "ensemble", scrutin, resultats: listes(mentions, voix, decided("FR", voix)) });
  };
  const indexOf = (rows: readonly Row[]): PressFile => {
    const extraction = Math.max(...rows.flatMap(({ published }) => published?.extraction ?? []));
    return file(`resultatsT${tour}/INDEX${tour}FE.xml`, {
      kind: "index-departements",
      scrutin,
      departements: rows.map(({ place, published }) => ({
        ...departementOf(place),
        etat: etatOf(published, extraction),
      })),
    });
  };

  return {
    ...(byUnites && { byFraction: true as const }),
    before: (places, parts) => [
      file("territoires/territoires.xml", { kind: "territoires", scrutin, regions: territoriesOf(places) }),
      ...(byUnites ? announced(places, parts) : []),
    ],
    shows: (view) => departement(view).length > 0,
    departement,
    above: (_view, rows) => [
      ...(rows.every(({ published }) => published?.complet) ? [franceOf(rows)] : []),
      indexOf(rows),
    ],
    withdrawn: (view) => {
      const there = new Set(departement(view).map(({ path }) => path));
      const mayBe = [
        ...(byUnites ? [pathOf(view.place, "CIR")] : []),
        ...(byUnites && view.place.abroad ? [] : [pathOf(view.place, "COM")]),
      ].map((path) => `${root}/${path}`);
      return [...mayBe.filter((path) => !there.has(path)), ...(view.complet ? [] : [`${root}/${francePath}`])];
    },
  };

  function announced(places: readonly PressPlace[], parts: readonly DossierPart[]): PressFile[] {
    return [
      file("nuances/nuances.xml", {
        kind: "nuances",
        scrutin,
        nuances: head.candidatures.map(({ id }, i) => ({ rang: i + 1, ...nuanceOf(id) })),
      }),
      ...places.map((place) => {
        const { code } = departementOf(place);
        const unites = new Map(
          parts
            .filter((part) => place.members.includes(part.departement))
            .flatMap(({ unites: all }) => all.map((unite) => [unite.code, unite] as const)),
        );
        return file(`candidatsT${tour}/${code}/C${tour}${code}.xml`, {
          kind: "candidats",
          scrutin,
          departement: departementOf(place),
          circonscriptions: [...unites.values()].map((unite) => ({
            ...circonscriptionOf(place, unite),
            candidats: unite.candidatures.map((one, i) => candidat2024(one, i, nuanceOf)).sort(byPanneau),
          })),
        });
      }),
    ];
  }
}

/** `0101`, `ZX01`, « 1ère circonscription »: the département's number of it, as the rehearsal says it. */
function circonscriptionOf(place: PressPlace, { code, nom }: Place): Place {
  const number = Number(code.slice(-2));
  return {
    code: place.id.code === "ZX" ? `ZX${code.slice(-2)}` : code,
    nom: Number.isInteger(number) ? `${ordinalOf(number)} circonscription` : nom,
  };
}

/** Whole communes, without their subdivisions. */
const completeCommunes = ({ communes }: PressView): PressView["communes"] =>
  communes.filter(({ complet, kind }) => complet && kind === "commune");

/** Départements by région, as the trees of 2024 and 2026 announce them. */
export function territoriesOf(places: readonly PressPlace[]) {
  const regions = new Map<string, Place & { readonly departements: Place[] }>();
  for (const place of places) {
    const region = regionOf(place);
    const known = regions.get(region.code);
    if (known) known.departements.push(departementOf(place));
    else regions.set(region.code, { ...region, departements: [departementOf(place)] });
  }
  return [...regions.values()];
}
