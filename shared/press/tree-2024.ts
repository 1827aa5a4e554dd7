import type { Candidature, DossierPart } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import { addSums } from "../documents/summary.ts";
import type { StatutCandidature } from "../law/outcome.ts";
import type { PressPlace } from "./codes.ts";
import type { Mentions } from "./figures.ts";
import type { Scrutin } from "./model-2017.ts";
import type {
  Candidat2024,
  Circonscription2024,
  Document2024,
  Elu,
  Nuance,
  Place,
  Resultats2024,
} from "./model-2024.ts";
import { sumOf, type PressFile, type PressTree, type Row, type TreeContext } from "./tree.ts";
import type { PressView } from "./view.ts";
import { write2024 } from "./write-2024.ts";

const TYPES: Readonly<Record<string, string>> = { legislatives: "Législatives", europeennes: "Européennes" };

/** The tree of 2024: législatives by circonscription, européennes by commune and list. */
export function tree2024({ head, root }: TreeContext): PressTree {
  const { tour, decision } = head;
  const scrutin: Scrutin = { type: TYPES[head.scrutin.type] ?? "", annee: Number(head.scrutin.date.slice(0, 4)) };
  const labels = new Map(head.candidatures.map(({ id, nom }) => [id, nom]));
  const nuanceOf = (code: string): Nuance => ({ code, libelle: labels.get(code) ?? code });
  const file = (path: string, document: Document2024): PressFile => ({
    path: `${root}/${path}`,
    text: write2024(document),
  });
  const byUnites = decision === "unites";
  const resultsPath = (place: PressPlace): string => {
    const dpt = departementOf(place).code;
    return byUnites
      ? `resultatsT${tour}/${dpt}/R${tour}${dpt}CIR.xml`
      : `resultatsT${tour}/${place.region.code}/${dpt}/R${tour}${dpt}COM.xml`;
  };
  const francePath = `resultatsT${tour}/R${tour}FE.xml`;

  const listes = (mentions: Mentions, voix: readonly number[]): Resultats2024 => ({
    par: "listes",
    tours: [
      {
        tour,
        mentions,
        scores: head.candidatures.map(({ nom, panneau }, i) => ({
          panneau: panneau ?? i + 1,
          nom,
          voix: voix[i] ?? 0,
        })),
      },
    ],
  });
  const circonscription = (place: PressPlace, unite: UniteRow): Circonscription2024 => {
    const statuts = new Map(unite.outcome.candidatures.map(({ id, statut }) => [id, statut]));
    const scores = unite.candidatures
      .map((candidature, i) => ({
        ...candidatOf(candidature, i, nuanceOf),
        voix: candidature.voix,
        elu: eluOf(statuts.get(candidature.id)),
      }))
      .sort((a, b) => a.panneau - b.panneau);
    return {
      ...circonscriptionOf(place, unite),
      sieges: unite.sieges,
      pourvus: scores.filter(({ elu }) => elu === "OUI").length,
      resultats: { par: "candidats", tours: [{ tour, mentions: mentionsOf(unite), scores }] },
    };
  };
  const departementFile = (view: PressView): PressFile => {
    const departement = departementOf(view.place);
    return file(
      resultsPath(view.place),
      byUnites
        ? {
            kind: "circonscriptions",
            scrutin,
            departement,
            circonscriptions: completeUnites(view).map((unite) => circonscription(view.place, unite)),
          }
        : {
            kind: "communes-2024",
            scrutin,
            departement,
            communes: completeCommunes(view).map(({ insee, nom, mentions, voix }) => ({
              code: insee,
              nom,
              resultats: listes(mentions, voix),
            })),
          },
    );
  };
  const franceOf = (rows: readonly Row[]): PressFile => {
    const [mentions, voix] = sumOf(rows);
    const sieges = (code: string): number =>
      rows.reduce((sum, { published }) => sum + (published?.sieges[code] ?? 0), 0);
    const resultats: Resultats2024 = byUnites
      ? {
          par: "nuances",
          tours: [
            {
              tour,
              mentions,
              scores: head.candidatures.map(({ id }, i) => ({
                ...nuanceOf(id),
                voix: voix[i] ?? 0,
                sieges: sieges(id),
              })),
            },
          ],
        }
      : listes(mentions, voix);
    return file(francePath, { kind: "ensemble", scrutin, resultats });
  };
  const shows = (view: PressView): boolean =>
    view.place.abroad && !byUnites
      ? view.complet
      : (byUnites ? completeUnites(view) : completeCommunes(view)).length > 0;

  return {
    before: (places, parts) => [
      file("territoires/territoires.xml", { kind: "territoires", scrutin, regions: territoriesOf(places) }),
      ...(byUnites ? candidatures(places, parts) : []),
    ],
    shows,
    departement: (view) => (shows(view) ? [departementFile(view)] : []),
    above: (_place, rows) => (rows.every(({ published }) => published?.complet) ? [franceOf(rows)] : []),
    withdrawn: (view) => [
      ...(shows(view) ? [] : [`${root}/${resultsPath(view.place)}`]),
      ...(view.complet ? [] : [`${root}/${francePath}`]),
    ],
  };

  function candidatures(places: readonly PressPlace[], parts: readonly DossierPart[]): PressFile[] {
    return [
      file("nuances/nuances.xml", {
        kind: "nuances",
        scrutin,
        nuances: head.candidatures.map(({ id }) => nuanceOf(id)),
      }),
      ...places.map((place) => {
        const departement = departementOf(place);
        const unites = new Map(
          parts
            .filter((part) => place.members.includes(part.departement))
            .flatMap(({ unites: all }) => all.map((unite) => [unite.code, unite] as const)),
        );
        return file(`candidatsT${tour}/${departement.code}/C${tour}${departement.code}.xml`, {
          kind: "candidats",
          scrutin,
          departement,
          circonscriptions: [...unites.values()].map((unite) => ({
            ...circonscriptionOf(place, unite),
            candidats: unite.candidatures
              .map((one, i) => candidatOf(one, i, nuanceOf))
              .sort((a, b) => a.panneau - b.panneau),
          })),
        });
      }),
    ];
  }
}

