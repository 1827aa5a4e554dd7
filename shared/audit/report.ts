/** An audit for people (lines in French) and for spreadsheets (a table); programs take {@link Audit} itself. */
import type { Audit, Constat } from "./audit.ts";
import type { Tour } from "./scrutins.ts";

/** Why rows were not compared; other keys are codes of the law. */
const MOTIFS: Readonly<Record<string, string>> = {
  niveau: "les sièges ne se gagnent pas à ce niveau : l'arithmétique seule est vérifiée",
  "sans-elus": "le fichier n'y dit ni élus ni sièges",
  "sans-comptes": "il manque les inscrits ou les exprimés",
  "sieges-illisibles": "le fichier donne un mot où il faut un nombre de sièges",
  anomalie: "ses nombres se contredisent",
  "scrutin-inconnu": "on ne sait pas de quelle élection il s'agit : donnez --type, --date et --tour",
};

const TYPES: Readonly<Record<string, string>> = {
  presidentielle: "présidentielle",
  legislatives: "législatives",
  departementales: "départementales",
  regionales: "régionales",
  europeennes: "européennes",
};

const pluriel = (n: number, one: string, many: string): string =>
  `${String(n).replaceAll(/\B(?=(\d{3})+$)/g, " ")} ${n > 1 ? many : one}`;

const scrutin = ({ type, date, tour }: Tour): string => `${TYPES[type] ?? type} du ${date}, tour ${tour}`;

/** The report: what was checked, each finding with its figures, then what was not compared and why. */
export function rapport(audit: Audit): readonly string[] {
  const { fichier, tour, lignes, comparees, conformes, tranchesParAge, nonComparees, constats } = audit;
  const resume = [
    `${fichier} — ${tour === null ? "élection inconnue" : scrutin(tour)}`,
    `${pluriel(lignes, "ligne lue", "lignes lues")}, ${pluriel(comparees, "comparée", "comparées")} à la règle : ${pluriel(conformes, "conforme", "conformes")}, ${pluriel(tranchesParAge, "tranchée", "tranchées")} par un âge que le fichier ne donne pas.`,
    constats.length === 0 ? "Aucune contradiction." : `${pluriel(constats.length, "constat", "constats")} :`,
  ];
  const restes = Object.entries(nonComparees).map(
    ([motif, n]) => `  ${pluriel(n, "ligne", "lignes")} : ${MOTIFS[motif] ?? `la loi ne peut en juger (${motif})`}`,
  );
  return [
    ...resume,
    ...constats.flatMap(constat),
    ...(restes.length === 0 ? [] : ["", "Non comparées à la règle :", ...restes]),
  ];
}

const CORPS: Readonly<Record<string, string>> = {
  conseil: "",
  arrondissement: " (arrondissement)",
  communautaire: " (communautaires)",
};

/** One finding: a line, then one a candidature concerned. */
function constat({
  code,
  line,
  feuille,
  territoire,
  nom,
  corps,
  candidatures,
  regle,
  articles,
  phrase,
}: Constat): readonly string[] {
  const place = [
    ...(feuille === null ? [] : [`feuille ${feuille}`]),
    ...(line === null ? [] : [`ligne ${line}`]),
    ...(territoire === "" ? [] : [`${territoire} ${nom}`.trim()]),
  ].join(", ");
  const loi = regle === "" ? "" : ` [${regle} : ${articles.join(", ")}]`;
  return [
    "",
    `${code} ${place}${CORPS[corps ?? ""] ?? ""} : ${phrase}.${loi}`,
    ...candidatures
      .filter(({ officiel, loi: selon }) => officiel !== selon)
      .map(
        (one) =>
          `  ${one.nom} : ${pluriel(one.voix, "voix", "voix")}, ${one.officiel} au fichier, ${one.loi} selon la règle`,
      ),
  ];
}

/** Columns of the findings: one row a candidature concerned, or one a finding without any. */
const COLONNES = [
  "code",
  "feuille",
  "ligne",
  "territoire",
  "nom",
  "corps",
  "candidature",
  "voix",
  "au fichier",
  "selon la règle",
  "règle",
  "articles",
  "constat",
] as const;

/** The findings as a table; `null`: nothing to say. */
export function tableau({ constats }: Audit): {
  readonly columns: readonly { readonly name: string; readonly type: "texte" | "entier" }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
} {
  const entiers: ReadonlySet<string> = new Set(["ligne", "voix", "au fichier", "selon la règle"]);
  return {
    columns: COLONNES.map((name) => ({ name, type: entiers.has(name) ? "entier" : "texte" })),
    rows: constats.flatMap((one) => {
      const concernees = one.candidatures.filter(({ officiel, loi }) => officiel !== loi);
      const lignes = concernees.length === 0 ? [undefined] : concernees;
      return lignes.map((candidature) => [
        one.code,
        one.feuille,
        one.line,
        one.territoire,
        one.nom,
        one.corps,
        candidature?.nom ?? null,
        candidature?.voix ?? null,
        candidature?.officiel ?? null,
        candidature?.loi ?? null,
        one.regle,
        one.articles.join(" "),
        one.phrase,
      ]);
    }),
  };
}
