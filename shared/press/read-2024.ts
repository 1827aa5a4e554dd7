import { PressError } from "./errors.ts";
import { readCandidat, readRatio, readTour, type Mentions, type Tour } from "./figures.ts";
import type { Scrutin } from "./model-2017.ts";
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
import type { Cursor } from "./xml-reader.ts";

/**
 * Reads a file of the tree behind its `Scrutin`, by what stands there.
 * @throws PressError what the cursor and the figures throw
 */
export function read2024(cursor: Cursor, scrutin: Scrutin): Document2024 {
  switch (cursor.next) {
    case "NuancesCandidats":
      return { kind: "nuances", scrutin, nuances: cursor.list("NuancesCandidats", "NuanceCandidat", readNuance) };
    case "EnsembleGeo":
      return cursor.child("EnsembleGeo", (c) =>
        c.next === "Regions"
          ? { kind: "territoires" as const, scrutin, regions: c.list("Regions", "Region", readTerritory) }
          : { kind: "ensemble" as const, scrutin, resultats: readResultats(c) },
      );
    default:
      return cursor.child("Departement", (c) => readDepartementFile(c, scrutin));
  }
}

function readDepartementFile(cursor: Cursor, scrutin: Scrutin): Document2024 {
  const departement = readDepartement(cursor);
  if (cursor.next === "Communes") {
    const communes = cursor.list("Communes", "Commune", (c) => ({
      code: c.text("CodCom"),
      nom: c.text("LibCom"),
      resultats: readResultats(c),
    }));
    return { kind: "communes-2024", scrutin, departement, communes };
  }
  // A list of candidates and a list of results begin alike: what follows the name of the first circonscription tells.
  return cursor.child("Circonscriptions", (c) => {
    const read = c.many("Circonscription", readCirconscription);
    const candidats = read.filter((one) => "candidats" in one);
    if (candidats.length === read.length && read.length > 0)
      return { kind: "candidats", scrutin, departement, circonscriptions: candidats };
    const results = read.filter((one) => "resultats" in one);
    if (results.length === read.length)
      return { kind: "circonscriptions", scrutin, departement, circonscriptions: results };
    throw new PressError("X-BALISE", c.place, "des candidats ou des résultats attendus, pas les deux");
  });
}

function readCirconscription(cursor: Cursor) {
  const place = { code: cursor.text("CodCirElec"), nom: cursor.text("LibCirElec") };
  if (cursor.next === "Candidats")
    return { ...place, candidats: cursor.list("Candidats", "Candidat", readCandidatWithNuance) };
  const sieges = cursor.count("NbSap");
  const pourvus = cursor.count("NbSiePourvus");
  return { ...place, sieges, pourvus, resultats: readResultats(cursor) };
}

const readDepartement = (cursor: Cursor): Place => ({ code: cursor.text("CodDpt"), nom: cursor.text("LibDpt") });

const readTerritory = (cursor: Cursor) => ({
  code: cursor.text("CodReg"),
  nom: cursor.text("LibReg"),
  departements: cursor.list("Departements", "Departement", readDepartement),
});

const readNuance = (cursor: Cursor): Nuance => ({
  code: cursor.text("CodNuaCand"),
  libelle: cursor.text("LibNuaCand"),
});

const readCandidatWithNuance = (cursor: Cursor): Candidat2024 => ({
  ...readCandidat(cursor),
  nuance: readNuance(cursor),
});

function readVoix(cursor: Cursor, { inscrits, exprimes }: Mentions): number {
  const voix = cursor.count("NbVoix");
  readRatio(cursor, STYLE_2024, STYLE_2024.exprimes, voix, exprimes);
  readRatio(cursor, STYLE_2024, STYLE_2024.inscrits, voix, inscrits);
  return voix;
}

const readScore = (cursor: Cursor, mentions: Mentions): Score2024 => ({
  ...readCandidatWithNuance(cursor),
  voix: readVoix(cursor, mentions),
  elu: cursor.matching("Elu", /^(?:OUI|QUALIF T2|NON|)$/, "OUI, QUALIF T2, NON ou rien") as Score2024["elu"],
});

const readListe = (cursor: Cursor, mentions: Mentions): Liste2024 => ({
  panneau: cursor.count("NumPanneauListe"),
  nom: cursor.text("NomListe"),
  voix: readVoix(cursor, mentions),
});

const readNuanceScore = (cursor: Cursor, mentions: Mentions): NuanceScore => ({
  ...readNuance(cursor),
  voix: readVoix(cursor, mentions),
  sieges: cursor.count("NbSieges"),
});

/** The tours of a territory; the first one tells what stands under `Resultats`, the others must agree. */
function readResultats(cursor: Cursor): Resultats2024 {
  const tours = cursor.list("Tours", "Tour", (c) => {
    let par: Resultats2024["par"] = "candidats";
    const tour = readTour<Score2024 | Liste2024 | NuanceScore>(c, STYLE_2024, (d, mentions) => {
      switch (d.next) {
        case "Listes":
          par = "listes";
          return d.list("Listes", "Liste", (e) => readListe(e, mentions));
        case "NuancesCandidats":
          par = "nuances";
          return d.list("NuancesCandidats", "NuanceCandidat", (e) => readNuanceScore(e, mentions));
        default:
          return d.list("Candidats", "Candidat", (e) => readScore(e, mentions));
      }
    });
    return { par, tour };
  });
  const par = tours[0]?.par ?? "candidats";
  if (tours.some((one) => one.par !== par))
    throw new PressError("X-BALISE", `${cursor.place}/Tours`, `${par} attendus à chaque tour`);
  // Each tour was read as what `par` names.
  return { par, tours: tours.map(({ tour }) => tour as Tour<never>) } as Resultats2024;
}
