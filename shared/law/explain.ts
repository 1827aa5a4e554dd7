/** An outcome in French, for people: what was decided, then each step as one sentence that a teacher could hand out. */
import type { CodeAnomalie, Departage, Etape, Fraction, Outcome, Statut, StatutCandidature } from "./outcome.ts";
import { POLITIQUES } from "./policies.ts";
import type { SecondTour } from "./second-round.ts";
import type { Changement } from "./sensitivity.ts";
import {
  CANDIDATURE,
  CERTITUDE,
  CHOIX,
  CORPS,
  CRITERE,
  estSection,
  lireCorps,
  partieEntiere,
  SECTION,
} from "./words.ts";

const UNITE: Readonly<Record<Statut, string>> = {
  ACQUIS_T1: "Élection acquise au premier tour",
  BALLOTTAGE: "Ballottage : un second tour est nécessaire",
  ACQUIS_T2: "Élection acquise au second tour",
  INCOMPLET: "Dépouillement incomplet : seules les certitudes sont données",
  INDECIDABLE: "Indécidable",
};

/** A referendum or a consultation elects nobody. */
const UNITE_REFERENDUM: Readonly<Partial<Record<Statut, string>>> = { ACQUIS_T1: "Résultat acquis" };
const REPONSE: Readonly<Partial<Record<StatutCandidature, string>>> = {
  ELU_T1: "réponse majoritaire",
  BATTU: "réponse non retenue",
};
const REFERENDUMS = /^(REFERENDUM|CONSULTATION)-/;

type Nommer = (id: string) => string;
const nomDeSection: Nommer = (code) => (estSection(code) ? SECTION[code] : code);
/** How the parties of a step are called: where the seats of one list are shared among its sections, they are sections. */
const parSections = (objet: string): Nommer => (lireCorps(objet).genre === "sections" ? nomDeSection : (id) => id);

/** A body as it is said: « section 19 », « congrès », « sections de « A » ». */
function corps(nom: string): string {
  const lu = lireCorps(nom);
  switch (lu.genre) {
    case "corps":
      return CORPS[lu.code];
    case "section":
      return `section ${nomDeSection(lu.code)}`;
    case "sections":
      return `sections de « ${lu.liste} »`;
    case "autre":
      return lu.code;
  }
}
const nombre = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, " ");
const fraction = ({ num, den }: Fraction): string => (den === 1 ? nombre(num) : `${nombre(num)}/${nombre(den)}`);
const noms = (ids: readonly string[]): string => ids.map((id) => `« ${id} »`).join(", ");
const pluriel = (n: number, mot: string): string => `${nombre(n)} ${mot}${n > 1 ? "s" : ""}`;

/** Days of a year of the Gregorian calendar, on average. */
const ANNEE = 365.2425;
/** Decimals that a mean age is given with. */
const DECIMALES = 1_000_000;

/**
 * An age as it is said: the exact number of days that was compared, then about how many years that is. A mean that does not fall on a whole
 * day has decimals where they are exact (it was given so), else a fraction: « 16 159 jours 1/3 ».
 */
function age(valeur: Fraction): string {
  const { entiers, reste } = partieEntiere(valeur);
  const { num, den } = reste;
  const jours = `${nombre(entiers)} jours`;
  const ans = `soit ${(valeur.num / valeur.den / ANNEE).toFixed(1).replace(".", ",")} ans`;
  if (num === 0) return `${jours}, ${ans}`;
  if (DECIMALES % den !== 0) return `${jours} ${num}/${den}, ${ans}`;
  const decimales = String((num * DECIMALES) / den).padStart(6, "0");
  return `${nombre(entiers)},${decimales.replace(/0+$/, "")} jours, ${ans}`;
}

/** A number times what it is multiplied by, and the product: « 2 × 45 = 90 »; the number alone where nothing multiplies it. */
const produit = (facteur: number, n: number, total: number): string =>
  facteur === 1 || n === 0 ? nombre(total) : `${nombre(facteur)} × ${nombre(n)} = ${nombre(total)}`;

