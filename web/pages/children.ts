import type { FranceDocument } from "../documents.ts";
import type { ScoredCandidature, TerritoryRow } from "#shared/documents/common.ts";
import type {
  BureauRow,
  BureauxDocument,
  Correction,
  DepartementDocument,
  UniteRow,
} from "#shared/documents/departement.ts";
import type { DepartementRow } from "#shared/documents/national.ts";
import { arrondissementOf, arrondissementsOf } from "#shared/territory/codes.ts";
import type { Place } from "../address.ts";
import { slotsOf } from "../components/colours.ts";
import { fullName, namesOf, placeLink, ranked, type Context } from "../components/context.ts";
import { corrections } from "../components/corrections.ts";
import { territories, type Row } from "../components/territories.ts";
import { bureauxTable } from "../components/bureaux.ts";
import { h, type Element } from "../tree/node.ts";
import type { Scene } from "./scene.ts";
import { ballotsOf, namesWithin, sharedUnite, type Ballot } from "./territory.ts";

/** Whether a bureau lies in a commune, in an arrondissement of one, or in a unite. */
export const isIn =
  ({ kind, code }: Extract<Place, { kind: "commune" | "unite" }>) =>
  ([commune, bureau, unite]: BureauRow): boolean =>
    unite === code || (kind === "commune" && (commune === code || arrondissementOf(commune, bureau) === code));

/** What lies within a place: tables that are also the way down, and the corrections. */
export function children(context: Context, scene: Scene): readonly (Element | null)[] {
  const { place } = context.address;
  const { france, departement, bureaux } = scene.documents;
  switch (place.kind) {
    case "france":
      // A night of one département leads further down at once.
      return departement !== null && france.departements.length === 1
        ? withinDepartement(context, scene, departement)
        : [departementsTable(context, france, france.departements), beside(context, scene)];
    case "region":
      return [
        departementsTable(
          context,
          france,
          france.departements.filter((row) => row.region === place.code),
        ),
        beside(context, scene),
      ];
    case "departement":
      if (departement === null) return [];
      return [...withinDepartement(context, scene, departement), beside(context, scene)];
    case "commune": {
      if (departement === null) return [];
      const arrondissements = new Set(arrondissementsOf(place.code));
      return [
        arrondissementsTable(
          context,
          departement,
          departement.resultat.arrondissements.filter(({ code }) => arrondissements.has(code)),
        ),
        bureauxWithin(context, departement, bureaux, isIn(place)),
        correctionsOf(
          context,
          departement,
          departement.corrections.filter(({ commune }) => commune === place.code),
        ),
        togetherTable(context, departement, scene, place.code),
        beside(context, scene),
      ];
    }
    case "unite": {
      if (departement === null) return [];
      const shared = sharedUnite(france, place.code);
      if (shared !== undefined) {
        const members = france.departements.filter(({ code }) => shared.departements.includes(code));
        return [departementsTable(context, france, members)];
      }
      return [
        communesTable(
          context,
          departement,
          departement.resultat.communes.filter(({ voix }) => voix.some(({ unite }) => unite === place.code)),
        ),
        bureauxWithin(context, departement, bureaux, isIn(place)),
        beside(context, scene),
      ];
    }
  }
}

/** What lies within a département. */
const withinDepartement = (
  context: Context,
  { documents: { france } }: Scene,
  departement: DepartementDocument,
): readonly (Element | null)[] => [
  // The page of a département that is one unite shows it already.
  departement.resultat.unites.length > 1 ? unitesTable(context, france, departement) : null,
  communesTable(context, departement, departement.resultat.communes),
  correctionsOf(context, departement, departement.corrections),
];

function departementsTable(context: Context, france: FranceDocument, rows: readonly DepartementRow[]): Element | null {
  const { t, f } = context;
  const candidatures = france.candidatures ?? [];
  const slot = slotsOf(candidatures);
  const name = namesOf(candidatures);
  const done = rows.filter(({ complet }) => complet).length;
  return territories(context, {
    id: "departements",
    title: t.territories.departements,
    hint: t.territories.doneOf(done, f.number(done), f.number(rows.length)),
    rows: rows.map(({ code, nom, complet, bureaux, participation, tete, voix, exprimes = 0 }): Row => {
      const led = candidatures.findIndex(({ id }) => id === tete);
      return {
        key: code,
        name: `${code} ${nom}`,
        href: placeLink(context, { kind: "departement", code }),
        ...bureaux,
        complete: complet,
        ...participation,
        ahead: tete ? { name: name(tete), share: f.percent(voix?.[led] ?? 0, exprimes), slot: slot(tete) } : undefined,
      };
    }),
  });
}

