import { candidatLines, ratioLine, writeTour, type Mentions } from "./figures.ts";
import {
  STYLE_2017,
  type Arrival,
  type CommuneId,
  type CommuneResult,
  type DepartementId,
  type Document2017,
  type IndexRow,
  type InDepartement,
  type RegionId,
  type Score2017,
  type Scrutin,
  type Tour2017,
} from "./model-2017.ts";
import { block, fileOf, leaf } from "./xml.ts";

const line = (indent: string, tag: string, value: string | number): string => leaf(STYLE_2017, indent, tag, value);

const listOf = <T>(items: readonly T[], write: (item: T) => string): string => items.map(write).join("");

const scrutinLines = (indent: string, { type, annee }: Scrutin): string =>
  block(indent, "Scrutin", (i) => line(i, "Type", type) + line(i, "Annee", annee));

const regionLines = (i: string, { code, code3, nom }: RegionId): string =>
  line(i, "CodReg", code) + line(i, "CodReg3Car", code3) + line(i, "LibReg", nom);

const departementLines = (i: string, { code, codeMin, code3, nom }: DepartementId): string =>
  line(i, "CodDpt", code) + line(i, "CodMinDpt", codeMin) + line(i, "CodDpt3Car", code3) + line(i, "LibDpt", nom);

const communeLines = (i: string, { code, nom }: CommuneId): string =>
  line(i, "CodSubCom", code) + line(i, "LibSubCom", nom);

const toursBlock = (indent: string, tours: readonly Tour2017[]): string =>
  block(indent, "Tours", (i) =>
    listOf(tours, (tour) =>
      writeTour(STYLE_2017, i, tour, (j, scores, mentions) =>
        block(j, "Candidats", (k) => listOf(scores, (score) => scoreBlock(k, score, mentions))),
      ),
    ),
  );

const scoreBlock = (indent: string, score: Score2017, { inscrits, exprimes }: Mentions): string =>
  block(
    indent,
    "Candidat",
    (i) =>
      candidatLines(STYLE_2017, i, score) +
      line(i, "NbVoix", score.voix) +
      ratioLine(STYLE_2017, i, "RapportExprime", score.voix, exprimes) +
      ratioLine(STYLE_2017, i, "RapportInscrit", score.voix, inscrits),
  );

const indexLines = (i: string, { maj, extraction, complet }: IndexRow): string =>
  line(i, "DateDerMaj", maj.date) +
  line(i, "HeureDerMaj", maj.heure) +
  line(i, "DateDerExtract", extraction.date) +
  line(i, "HeureDerExtract", extraction.heure) +
  line(i, "Complet", complet ? "O" : "N");

const arrivalLines = (i: string, flag: string, { parvenu, maj }: Arrival): string =>
  line(i, flag, parvenu ? "O" : "N") +
  line(i, "DateDerMaj", maj?.date ?? "") +
  line(i, "HeureDerMaj", maj?.heure ?? "");

const communeBlock = (indent: string, commune: CommuneResult): string =>
  block(indent, "Commune", (i) => communeLines(i, commune) + toursBlock(i, commune.tours));

/** `Departement` of a result file: the région's lines, then its own, then what the file is about. */
const resultBlock = (indent: string, { region, departement }: InDepartement, content: (i: string) => string): string =>
  block(indent, "Departement", (i) => regionLines(i, region) + departementLines(i, departement) + content(i));

/** Writes a file of the tree, byte for byte as the ministry does. */
export function write2017(document: Document2017): string {
  return fileOf(STYLE_2017, (i) => scrutinLines(i, document.scrutin) + contentOf(document, i));
}

function contentOf(document: Document2017, indent: string): string {
  switch (document.kind) {
    case "references":
      return block(indent, "Regions", (i) =>
        listOf(document.regions, (region) =>
          block(
            i,
            "Region",
            (j) =>
              regionLines(j, region) +
              block(j, "Departements", (k) =>
                listOf(region.departements, (departement) =>
                  block(
                    k,
                    "Departement",
                    (l) =>
                      departementLines(l, departement) +
                      block(l, "Communes", (m) =>
                        listOf(departement.communes, (commune) => block(m, "Commune", (n) => communeLines(n, commune))),
                      ),
                  ),
                ),
              ),
          ),
        ),
      );
    case "candidatures":
      return block(indent, "Candidats", (i) =>
        listOf(document.candidats, (candidat) => block(i, "Candidat", (j) => candidatLines(STYLE_2017, j, candidat))),
      );
    case "index":
      return (
        block(indent, "Departements", (i) =>
          listOf(document.departements, (row) =>
            block(
              i,
              "Departement",
              (j) =>
                line(j, "CodDpt", row.code) +
                line(j, "CodDpt3Car", row.code3) +
                line(j, "CodMinDpt", row.codeMin) +
                line(j, "LibDpt", row.nom) +
                line(j, "CodReg", row.region.code) +
                line(j, "CodReg3Car", row.region.code3) +
                indexLines(j, row),
            ),
          ),
        ) +
        block(indent, "Regions", (i) =>
          listOf(document.regions, (row) => block(i, "Region", (j) => regionLines(j, row) + indexLines(j, row))),
        )
      );
    case "index-departement":
      return block(
        indent,
        "Departement",
        (i) =>
          departementLines(i, document.departement) +
          regionLines(i, document.region) +
          block(i, "Tours", (j) =>
            block(
              j,
              "Tour",
              (k) =>
                line(k, "NumTour", document.tour) +
                block(k, "Communes", (l) =>
                  listOf(document.communes, (commune) =>
                    block(
                      l,
                      "Commune",
                      (m) => communeLines(m, commune) + arrivalLines(m, "ResultatsParvenus", commune),
                    ),
                  ),
                ) +
                sectionsBlock(k, document.sections),
            ),
          ),
      );
    case "commune":
      return resultBlock(indent, document, (i) => communeBlock(i, document.commune));
    case "communes":
      return resultBlock(indent, document, (i) =>
        block(i, "Communes", (j) => listOf(document.communes, (commune) => communeBlock(j, commune))),
      );
    case "departement":
      return resultBlock(indent, document, (i) => toursBlock(i, document.tours));
    case "section":
      return resultBlock(indent, document, (i) =>
        block(
          i,
          "Section",
          (j) =>
            line(j, "CodSec", document.section.code) +
            line(j, "LibSec", document.section.nom) +
            toursBlock(j, document.section.tours),
        ),
      );
    case "region":
      return block(indent, "Region", (i) => regionLines(i, document.region) + toursBlock(i, document.tours));
    case "france":
      return toursBlock(indent, document.tours);
  }
}

const sectionsBlock = (indent: string, sections: readonly (CommuneId & Arrival)[]): string =>
  sections.length === 0
    ? ""
    : block(indent, "Sections", (i) =>
        listOf(sections, (section) =>
          block(
            i,
            "Section",
            (j) =>
              line(j, "CodSec", section.code) +
              line(j, "LibSec", section.nom) +
              arrivalLines(j, "ResultatsComplets", section),
          ),
        ),
      );
