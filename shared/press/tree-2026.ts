import type { Candidature } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import type { PressPlace } from "./codes.ts";
import type { Scrutin } from "./forms.ts";
import { FILES_2026 } from "./forms-2024.ts";
import type { Arrivee2024, Circonscription2024, Document2024, Liste2024, Resultats2024 } from "./model-2024.ts";
import { nuancesOf } from "./standing.ts";
import { territoriesOf } from "./tree-2024.ts";
import type { PressFile, PressTree, Row, TreeContext } from "./tree.ts";
import {
  colistiersOf,
  departementOf,
  etatOf,
  listeOf,
  mentionsOf,
  personsTour,
  regionOf,
  seatsFilled,
  seatsToFill,
} from "./unites-2024.ts";
import type { PressView } from "./view.ts";

const TYPES: Readonly<Record<string, string>> = { municipales: "Municipales", senatoriales: "Sénatoriales" };

/** The word of 2026 for who may stand in round 2. */
const QUALIFIE = "QUALIFIE(E) AU T2";

/** Senators are elected on lists where there are three or more (L294, L295): in one round. */
const SENATE_BY_LIST = 3;

/**
 * The tree of 2026: sénatoriales, a file a circonscription (a département) as the ministry's own of that September; municipales, by
 * commune or secteur in a file a département, with the same lists (docs/press.md says what of it was seen).
 */
export function tree2026({ head, root, earlier }: TreeContext): PressTree {
  const { tour } = head;
  const senate = head.scrutin.type === "senatoriales";
  const scrutin: Scrutin = { type: TYPES[head.scrutin.type] ?? "", annee: Number(head.scrutin.date.slice(0, 4)) };
  const results = `resultatsT${tour}`;
  const file = (path: string, document: Document2024): PressFile => ({
    path: `${root}/${path}`,
    text: FILES_2026.write(document),
  });
  const senatePath = (code: string): string => `${results}/${code}/R${tour}${code}.xml`;
  const communalPath = (place: PressPlace): string => {
    const { code } = departementOf(place);
    return `${results}/${code}/R${tour}${code}CIR.xml`;
  };

  /** The round of a unite, by list or by name. */
  const round = ({
    head: of,
    unite,
    standing,
  }: {
    readonly head: TreeContext["head"];
    readonly unite: UniteRow;
    readonly standing: ReadonlyMap<string, Candidature>;
  }): Resultats2024 => {
    const nuanceOf = nuancesOf(of);
    if (senate && seatsToFill(unite, unite.outcome) < SENATE_BY_LIST) {
      const { scores, ...figures } = personsTour(of, unite, unite.outcome, nuanceOf, QUALIFIE);
      // Nobody has a panel: they stand in the order of the alphabet.
      const persons = scores.map(({ panneau: _panneau, ...score }) => score).sort((a, b) => (a.nom < b.nom ? -1 : 1));
      return { par: "plusieurs", tours: [{ ...figures, scores: persons }] };
    }
    const outcomes = new Map(unite.outcome.candidatures.map((one) => [one.id, one]));
    const scores = unite.candidatures.map((scored, i): Liste2024 => {
      const candidature = standing.get(scored.id) ?? scored;
      const outcome = outcomes.get(scored.id);
      return {
        ...listeOf(candidature, i, nuanceOf),
        voix: scored.voix,
        sieges: outcome?.sieges ?? 0,
        ...colistiersOf(candidature, outcome),
      };
    });
    return { par: "listes", tours: [{ tour: of.tour, mentions: mentionsOf(unite), scores }] };
  };
  const circonscription = (view: PressView, unite: UniteRow): Circonscription2024 => {
    const before = earlier?.view(view.place)?.unites.find(({ code }) => code === unite.code);
    const standing = new Map(
      view.parts
        .flatMap(({ unites }) => unites.find(({ code }) => code === unite.code)?.candidatures ?? [])
        .map((one) => [one.id, one]),
    );
    const now = round({ head, unite, standing });
    const first = before && earlier ? round({ head: earlier.head, unite: before, standing: new Map() }) : null;
    const together = first?.par === now.par ? [...first.tours, ...now.tours] : now.tours;
    return {
      code: unite.code,
      nom: unite.nom,
      sieges: seatsToFill(unite, unite.outcome) + (before ? seatsFilled(before.outcome) : 0),
      pourvus: seatsFilled(unite.outcome) + (before ? seatsFilled(before.outcome) : 0),
      resultats: { ...now, tours: together } as Resultats2024,
    };
  };
  const complete = ({ unites }: PressView): readonly UniteRow[] => unites.filter(({ complet }) => complet);

  const departement = (view: PressView): PressFile[] => {
    const unites = complete(view);
    if (unites.length === 0) return [];
    return senate
      ? unites.map((unite) =>
          file(senatePath(unite.code), {
            kind: "circonscription",
            scrutin,
            region: regionOf(view.place),
            circonscription: circonscription(view, unite),
          }),
        )
      : [
          file(communalPath(view.place), {
            kind: "circonscriptions",
            scrutin,
            departement: departementOf(view.place),
            circonscriptions: unites.map((unite) => circonscription(view, unite)),
          }),
        ];
  };

  /** Every circonscription that votes, and in round 2 those that round 1 filled. */
  const senateRows = (rows: readonly Row[], extraction: number): Arrivee2024[] => {
    const voting = new Set(head.departements.map(({ code }) => code));
    const all = [...(earlier?.head.departements ?? []).filter(({ code }) => !voting.has(code)), ...head.departements];
    return all
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ code, nom }): Arrivee2024 => {
        if (!voting.has(code)) return { code, nom, pourvu: "T1" };
        const published = rows.find(({ place }) => place.members.includes(code))?.published ?? null;
        const filled = published?.pourvus[code];
        return {
          code,
          nom,
          etat: etatOf(filled === undefined ? null : published, extraction),
          pourvu: filled ? `T${tour}` : "NON",
        };
      });
  };
  const indexOf = (rows: readonly Row[]): PressFile => {
    const extraction = Math.max(...rows.flatMap(({ published }) => published?.extraction ?? []));
    const path = `${results}/INDEX${tour}FE.xml`;
    return senate
      ? file(path, { kind: "index-circonscriptions", scrutin, circonscriptions: senateRows(rows, extraction) })
      : file(path, {
          kind: "index-departements",
          scrutin,
          departements: rows.map(({ place, published }) => ({
            ...departementOf(place),
            etat: etatOf(published, extraction),
          })),
        });
  };

  return {
    before: (places) => [
      file("territoires/territoires.xml", { kind: "territoires", scrutin, regions: territoriesOf(places) }),
      file("nuances/nuances.xml", {
        kind: "nuances-listes",
        scrutin,
        nuances: head.candidatures.map(({ id, nom }) => ({ code: id, libelle: nom })),
      }),
    ],
    shows: (view) => complete(view).length > 0,
    departement,
    above: (_view, rows) => [indexOf(rows)],
    withdrawn: (view) => {
      const there = new Set(departement(view).map(({ path }) => path));
      const mayBe = senate ? view.place.members.map(senatePath) : [communalPath(view.place)];
      return mayBe.map((path) => `${root}/${path}`).filter((path) => !there.has(path));
    },
  };
}
