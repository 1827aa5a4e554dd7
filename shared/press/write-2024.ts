import { candidatLines, ratioLine, writeTour, type Mentions, type Tour } from "./figures.ts";
import {
  STYLE_2024,
  type Candidat2024,
  type Document2024,
  type Liste2024,
  type Nuance,
  type NuanceScore,
  type Place,
  type Resultats2024,
  type Score2024,
} from "./model-2024.ts";
import { block, fileOf, leaf } from "./xml.ts";

const line = (indent: string, tag: string, value: string | number): string => leaf(STYLE_2024, indent, tag, value);

/** `Communes` around its `Commune`s, and all lists of that kind. */
const list = <T>(
  indent: string,
  tag: string,
  item: string,
  items: readonly T[],
  content: (indent: string, item: T) => string,
): string => block(indent, tag, (i) => items.map((one) => block(i, item, (j) => content(j, one))).join(""));

const departementLines = (i: string, { code, nom }: Place): string => line(i, "CodDpt", code) + line(i, "LibDpt", nom);

const circonscriptionLines = (i: string, { code, nom }: Place): string =>
  line(i, "CodCirElec", code) + line(i, "LibCirElec", nom);

const nuanceLines = (i: string, { code, libelle }: Nuance): string =>
  line(i, "CodNuaCand", code) + line(i, "LibNuaCand", libelle);

const candidatWithNuance = (i: string, candidat: Candidat2024): string =>
  candidatLines(STYLE_2024, i, candidat) + nuanceLines(i, candidat.nuance);

const voixLines = (i: string, voix: number, { inscrits, exprimes }: Mentions): string =>
  line(i, "NbVoix", voix) +
  ratioLine(STYLE_2024, i, STYLE_2024.exprimes, voix, exprimes) +
  ratioLine(STYLE_2024, i, STYLE_2024.inscrits, voix, inscrits);

const scoreLines = (i: string, score: Score2024, mentions: Mentions): string =>
  candidatWithNuance(i, score) + voixLines(i, score.voix, mentions) + line(i, "Elu", score.elu);

const listeLines = (i: string, { panneau, nom, voix }: Liste2024, mentions: Mentions): string =>
  line(i, "NumPanneauListe", panneau) + line(i, "NomListe", nom) + voixLines(i, voix, mentions);

const nuanceScoreLines = (i: string, nuance: NuanceScore, mentions: Mentions): string =>
  nuanceLines(i, nuance) + voixLines(i, nuance.voix, mentions) + line(i, "NbSieges", nuance.sieges);

function resultatsBlock(indent: string, resultats: Resultats2024): string {
  switch (resultats.par) {
    case "candidats":
      return toursBlock(indent, resultats.tours, ["Candidats", "Candidat"], scoreLines);
    case "listes":
      return toursBlock(indent, resultats.tours, ["Listes", "Liste"], listeLines);
    case "nuances":
      return toursBlock(indent, resultats.tours, ["NuancesCandidats", "NuanceCandidat"], nuanceScoreLines);
  }
}

const toursBlock = <S>(
  indent: string,
  tours: readonly Tour<S>[],
  [tag, item]: readonly [string, string],
  lines: (indent: string, score: S, mentions: Mentions) => string,
): string =>
  block(indent, "Tours", (i) =>
    tours
      .map((tour) =>
        writeTour(STYLE_2024, i, tour, (j, scores, mentions) =>
          list(j, tag, item, scores, (k, score) => lines(k, score, mentions)),
        ),
      )
      .join(""),
  );

/** Writes a file of the tree, byte for byte as the ministry does where a sample exists. */
export function write2024(document: Document2024): string {
  const { type, annee } = document.scrutin;
  return fileOf(
    STYLE_2024,
    (i) => block(i, "Scrutin", (j) => line(j, "Type", type) + line(j, "Annee", annee)) + contentOf(document, i),
  );
}

/** The circonscriptions of a département, each with what a file says of it beside its name. */
const circonscriptionsOf = <C extends Place>(
  indent: string,
  { departement, circonscriptions }: { readonly departement: Place; readonly circonscriptions: readonly C[] },
  contentLines: (indent: string, circonscription: C) => string,
): string =>
  block(
    indent,
    "Departement",
    (i) =>
      departementLines(i, departement) +
      list(
        i,
        "Circonscriptions",
        "Circonscription",
        circonscriptions,
        (j, circonscription) => circonscriptionLines(j, circonscription) + contentLines(j, circonscription),
      ),
  );

function contentOf(document: Document2024, indent: string): string {
  switch (document.kind) {
    case "territoires":
      return block(indent, "EnsembleGeo", (i) =>
        list(
          i,
          "Regions",
          "Region",
          document.regions,
          (j, region) =>
            line(j, "CodReg", region.code) +
            line(j, "LibReg", region.nom) +
            list(j, "Departements", "Departement", region.departements, departementLines),
        ),
      );
    case "nuances":
      return list(indent, "NuancesCandidats", "NuanceCandidat", document.nuances, nuanceLines);
    case "candidats":
      return circonscriptionsOf(indent, document, (j, circonscription) =>
        list(j, "Candidats", "Candidat", circonscription.candidats, candidatWithNuance),
      );
    case "circonscriptions":
      return circonscriptionsOf(
        indent,
        document,
        (j, circonscription) =>
          line(j, "NbSap", circonscription.sieges) +
          line(j, "NbSiePourvus", circonscription.pourvus) +
          resultatsBlock(j, circonscription.resultats),
      );
    case "communes-2024":
      return block(
        indent,
        "Departement",
        (i) =>
          departementLines(i, document.departement) +
          list(
            i,
            "Communes",
            "Commune",
            document.communes,
            (j, { code, nom, resultats }) =>
              line(j, "CodCom", code) + line(j, "LibCom", nom) + resultatsBlock(j, resultats),
          ),
      );
    case "ensemble":
      return block(indent, "EnsembleGeo", (i) => resultatsBlock(i, document.resultats));
  }
}
