import { toursForm, type Tour } from "./figures.ts";
import { both, element, fields, fileForms, leavesOf, list, type FileForms, type Form, type Scrutin } from "./forms.ts";
import { stampForm, STYLE_2017 } from "./forms-2017.ts";
import type { Nuance, Place } from "./model-2024.ts";
import type { DepartementId, Stamp } from "./model-2017.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The départementales of 2015 and 2021: binômes by canton, nuances above. No file was kept by anybody: tags and paths are those that
 * published parsers read (docs/press.md), and no others.
 */

/** Two candidates who stand together. */
export interface ScoreBinome {
  readonly nom: string;
  readonly nuance: string;
  readonly voix: number;
  readonly elu: boolean;
}
/** A nuance over a département or the country; each binôme elected counts two. */
export interface ScoreNuanceBinome extends Nuance {
  readonly voix: number;
  readonly elus: number;
}

export interface Canton extends Place {
  readonly tours: readonly Tour<ScoreBinome>[];
}

/** A département of this tree has no code of its own beside those that are printed and that paths bear. */
type DepartementCantons = Pick<DepartementId, "codeMin" | "code3" | "nom">;

export type DocumentCantons =
  | {
      readonly kind: "index-cantons";
      readonly scrutin: Scrutin;
      readonly departements: readonly (DepartementCantons & { readonly publication: Stamp; readonly clos: boolean })[];
    }
  | {
      readonly kind: "cantons";
      readonly scrutin: Scrutin;
      readonly departement: DepartementCantons;
      readonly cantons: readonly Place[];
    }
  | {
      readonly kind: "canton";
      readonly scrutin: Scrutin;
      readonly departement: DepartementCantons;
      readonly canton: Canton;
    }
  | {
      readonly kind: "departement-cantons";
      readonly scrutin: Scrutin;
      readonly departement: DepartementCantons;
      readonly tours: readonly Tour<ScoreNuanceBinome>[];
    }
  | { readonly kind: "france-cantons"; readonly scrutin: Scrutin; readonly tours: readonly Tour<ScoreNuanceBinome>[] };

const { text, count, flag } = leavesOf(STYLE_2017);

const departementForm = fields<DepartementCantons>({
  codeMin: text("CodMinDpt"),
  code3: text("CodDpt3Car"),
  nom: text("LibDpt"),
});
const cantonForm = fields<Place>({ code: text("CodCan"), nom: text("LibCan") });

const binomes = toursForm({
  ratios: STYLE_2017,
  tags: ["Binomes", "Binome"],
  before: fields<Pick<ScoreBinome, "nom" | "nuance">>({ nom: text("LibBin"), nuance: text("CodNuaBin") }),
  after: fields<Pick<ScoreBinome, "elu">>({ elu: flag("Elu", "oui", "non") }),
  holder: "Resultats",
});
const nuances = toursForm({
  ratios: STYLE_2017,
  tags: ["NuancesBin", "NuanceBin"],
  before: fields<Nuance>({ code: text("CodNuaBin"), libelle: text("LibNuaBin") }),
  after: fields<Pick<ScoreNuanceBinome, "elus">>({ elus: count("NbElus") }),
  holder: "Resultats",
});

const inDepartement = <T extends object>(content: Form<T>): Form<T & { readonly departement: DepartementCantons }> =>
  element("Departement", both(fields({ departement: departementForm }), content));

export const FILES_CANTONS: FileForms<DocumentCantons> = fileForms<DocumentCantons>(
  STYLE_2017,
  {
    "index-cantons": fields({
      departements: list(
        "Departements",
        "Departement",
        both(
          departementForm,
          fields<{ readonly publication: Stamp; readonly clos: boolean }>({
            publication: stampForm("DerPubDpt"),
            clos: flag("Clos", "CLOS", "NON CLOS"),
          }),
        ),
      ),
    }),
    cantons: inDepartement(fields({ cantons: list("Cantons", "Canton", cantonForm) })),
    canton: inDepartement(
      fields({ canton: element("Canton", both(cantonForm, fields<Pick<Canton, "tours">>({ tours: binomes }))) }),
    ),
    "departement-cantons": inDepartement(fields({ tours: nuances })),
    "france-cantons": fields({ tours: nuances }),
  },
  kindOf,
);

function kindOf(cursor: Cursor): DocumentCantons["kind"] {
  if (cursor.next === "Departements") return "index-cantons";
  if (cursor.next === "Tours") return "france-cantons";
  if (cursor.has("Departement", "Cantons")) return "cantons";
  return cursor.has("Departement", "Canton") ? "canton" : "departement-cantons";
}