/** What is odd, with the two numbers that do not go together. */
const ANOMALIE: Readonly<
  Record<CodeAnomalie, (gauche: string, droite: string) => readonly [ou: string, quoi: string]>
> = {
  "L-VOIX-MANQUANTES": (voix, exprimes) => [
    "du décompte",
    `les candidatures ont ${voix} voix en tout, pour ${exprimes} exprimés`,
  ],
  "L-VOTANTS-INSCRITS": (votants, inscrits) => ["du décompte", `${votants} votants, pour ${inscrits} inscrits`],
  "L-VOTANTS-EXPRIMES": (comptes, votants) => [
    "du décompte",
    `exprimés, blancs et nuls font ${comptes} bulletins, pour ${votants} votants`,
  ],
  "L-COMMUNAUTAIRES": (donnes, pourvus) => [
    "de ce qui est donné",
    `${donnes} sièges communautaires sont donnés, et ce scrutin en pourvoit ${pourvus}`,
  ],
};

/** One step, one sentence. */
function phrase(etape: Etape): string {
  switch (etape.type) {
    case "predicat": {
      const { candidature, voix, base, valeurBase, gauche, operateur, droite, verdict, seuil } = etape;
      const sign = operateur === ">" ? (verdict ? ">" : "≤") : verdict ? "≥" : "<";
      const assiette = base === "inscrits" ? "inscrits" : "exprimés";
      const calcul = `${produit(gauche / voix, voix, gauche)} ${sign} ${produit(droite / valeurBase, valeurBase, droite)}`;
      return `« ${candidature} » ${verdict ? "atteint" : "n'atteint pas"} le seuil ${seuil} : ${nombre(voix)} voix pour ${nombre(valeurBase)} ${assiette} (${calcul}).`;
    }
    case "participation":
      return `La moitié des inscrits ${etape.verdict ? "a" : "n'a pas"} pris part au vote : ${nombre(etape.votants)} votants pour ${nombre(etape.inscrits)} inscrits (${produit(2, etape.votants, etape.gauche)} ${etape.verdict ? "≥" : "<"} ${nombre(etape.droite)}).`;
    case "adoption":
      return etape.avis
        ? "Le projet n'est pas adopté : faute de participation, la réponse ne vaut que comme avis."
        : `Le projet ${etape.adopte ? "est adopté" : "n'est pas adopté"}.`;
    case "prime":
      return `« ${etape.candidature} », en tête, reçoit d'abord la prime : ${pluriel(etape.sieges, "siège")} sur ${nombre(etape.surTotal)} (${corps(etape.corps)}).`;
    case "admission":
      return etape.admises.length === 0
        ? `Aucune liste n'est admise à la répartition (${corps(etape.corps)}).`
        : `Sont admises à la répartition (${corps(etape.corps)}) : ${noms(etape.admises)}.`;
    case "siege": {
      const nom = parSections(etape.corps);
      const moyennes = etape.moyennes.map((one) => `« ${nom(one.id)} » ${fraction(one)}`).join(", ");
      return `Siège n° ${etape.numero} à la plus forte moyenne (${corps(etape.corps)}) : ${moyennes} ; il revient à « ${nom(etape.attribue)} ».${egalite(etape, nom)}`;
    }
    case "departage":
      return `${departage(etape.departage, parSections(etape.objet))}${etape.retenu === undefined ? "" : ` « ${etape.retenu} » l'emporte.`}`;
    case "election": {
      const motif = {
        majorite: "avec la majorité requise",
        "majorite-relative": "avec le plus grand nombre de voix",
        "seul-en-lice": "étant seul en lice",
      };
      return `« ${etape.candidature} » l'emporte ${motif[etape.motif]}.`;
    }
    case "qualification": {
      const voie = {
        seuil: ", ayant atteint le seuil",
        repechage: " par repêchage, parmi les mieux placés de ceux qui n'ont pas le seuil",
        "plein-droit": ", comme l'un des mieux placés",
        presence: ", comme tout candidat que le premier n'a pas élu",
      };
      return `« ${etape.candidature} » peut se présenter au second tour${voie[etape.voie]}.`;
    }
    case "retrait":
      return `« ${etape.candidature} » se retire avant le second tour.`;
    case "vacance":
      return `${pluriel(etape.sieges, "siège")} sans titulaire (${corps(etape.corps)})${etape.candidature === undefined ? "" : ` : la liste « ${etape.candidature} » est épuisée`}.`;
    case "silence": {
      const { question } = POLITIQUES[etape.question];
      return `La loi ne dit rien (${etape.question}, ${question}) ; choix appliqué : ${CHOIX[etape.politique]}${etape.concerne.length === 0 ? "" : ` ; concerne ${noms(etape.concerne)}`}.`;
    }
    case "transfert":
      return `Un siège de « ${etape.candidature} » passe de la section ${nomDeSection(etape.de)} à la section ${nomDeSection(etape.vers)}, qui n'a pas son minimum.${egalite(etape, nomDeSection)}`;
    case "remplacement":
      return `« ${etape.candidature} » : le candidat de rang ${etape.rang} ne siège pas à l'autre conseil ; le siège (${etape.corps}) revient à celui de rang ${etape.parRang}, du même sexe.`;
    case "plafond": {
      const sorte =
        etape.article === "L228" ? "conseillers qui n'habitent pas la commune" : "proches parents au conseil";
      return `« ${etape.candidature} » ne peut siéger : ${etape.maximum} ${sorte} au plus.`;
    }
    case "anomalie": {
      const [gauche, droite] = [nombre(etape.gauche), nombre(etape.droite)];
      const [ou, quoi] = ANOMALIE[etape.code](gauche, droite);
      return `Anomalie ${ou} (${etape.code}) : ${quoi}.`;
    }
  }
}

