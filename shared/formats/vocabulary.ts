/**
 * What the columns of official files are called. The same column has had a dozen names since 1999; here they are, once
 * for all families, compared without case, accents, punctuation and the number of a block (`Voix 3`, `N.Pan..2`).
 */

/** What a row says of its territory. */
export type TerritoireField =
  | "tour"
  | "election"
  | "sigle"
  | "annee"
  | "identifiant"
  | "region"
  | "regionNom"
  | "departement"
  | "departementNom"
  | "circonscription"
  | "circonscriptionNom"
  | "canton"
  | "cantonNom"
  | "section"
  | "commune"
  | "communeNom"
  | "secteur"
  | "secteurNom"
  | "bureau"
  | "code"
  | "nom"
  | "ensemble"
  | "mode";

/** What it counts. */
export type CountField = "inscrits" | "abstentions" | "votants" | "blancs" | "nuls" | "blancsNuls" | "exprimes";

/** What it says of each candidature: the columns that repeat. */
export type CandidatureField =
  | "panneau"
  | "nuance"
  | "rang"
  | "sexe"
  | "nomCandidat"
  | "prenom"
  | "liste"
  | "listeAbregee"
  | "listeEtendue"
  | "teteDeListe"
  | "binome"
  | "voix"
  | "elu"
  | "sieges"
  | "siegesSecteur"
  | "siegesCC";

export type Field = TerritoireField | CountField | CandidatureField;

const TERRITOIRE: Readonly<Record<TerritoireField, string>> = {
  tour: "tour, n° tour, numtour",
  election: "id_election",
  sigle: "sigle du scrutin",
  annee: "année du scrutin",
  identifiant: "id_brut_miom",
  region: "code de la région, region, codreg, reg_code",
  regionNom: "libellé de la région, nom de la région, libreg, reg_name",
  departement:
    "code du département, departement, n° de département, code dep, dpt, dep, code dpt, coddpt, id_dpt, dep_code",
  departementNom: "libellé du département, label_dpt, libdpt, nom du département, dep_name",
  circonscription:
    "code de la circonscription, circonscription, code circonscription législative, n° de circonscription lg, numéro de circonscription, circo, code circo, n° circ, codcirlg",
  circonscriptionNom: "libellé de la circonscription, libellé circonscription législative",
  canton: "code du canton, canton, codcan, n° de canton",
  cantonNom: "libellé du canton, libcan",
  section: "libellé de la section électorale, code de la section, libellé section",
  commune:
    "code de la commune, commune, commune_code, codsubcom, codcom, com_code, code insee, code insee de la commune, insee",
  communeNom: "libellé de la commune, commune_libelle, libsubcom, libcom, nom de la commune, commune_name",
  secteur: "code secteur",
  secteurNom: "libellé secteur",
  bureau:
    "code du b.vote, code bv, bureau, bureau de vote, code bureau de vote, code bureau, n° de bureau de vote, n° bureau, bv, n° bv, codburvot",
  code: "code, id, code du niveau",
  nom: "label, libelle, libellé du niveau",
  ensemble: "ensemble géographique",
  mode: "type de scrutin, mode de scrutin",
};

const COUNTS: Readonly<Record<CountField, string>> = {
  inscrits: "inscrits, inscrit, inscr, nbrins",
  abstentions: "abstentions, abstention, nbrabs",
  votants: "votants, votant, nbrvot",
  blancs: "blancs, blanc, nbrblanc, bl, votes blancs, bulletins blancs",
  nuls: "nuls, nul, nbrnul, votes nuls, bulletins nuls",
  blancsNuls: "blancs et nuls, blancs_nuls, blancs ou nuls, nbrblanul, bl_nul",
  exprimes: "exprimés, exprime, exprim, nbrexp, suffrages exprimés",
};

