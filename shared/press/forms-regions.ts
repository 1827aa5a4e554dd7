import { toursForm, type Tour } from "./figures.ts";
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
import { arrivalForm, communeForm, stampForm, STYLE_2017 } from "./forms-2017.ts";
import type { Nuance, Place } from "./model-2024.ts";
import type { Arrival, CommuneId, Stamp } from "./model-2017.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The régionales of 2015 and 2021: lists by région and section électorale (a département). No file was kept by anybody: tags and
 * paths are those that published parsers read (docs/press.md), and no others.
 */

export interface ScoreListe {
  readonly tete: { readonly nom: string; readonly prenom: string; readonly civilite: string };
  readonly nuance: Nuance;
  readonly voix: number;
  /** Of the whole région, once it is decided. */
  readonly sieges?: number;
}
type Tours = readonly Tour<ScoreListe>[];
interface Communes<C> {
  readonly communes: readonly C[];
}

interface InRegion {
  readonly scrutin: Scrutin;
  readonly region: Place;
  /** None where the région is a single one. */
  readonly section?: Place;
}

export type CommuneListes = CommuneId & { readonly tours: Tours };

export type DocumentRegions =
  | {
      readonly kind: "index-regions";
      readonly scrutin: Scrutin;
      readonly regions: readonly (Place & {
        readonly maj: Stamp;
        readonly complet: boolean;
        readonly sections: readonly Place[];
      })[];
    }
  | ({
      readonly kind: "index-section";
      readonly tours: readonly { readonly tour: number; readonly communes: readonly (CommuneId & Arrival)[] }[];
    } & InRegion)
  | {
      readonly kind: "region-listes";
      readonly scrutin: Scrutin;
      readonly region: Place;
      /** Seats to fill. */
      readonly sieges?: number;
      readonly tours: Tours;
    }
  | ({ readonly kind: "section-listes"; readonly tours: Tours } & InRegion)
  | ({ readonly kind: "commune-listes"; readonly commune: CommuneListes } & InRegion)
  | ({ readonly kind: "communes-listes" } & Communes<CommuneListes> & InRegion);

const { text, count, flag } = leavesOf(STYLE_2017);

const regionForm = fields<Place>({ code: text("CodReg"), nom: text("LibReg") });
const sectionForm = fields<Place>({ code: text("CodSecElec"), nom: text("LibSecElec") });

const tours: Form<Tours> = toursForm({
  ratios: STYLE_2017,
  tags: ["Listes", "Liste"],
  before: fields<Pick<ScoreListe, "tete" | "nuance">>({
    tete: fields<ScoreListe["tete"]>({
      nom: text("NomTeteListe"),
      prenom: text("PrenomTeteListe"),
      civilite: text("CiviliteTeteListe"),
    }),
    nuance: fields<Nuance>({ code: text("CodNuaListe"), libelle: text("LibNuaListe") }),
  }),
  after: fields<Pick<ScoreListe, "sieges">>({ sieges: optional("NbSieges", count("NbSieges")) }),
});

const communeResult: Form<CommuneListes> = both(communeForm, fields<{ readonly tours: Tours }>({ tours }));

/** `Region` around its section électorale, where it has several, around what the file is about. */
const inRegion = <T extends object>(content: Form<T>): Form<T & Omit<InRegion, "scrutin">> =>
  element("Region", {
    write: (indent, value) =>
      regionForm.write(indent, value.region) +
      (value.section === undefined
        ? content.write(indent, value)
        : element("SectionElectorale", both(sectionForm, content)).write(indent, { ...value.section, ...value })),
    read: (cursor) => {
      const region = regionForm.read(cursor);
      if (cursor.next !== "SectionElectorale") return { region, ...content.read(cursor) };
      return cursor.child("SectionElectorale", (inside) => {
        const section = sectionForm.read(inside);
        return { region, section, ...content.read(inside) };
      });
    },
  });

export const FILES_REGIONS: FileForms<DocumentRegions> = fileForms<DocumentRegions>(
  STYLE_2017,
  {
    "index-regions": fields({
      regions: list(
        "Regions",
        "Region",
        both(
          regionForm,
          fields<Omit<Extract<DocumentRegions, { kind: "index-regions" }>["regions"][number], keyof Place>>({
            maj: stampForm("DerMaj"),
            complet: flag("Complet", "O", "N"),
            sections: list("SectionsElectorales", "SectionElectorale", sectionForm),
          }),
        ),
      ),
    }),
    "index-section": inRegion(
      fields({
        tours: list(
          "Tours",
          "Tour",
          fields<{ readonly tour: number; readonly communes: readonly (CommuneId & Arrival)[] }>({
            tour: count("NumTour"),
            communes: list("Communes", "Commune", both(communeForm, arrivalForm("ResultatsParvenus"))),
          }),
        ),
      }),
    ),
    "region-listes": element(
      "Region",
      fields<{ readonly region: Place; readonly sieges?: number; readonly tours: Tours }>({
        region: regionForm,
        sieges: optional("NbSap", count("NbSap")),
        tours,
      }),
    ),
    "section-listes": inRegion(fields({ tours })),
    "commune-listes": inRegion(fields({ commune: element("Commune", communeResult) })),
    "communes-listes": inRegion(fields({ communes: list("Communes", "Commune", communeResult) })),
  },
  kindOf,
);

function kindOf(cursor: Cursor): DocumentRegions["kind"] {
  if (cursor.next === "Regions") return "index-regions";
  const inside = cursor.has("Region", "SectionElectorale") ? ["Region", "SectionElectorale"] : ["Region"];
  if (cursor.has(...inside, "Commune")) return "commune-listes";
  if (cursor.has(...inside, "Communes")) return "communes-listes";
  if (cursor.has(...inside, "Tours", "Tour", "Communes")) return "index-section";
  return inside.length > 1 ? "section-listes" : "region-listes";
}