/** What a step adds when a tie was broken on the way. */
const egalite = (etape: { readonly departage?: Departage }, nom: Nommer): string =>
  etape.departage === undefined ? "" : ` ${departage(etape.departage, nom)}`;

function departage({ entre, pistes, issue }: Departage, nom: Nommer): string {
  const essais = pistes.map(({ critere, valeurs }) => {
    const [dire, separe] = critere.endsWith("voix") ? [fraction, ", "] : [age, " ; "];
    // The smallest first are opposites.
    const lire = ({ num, den }: Fraction): string => dire({ num: Math.abs(num), den });
    const lues = valeurs
      .map(({ id, valeur }) => `« ${nom(id)} » ${valeur === undefined ? "inconnu" : lire(valeur)}`)
      .join(separe);
    return `${CRITERE[critere]} (${lues})`;
  });
  const fin = {
    tranche: "",
    "sans-effet": " ; chacune obtient un siège",
    "age-manquant": " ; un âge manque",
    "meme-age": " ; l'égalité demeure",
    silence: " ; la loi ne donne pas de règle",
  };
  return `Égalité entre ${noms(entre.map(nom))}${essais.length === 0 ? "" : ` : on compare ${essais.join(", puis ")}`}${fin[issue]}.`;
}

const OBJET: Readonly<Record<Changement["objet"], string>> = {
  elus: "Le nom des élus",
  qualifies: "La liste des qualifiés",
  sieges: "La répartition des sièges",
};

/** What would change a decided contest, a sentence a change. */
export function expliquerChangements(changements: readonly Changement[]): readonly string[] {
  return changements.map(({ objet, voix, de, vers, statut, code, gagnent, perdent }) => {
    const edit =
      de === undefined
        ? `${nombre(voix)} voix de plus pour « ${vers} »`
        : `${nombre(voix)} voix passant de « ${de} » à « ${vers} »`;
    const effets = [
      ...(gagnent.length === 0 ? [] : [`y gagne : ${noms(gagnent)}`]),
      ...(perdent.length === 0 ? [] : [`y perd : ${noms(perdent)}`]),
    ];
    return `${OBJET[objet]} changerait avec ${edit} (${effets.join(" ; ")}) : ${UNITE[statut]}${code === undefined ? "" : ` (${code})`}.`;
  });
}