const CANDIDATURE: Readonly<Record<CandidatureField, string>> = {
  panneau:
    "n°panneau, n.pan., n°liste, n° de dépôt du candidat, n° de dépôt de la liste, n° de dépôt, numdepcand, n° panneau liste, cand_num_panneau",
  nuance:
    "nuance, code nuance, nuance candidat, nuance liste, code nuance du candidat, code nuance de la liste, codnua, nuance politique, party_code, nuance binôme",
  rang: "n° candidat, ordre, rang, position, n° d'ordre",
  sexe: "sexe, sexe candidat, code sexe, gender, civilité, sexpsn, cand_sexe",
  nomCandidat:
    "nom, nom candidat, last_name, nom psn, nompsnext, nom du candidat tête de liste, nom tête de liste candidat, réponse, cand_nom, nom de l'élu, nom élu, nom sur le bulletin de vote",
  prenom:
    "prénom, prénom candidat, first_name, prénom du candidat tête de liste, prepsn, cand_prenom, prénom de l'élu, prénom élu, prénom sur le bulletin de vote",
  liste: "liste, nom de la liste, titre liste, label liste",
  listeAbregee: "libellé abrégé liste, liste_court",
  listeEtendue: "libellé etendu liste, libellé de liste, liste_long, liblisext",
  teteDeListe: "nom tête de liste, tete_liste",
  binome: "binôme, libellé binôme",
  voix: "voix, nombre de voix du candidat, nombre de voix de la liste, nbrvoix, votes, cand_nb_voix",
  elu: "elu, elus, elected, résultat candidat",
  sieges: "sièges / elu, sièges, sièges au cm, siège",
  siegesSecteur: "sièges secteur, sièges au secteur, sièges au conseil de secteur, sièges au conseil d'arrondissement",
  siegesCC: "sièges cc, sièges au cc, sièges au conseil communautaire, sièges communautaires",
};

/** A name of a territory or of a person as it is compared. */
export const nameKey = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");

/** Words that columns have or leave out: `Nombre de voix` is `Voix`, `Code de la commune` is `Code commune`. */
const IDLE: ReadonlySet<string> = new Set([
  "de",
  "du",
  "des",
  "d",
  "la",
  "le",
  "les",
  "l",
  "nb",
  "nbr",
  "nombre",
  "officiel",
]);
/** How the number of something is written: `N° tour`, `No Tour`, `num_tour`. */
const NUMBER: ReadonlySet<string> = new Set(["n", "no", "num", "numero"]);

/** A column's name as it is compared: without case, accents, punctuation, idle words. */
const columnKey = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => !IDLE.has(word))
    .map((word) => (NUMBER.has(word) ? "n" : word))
    .join("");

const keysOf = <F extends Field>(names: Readonly<Record<F, string>>): (readonly [string, F])[] =>
  (Object.entries(names) as [F, string][]).flatMap(([field, list]) =>
    list.split(", ").map((name) => [columnKey(name), field] as const),
  );

const FIXED: ReadonlyMap<string, Field> = new Map<string, Field>([...keysOf(TERRITOIRE), ...keysOf(COUNTS)]);
const REPEATED: ReadonlyMap<string, Field> = new Map<string, Field>(keysOf(CANDIDATURE));

/** Columns that are known, and not read: shares, states of the entry, what pipelines add. */
const UNREAD =
  /^(%|ratio|pct|taux|part )|[/]\s*(ins|vot|exp)|^(date de l.export|date_export|etat saisie|code localisation|libelle localisation|code arrondissement|inscrits de reference.*|popsubcom)$/i;

/** Whether a header's cell is known and says nothing that is read. */
export const isUnread = (name: string): boolean => UNREAD.test(name.trim().normalize("NFD").replace(/\p{M}/gu, ""));

/** What a column is: its field, and whether it is one of those that repeat with each candidature. */
export interface Meaning {
  readonly field: Field;
  readonly repeats: boolean;
}

/** A name without the number of its block: `Voix 3`, `Voix_3`, `Voix.2` and `Voix` are one column, repeated. */
export const blockKey = (name: string): string => columnKey(name).replace(/\d+$/, "");

/** The meaning of a header's cell; `null` when no family knows it. */
export function meaningOf(name: string): Meaning | null {
  const key = columnKey(name);
  if (key === "" || isUnread(name)) return null;
  const fixed = FIXED.get(key);
  if (fixed !== undefined) return { field: fixed, repeats: false };
  const repeated = REPEATED.get(key) ?? REPEATED.get(blockKey(name));
  return repeated === undefined ? null : { field: repeated, repeats: true };
}

/** The name by which a field is asked for in messages: the first under which files know it. */
export const firstName = (field: Field): string =>
  ({ ...TERRITOIRE, ...COUNTS, ...CANDIDATURE })[field].split(", ")[0]!;
