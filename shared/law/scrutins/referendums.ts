/**
 * Consultations of the electors of a collectivité (Constitution art. 72-4 and 73; L561), national referendums, and local referendums, which
 * decide only if half of the inscrits voted (CGCT LO1112-7; catalogue E31, B23). The two candidatures are the answers `oui` and `non`.
 */
import { completer, type Certifier } from "../certainty.ts";
import type { Contest } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import { atteint, etapePredicat, majoriteAbsolue, type Seuil } from "../methods/thresholds.ts";
import { tourUnique } from "../methods/single-round-list.ts";
import type { Certitude, Outcome, StatutCandidature } from "../outcome.ts";
import type { Scrutin } from "../scrutin.ts";
import type { Regle } from "../versions.ts";

interface RegleReferendum extends Regle {
  readonly majorite: Seuil;
  /** The article that asks half of the inscrits to have voted for the answer to decide; else it is an opinion. */
  readonly participation?: string;
}

/** Votants given, or the ballots counted; the exprimés alone, where they are already half of the inscrits. */
function votantsConnus({ votants, exprimes, blancs, nuls, inscrits }: Contest): number | undefined {
  if (votants !== undefined) return votants;
  const comptes = exprimes + (blancs ?? 0) + (nuls ?? 0);
  return (blancs !== undefined && nuls !== undefined) || 2 * comptes >= inscrits ? comptes : undefined;
}

function decider(d: Deliberation, { majorite, participation }: RegleReferendum): Outcome {
  const { candidatures, exprimes, inscrits, tour } = d.contest;
  if (tour === 2) return d.refuser(tourUnique(majorite.article));
  const [oui, non] = ["oui", "non"].map((reponse) => candidatures.find(({ id }) => id.toLowerCase() === reponse));
  if (oui === undefined || non === undefined || candidatures.length !== 2)
    return d.refuser({
      code: "L-REPONSES",
      field: "candidatures",
      expected: "deux candidatures, `oui` et `non`",
      advice: "une consultation oppose ces deux réponses",
    });
  const votants = votantsConnus(d.contest);
  if (participation !== undefined && votants === undefined)
    return d.refuser({
      code: "L-VOTANTS-MANQUANTS",
      field: "votants",
      expected: "le nombre de votants, dont dépend la portée du référendum",
      advice: "indiquez `votants`",
    });
  for (const { id, voix } of [oui, non]) d.note(() => etapePredicat(majorite, id, voix, exprimes));
  const valable = participation === undefined || 2 * votants! >= inscrits;
  if (participation !== undefined)
    d.note(() => ({
      type: "participation",
      article: participation,
      votants: votants!,
      inscrits,
      gauche: 2 * votants!,
      droite: inscrits,
      verdict: valable,
    }));
  if (oui.voix === non.voix) d.silence("Q-06b", majorite.article, [oui.id, non.id]);
  const majoritaire = [oui, non].find(({ voix }) => atteint(majorite, voix, exprimes));
  const adopte = valable && majoritaire === oui;
  d.note(() => ({ type: "adoption", article: majorite.article, adopte, avis: !valable }));
  const statut = (id: string): StatutCandidature =>
    id === majoritaire?.id && (adopte || majoritaire === non) ? "ELU_T1" : "BATTU";
  return d.conclure({
    statut: "ACQUIS_T1",
    candidatures: candidatures.map(({ id, voix }) => ({ id, voix, statut: statut(id) })),
  });
}

/** Outstanding electors may all vote for one answer, for the other, or not vote at all. */
const certifier: Certifier = ({ contest, restants, conclure }) => {
  const extremes = [
    completer(contest, new Map(), 0),
    ...contest.candidatures.map(({ id }) => completer(contest, new Map([[id, restants]]), restants)),
  ].map(conclure);
  return new Map(
    contest.candidatures.map(({ id }, index) => {
      const fates = extremes.map(({ candidatures }) => candidatures[index]!.statut);
      const certitude: Certitude = fates.every((one) => one === "ELU_T1")
        ? "ELU"
        : fates.every((one) => one === "BATTU")
          ? "ELIMINE"
          : "OUVERT";
      return [id, certitude];
    }),
  );
};

const scrutin = (type: string, regle: RegleReferendum): Scrutin<RegleReferendum> => ({
  type,
  versions: [regle],
  decider,
  certifier,
});

export const consultation = scrutin("consultation", {
  id: "CONSULTATION-2003",
  du: "2003-07-31",
  texte: "Code électoral, L559 à L561",
  articles: ["L560", "L561"],
  majorite: majoriteAbsolue("L561"),
});

export const referendum = scrutin("referendum", {
  id: "REFERENDUM-1958",
  du: "1958-10-05",
  texte: "Constitution, art. 11 et 89",
  articles: ["Constitution, art. 11"],
  majorite: majoriteAbsolue("Constitution, art. 11"),
});

export const referendumLocal = scrutin("referendum-local", {
  id: "REFERENDUM-LOCAL-2003",
  du: "2003-08-02",
  texte: "Code général des collectivités territoriales, LO1112-7 (loi organique n° 2003-705 du 1er août 2003)",
  articles: ["CGCT LO1112-7"],
  majorite: majoriteAbsolue("CGCT LO1112-7"),
  participation: "CGCT LO1112-7",
});