/** Links to places, as a list that is read down its columns. */
function links(
  context: Context,
  title: string,
  places: readonly { readonly nom: string; readonly place: Place }[],
): Element | null {
  if (places.length === 0) return null;
  return h(
    "nav",
    { class: "panel places", "aria-labelledby": "places-title", key: "places" },
    h("h2", { id: "places-title" }, title),
    h(
      "ul",
      {},
      places
        .toSorted((a, b) => context.f.compare(a.nom, b.nom))
        .map(({ nom, place }) => h("li", { key: nom }, h("a", { href: placeLink(context, place) }, nom))),
    ),
  );
}

/** What stands beside a place: the other régions, the départements of its région, the unites of its département, the arrondissements of its city. */
function beside(context: Context, { documents: { france, departement } }: Scene): Element | null {
  const { t, address } = context;
  const { place } = address;
  switch (place.kind) {
    case "france":
    case "region": {
      const title = place.kind === "france" ? t.territories.regions : t.territories.beside;
      const others = france.regions.filter(({ code }) => place.kind === "france" || code !== place.code);
      // The one région of a night is on the way to its départements.
      if (france.regions.length < 2) return null;
      return links(
        context,
        title,
        others.map(({ code, nom }) => ({ nom, place: { kind: "region", code } })),
      );
    }
    case "departement": {
      const own = france.departements.find(({ code }) => code === place.code);
      const others = france.departements.filter(
        ({ code, region }) => region !== null && region === own?.region && code !== place.code,
      );
      return links(
        context,
        t.territories.beside,
        others.map(({ code, nom }) => ({ nom, place: { kind: "departement", code } })),
      );
    }
    case "unite": {
      const { unites = [] } = departement?.resultat ?? {};
      const own = unites.find(({ code }) => code === place.code);
      // Secteurs stand beside secteurs, not beside the communes that elect a council of their own.
      const others = unites.filter(({ code, type }) => code !== place.code && type === own?.type);
      return links(
        context,
        t.territories.beside,
        others.map(({ code, nom }) => ({ nom, place: { ...place, code } })),
      );
    }
    case "commune": {
      // Of an arrondissement, the others of its city.
      const { communes = [], arrondissements = [] } = departement?.resultat ?? {};
      const city = communes.map(({ code }) => arrondissementsOf(code)).find((codes) => codes.includes(place.code));
      const others = arrondissements.filter(({ code }) => code !== place.code && city?.includes(code));
      return links(
        context,
        t.territories.beside,
        others.map(({ code, nom }) => ({ nom, place: { kind: "commune", code } })),
      );
    }
  }
}

/** Who is ahead among candidatures, as a table says it. */
function aheadAmong(
  { f }: Context,
  candidatures: readonly ScoredCandidature[],
  slot: (id: string) => number,
): Row["ahead"] {
  const [first, second] = ranked(candidatures);
  if (first === undefined || first.voix === 0 || first.voix === second?.voix) return undefined;
  return { name: fullName(first), share: f.share(first.pourcentExprimes), slot: slot(first.id) };
}

function bureauxWithin(
  context: Context,
  departement: DepartementDocument,
  bureaux: BureauxDocument | null,
  within: (row: BureauRow) => boolean,
): Element | null {
  if (bureaux === null) return null;
  const { communes, unites } = departement.resultat;
  const nomOf = (rows: readonly { readonly code: string; readonly nom: string }[]) => {
    const names = new Map(rows.map(({ code, nom }) => [code, nom]));
    return (code: string): string => names.get(code) ?? code;
  };
  return bureauxTable(context, {
    document: bureaux,
    nameOf: namesWithin(departement),
    communeOf: nomOf(communes),
    uniteOf: nomOf(unites),
    within,
  });
}

/** What the law made of a unite, in a few words. */
function issueOf({ t }: Context, { outcome, candidatures }: Pick<UniteRow, "outcome" | "candidatures">): string {
  const elected = outcome.candidatures.filter(({ statut }) => statut === "ELU_T1" || statut === "ELU_T2");
  const certain = outcome.candidatures.filter(({ certitude }) => certitude === "ELU");
  const decided = elected.length === 1 && (elected[0]?.sieges ?? 1) <= 1;
  const [one] = decided ? elected : certain;
  if (one === undefined) return t.outcome.short[outcome.statut] ?? outcome.statut;
  const person = candidatures.find(({ id }) => id === one.id);
  const name = person === undefined ? one.id : fullName(person);
  const told = decided ? t.headline.elected : t.headline.certainElected;
  return told(name, name.includes(" et "), person?.civilite === "Mme");
}

const issueIn = (context: Context, unite: UniteRow | undefined): Pick<Row, "issue"> =>
  unite === undefined ? {} : { issue: issueOf(context, unite) };

