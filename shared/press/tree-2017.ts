import type { DossierHead, DossierPart } from "../contracts/dossier.ts";
import { arrondissementsOf } from "../territory/codes.ts";
import { arrondissementId, communeId, secteursOf, type PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import { FILES_2017 } from "./forms-2017.ts";
import type { Arrival, CommuneId, CommuneResult, Document2017, IndexRow, RegionId, Tour2017 } from "./model-2017.ts";
import { byPanneau, candidatOf } from "./standing.ts";
import { stampOf } from "./stamps.ts";
import { sumOf, type PressFile, type PressTree, type Row, type TreeContext } from "./tree.ts";
import type { Territory } from "./view.ts";

/** The tree of 2017: présidentielle, where candidates stand before the whole nation. */
export function tree2017({ head, root, earlier }: TreeContext): PressTree {
  const scrutin: Scrutin = { type: "Présidentielle", annee: Number(head.scrutin.date.slice(0, 4)) };
  const results = `${root}/resultatsT${head.tour}`;
  const tour = tourOfHead(head);
  /** Files of round 2 carry both rounds, when the run of the first is known. */
  const tourBefore = earlier && tourOfHead(earlier.head);
  const tours = (place: string, mentions: Mentions, voix: readonly number[]): Tour2017[] => {
    const before = earlier?.sums(place);
    return [...(before && tourBefore ? [tourBefore(before.mentions, before.voix)] : []), tour(mentions, voix)];
  };
  const resultOf = ({ code, nom, mentions, voix }: Territory, { id }: PressPlace): CommuneResult => ({
    code,
    nom,
    tours: tours(`${id.code3}${code}`, mentions, voix),
  });
  const file = (path: string, document: Document2017): PressFile => ({ path, text: FILES_2017.write(document) });
  const folderOf = ({ region, id }: PressPlace): string => `${results}/${region.code3}/${id.code3}`;
  const communeFile = (place: PressPlace, code: string): string => `${folderOf(place)}/${place.id.code3}${code}.xml`;
  const departementFile = (place: PressPlace): string => `${folderOf(place)}/${place.id.code3}.xml`;
  const regionFile = (region: RegionId): string => `${results}/${region.code3}/${region.code3}.xml`;
  const franceFile = `${results}/FE.xml`;

  return {
    before: (places, parts) => [
      file(`${root}/referencePR/listeregdptcom.xml`, {
        kind: "references",
        scrutin,
        regions: regionsOf(places).map(({ region, members }) => ({
          ...region,
          departements: members.map((place) => ({ ...place.id, communes: expectedCommunes(place, parts) })),
        })),
      }),
      file(`${root}/candidatureT${head.tour}/CandidatureT${head.tour}.xml`, {
        kind: "candidatures",
        scrutin,
        candidats: head.candidatures.map(candidatOf).sort(byPanneau),
      }),
    ],

    shows: ({ place, communes, complet }) => (place.abroad ? complet : communes.some((commune) => commune.complet)),

    departement: ({ place, communes, sections, complet, mentions, voix }) => {
      const inside = { scrutin, region: place.region, departement: place.id };
      const own = complet
        ? [
            file(departementFile(place), {
              kind: "departement",
              ...inside,
              tours: tours(place.id.code3, mentions, voix),
            }),
          ]
        : [];
      if (place.abroad) return own;
      const results5 = communes.filter((commune) => commune.complet).map((commune) => resultOf(commune, place));
      return [
        ...results5.map((commune) => file(communeFile(place, commune.code), { kind: "commune", ...inside, commune })),
        file(`${folderOf(place)}/${place.id.code3}com.xml`, { kind: "communes", ...inside, communes: results5 }),
        ...own,
        ...sections
          .filter((section) => section.complet)
          .map((section) =>
            file(communeFile(place, section.code), { kind: "section", ...inside, section: resultOf(section, place) }),
          ),
        file(`${folderOf(place)}/${place.id.code3}IDX.xml`, {
          kind: "index-departement",
          ...inside,
          tour: head.tour,
          communes: communes.map(arrivalOf),
          sections: sections.map(arrivalOf),
        }),
      ];
    },

    above: ({ place }, rows) => {
      const members = rows.filter((row) => row.place.region.code3 === place.region.code3);
      const regional =
        isRegion(place.region) && members.every((row) => row.published?.complet)
          ? [
              file(regionFile(place.region), {
                kind: "region",
                scrutin,
                region: place.region,
                tours: tours(`R${place.region.code3}`, ...sumOf(members)),
              }),
            ]
          : [];
      const national = rows.every((row) => row.published?.complet)
        ? [file(franceFile, { kind: "france", scrutin, tours: tours("FE", ...sumOf(rows)) })]
        : [];
      return [...regional, ...national, file(`${results}/index.xml`, indexOf(scrutin, rows))];
    },

    withdrawn: ({ place, communes, sections, complet }) => {
      if (!communes.some(isWithdrawn)) return [];
      const gone = [...communes.filter((one) => isWithdrawn(one) || one.kind === "somme"), ...sections]
        .filter((one) => !one.complet)
        .map(({ code }) => communeFile(place, code));
      return complet ? gone : [...gone, departementFile(place), regionFile(place.region), franceFile];
    },
  };
}

/** The tour of a dossier over figures in the order of its candidatures: all of them, in the order of the panels (PUB-34). */
function tourOfHead(head: DossierHead): (mentions: Mentions, voix: readonly number[]) => Tour2017 {
  const candidats = head.candidatures.map(candidatOf);
  return (mentions, voix) => ({
    tour: head.tour,
    mentions,
    scores: candidats.map((candidat, i) => ({ ...candidat, voix: voix[i] ?? 0 })).sort(byPanneau),
  });
}

/** Whether a territory came, as the index of its département tells it. */
export const arrivalOf = ({ code, nom, complet, maj }: Territory): CommuneId & Arrival => ({
  code,
  nom,
  parvenu: complet,
  maj: maj === null ? null : stampOf(maj),
});

/** It was complete and is no longer. */
export const isWithdrawn = ({ complet, maj }: Territory): boolean => !complet && maj !== null;
const isRegion = ({ code3 }: RegionId): boolean => code3 !== "000";

/** Places by région, in their order. */
function regionsOf<T extends { readonly region: RegionId }>(
  places: readonly T[],
): { readonly region: RegionId; readonly members: readonly T[] }[] {
  const regions = new Map<string, { readonly region: RegionId; readonly members: T[] }>();
  for (const place of places) {
    const known = regions.get(place.region.code3);
    if (known) known.members.push(place);
    else regions.set(place.region.code3, { region: place.region, members: [place] });
  }
  return [...regions.values()];
}

/** What file 1 announces of a département: each of its communes and their subdivisions (PUB-39). */
function expectedCommunes(place: PressPlace, parts: readonly DossierPart[]): CommuneId[] {
  if (place.abroad) return [];
  const communes = parts.filter((part) => place.members.includes(part.departement)).flatMap((part) => part.communes);
  const arrondissements = communes.flatMap(({ code, bureaux }) => {
    const used = new Set(bureaux.map(({ arrondissement }) => arrondissement));
    return arrondissementsOf(code).filter((arrondissement) => used.has(arrondissement));
  });
  return [
    ...communes.map(({ code, nom }) => communeId(code, nom)),
    ...arrondissements.map(arrondissementId),
    ...(arrondissements.length > 0 ? secteursOf(place.members[0] ?? "") : []),
  ]
    .map(({ code, nom }) => ({ code, nom }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** When something changed, when it was published, whether all of it is there. */
export const indexRowOf = (maj: number, extraction: number, complet: boolean): IndexRow => ({
  maj: stampOf(maj),
  extraction: stampOf(extraction),
  complet,
});

/** The national index: the départements that were published, and the régions that have one. */
function indexOf(scrutin: Scrutin, rows: readonly Row[]): Document2017 {
  const published = rows.flatMap(({ place, published: row }) => (row ? [{ place, row }] : []));
  return {
    kind: "index",
    scrutin,
    departements: published.map(({ place, row }) => ({
      ...place.id,
      region: { code: place.region.code, code3: place.region.code3 },
      ...indexRowOf(row.maj, row.extraction, row.complet),
    })),
    regions: regionsOf(rows.map((row) => ({ ...row, region: row.place.region })))
      .filter(({ region, members }) => isRegion(region) && members.some((row) => row.published))
      .map(({ region, members }) => {
        const known = members.flatMap((row) => row.published ?? []);
        return {
          ...region,
          ...indexRowOf(
            Math.max(...known.map(({ maj }) => maj)),
            Math.max(...known.map(({ extraction }) => extraction)),
            members.every((row) => row.published?.complet),
          ),
        };
      }),
  };
}
