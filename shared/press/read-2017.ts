import { PressError } from "./errors.ts";
import { readCandidat, readRatio, readTour } from "./figures.ts";
import {
  STYLE_2017,
  type Arrival,
  type CommuneId,
  type CommuneResult,
  type DepartementId,
  type Document2017,
  type IndexRow,
  type RegionId,
  type Scrutin,
  type Stamp,
  type Tour2017,
} from "./model-2017.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * Reads a file of the tree behind its `Scrutin`, by what stands there.
 * @throws PressError what the cursor and the figures throw
 */
export function read2017(cursor: Cursor, scrutin: Scrutin): Document2017 {
  switch (cursor.next) {
    case "Regions":
      return { kind: "references", scrutin, regions: cursor.list("Regions", "Region", readReferenceRegion) };
    case "Candidats":
      return { kind: "candidatures", scrutin, candidats: cursor.list("Candidats", "Candidat", readCandidat) };
    case "Departements":
      return {
        kind: "index",
        scrutin,
        departements: cursor.list("Departements", "Departement", readIndexDepartement),
        regions: cursor.list("Regions", "Region", (c) => ({ ...readRegion(c), ...readIndexRow(c) })),
      };
    case "Region":
      return cursor.child("Region", (c) => ({
        kind: "region" as const,
        scrutin,
        region: readRegion(c),
        tours: readTours(c),
      }));
    case "Tours":
      return { kind: "france", scrutin, tours: readTours(cursor) };
    default:
      return cursor.child("Departement", (c) => readDepartementFile(c, scrutin));
  }
}

function readDepartementFile(cursor: Cursor, scrutin: Scrutin): Document2017 {
  if (cursor.next === "CodDpt") return readDepartementIndex(cursor, scrutin);
  const region = readRegion(cursor);
  const place = { scrutin, region, departement: readDepartement(cursor) };
  switch (cursor.next) {
    case "Commune":
      return { kind: "commune", ...place, commune: cursor.child("Commune", readCommuneResult) };
    case "Communes":
      return { kind: "communes", ...place, communes: cursor.list("Communes", "Commune", readCommuneResult) };
    case "Section":
      return {
        kind: "section",
        ...place,
        section: cursor.child("Section", (c) => ({
          code: c.text("CodSec"),
          nom: c.text("LibSec"),
          tours: readTours(c),
        })),
      };
    default:
      return { kind: "departement", ...place, tours: readTours(cursor) };
  }
}

function readDepartementIndex(cursor: Cursor, scrutin: Scrutin): Document2017 {
  const departement = readDepartement(cursor);
  const region = readRegion(cursor);
  const tours = cursor.list("Tours", "Tour", (c) => ({
    tour: c.count("NumTour"),
    communes: c.list("Communes", "Commune", (d) => ({ ...readCommune(d), ...readArrival(d, "ResultatsParvenus") })),
    sections:
      c.next === "Sections"
        ? c.list("Sections", "Section", (d) => ({
            code: d.text("CodSec"),
            nom: d.text("LibSec"),
            ...readArrival(d, "ResultatsComplets"),
          }))
        : [],
  }));
  const [tour, ...others] = tours;
  if (tour === undefined || others.length > 0)
    throw new PressError("X-BALISE", `${cursor.place}/Tours`, "un seul tour attendu dans l'index d'un département");
  return { kind: "index-departement", scrutin, region, departement, ...tour };
}

const readRegion = (cursor: Cursor): RegionId => ({
  code: cursor.text("CodReg"),
  code3: cursor.text("CodReg3Car"),
  nom: cursor.text("LibReg"),
});

const readDepartement = (cursor: Cursor): DepartementId => ({
  code: cursor.text("CodDpt"),
  codeMin: cursor.text("CodMinDpt"),
  code3: cursor.text("CodDpt3Car"),
  nom: cursor.text("LibDpt"),
});

const readCommune = (cursor: Cursor): CommuneId => ({
  code: cursor.text("CodSubCom"),
  nom: cursor.text("LibSubCom"),
});

const readCommuneResult = (cursor: Cursor): CommuneResult => ({ ...readCommune(cursor), tours: readTours(cursor) });

const readReferenceRegion = (cursor: Cursor) => ({
  ...readRegion(cursor),
  departements: cursor.list("Departements", "Departement", (c) => ({
    ...readDepartement(c),
    communes: c.list("Communes", "Commune", readCommune),
  })),
});

function readIndexDepartement(cursor: Cursor) {
  const code = cursor.text("CodDpt");
  const code3 = cursor.text("CodDpt3Car");
  const codeMin = cursor.text("CodMinDpt");
  const nom = cursor.text("LibDpt");
  const region = { code: cursor.text("CodReg"), code3: cursor.text("CodReg3Car") };
  return { code, codeMin, code3, nom, region, ...readIndexRow(cursor) };
}

const DATE = /^\d\d-\d\d-\d{4}$/;
const HEURE = /^\d\d:\d\d:\d\d$/;

const readStamp = (cursor: Cursor, date: string, heure: string): Stamp => ({
  date: cursor.matching(date, DATE, "une date JJ-MM-AAAA"),
  heure: cursor.matching(heure, HEURE, "une heure HH:MM:SS"),
});

const readFlag = (cursor: Cursor, tag: string): boolean => cursor.matching(tag, /^[ON]$/, "O ou N") === "O";

const readIndexRow = (cursor: Cursor): IndexRow => ({
  maj: readStamp(cursor, "DateDerMaj", "HeureDerMaj"),
  extraction: readStamp(cursor, "DateDerExtract", "HeureDerExtract"),
  complet: readFlag(cursor, "Complet"),
});

function readArrival(cursor: Cursor, flag: string): Arrival {
  const parvenu = readFlag(cursor, flag);
  const date = cursor.matching("DateDerMaj", /^$|^\d\d-\d\d-\d{4}$/, "une date JJ-MM-AAAA, ou rien");
  const heure = cursor.matching("HeureDerMaj", /^$|^\d\d:\d\d:\d\d$/, "une heure HH:MM:SS, ou rien");
  if ((date === "") !== (heure === "") || (parvenu && date === ""))
    throw new PressError("X-VALEUR", cursor.place, "ce qui est parvenu porte une date et une heure");
  return { parvenu, maj: date === "" ? null : { date, heure } };
}

const readTours = (cursor: Cursor): Tour2017[] =>
  cursor.list("Tours", "Tour", (c) =>
    readTour(c, STYLE_2017, (d, { inscrits, exprimes }) =>
      d.list("Candidats", "Candidat", (e) => {
        const candidat = readCandidat(e);
        const voix = e.count("NbVoix");
        readRatio(e, STYLE_2017, "RapportExprime", voix, exprimes);
        readRatio(e, STYLE_2017, "RapportInscrit", voix, inscrits);
        return { ...candidat, voix };
      }),
    ),
  );