/** The unites in which a commune lies, as a table: seventeen secteurs are too many to be shown one after the other. */
export function unitesOfCommune(
  context: Context,
  { documents: { france, departement } }: Scene,
  ballots: readonly Ballot[],
): Element | null {
  const codes = new Set(ballots.map(({ unite }) => unite));
  return departement === null ? null : unitesTable(context, france, departement, ({ code }) => codes.has(code));
}

/** What unites are called together: by their type where they have one. */
function titleOf({ t }: Context, unites: readonly UniteRow[]): string {
  const [type = "", ...others] = new Set(unites.map((unite) => unite.type));
  return (others.length === 0 ? t.territories.kinds[type]?.[0] : undefined) ?? t.territories.unites;
}

function unitesTable(
  context: Context,
  france: FranceDocument,
  { resultat }: DepartementDocument,
  kept: (unite: UniteRow) => boolean = () => true,
): Element | null {
  // Communes that are unites are in the table of communes.
  const unites = resultat.unites.filter((unite) => unite.type !== "commune" && kept(unite));
  return territories(context, {
    id: "unites",
    title: titleOf(context, unites),
    rows: unites.map(({ code, nom, complet, bureaux, totaux, candidatures, outcome }): Row => ({
      key: code,
      name: nom,
      href: placeLink(context, { kind: "unite", departement: resultat.departement.code, code }),
      ...bureaux,
      complete: complet,
      ...totaux,
      ahead: aheadAmong(context, candidatures, slotsOf(candidatures)),
      issue: issueOf(context, { outcome: sharedUnite(france, code)?.outcome ?? outcome, candidatures }),
    })),
  });
}

/** Where and how a table of communes stands. */
interface Label {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
}

function communesTable(
  context: Context,
  document: DepartementDocument,
  rows: readonly TerritoryRow[],
  label: Label = { id: "communes", title: context.t.territories.communes },
): Element | null {
  return territories(context, { ...label, rows: byName(context, communeRows(context, document, rows)) });
}

const byName = ({ f }: Context, rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => f.compare(a.name, b.name));

function communeRows(context: Context, document: DepartementDocument, rows: readonly TerritoryRow[]): readonly Row[] {
  const own = new Map(document.resultat.unites.filter(({ type }) => type === "commune").map((one) => [one.code, one]));
  return rows.map((row): Row => {
    // A commune cut by several unites has no ballot of its own: its greatest part speaks.
    const [ballot] = ballotsOf(document, row).toSorted((a, b) => b.exprimes - a.exprimes);
    return {
      key: row.code,
      name: row.nom,
      href: placeLink(context, { kind: "commune", code: row.code }),
      ...row.bureaux,
      complete: row.complet,
      ...row.totaux,
      ahead: ballot && aheadAmong(context, ballot.candidatures, slotsOf(ballot.candidatures)),
      ...issueIn(context, own.get(row.code)),
    };
  });
}

/** The communes of the same intercommunalité, whichever département they lie in. */
function togetherTable(
  context: Context,
  document: DepartementDocument,
  { together }: Scene,
  code: string,
): Element | null {
  if (together === null) return null;
  const members = new Set(together.communes);
  const within = ({ resultat }: DepartementDocument): readonly TerritoryRow[] =>
    resultat.communes.filter((row) => row.code !== code && members.has(row.code));
  const rows = [
    ...communeRows(context, document, within(document)),
    ...together.elsewhere.flatMap((other) =>
      communeRows(context, other, within(other)).map((row) => ({
        ...row,
        name: `${row.name} (${other.resultat.departement.nom})`,
      })),
    ),
  ];
  const here = document.resultat.communes.find((row) => row.code === code)?.nom ?? code;
  const { t } = context;
  return territories(context, {
    id: "together",
    title: t.territories.together(together.nom),
    hint: t.territories.togetherHint(here),
    rows: byName(context, rows),
  });
}

const arrondissementsTable = (
  context: Context,
  document: DepartementDocument,
  rows: readonly TerritoryRow[],
): Element | null =>
  communesTable(context, document, rows, { id: "arrondissements", title: context.t.territories.arrondissements });

function correctionsOf(
  context: Context,
  { resultat }: DepartementDocument,
  list: readonly Correction[],
): Element | null {
  const communes = new Map(resultat.communes.map((row) => [row.code, row]));
  return corrections(
    context,
    list,
    (commune) => communes.get(commune)?.nom ?? commune,
    ({ commune, apres }) => {
      const voix = communes.get(commune)?.voix ?? [];
      // Where a commune has several ballots, the number of candidatures tells which one.
      const unite = voix.find((one) => one.voix.length === apres.voix.length)?.unite;
      const owner = resultat.unites.find(({ code }) => code === unite);
      return (owner?.candidatures ?? resultat.candidatures).map(fullName);
    },
  );
}
