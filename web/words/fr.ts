import type { Metric } from "../address.ts";
import type { Language } from "./format.ts";
import type { EntryKind } from "../search/search-index.ts";
import { plural } from "./plural-fr.ts";
import { rule } from "./rules-fr.ts";
import { steps } from "./steps-fr.ts";
import { tools } from "./tools-fr.ts";
import type { CertitudeShown, StatutShown } from "./keys.ts";

/** Everything the site says in French; `en.ts` says the same. A sentence with figures is a function of them, written already. */

export const fr = {
  language: "fr" as Language,
  other: { code: "en" as Language, name: "English" },
  brand: "Vingt-heures",
  colon: " : ",
  skip: "Aller au contenu",
  home: "France entière",
  round: (tour: 1 | 2): string => (tour === 1 ? "1er tour" : "2d tour"),
  runs: "Nuit suivie",
  clock: "Heure de la nuit",
  titleSuffix: "Vingt-heures",
  sourceLine: (source: string) => `Source : ${source}`,
  mapCredit: "Carte : Victor Cazanave, svg-maps, CC BY 4.0.",
  credits:
    "Communes : Etalab, découpage administratif. Carte : Victor Cazanave, svg-maps, CC BY 4.0. Résultats officiels : ministère de l'Intérieur, Conseil constitutionnel (Licence ouverte 2.0).",
  empty: {
    title: "Aucune nuit n'est en cours",
    text: "Dans un terminal, lancez-en une : cette page la suivra d'elle-même.",
    soon: "La nuit commence",
    soonText: "Aucun bureau n'est encore compté : les premiers chiffres paraîtront ici d'eux-mêmes.",
  },
  trouble:
    "La connexion au serveur est perdue. Nouvel essai dans quelques secondes ; les chiffres affichés peuvent dater.",
  absent: "Rien n'est encore publié pour ce territoire.",
  unknownPlace: "Ce territoire n'est pas dans cette élection.",
  devenue: (nom: string) => `Cette commune a fusionné depuis : elle fait aujourd'hui partie de ${nom}.`,
  /** What a night says of itself is in French. */
  election: (nom: string) => nom,
  genere: (text: string) => text,
  loading: "Lecture des chiffres…",
  labels: {
    title: "Ce que valent ces chiffres",
    generated: "Chiffres générés",
    rehearsal: "Répétition",
    partial: "Partiel",
    provisional: "Provisoire",
    embargo: (time: string) => `Sous embargo jusqu'à ${time}`,
    past: (time: string) => `État à ${time}`,
  },
  standfirst: {
    embargo: "Les bureaux ferment et comptent. Aucun résultat avant la fin de l'embargo.",
    partial: (percent: string) => `Résultats partiels : ${percent} des bureaux sont comptés.`,
    complete: "Tous les bureaux sont comptés.",
    at: (day: string, time: string) => `${day}, ${time} à Paris.`,
  },
  headline: {
    waiting: (time: string) => `Premiers résultats à ${time}`,
    nothing: "Aucun suffrage compté pour l'instant",
    elected: (names: string, many: boolean, women: boolean) =>
      `${names} ${many ? "sont" : "est"} élu${women ? "e" : ""}${many ? "s" : ""}`,
    answer: (name: string, share: string) => `« ${name} » l'emporte avec ${share}`,
    runoff: (names: string) => `Second tour entre ${names}`,
    leading: (name: string, share: string) => `${name} en tête avec ${share} des suffrages comptés`,
    tie: (names: string) => `${names} à égalité`,
    certainElected: (names: string, many: boolean, women: boolean) =>
      `${names} ${many ? "sont" : "est"} sûr${women ? "e" : ""}${many ? "s" : ""} d'être élu${women ? "e" : ""}${many ? "s" : ""}`,
    certainQualified: (names: string, many: boolean, women: boolean) =>
      `${names} ${many ? "sont" : "est"} sûr${women ? "e" : ""}${many ? "s" : ""} d'être au second tour`,
    undecidable: "Le résultat ne peut pas être établi avec ces données.",
    seats: (name: string, seats: string, total: string) => `${name} obtient ${seats} sièges sur ${total}`,
    electedMany: (count: string, name: string) => `${count} élus, ${name} en tête`,
    runoffMany: (count: string) => `Second tour ouvert à ${count} candidatures`,
    unites: (settled: string, all: string, runoff: string | null, undecided: number) =>
      `Acquis : ${settled} sur ${all}${runoff === null ? "" : `, en ballottage : ${runoff}`}${undecided > 0 ? " ; ailleurs, aucun nom ne peut être donné" : ""}`,
    kinds: {
      legislatives: ["circonscription", "circonscriptions"],
      departementales: ["canton", "cantons"],
      cantonales: ["canton", "cantons"],
      municipales: ["commune", "communes"],
      regionales: ["région", "régions"],
      senatoriales: ["département", "départements"],
      europeennes: ["circonscription", "circonscriptions"],
      "metropole-lyon": ["circonscription", "circonscriptions"],
      "nouvelle-caledonie": ["province", "provinces"],
      "wallis-et-futuna": ["circonscription", "circonscriptions"],
      "conseillers-francais-etranger": ["circonscription", "circonscriptions"],
      "assemblee-francais-etranger": ["circonscription", "circonscriptions"],
    } as Readonly<Record<string, readonly [one: string, many: string]>>,
    kind: ["unité", "unités"] as readonly [one: string, many: string],
    settled: (settled: string, all: string, count: number) =>
      `${settled} sur ${all} ${plural(count, "a son conseil", "ont leur conseil")}`,
    unitesOpen: (name: string, share: string) => `${name} en tête des voix avec ${share}`,
  },
  sure: {
    ACQUIS: "C'est certain : les bureaux qui restent ne peuvent plus rien y changer.",
    BALLOTTAGE: "Un second tour est certain ; les bureaux qui restent diront entre qui.",
    OUVERT: "Rien n'est certain : les bureaux qui restent peuvent encore tout changer.",
    decided: "C'est ce que la loi en fait, avant proclamation.",
  },
  result: "Le résultat",
  embargoTitle: (time: string) => `Les premiers résultats sont publiés à ${time}.`,
  embargoWhy:
    "Le code électoral (article L52-2) interdit de publier un résultat, même partiel, avant la fermeture du dernier bureau de métropole. La participation et l'avancement sont publics.",
  votes: (count: number, written: string) => `${written}\u00A0voix`,
  /** `150 communes` */
  counted: (count: number, written: string, one: string, many: string) => `${written} ${plural(count, one, many)}`,
  seats: (count: number, written: string) => `${written}\u00A0${plural(count, "siège", "sièges")}`,
  showAll: (count: string) => `Les ${count} autres`,
  /** A threshold as the law's steps name it (`de 12,5 % des inscrits`). */
  seuil: (seuil: string) => seuil.replace(/^(?:de la |du |de )/, ""),
  progress: {
    title: "Le dépouillement",
    unit: "des bureaux comptés",
    bureaux: "Bureaux",
    communes: "Communes",
    registered: "Inscrits",
    remaining: "Inscrits à venir",
  },
  turnout: {
    title: "La participation",
    unit: "dans les bureaux comptés",
    voters: "Votants",
    abstentions: "Abstentions",
    expressed: "Exprimés",
    blank: "Blancs",
    null: "Nuls",
    blankAndNull: "Blancs et nuls",
    at: (hour: string, generated: boolean) => `À ${hour}${generated ? " (généré)" : ""}`,
  },
  map: {
    title: "La carte",
    legend: "Ce que montre la carte",
    metrics: {
      tete: "En tête",
      avance: "Avance",
      participation: "Participation",
      avancement: "Avancement",
      evolution: "Évolution",
    } satisfies Record<Metric, string>,
    lead: (name: string, gap: string) => `${name}, ${gap} d'avance`,
    partialHint: "Plus clair : le compte n'est pas fini.",
    led: (count: string, name: string) => `${name} : ${count}`,
    tie: "Égalité",
    waiting: "Pas encore compté",
    from: (low: string, high: string) => `de ${low} à ${high}`,
    hint: "Le tableau plus bas dit la même chose en mots.",
    swing: (name: string) => `Part de ${name}, en points depuis l'autre nuit`,
    paris: "Paris et petite couronne",
  },
  curve: {
    title: "L'arrivée des bureaux",
    description: (counted: string, expected: string, time: string) =>
      `${counted} bureaux sur ${expected} comptés à ${time}.`,
    embargo: "fin de l'embargo",
  },
  changes: {
    title: "Ce qui vient de changer",
    none: "Rien encore depuis que vous regardez.",
    released: "Fin de l'embargo : les résultats deviennent publics.",
    lead: (name: string, place: string) => `${name} passe en tête ${place}`,
    inFrance: "en France",
    inPlace: (nom: string) => `: ${nom}`,
    complete: (nom: string) => `${nom} : tous les bureaux comptés`,
    completeMany: (count: string, names: string) => `${count} départements de plus entièrement comptés : ${names}…`,
    corrected: (count: number, written: string) =>
      `${written} ${plural(count, "bureau corrigé", "bureaux corrigés")} depuis l'état précédent`,
    finished: "Tous les bureaux de France sont comptés.",
    counted: (count: number, written: string) => `${written} ${plural(count, "bureau", "bureaux")} de plus`,
  },
  territories: {
    departements: "Les départements",
    regions: "Les régions",
    communes: "Les communes",
    unites: "Là où les sièges sont pourvus",
    /** By the type of what elects: its title, and how it is counted. */
    kinds: {
      circonscription: ["Les circonscriptions", "circonscription", "circonscriptions"],
      canton: ["Les cantons", "canton", "cantons"],
      secteur: ["Les secteurs", "secteur", "secteurs"],
      section: ["Les sections", "section", "sections"],
      departement: ["Les départements", "département", "départements"],
      region: ["Les régions", "région", "régions"],
    } as Readonly<Record<string, readonly [title: string, one: string, many: string]>>,
    issue: "Issue",
    bureaux: "Les bureaux de vote",
    arrondissements: "Les arrondissements",
    together: (nom: string) => `Ensemble : ${nom}`,
    togetherHint: (here: string) => `Les communes qui forment cette intercommunalité avec ${here}.`,
    beside: "À côté",
    name: "Territoire",
    counted: "Compté",
    turnout: "Participation",
    ahead: "En tête",
    share: "Part",
    bureau: "Bureau",
    expressed: "Exprimés",
    version: "Version",
    complete: "complet",
    doneOf: (done: number, written: string, all: string) =>
      `${written} ${plural(done, "complet", "complets")} sur ${all}.`,
    more: (count: string) => `Voir les ${count} suivantes`,
  },
  outcome: {
    title: "Ce que dit la loi",
    statut: {
      ACQUIS_T1: "Élection acquise au premier tour",
      BALLOTTAGE: "Ballottage : un second tour",
      ACQUIS_T2: "Élection acquise au second tour",
      INCOMPLET: "Dépouillement en cours",
      INDECIDABLE: "Indécidable avec ces données",
    } as Readonly<Record<string, string>>,
    /** Where there is one round. */
    acquired: "Élection acquise",
    noSeat: "aucun siège",
    candidature: {
      ELU_T1: "élu",
      ELU_T2: "élu",
      QUALIFIE_SEUIL: "qualifié",
      QUALIFIE_REPECHAGE: "qualifié par repêchage",
      NON_QUALIFIE: "éliminé",
      PEUT_FUSIONNER: "peut fusionner",
      RETIRE: "retiré",
      BATTU: "battu",
      SIEGE_VACANT: "siège vacant",
      OUVERT: "",
      INDECIDABLE: "indécidable",
    } satisfies Record<StatutShown, string>,
    certitude: {
      ELU: "élection certaine",
      QUALIFIE: "second tour certain",
      ELIMINE: "élimination certaine",
      OUVERT: "",
    } satisfies Record<CertitudeShown, string>,
    motif: {
      "D-NUANCES":
        "Le fichier réunit les voix de plusieurs candidats d'une nuance, ou de plusieurs circonscriptions : personne ne peut être dit élu ou qualifié.",
      "D-CONFLIT":
        "Deux procès-verbaux différents portent la même version : une version de plus doit trancher avant toute décision.",
      "D-PARTAGEE": "Cette circonscription s'étend sur plusieurs départements : c'est la nation qui en décide.",
      "D-ATTENTE": "Aucun bureau de cette commune n'est encore compté.",
    } as Readonly<Record<string, string>>,
    rule,
    version: (regle: string, articles: string) => `Règle ${regle} : ${articles}.`,
    steps: "Le calcul, pas à pas",
    noSteps: "Le calcul sera montré dès que la loi pourra décider.",
    threshold: (count: number, seuils: string) => `${plural(count, "Seuil", "Seuils")} : ${seuils}`,
    seats: "Les sièges",
    bodies: {
      municipales: "Conseil municipal",
      regionales: "Conseil régional",
      departementales: "Conseil départemental",
      europeennes: "Parlement européen",
      legislatives: "Assemblée nationale",
      corse: "Assemblée de Corse",
      "metropole-lyon": "Conseil de la métropole",
    } as Readonly<Record<string, string>>,
    communautaire: "Conseil communautaire",
    arrondissement: "Conseil d'arrondissement",
    sections: "Les sièges, section par section",
    section: "Section",
    sits: "Qui siège",
    rank: (rank: string) => `n° ${rank} de la liste`,
    recount: "Le calcul, pas à pas, est refait ici par votre navigateur.",
    noRecount: "Le calcul ne peut pas être refait à partir de ces seuls chiffres.",
    /** Of a pair. */
    several: (word: string) => word.replace(/^(élu|qualifié|éliminé|battu|retiré)(?= |$)/, "$1s"),
    feminine: (word: string) => word.replace(/^(élu|qualifié|éliminé|battu|retiré)(?= |$)/, "$1e"),
    short: {
      ACQUIS_T1: "acquis",
      ACQUIS_T2: "acquis",
      BALLOTTAGE: "ballottage",
      INCOMPLET: "en cours",
      INDECIDABLE: "indécidable",
    } as Readonly<Record<string, string>>,
    majority: (total: string, majority: string) => `${total} sièges, majorité à ${majority}.`,
    wouldChange: "Qu'est-ce qui l'aurait changé ?",
    nothingWould: "Aucun déplacement de voix possible n'aurait changé le résultat.",
    cannotSay: "On ne peut pas le dire tant que l'élection n'est pas décidée.",
    moved: (count: string, from: string, to: string) => `${count} voix passant de ${from} à ${to}`,
    added: (count: string, to: string) => `${count} voix de plus pour ${to}`,
    changes: {
      elus: "Le nom de l'élu changerait avec",
      qualifies: "Les qualifiés changeraient avec",
      sieges: "Les sièges changeraient avec",
    },
  },
  steps,
  corrections: {
    title: "Corrections",
    line: (bureau: string, place: string) => `Bureau ${bureau}, ${place}`,
    versions: (time: string, from: string, to: string) => `corrigé à ${time}, version ${from} → ${to}`,
    same: "chiffres inchangés",
    shown: (shown: string, all: string) => `Les ${shown} premières sur ${all}.`,
  },
  search: {
    label: "Chercher une commune, une circonscription, un candidat",
    placeholder: "Chercher une commune…",
    none: "Rien de ce nom.",
    count: (count: number, written: string) => `${written} ${plural(count, "résultat", "résultats")}`,
    former: (name: string) => `ancienne commune, aujourd'hui ${name}`,
    kinds: {
      commune: "commune",
      arrondissement: "arrondissement",
      ancienne: "ancienne commune",
      departement: "département",
      region: "région",
      circonscription: "circonscription",
      canton: "canton",
      secteur: "secteur",
      section: "section",
      collectivite: "collectivité",
      candidat: "candidature",
    } satisfies Record<EntryKind, string>,
  },
  compare: {
    label: "Comparer avec",
    none: "rien",
    others: "Les deux nuits n'appellent pas ici les mêmes électeurs : leurs chiffres ne se comparent que plus bas.",
    noCommon: "Aucune candidature commune : seule la participation se compare.",
  },
  round2: {
    title: "Ce que le premier tour a décidé",
    qualified: (names: string) => `La loi admettait au second tour : ${names}.`,
    merged: (name: string, others: string) => `${name} reprend des noms de ${others}.`,
    withdrew: (count: number, names: string) =>
      `${plural(count, "Ne se présente plus", "Ne se présentent plus")} : ${names}.`,
    compare: "Comparer avec le premier tour",
    table: "D'un tour à l'autre",
    first: "1er tour",
    second: "2d tour",
    change: "Écart",
    open: "Voir le premier tour",
    openSecond: "Voir le second tour",
    reserve: "Voix du premier tour de ceux qui ne sont plus là",
    reserveText: (votes: string, percent: string) =>
      `${votes} voix, ${percent} des exprimés du premier tour, sont à prendre.`,
  },
  tour: {
    title: "Ce que vous regardez",
    /** What is watched, whatever the hour. */
    text: (generated: boolean) =>
      `${generated ? "Une nuit électorale se joue ici" : "Une élection passée se rejoue ici"}, bureau de vote par bureau de vote : chacun envoie son procès-verbal à une vraie chaîne de traitement, qui compte, applique le code électoral et publie.`,
    /** What is to be seen now. */
    now: {
      embargo: (time: string) =>
        `Pour l'instant, la loi interdit tout résultat : jusqu'à ${time}, seules la participation et l'avancée du dépouillement sont publiques.`,
      night:
        "Les résultats sont partiels : ils bougent à mesure que les bureaux arrivent, les grandes villes en dernier.",
      end: "Tous les bureaux sont comptés : plus rien ne bougera, mais chaque état de la nuit reste lisible.",
    },
    /** What to try. */
    try: {
      embargo: "Essayez : cherchez votre commune pour voir si elle vote encore, ou attendez l'heure ici même.",
      night: "Essayez : cherchez votre commune, changez ce que montre la carte, remontez la nuit.",
      end: "Essayez : remontez la nuit, ouvrez une commune et demandez ce qui aurait changé son résultat.",
    },
    operator: " Qui a lancé cette nuit a aussi la régie : elle règle l'horloge et provoque des incidents.",
  },
  live: {
    released: (headline: string) => `Fin de l'embargo. ${headline}.`,
    finished: (headline: string) => `Dépouillement terminé. ${headline}`,
    counted: (percent: string, headline: string) => `${percent} des bureaux comptés. ${headline}`,
  },
  ...tools,
};

export type Words = typeof fr;
