import { PressError } from "./errors.ts";
import { toursForm, type Ratios } from "./figures.ts";
import {
  both,
  element,
  fields,
  fileForms,
  leavesOf,
  list,
  nothing,
  optional,
  type FileForms,
  type Form,
  type Kinds,
} from "./forms.ts";
import {
  ELUS,
  type Arrivee2024,
  type Candidat2024,
  type Circonscription2024,
  type Colistier,
  type Document2024,
  type Elu,
  type Liste2024,
  type Nuance,
  type Place,
  type RankedNuance,
  type Resultats2024,
} from "./model-2024.ts";
import type { Stamp } from "./model-2017.ts";
import type { Envelope } from "./xml.ts";
import type { Cursor } from "./xml-reader.ts";

/**
 * The layouts of 2024 and 2026 as forms: the same elements, in files that begin and end otherwise. Circonscriptions are those of
 * the ministry's rehearsal of 2024; lists, several names on a ballot and indexes those of the files of the sénatoriales of
 * September 2026; what else there is follows parsers (docs/press.md).
 */

const RATIOS: Ratios = {
  escaped: /[&<>]/g,
  inscrits: "RapportInscrits",
  votants: "RapportVotants",
  exprimes: "RapportExprimes",
  width: 0,
};

const ENVELOPE_2024: Envelope = {
  escaped: RATIOS.escaped,
  declaration: '<?xml version="1.0" encoding="UTF-8"?>',
  finalNewline: false,
};
/** Another writer since 2026: by its quotes a file is told from one of 2024. */
export const ENVELOPE_2026: Envelope = {
  escaped: RATIOS.escaped,
  declaration: "<?xml version='1.0' encoding='UTF-8'?>",
  finalNewline: true,
};

const { text, count, matching, word, flag, always } = leavesOf(RATIOS);

const regionForm = fields<Place>({ code: text("CodReg"), nom: text("LibReg") });
const departementForm = fields<Place>({ code: text("CodDpt"), nom: text("LibDpt") });
const circonscriptionForm = fields<Place>({ code: text("CodCirElec"), nom: text("LibCirElec") });
const communeForm = fields<Place>({ code: text("CodCom"), nom: text("LibCom") });

/** `EnsembleGeo` around what is said of the whole country. */
const ensemble = <T>(content: Form<T>): Form<T> =>
  element("EnsembleGeo", always({ CodEnsGeo: "FE", LibEnsGeo: "France entière" }, content));

const nuanceForm = fields<Nuance>({ code: text("CodNuaCand"), libelle: text("LibNuaCand") });
const nuanceListeForm = fields<Nuance>({ code: text("CodNuaListe"), libelle: text("LibNuaListe") });

const candidatForm: Form<Candidat2024> = fields<Candidat2024>({
  panneau: optional("NumPanneauCand", count("NumPanneauCand")),
  nom: text("NomPsn"),
  prenom: text("PrenomPsn"),
  civilite: text("CivilitePsn"),
  nuance: nuanceForm,
});

const eluForm = fields<{ readonly elu: Elu }>({ elu: word("Elu", ELUS) });

const candidatsForm = (severalNames: boolean) =>
  toursForm({
    ratios: RATIOS,
    tags: ["Candidats", "Candidat"],
    before: candidatForm,
    after: eluForm,
    holder: "Resultats",
    severalNames,
  });

const listesForm = toursForm({
  ratios: RATIOS,
  tags: ["Listes", "Liste"],
  before: fields<Pick<Liste2024, "numero" | "nom" | "complet" | "tete" | "nuance">>({
    numero: count("NumListe"),
    nom: text("NomListe"),
    complet: text("NomCompListe"),
    tete: optional(
      "NomTeteListe",
      fields<NonNullable<Liste2024["tete"]>>({
        nom: text("NomTeteListe"),
        prenom: text("PrenomTeteListe"),
        civilite: text("CiviliteTeteListe"),
      }),
    ),
    nuance: optional("CodNuaListe", nuanceListeForm),
  }),
  after: fields<Pick<Liste2024, "sieges" | "colistiers">>({
    sieges: optional("NbSieges", count("NbSieges")),
    colistiers: optional(
      "Candidats",
      list(
        "Candidats",
        "Candidat",
        fields<Colistier>({
          rang: count("NumOrdCand"),
          nom: text("NomPsn"),
          prenom: text("PrenomPsn"),
          civilite: text("CivilitePsn"),
          elu: word("Elu", ELUS),
        }),
      ),
    ),
  }),
  holder: "Resultats",
});

const siegesForm = fields<{ readonly sieges: number }>({ sieges: count("NbSieges") });

/** The forms of what may stand under `Resultats`, each with the element that tells it. */
const RESULTATS: { readonly [P in Resultats2024["par"]]: Form<Extract<Resultats2024, { readonly par: P }>["tours"]> } =
  {
    candidats: candidatsForm(false),
    plusieurs: candidatsForm(true),
    listes: listesForm,
    nuances: toursForm({
      ratios: RATIOS,
      tags: ["NuancesCandidats", "NuanceCandidat"],
      before: nuanceForm,
      after: siegesForm,
      holder: "Resultats",
    }),
    "nuances-listes": toursForm({
      ratios: RATIOS,
      tags: ["NuancesListes", "NuanceListe"],
      before: nuanceListeForm,
      after: siegesForm,
      holder: "Resultats",
    }),
  };

