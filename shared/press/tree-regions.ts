import type { Candidature } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import { addSums } from "../documents/summary.ts";
import type { Outcome } from "../law/outcome.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions, Tour } from "./figures.ts";
import type { Scrutin } from "./forms.ts";
import { FILES_REGIONS, type CommuneListes, type DocumentRegions, type ScoreListe } from "./forms-regions.ts";
import type { Place } from "./model-2024.ts";
import { stampOf } from "./stamps.ts";
import { nuancesOf, teteOf } from "./standing.ts";
import { arrivalOf, isWithdrawn } from "./tree-2017.ts";
import type { PressFile, PressTree, Row, TreeContext } from "./tree.ts";
import { mentionsOf, seatsToFill } from "./unites-2024.ts";
import type { PressView, Territory } from "./view.ts";

/** A list's name where no nuance is known. */
const NO_NUANCE = { code: "LNC", libelle: "Liste dont la nuance n'est pas connue" };

/**
 * The tree of the régionales: by commune, by section électorale (a département), by région. A région of one département has a single
 * section, whose files lie at its own place.
 */
export function treeRegions({ head, root, decided }: TreeContext): PressTree {
  const { tour } = head;
  const scrutin: Scrutin = { type: "Régionales", annee: Number(head.scrutin.date.slice(0, 4)) };
  const results = `${root}/resultatsT${tour}`;
  const file = (path: string, document: DocumentRegions): PressFile => ({
    path: `${results}/${path}`,
    text: FILES_REGIONS.write(document),
  });
  const regionOf = ({ region }: PressPlace): Place => ({ code: region.code, nom: region.nom });
  const alone = ({ members, region }: PressPlace): boolean =>
    head.departements.every((row) => row.region !== region.code || members.includes(row.code));
  const sectionOf = (place: PressPlace): Place => ({
    code: alone(place) ? `${place.region.code}00` : `${place.region.code}${place.id.codeMin}`,
    nom: place.id.nom,
  });
  /** Folder of a section, and what its files' names begin with. */
  const folderOf = (place: PressPlace): readonly [folder: string, name: string] => {
    const { code } = sectionOf(place);
    return alone(place) ? [place.region.code, place.region.code] : [`${place.region.code}/${code}`, code];
  };
  const pathOf = (place: PressPlace, suffix: string): string => {
    const [folder, name] = folderOf(place);
    return `${folder}/${name}${suffix}.xml`;
  };
  const inside = (place: PressPlace) => ({
    scrutin,
    region: regionOf(place),
    ...(!alone(place) && { section: sectionOf(place) }),
  });
  const regionPath = (place: PressPlace): string => `${place.region.code}/${place.region.code}.xml`;

  /** Figures of the lists of a région. */
  const round = (
    candidatures: readonly Candidature[],
    mentions: Mentions,
    voix: readonly number[],
    outcome?: Outcome,
  ): Tour<ScoreListe> => {
    const seats = new Map(outcome?.candidatures.map(({ id, sieges }) => [id, sieges]));
    return {
      tour,
      mentions,
      scores: candidatures.map((candidature, i) => {
        const sieges = seats.get(candidature.id);
        return {
          tete: teteOf(candidature),
          nuance: candidature.nuance === undefined ? NO_NUANCE : nuancesOf(head)(candidature.nuance),
          voix: voix[i] ?? 0,
          ...(sieges !== undefined && { sieges }),
        };
      }),
    };
  };
  /** A département has one région, so one unite: its part of it. */
  const uniteOf = ({ unites }: PressView): UniteRow => unites[0]!;
  const communeOf = (view: PressView, { code, nom, mentions, voix }: Territory): CommuneListes => ({
    code,
    nom,
    tours: [round(uniteOf(view).candidatures, mentions, voix)],
  });
  const communesOf = ({ communes }: PressView): readonly Territory[] =>
    communes.filter(({ kind }) => kind === "commune");
  const shows = (view: PressView): boolean => view.unites.length > 0 && communesOf(view).some(({ complet }) => complet);

  const regionFile = (view: PressView, rows: readonly Row[]): PressFile[] => {
    const { place } = view;
    const members = rows.filter((row) => row.place.region.code === place.region.code);
    if (!members.every(({ published }) => published?.complet)) return [];
    const code = place.region.code;
    const parts = members.flatMap(({ published }) => published?.partagees?.[code] ?? []);
    const unite = (head.partagees ?? []).find((one) => one.code === code);
    const candidatures = unite?.candidatures ?? uniteOf(view).candidatures;
    const voix = candidatures.map((_, i) => parts.reduce((sum, part) => sum + (part.voix[i] ?? 0), 0));
    const outcome = unite === undefined ? uniteOf(view).outcome : decided(code, voix);
    const settled = outcome?.statut === "ACQUIS_T1" || outcome?.statut === "ACQUIS_T2" ? outcome : undefined;
    return [
      file(regionPath(place), {
        kind: "region-listes",
        scrutin,
        region: regionOf(place),
        ...(outcome &&
          outcome.statut !== "INCOMPLET" && { sieges: seatsToFill({ sieges: unite?.sieges ?? 0 }, outcome) }),
        tours: [round(candidatures, addSums(parts.map(({ mentions }) => mentions)), voix, settled)],
      }),
    ];
  };
  const indexFile = (rows: readonly Row[]): PressFile => {
    const regions = Map.groupBy(
      rows.filter(({ place }) => place.region.code !== "00"),
      ({ place }) => place.region.code,
    );
    return file("index.xml", {
      kind: "index-regions",
      scrutin,
      regions: [...regions.values()].flatMap((members) => {
        const published = members.flatMap((row) => row.published ?? []);
        if (published.length === 0) return [];
        return {
          ...regionOf(members[0]!.place),
          maj: stampOf(Math.max(...published.map(({ maj }) => maj))),
          complet: members.every((row) => row.published?.complet),
          sections: members.filter((row) => row.published).map(({ place }) => sectionOf(place)),
        };
      }),
    });
  };

  return {
    before: () => [],
    shows,
    departement: (view) => {
      if (!shows(view)) return [];
      const { place, complet } = view;
      const unite = uniteOf(view);
      const communes = communesOf(view)
        .filter((commune) => commune.complet)
        .map((commune) => communeOf(view, commune));
      return [
        ...communes.map((commune) =>
          file(pathOf(place, commune.code), { kind: "commune-listes", ...inside(place), commune }),
        ),
        file(pathOf(place, "000"), { kind: "communes-listes", ...inside(place), communes }),
        ...(complet && !alone(place)
          ? [
              file(pathOf(place, ""), {
                kind: "section-listes",
                ...inside(place),
                tours: [
                  round(
                    unite.candidatures,
                    mentionsOf(unite),
                    unite.candidatures.map(({ voix }) => voix),
                  ),
                ],
              }),
            ]
          : []),
        file(`${folderOf(place)[0]}/index.xml`, {
          kind: "index-section",
          ...inside(place),
          tours: [{ tour, communes: communesOf(view).map(arrivalOf) }],
        }),
      ];
    },
    above: (view, rows) => [...(view.place.region.code === "00" ? [] : regionFile(view, rows)), indexFile(rows)],
    withdrawn: (view) => {
      const { place, complet } = view;
      const gone = communesOf(view)
        .filter(isWithdrawn)
        .map(({ code }) => pathOf(place, code));
      if (gone.length === 0) return [];
      return [...gone, ...(complet ? [] : [pathOf(place, ""), regionPath(place)])].map((path) => `${results}/${path}`);
    },
  };
}
