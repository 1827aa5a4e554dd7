/** Lists in two rounds with a bonus: municipales, and every assembly built on the same frame. */
import type { Contest, ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import type { CandidatureOutcome, Corps, Outcome, StatutCandidature } from "../outcome.ts";
import type { Regle } from "../versions.ts";
import { accesSecondTour, type RegleAcces } from "./access.ts";
import {
  type CorpsAPourvoir,
  listeEnTete,
  listesAdmises,
  type RegleRepartition,
  repartir,
  type Repartition,
  type Tete,
} from "./allocation.ts";
import { refusFusion } from "./merging.ts";
import { atteint, etapePredicat, type Seuil } from "./thresholds.ts";

export interface RegleListe extends Regle, RegleAcces, RegleRepartition {
  readonly majorite: Seuil;
  /** Also needed in round 1 (Saint-Barthélemy, Saint-Martin, Saint-Pierre-et-Miquelon). */
  readonly quart?: Seuil;
  /** Share of the exprimés of round 1 from which a list may be taken into another; `libre`: any list may. */
  readonly fusion: Seuil | "libre";
}

/** How the bodies are filled once the round decides; most types fill each body by itself. */
export type Remplir = (d: Deliberation, tete: Tete) => readonly (readonly [Corps, Repartition])[];

/** Fills each body by itself, with its own bonus, on the same voix. */
export const corpsParCorps =
  (regle: RegleRepartition, bodies: readonly CorpsAPourvoir[]): Remplir =>
  (d, tete) => {
    const admises = listesAdmises(d, regle, bodies[0]?.corps ?? "conseil");
    return bodies.map((body) => [body.corps, repartir(d, regle, body, tete, admises)] as const);
  };

/** One council, which all the seats fill. */
export const unConseil = (regle: RegleRepartition, sieges: number): Remplir =>
  corpsParCorps(regle, [{ corps: "conseil", sieges }]);

/** The list that wins in round 1, if one does. */
const gagnanteDe = ({ candidatures, exprimes, inscrits }: Contest, regle: RegleListe): ContestCandidature | undefined =>
  candidatures.find(
    ({ voix }) =>
      atteint(regle.majorite, voix, exprimes) && (regle.quart === undefined || atteint(regle.quart, voix, inscrits)),
  );

/**
 * Decides a round of a two-round list election. `preparer` says how the bodies are filled, or what is missing to fill them: a round that
 * shares no seat (lists stand, and none wins in round 1) does not ask.
 */
export function deciderListeSelon(d: Deliberation, regle: RegleListe, preparer: () => Remplir | LawError): Outcome {
  const { contest } = d;
  const gagnante = gagnanteDe(contest, regle);
  const sansPartage = contest.tour === 1 && contest.candidatures.length > 0 && gagnante === undefined;
  const remplir = sansPartage ? (): ReturnType<Remplir> => [] : preparer();
  return typeof remplir === "function" ? derouler(d, regle, gagnante, remplir) : d.refuser(remplir);
}

/** Decides a round of a two-round list election. */
export const deciderListe = (d: Deliberation, regle: RegleListe, remplir: Remplir): Outcome =>
  deciderListeSelon(d, regle, () => remplir);

function derouler(
  d: Deliberation,
  regle: RegleListe,
  gagnante: ContestCandidature | undefined,
  remplir: Remplir,
): Outcome {
  const { candidatures, exprimes, inscrits, tour } = d.contest;
  // Nobody stands: every seat stays empty.
  if (candidatures.length === 0) return attribuer(d, {}, remplir);
  if (tour === 2) {
    const refus = refusFusion(d, regle.articleAcces);
    if (refus !== undefined) return d.refuser(refus);
    aucuneVoix(d, regle.articleRepartition);
    // Without a bonus nothing goes to the list in the lead.
    return attribuer(d, regle.prime === undefined ? {} : listeEnTete(d, regle), remplir);
  }
  if (d.bavarde)
    for (const { id, voix } of candidatures) {
      d.note(() => etapePredicat(regle.majorite, id, voix, exprimes));
      const { quart } = regle;
      if (quart !== undefined && atteint(regle.majorite, voix, exprimes))
        d.note(() => etapePredicat(quart, id, voix, inscrits));
    }
  if (gagnante === undefined) return ballottage(d, regle);
  d.note(() => ({ type: "election", article: regle.majorite.article, candidature: gagnante.id, motif: "majorite" }));
  return attribuer(d, { id: gagnante.id }, remplir);
}

/** Where nobody has a single voix every seat stays empty, for no list is admitted without one. */
export function aucuneVoix(d: Deliberation, article: string): void {
  const { candidatures } = d.contest;
  if (candidatures.length > 0 && candidatures.every(({ voix }) => voix === 0)) d.silence("Q-04", article, []);
}

function ballottage(d: Deliberation, regle: RegleListe): Outcome {
  const { candidatures, exprimes } = d.contest;
  const { statuts, indecis, admis } = accesSecondTour(d, regle, exprimes);
  const { fusion } = regle;
  const resultats = candidatures.map(({ id, voix }): CandidatureOutcome => {
    let statut = statuts.get(id)!;
    if (statut === "NON_QUALIFIE") {
      if (fusion !== "libre") d.note(() => etapePredicat(fusion, id, voix, exprimes));
      if (fusion === "libre" || atteint(fusion, voix, exprimes)) statut = "PEUT_FUSIONNER";
    }
    return { id, voix, statut };
  });
  if (regle.repechage === 0 && admis < 2)
    d.silence(
      "Q-10",
      regle.articleAcces,
      [...statuts].flatMap(([id, statut]) => (statut === "QUALIFIE_SEUIL" ? [id] : [])),
    );
  const code = indecis ? "Q-05" : admis > 0 ? undefined : regle.repechage === 0 ? "Q-10" : "Q-04";
  // Without exprimés every list reaches any share of them, with no voix.
  if (code === "Q-04" || exprimes === 0) d.silence("Q-04", regle.articleAcces, []);
  return d.conclure(
    code === undefined
      ? { statut: "BALLOTTAGE", candidatures: resultats }
      : { statut: "INDECIDABLE", code, candidatures: resultats },
  );
}

/** Fills the bodies once the round decides, and draws the outcome. */
export function attribuer(d: Deliberation, tete: Tete, remplir: Remplir): Outcome {
  const { candidatures, tour } = d.contest;
  const bodies = remplir(d, tete);
  const code = bodies.find(([, { indecis }]) => indecis !== undefined)?.[1].indecis!.code;
  const vacances = bodies.reduce((sum, [, body]) => sum + body.vacances, 0);
  return d.conclure({
    statut: code === undefined ? (tour === 1 ? "ACQUIS_T1" : "ACQUIS_T2") : "INDECIDABLE",
    ...(code === undefined ? {} : { code }),
    candidatures: candidatures.map((liste) => resultat(liste, bodies, tour)),
    ...(vacances === 0 ? {} : { vacances }),
  });
}

type Champ = "sieges" | "siegesCommunautaires" | "siegesArrondissement" | "siegesSuppleants";

/** Bodies that have a field of their own; the others are `sieges`. */
const CHAMPS: Readonly<Record<string, Champ>> = {
  communautaire: "siegesCommunautaires",
  arrondissement: "siegesArrondissement",
  suppleants: "siegesSuppleants",
};

/** The seats of one list, body by body, under the field of each. */
function resultat({ id, voix }: ContestCandidature, bodies: ReturnType<Remplir>, tour: 1 | 2): CandidatureOutcome {
  const sections: Record<string, number> = {};
  const champs: Partial<Record<Champ, number>> = {};
  let [total, bonus, vacances, tied] = [0, 0, 0, false];
  // Sections either make up the council or only say where its seats are.
  const detail = bodies.some(([corps]) => corps === "conseil");
  const elus = [];
  for (const [corps, body] of bodies) {
    const own = body.listes.get(id);
    const sieges = own?.sieges ?? 0;
    if (corps.startsWith("section:")) {
      sections[corps.slice("section:".length)] = sieges;
      if (!detail) champs.sieges = (champs.sieges ?? 0) + sieges;
    } else champs[CHAMPS[corps] ?? "sieges"] = sieges;
    if (!detail || !corps.startsWith("section:")) total += sieges;
    if (corps === bodies[0]![0] || (corps !== "communautaire" && corps !== "arrondissement")) bonus += own?.prime ?? 0;
    vacances += own?.vacances ?? 0;
    tied ||=
      body.indecis !== undefined &&
      (body.indecis.entre.length === 0 || body.listes.size === 0 || body.indecis.entre.includes(id));
    elus.push(...(own?.elus ?? []));
  }
  const elu: StatutCandidature = tour === 1 ? "ELU_T1" : "ELU_T2";
  const statut = total > vacances ? elu : tied ? "INDECIDABLE" : total > 0 ? "SIEGE_VACANT" : "BATTU";
  return {
    id,
    voix,
    statut,
    ...champs,
    ...(bonus === 0 ? {} : { prime: bonus }),
    ...(Object.keys(sections).length === 0 ? {} : { siegesSections: sections }),
    ...(vacances === 0 ? {} : { vacances }),
    ...(elus.length === 0 ? {} : { elus }),
  };
}