/** The tree of 2024 names a département by INSEE's code, but for the two that the ministry gathers: `ZX`, `ZZ`. */
const departementOf = ({ id }: PressPlace): Place => ({
  code: /^Z[XZ]$/.test(id.code) ? id.code : id.codeMin,
  nom: id.nom,
});

/** `0101`, `ZX01`, « 1ère circonscription »: the département's number of it, as the rehearsal says it. */
function circonscriptionOf(place: PressPlace, { code, nom }: Place): Place {
  const number = Number(code.slice(-2));
  const ordinal = number === 1 ? "1ère" : `${number}ème`;
  return {
    code: place.id.code === "ZX" ? `ZX${code.slice(-2)}` : code,
    nom: Number.isInteger(number) ? `${ordinal} circonscription` : nom,
  };
}

/** Whole communes, without their subdivisions. */
const completeCommunes = ({ communes }: PressView): PressView["communes"] =>
  communes.filter(({ complet, kind }) => complet && kind === "commune");

/** Complete unites; the parts of one that lies in two of the place's départements are added up, and decided by the nation. */
function completeUnites({ unites }: PressView): UniteRow[] {
  const merged = new Map<string, UniteRow>();
  for (const unite of unites) {
    const known = merged.get(unite.code);
    merged.set(unite.code, known ? together(known, unite) : unite);
  }
  return [...merged.values()].filter(({ complet }) => complet);
}

const together = (a: UniteRow, b: UniteRow): UniteRow => ({
  ...a,
  complet: a.complet && b.complet,
  totaux: addSums([a.totaux, b.totaux]),
  candidatures: a.candidatures.map((candidature, i) => ({
    ...candidature,
    voix: candidature.voix + (b.candidatures[i]?.voix ?? 0),
  })),
});

const mentionsOf = ({ totaux: { inscrits, votants, blancs, nuls, exprimes } }: UniteRow): Mentions => ({
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes,
});

function candidatOf(
  {
    panneau,
    nom,
    prenom = "",
    civilite,
    nuance,
    id,
  }: Pick<Candidature, "panneau" | "nom" | "prenom" | "civilite" | "nuance" | "id">,
  position: number,
  nuanceOf: (code: string) => Nuance,
): Candidat2024 {
  return {
    panneau: panneau ?? position + 1,
    nom,
    prenom,
    civilite: civilite === "M" ? "M." : (civilite ?? ""),
    nuance: nuanceOf(nuance ?? id),
  };
}

/** What the law said, in the words of the file; nothing where it could not say. */
function eluOf(statut: StatutCandidature | undefined): Elu | "" {
  switch (statut) {
    case "ELU_T1":
    case "ELU_T2":
      return "OUI";
    case "QUALIFIE_SEUIL":
    case "QUALIFIE_REPECHAGE":
    case "PEUT_FUSIONNER":
      return "QUALIF T2";
    case undefined:
    case "OUVERT":
    case "INDECIDABLE":
      return "";
    default:
      return "NON";
  }
}

function territoriesOf(places: readonly PressPlace[]) {
  const regions = new Map<string, Place & { readonly departements: Place[] }>();
  for (const place of places) {
    const { code, nom } = place.region;
    const known = regions.get(code);
    if (known) known.departements.push(departementOf(place));
    else regions.set(code, { code, nom, departements: [departementOf(place)] });
  }
  return [...regions.values()];
}