/** @param candidats how candidates are voted for, where they stand: one name a ballot, or several */
const resultatsForm = (candidats: "candidats" | "plusieurs"): Form<Resultats2024> => ({
  write: (indent, { par, tours }) => (RESULTATS[par] as Form<typeof tours>).write(indent, tours),
  read: (cursor) => {
    const holds = (tag: string): boolean => cursor.has("Tours", "Tour", "Resultats", tag);
    const par = holds("Listes")
      ? "listes"
      : holds("NuancesCandidats")
        ? "nuances"
        : holds("NuancesListes")
          ? "nuances-listes"
          : candidats;
    return { par, tours: RESULTATS[par].read(cursor) } as Resultats2024;
  },
});

const resultsOf = <T extends object>(place: Form<T>): Form<T & { readonly resultats: Resultats2024 }> =>
  both(place, fields({ resultats: resultatsForm("candidats") }));

const circonscriptionResult = (candidats: "candidats" | "plusieurs"): Form<Circonscription2024> =>
  both(
    circonscriptionForm,
    fields<Omit<Circonscription2024, keyof Place>>({
      sieges: count("NbSap"),
      pourvus: count("NbSiePourvus"),
      resultats: resultatsForm(candidats),
    }),
  );

/** `Departement` around a list of what lies in it. */
const inDepartement = <T extends object>(content: Form<T>): Form<T & { readonly departement: Place }> =>
  element("Departement", both(fields({ departement: departementForm }), content));

const stamp = (what: string): Form<Stamp> =>
  fields<Stamp>({
    date: matching(`Date${what}`, /^\d\d\/\d\d\/\d{4}$/, "une date JJ/MM/AAAA"),
    heure: matching(`Heure${what}`, /^\d\d:\d\d:\d\d$/, "une heure HH:MM:SS"),
  });

type Etat = NonNullable<Arrivee2024["etat"]>;

const etatForm = fields<Etat>({
  maj: optional("DateDerMaj", stamp("DerMaj")),
  extraction: stamp("DerExtract"),
  parvenus: flag("ResultatsParvenus", "OUI", "NON"),
  bureaux: count("NbBureauxDeVoteSaisis"),
  pourcentage: matching("PourcentageBureauxDeVoteSaisis", /^\d{1,3},\d\d$/, "un pourcentage"),
});

const arriveeForm = (place: Form<Place>): Form<Arrivee2024> =>
  both(
    place,
    fields<Omit<Arrivee2024, keyof Place>>({
      etat: {
        write: (indent, etat) => (etat === undefined ? "" : etatForm.write(indent, etat)),
        read: (cursor) => (cursor.next?.startsWith("Date") ? etatForm.read(cursor) : undefined),
      },
      pourvu: optional("Pourvu", word("Pourvu", ["NON", "T1", "T2"])),
      sansCandidature: optional("SansCandidature", word("SansCandidature", ["OUI"])),
    }),
  );

const KINDS: Kinds<Document2024> = {
  territoires: ensemble(
    fields({
      regions: list(
        "Regions",
        "Region",
        both(regionForm, fields({ departements: list("Departements", "Departement", departementForm) })),
      ),
    }),
  ),
  nuances: fields({
    nuances: list(
      "NuancesCandidats",
      "NuanceCandidat",
      both(fields<Pick<RankedNuance, "rang">>({ rang: count("NumOrdNuaCand") }), nuanceForm),
    ),
  }),
  "nuances-listes": fields({ nuances: list("NuancesListes", "NuanceListe", nuanceListeForm) }),
  candidats: inDepartement(
    fields({
      circonscriptions: list(
        "Circonscriptions",
        "Circonscription",
        both(circonscriptionForm, fields({ candidats: list("Candidats", "Candidat", candidatForm) })),
      ),
    }),
  ),
  "index-departements": ensemble(
    fields({ departements: list("Departements", "Departement", arriveeForm(departementForm)) }),
  ),
  "index-circonscriptions": ensemble(
    fields({ circonscriptions: list("Circonscriptions", "Circonscription", arriveeForm(circonscriptionForm)) }),
  ),
  circonscriptions: inDepartement(
    fields({ circonscriptions: list("Circonscriptions", "Circonscription", circonscriptionResult("candidats")) }),
  ),
  circonscription: ensemble(
    element(
      "Region",
      fields({ region: regionForm, circonscription: element("Circonscription", circonscriptionResult("plusieurs")) }),
    ),
  ),
  "communes-2024": inDepartement(fields({ communes: list("Communes", "Commune", resultsOf(communeForm)) })),
  ensemble: ensemble(resultsOf(nothing)),
};

export const FILES_2024: FileForms<Document2024> = fileForms(ENVELOPE_2024, KINDS, kindOf);
export const FILES_2026: FileForms<Document2024> = fileForms(ENVELOPE_2026, KINDS, kindOf);

function kindOf(cursor: Cursor): Document2024["kind"] {
  switch (cursor.next) {
    case "NuancesCandidats":
      return "nuances";
    case "NuancesListes":
      return "nuances-listes";
    case "EnsembleGeo":
      if (cursor.has("EnsembleGeo", "Regions")) return "territoires";
      if (cursor.has("EnsembleGeo", "Departements")) return "index-departements";
      if (cursor.has("EnsembleGeo", "Circonscriptions")) return "index-circonscriptions";
      return cursor.has("EnsembleGeo", "Region") ? "circonscription" : "ensemble";
    case "Departement":
      if (cursor.has("Departement", "Communes")) return "communes-2024";
      // A list of candidates and a list of results begin alike: what follows the name of the first circonscription tells.
      return cursor.has("Departement", "Circonscriptions", "Circonscription", "Candidats")
        ? "candidats"
        : "circonscriptions";
    default:
      throw new PressError("X-BALISE", cursor.place, "un fichier de l'arborescence de 2024 ou 2026 attendu");
  }
}
