import { PressError } from "./errors.ts";
import { candidatForm, toursForm, type Candidat, type Ratios } from "./figures.ts";
import {
  both,
  element,
  fields,
  fileForms,
  leavesOf,
  list,
  listOrNothing,
  nothing,
  type FileForms,
  type Form,
} from "./forms.ts";
import type {
  Arrival,
  CommuneId,
  CommuneResult,
  DepartementId,
  Document2017,
  IndexRow,
  InDepartement,
  RegionId,
  Stamp,
} from "./model-2017.ts";
import type { Envelope } from "./xml.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The layout of 2017 as forms. Tags, their order, blanks and line feeds are those of the ministry's rehearsal of March 2017;
 * files 1, 2, 8 and 10 have no sample and follow the guide and the parsers that newsrooms published (docs/press.md).
 */

/** Style of every layout before 2024. */
export const STYLE_2017: Ratios & Envelope = {
  escaped: /[&<>'"]/g,
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
  finalNewline: true,
  inscrits: "RapportInscrit",
  votants: "RapportVotant",
  exprimes: "RapportExprime",
  width: 7,
};

const leaves = leavesOf(STYLE_2017);
const { text, count, matching, flag } = leaves;

export const regionForm = fields<RegionId>({
  code: text("CodReg"),
  code3: text("CodReg3Car"),
  nom: text("LibReg"),
});

export const departementForm = fields<DepartementId>({
  code: text("CodDpt"),
  codeMin: text("CodMinDpt"),
  code3: text("CodDpt3Car"),
  nom: text("LibDpt"),
});

export const communeForm = fields<CommuneId>({ code: text("CodSubCom"), nom: text("LibSubCom") });
const sectionForm = fields<CommuneId>({ code: text("CodSec"), nom: text("LibSec") });

const tours = toursForm({
  ratios: STYLE_2017,
  tags: ["Candidats", "Candidat"],
  before: candidatForm(leaves),
  after: nothing,
  holder: "Resultats",
});

const resultOf = (id: Form<CommuneId>): Form<CommuneResult> =>
  both(id, fields<Pick<CommuneResult, "tours">>({ tours }));
const communeResult = resultOf(communeForm);

/** Date and hour on their two lines, named after what happened then: `DerMaj`. */
export const stampForm = (what: string): Form<Stamp> =>
  fields<Stamp>({
    date: matching(`Date${what}`, /^\d\d-\d\d-\d{4}$/, "une date JJ-MM-AAAA"),
    heure: matching(`Heure${what}`, /^\d\d:\d\d:\d\d$/, "une heure HH:MM:SS"),
  });

export const indexRow = fields<IndexRow>({
  maj: stampForm("DerMaj"),
  extraction: stampForm("DerExtract"),
  complet: flag("Complet", "O", "N"),
});

/** Whether something came, and when; both lines are empty for what never did. */
export function arrivalForm(flagTag: string): Form<Arrival> {
  const parvenu = flag(flagTag, "O", "N");
  const date = matching("DateDerMaj", /^$|^\d\d-\d\d-\d{4}$/, "une date JJ-MM-AAAA, ou rien");
  const heure = matching("HeureDerMaj", /^$|^\d\d:\d\d:\d\d$/, "une heure HH:MM:SS, ou rien");
  return {
    write: (indent, arrival) =>
      parvenu.write(indent, arrival.parvenu) +
      date.write(indent, arrival.maj?.date ?? "") +
      heure.write(indent, arrival.maj?.heure ?? ""),
    read: (cursor) => {
      const stamp = { parvenu: parvenu.read(cursor), date: date.read(cursor), heure: heure.read(cursor) };
      if ((stamp.date === "") !== (stamp.heure === "") || (stamp.parvenu && stamp.date === ""))
        throw new PressError("X-VALEUR", cursor.place, "ce qui est parvenu porte une date et une heure");
      return { parvenu: stamp.parvenu, maj: stamp.date === "" ? null : { date: stamp.date, heure: stamp.heure } };
    },
  };
}

/** `Departement` of a result file: the région's lines, then its own, then what the file is about. */
const inDepartement = <T extends object>(content: Form<T>): Form<T & Omit<InDepartement, "scrutin">> =>
  element(
    "Departement",
    both(
      {
        write: (indent, { region, departement }) =>
          regionForm.write(indent, region) + departementForm.write(indent, departement),
        read: (cursor) => ({ region: regionForm.read(cursor), departement: departementForm.read(cursor) }),
      } satisfies Form<Omit<InDepartement, "scrutin">>,
      content,
    ),
  );

type DepartementIndex = Omit<Extract<Document2017, { kind: "index-departement" }>, "kind" | "scrutin">;
type ReferenceRegion = Extract<Document2017, { kind: "references" }>["regions"][number];
type IndexDepartement = Extract<Document2017, { kind: "index" }>["departements"][number];

const departementIndex: Form<DepartementIndex> = element("Departement", {
  write: (indent, index) =>
    departementForm.write(indent, index.departement) +
    regionForm.write(indent, index.region) +
    toursOfIndex.write(indent, [index]),
  read: (cursor) => {
    const departement = departementForm.read(cursor);
    const region = regionForm.read(cursor);
    const [tour, ...others] = toursOfIndex.read(cursor);
    if (tour === undefined || others.length > 0)
      throw new PressError("X-BALISE", `${cursor.place}/Tours`, "un seul tour attendu dans l'index d'un département");
    return { region, departement, ...tour };
  },
});

const toursOfIndex = list(
  "Tours",
  "Tour",
  fields<Pick<DepartementIndex, "tour" | "communes" | "sections">>({
    tour: count("NumTour"),
    communes: list("Communes", "Commune", both(communeForm, arrivalForm("ResultatsParvenus"))),
    sections: listOrNothing("Sections", "Section", both(sectionForm, arrivalForm("ResultatsComplets"))),
  }),
);

/** In the index a département has its codes in an order of its own. */
const indexDepartement: Form<IndexDepartement> = both(
  fields<DepartementId>({
    code: text("CodDpt"),
    code3: text("CodDpt3Car"),
    codeMin: text("CodMinDpt"),
    nom: text("LibDpt"),
  }),
  both(
    fields<Pick<IndexDepartement, "region">>({
      region: fields<IndexDepartement["region"]>({ code: text("CodReg"), code3: text("CodReg3Car") }),
    }),
    indexRow,
  ),
);

export const FILES_2017: FileForms<Document2017> = fileForms<Document2017>(
  STYLE_2017,
  {
    references: fields({
      regions: list(
        "Regions",
        "Region",
        both(
          regionForm,
          fields<Pick<ReferenceRegion, "departements">>({
            departements: list(
              "Departements",
              "Departement",
              both(
                departementForm,
                fields<{ readonly communes: readonly CommuneId[] }>({
                  communes: list("Communes", "Commune", communeForm),
                }),
              ),
            ),
          }),
        ),
      ),
    }),
    candidatures: fields<{ readonly candidats: readonly Candidat[] }>({
      candidats: list("Candidats", "Candidat", candidatForm(leaves)),
    }),
    index: fields({
      departements: list("Departements", "Departement", indexDepartement),
      regions: list("Regions", "Region", both(regionForm, indexRow)),
    }),
    "index-departement": departementIndex,
    commune: inDepartement(fields({ commune: element("Commune", communeResult) })),
    communes: inDepartement(fields({ communes: list("Communes", "Commune", communeResult) })),
    departement: inDepartement(fields({ tours })),
    section: inDepartement(fields({ section: element("Section", resultOf(sectionForm)) })),
    region: element("Region", fields({ region: regionForm, tours })),
    france: fields({ tours }),
  },
  kindOf,
);

function kindOf(cursor: Cursor): Document2017["kind"] {
  switch (cursor.next) {
    case "Regions":
      return "references";
    case "Candidats":
      return "candidatures";
    case "Departements":
      return "index";
    case "Region":
      return "region";
    case "Tours":
      return "france";
    default:
      if (cursor.has("Departement", "Commune")) return "commune";
      if (cursor.has("Departement", "Communes")) return "communes";
      if (cursor.has("Departement", "Section")) return "section";
      return cursor.has("Departement", "Tours", "Tour", "Communes") ? "index-departement" : "departement";
  }
}
