import { candidatForm, toursForm, type Candidat, type Tour } from "./figures.ts";
import {
  both,
  element,
  fields,
  fileForms,
  leavesOf,
  list,
  optional,
  type FileForms,
  type Form,
  type Scrutin,
} from "./forms.ts";
import { communeForm, departementForm, indexRow, STYLE_2017 } from "./forms-2017.ts";
import type { Nuance } from "./model-2024.ts";
import type { CommuneId, DepartementId, IndexRow } from "./model-2017.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The législatives of 2017 and 2022: the style of the présidentielle, by circonscription and by fraction of commune. No file was
 * kept by anybody: tags and paths are those that published parsers read (docs/press.md), and no others.
 */

export interface ScoreCirconscription extends Candidat {
  readonly nuance: Nuance;
  readonly voix: number;
  /** Said of circonscriptions alone. */
  readonly elu?: boolean;
}
export interface ScoreNuance extends Nuance {
  readonly voix: number;
  readonly sieges: number;
}

/** The part of a commune that lies in a circonscription, by its two digits: a whole commune, most often. */
export interface Fraction extends CommuneId {
  readonly circonscription: string;
  /** Name of the part. */
  readonly fraction: string;
  readonly tours: readonly Tour<ScoreCirconscription>[];
}

export interface Circonscription {
  readonly code: string;
  readonly tours: readonly Tour<ScoreCirconscription>[];
}

/** A file of the tree. */
export type DocumentCirconscriptions =
  | {
      readonly kind: "index-legislatives";
      readonly scrutin: Scrutin;
      readonly departements: readonly (DepartementId & IndexRow)[];
    }
  | ({ readonly kind: "fraction"; readonly commune: Fraction } & InDepartement)
  | ({ readonly kind: "fractions"; readonly communes: readonly Fraction[] } & InDepartement)
  | ({ readonly kind: "circonscription-2017"; readonly circonscription: Circonscription } & InDepartement)
  | ({ readonly kind: "circonscriptions-2017"; readonly circonscriptions: readonly Circonscription[] } & InDepartement)
  | { readonly kind: "nuances-2017"; readonly scrutin: Scrutin; readonly tours: readonly Tour<ScoreNuance>[] };

interface InDepartement {
  readonly scrutin: Scrutin;
  readonly departement: DepartementId;
}

const leaves = leavesOf(STYLE_2017);
const { text, count, flag } = leaves;

const nuanceForm = fields<Nuance>({ code: text("CodNua"), libelle: text("LibNua") });

const tours = toursForm({
  ratios: STYLE_2017,
  tags: ["Candidats", "Candidat"],
  before: both(candidatForm(leaves), fields<{ readonly nuance: Nuance }>({ nuance: nuanceForm })),
  after: fields<{ readonly elu?: boolean }>({ elu: optional("Elu", flag("Elu", "O", "N")) }),
  holder: "Resultats",
});

const fractionForm: Form<Fraction> = both(
  communeForm,
  fields<Omit<Fraction, keyof CommuneId>>({
    circonscription: text("CodCirLg"),
    fraction: text("LibFraSubCom"),
    tours,
  }),
);

const circonscriptionForm = fields<Circonscription>({ code: text("CodCirLg"), tours });

const inDepartement = <T extends object>(content: Form<T>): Form<T & Pick<InDepartement, "departement">> =>
  element("Departement", both(fields({ departement: departementForm }), content));

export const FILES_CIRCONSCRIPTIONS: FileForms<DocumentCirconscriptions> = fileForms<DocumentCirconscriptions>(
  STYLE_2017,
  {
    "index-legislatives": fields({
      departements: list("Departements", "Departement", both(departementForm, indexRow)),
    }),
    fraction: inDepartement(fields({ commune: element("Commune", fractionForm) })),
    fractions: inDepartement(fields({ communes: list("Communes", "Commune", fractionForm) })),
    "circonscription-2017": inDepartement(fields({ circonscription: element("Circonscription", circonscriptionForm) })),
    "circonscriptions-2017": inDepartement(
      fields({ circonscriptions: list("Circonscriptions", "Circonscription", circonscriptionForm) }),
    ),
    "nuances-2017": fields({
      tours: toursForm({
        ratios: STYLE_2017,
        tags: ["Nuances", "Nuance"],
        before: nuanceForm,
        after: fields<{ readonly sieges: number }>({ sieges: count("NbSieges") }),
        holder: "Resultats",
      }),
    }),
  },
  kindOf,
);

function kindOf(cursor: Cursor): DocumentCirconscriptions["kind"] {
  if (cursor.next === "Departements") return "index-legislatives";
  if (cursor.next === "Tours") return "nuances-2017";
  if (cursor.has("Departement", "Commune")) return "fraction";
  if (cursor.has("Departement", "Communes")) return "fractions";
  return cursor.has("Departement", "Circonscription") ? "circonscription-2017" : "circonscriptions-2017";
}