/** The outcome as a table, then numbered sentences; lines without line breaks. */
export function expliquer(outcome: Outcome): readonly string[] {
  const { statut, code, candidatures, etapes, regle, articles, erreurs = [] } = outcome;
  const referendum = REFERENDUMS.test(regle);
  const unite = (referendum ? UNITE_REFERENDUM[statut] : undefined) ?? UNITE[statut];
  const title = `${outcome.id === undefined ? "" : `${outcome.id} — `}${unite}${code === undefined ? "" : ` (${code})`}`;
  const sections = [...new Set(candidatures.flatMap(({ siegesSections = {} }) => Object.keys(siegesSections)))];
  const places = (sieges: number | undefined): string => (sieges === undefined ? "" : nombre(sieges));
  const rows = [
    [
      "candidature",
      "voix",
      "statut",
      "sièges",
      "communautaires",
      "arrondissement",
      "suppléants",
      ...sections.map(nomDeSection),
    ],
    ...candidatures.map((one) => [
      one.id,
      nombre(one.voix),
      one.certitude === undefined
        ? ((referendum ? REPONSE[one.statut] : undefined) ?? CANDIDATURE[one.statut])
        : CERTITUDE[one.certitude],
      places(one.sieges),
      places(one.siegesCommunautaires),
      places(one.siegesArrondissement),
      places(one.siegesSuppleants),
      ...sections.map((section) => places(one.siegesSections![section])),
    ]),
  ];
  const used = rows[0]!.map((_, column) => rows.slice(1).some((row) => row[column] !== ""));
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const table = rows.map((row) =>
    row
      .flatMap((cell, column) =>
        used[column] === true
          ? [column === 0 || column === 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)]
          : [],
      )
      .join("  ")
      .trimEnd(),
  );
  const phrases = etapes.map((etape, index) => `${index + 1}. ${phrase(etape)} [${etape.article}]`);
  const fautes = erreurs.map((one) => `${one.code} ${one.field} : attendu ${one.expected} ; ${one.advice}.`);
  const reste = [
    ...(outcome.siegesRestants === undefined || outcome.siegesRestants === 1
      ? []
      : [`${pluriel(outcome.siegesRestants, "siège")} à pourvoir au second tour.`]),
    ...(outcome.vacances === undefined ? [] : [`${pluriel(outcome.vacances, "siège")} sans titulaire en tout.`]),
  ];
  const source = regle === "" ? [] : [`Règle ${regle} — ${articles.join(", ")}.`];
  return [title, "", ...table, "", ...phrases, ...reste, ...fautes, ...source];
}

/** What the filings between the rounds come to: who stands, each refusal with its reason, and until when one could file. */
export function expliquerSecondTour({ candidatures, depots, echeance, sieges }: SecondTour): readonly string[] {
  const presentes = candidatures.map(({ id, origines = [] }) =>
    origines.length === 0 ? `« ${id} »` : `« ${id} » (qui réunit ${noms(origines)})`,
  );
  const limite =
    echeance === undefined
      ? []
      : [
          `Dépôts reçus ${echeance.exclue ? "avant le" : "jusqu'au"} ${echeance.jusqua.replace("T", " à ")}. [${echeance.article}]`,
        ];
  return [
    presentes.length === 0 ? "Personne ne se présente au second tour." : `Au second tour : ${presentes.join(", ")}.`,
    ...(sieges === undefined ? [] : [`${pluriel(sieges, "siège")} à pourvoir.`]),
    ...depots.flatMap(({ id, recevable, erreurs }) =>
      recevable
        ? [`Dépôt de « ${id} » : recevable.`]
        : erreurs.map(
            ({ code, expected, advice }) => `Dépôt de « ${id} » : refusé (${code}) ; il faut ${expected} ; ${advice}.`,
          ),
    ),
    ...limite,
  ];
}
