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
  tour: "tour, n tour, n° tour, n° de tour, num tour, numtour, numero tour, numéro de tour",
  election: "id_election",
  sigle: "sigle du scrutin",
  annee: "année du scrutin",
  identifiant: "id_brut_miom",
  region: "code de la région, code région, code_region, region, codreg, reg_code",
  regionNom: "libellé de la région, libellé région, libelle_region, libreg, reg_name",
  departement:
    "code du département, code département, code_departement, departement, dpt, dep, code dpt, code_dpt, coddpt, id_dpt, dep_code",
  departementNom:
    "libellé du département, libellé département, libelle_departement, label_dpt, libdpt, nom du département, dep_name",
  circonscription:
    "code de la circonscription, code circonscription, circonscription, code circonscription législative, code_circonscription, n° de circonscription lg, numéro de circonscription, circo, codcirlg",
  circonscriptionNom:
    "libellé de la circonscription, libellé circonscription, libellé circonscription législative, libelle_circonscription",
  canton: "code du canton, code canton, code_canton, canton, codcan, n° de canton, numéro de canton",
  cantonNom: "libellé du canton, libellé canton, libelle_canton, libcan",
  section: "libellé de la section électorale, code de la section, libellé section",
  commune:
    "code de la commune, code commune, code_commune, commune, commune_code, codsubcom, code insee, code insee de la commune, insee",
  communeNom:
    "libellé de la commune, libellé commune, commune_libelle, libelle_commune, libsubcom, nom de la commune, nom commune, commune_name",
  secteur: "code secteur, code du secteur",
  secteurNom: "libellé secteur, libellé du secteur",
  bureau:
    "code du b.vote, code b.vote, code bv, code_bv, bureau, bureau de vote, code bureau de vote, code bureau, n° de bureau de vote, numéro de bureau de vote, n° bureau, codburvot, code_bvote, numéro du bureau",
  code: "code, id, code du niveau",
  nom: "label, libelle, libellé du niveau",
  ensemble: "ensemble géographique",
  mode: "type de scrutin, mode de scrutin",
};

const COUNTS: Readonly<Record<CountField, string>> = {
  inscrits: "inscrits, inscrit, nbrins, nb_inscrits, inscrits_nb, nombre d'inscrits",
  abstentions: "abstentions, abstention, nbrabs, abstention_nb, abstentions_nb",
  votants: "votants, votant, nbrvot, nb_votants, votants_nb, nombre de votants",
  blancs: "blancs, blanc, nbrblanc, nb_blancs, blancs_nb",
  nuls: "nuls, nul, nbrnul, nb_nuls, nuls_nb",
  blancsNuls: "blancs et nuls, blancs_nuls, blancsnuls, blancs ou nuls, nbrblanul",
  exprimes: "exprimés, exprime, nbrexp, nb_exprimes, exprimes_nb, nombre d'exprimés",
};

const CANDIDATURE: Readonly<Record<CandidatureField, string>> = {
  panneau:
    "n°panneau, n° panneau, n.pan., numéro de panneau, no_panneau, numero_panneau, n°liste, n° liste, numero_liste, n° de dépôt du candidat, n° de dépôt de la liste, n° de dépôt, n° dépôt, numéro de dépôt de la liste, numéro de dépôt du candidat, numdepcand, n° de liste, npan, n° panneau liste, cand_num_panneau",
  nuance:
    "nuance, code nuance, nuance candidat, nuance liste, code nuance du candidat, code nuance de la liste, codnua, code_nuance, nuance politique, party_code, nuance binôme, code nuance de la liste",
  sexe: "sexe, sexe candidat, gender, sexe du candidat, civilité, sexpsn, cand_sexe",
  nomCandidat:
    "nom, nom candidat, nom du candidat, last_name, nom psn, nompsnext, nompsn, nom du candidat tête de liste, nom tête de liste candidat, réponse, cand_nom",
  prenom:
    "prénom, prénom candidat, prénom du candidat, first_name, prénom du candidat tête de liste, prepsn, cand_prenom",
  liste: "liste, nom de la liste, titre liste, label liste",
  listeAbregee: "libellé abrégé liste, libellé abrégé de liste, libelle_abrege_liste, liste_court",
  listeEtendue:
    "libellé etendu liste, libellé étendu liste, libellé de liste, libelle_etendu_liste, liste_long, liblisext, libellé liste, libellé de la liste",
  teteDeListe: "nom tête de liste, nom_tete_liste, tete_liste, tête de liste, tete_de_liste",
  binome: "binôme, libellé binôme, binome",
  voix: "voix, nombre de voix, nombre de voix du candidat, nombre de voix de la liste, nbrvoix, nb_voix, voix candidat, votes, voix liste, nb de voix, cand_nb_voix",
  elu: "elu, élu, elus, elected, résultat candidat",
  sieges: "sièges / elu, sièges, sieges, sièges au cm, nombre de sièges, nb sièges, siège",
  siegesSecteur: "sièges secteur, sièges au secteur, sièges au conseil de secteur, sièges au conseil d'arrondissement",
  siegesCC: "sièges cc, sièges au cc, sièges au conseil communautaire, sièges communautaires",
};

/** A name as it is compared. */
export const nameKey = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "");

const keysOf = <F extends Field>(names: Readonly<Record<F, string>>): (readonly [string, F])[] =>
  (Object.entries(names) as [F, string][]).flatMap(([field, list]) =>
    list.split(", ").map((name) => [nameKey(name), field] as const),
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
export const blockKey = (name: string): string => nameKey(name).replace(/\d+$/, "");

/** The meaning of a header's cell; `null` when no family knows it. */
export function meaningOf(name: string): Meaning | null {
  const key = nameKey(name);
  if (key === "" || isUnread(name)) return null;
  const fixed = FIXED.get(key);
  if (fixed !== undefined) return { field: fixed, repeats: false };
  const repeated = REPEATED.get(key) ?? REPEATED.get(blockKey(name));
  return repeated === undefined ? null : { field: repeated, repeats: true };
}

/** The name by which a field is asked for in messages: the first under which files know it. */
export const firstName = (field: Field): string =>
  ({ ...TERRITOIRE, ...COUNTS, ...CANDIDATURE })[field].split(", ")[0]!;
