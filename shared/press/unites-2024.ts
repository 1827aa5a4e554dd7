import type { Candidature, DossierHead } from "../contracts/dossier.ts";
import type { UniteRow } from "../documents/departement.ts";
import { percent } from "../documents/percent.ts";
import type { CandidatureOutcome, Outcome, StatutCandidature } from "../law/outcome.ts";
import type { Mentions, Tour } from "./figures.ts";
import type { Arrivee2024, Candidat2024, Colistier, Elu, Liste2024, Nuance, Place, Score2024 } from "./model-2024.ts";
import type { PressPlace } from "./codes.ts";
import { candidatOf, isElected, isQualified, teteOf } from "./standing.ts";
import { stampOf } from "./stamps.ts";
import type { PublishedPlace } from "./tree.ts";

/** Unites, candidates, lists and states of départements as the layouts of 2024 and 2026 tell them. */

/** The trees of 2024 and 2026 name a département by INSEE's code, but for the two that the ministry gathers: `ZX`, `ZZ`. */
export const departementOf = ({ id }: Pick<PressPlace, "id">): Place => ({
  code: /^Z[XZ]$/.test(id.code) ? id.code : id.codeMin,
  nom: id.nom,
});

/** Collectivités outside any région and the French abroad stand under `00`. */
export const regionOf = ({ region }: PressPlace): Place => ({
  code: region.code,
  nom: region.code === "00" ? "Non renseigné" : region.nom,
});

export const mentionsOf = ({
  totaux: { inscrits, votants, blancs, nuls, exprimes },
}: Pick<UniteRow, "totaux">): Mentions => ({
  inscrits,
  votants,
  blancs,
  nuls,
  exprimes,
});

export const candidat2024 = (
  candidature: Candidature,
  position: number,
  nuanceOf: (code: string) => Nuance,
): Candidat2024 & { readonly panneau: number } => ({
  ...candidatOf(candidature, position),
  nuance: nuanceOf(candidature.nuance ?? candidature.id),
});

/** What the law said, in the words of the file; nothing where it could not say. @param qualifie the year's word for who may stand again */
export function eluOf(statut: StatutCandidature | undefined, qualifie: Elu): Elu {
  if (isElected(statut)) return "OUI";
  if (isQualified(statut)) return qualifie;
  return statut === undefined || statut === "OUVERT" || statut === "INDECIDABLE" ? "" : "NON";
}

/** Seats that a unite's candidatures obtained in all. */
export const seatsFilled = ({ candidatures }: Outcome): number =>
  candidatures.reduce((sum, { sieges = 0 }) => sum + sieges, 0);

/** Seats to fill: where the dossier leaves them to the law's tables, those that the outcome tells of. */
export const seatsToFill = ({ sieges }: Pick<UniteRow, "sieges">, outcome: Outcome): number =>
  sieges > 0 ? sieges : seatsFilled(outcome) + (outcome.siegesRestants ?? 0) + (outcome.vacances ?? 0);

/** The tour of a unite in which persons stand, in the order of the panels. */
export function personsTour(
  { tour }: Pick<DossierHead, "tour">,
  unite: UniteRow,
  outcome: Outcome,
  nuanceOf: (code: string) => Nuance,
  qualifie: Elu,
): Tour<Score2024 & { readonly panneau: number }> {
  const statuts = new Map(outcome.candidatures.map(({ id, statut }) => [id, statut]));
  const scores = unite.candidatures.map((candidature, i) => ({
    ...candidat2024(candidature, i, nuanceOf),
    voix: candidature.voix,
    elu: eluOf(statuts.get(candidature.id), qualifie),
  }));
  return { tour, mentions: mentionsOf(unite), scores: scores.sort((a, b) => a.panneau - b.panneau) };
}

/** The files keep a hundred characters of a list's name, and the whole of it beside. */
const SHORT_NAME = 100;

/** A list by its names, its head and its nuance, without what became of it. */
export function listeOf(
  candidature: Candidature,
  position: number,
  nuanceOf: (code: string) => Nuance,
): Omit<Liste2024, "voix"> {
  const { panneau, nom, liste, prenom, nuance } = candidature;
  const complet = liste ?? nom;
  return {
    numero: panneau ?? position + 1,
    nom: complet.slice(0, SHORT_NAME),
    complet,
    ...((liste !== undefined || prenom !== undefined) && { tete: teteOf(candidature) }),
    ...(nuance !== undefined && nuance !== "NC" && { nuance: nuanceOf(nuance) }),
  };
}

/** The persons of a list, who of them are elected among them; nothing where the dossier names none. */
export function colistiersOf(
  candidature: Candidature,
  outcome: CandidatureOutcome | undefined,
): { readonly colistiers?: Colistier[] } {
  const { personnes = [] } = candidature;
  if (personnes.length === 0) return {};
  const elected = new Set((outcome?.elus ?? []).filter(({ corps }) => corps === "conseil").map(({ rang }) => rang));
  return {
    colistiers: personnes.map(({ nom = "", sexe }, i) => ({
      rang: i + 1,
      ...(i === 0
        ? teteOf(candidature)
        : { ...nameOf(nom), civilite: sexe === undefined ? "" : sexe === "F" ? "Mme" : "M." }),
      elu: elected.has(i + 1) ? "OUI" : "NON",
    })),
  };
}

/** `Alice Arnoux`, `LE BIHAN Alice`: words in capitals are the surname, else all but the first. */
function nameOf(name: string): { readonly nom: string; readonly prenom: string } {
  const words = name.split(" ");
  const capitals = words.filter((word) => word.length > 1 && word === word.toUpperCase());
  if (capitals.length > 0 && capitals.length < words.length)
    return { nom: capitals.join(" "), prenom: words.filter((word) => !capitals.includes(word)).join(" ") };
  return { nom: words.slice(1).join(" "), prenom: words[0] ?? "" };
}

/** How far a territory has come, as an index tells it. @param extraction virtual instant of this publication, ms */
export const etatOf = (published: PublishedPlace | null, extraction: number): NonNullable<Arrivee2024["etat"]> => ({
  ...(published && { maj: slashed(published.maj) }),
  extraction: slashed(published?.extraction ?? extraction),
  parvenus: published !== null,
  bureaux: published?.bureaux.counted ?? 0,
  pourcentage: percent(published?.bureaux.counted ?? 0, published?.bureaux.expected ?? 0),
});

/** Indexes write dates with slashes since 2024. */
function slashed(instant: number): { readonly date: string; readonly heure: string } {
  const { date, heure } = stampOf(instant);
  return { date: date.replaceAll("-", "/"), heure };
}
