/**
 * Who may not sit although elected: in a commune, councillors who do not live there beyond their share (L228), and close relatives beyond
 * two (L238). The preferred are first those in place, then those with more voix, then the older (order of the tableau).
 */
import type { Contest, ContestCandidature, Personne } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { LawError } from "../errors.ts";
import { conseillersMunicipaux, populationDeReference } from "../tables.ts";
import { ageDuTitulaire } from "./ages.ts";
import { plusDeVoix } from "./highest-averages.ts";
import { departager } from "./ties.ts";

/** Largest population in which relatives are not counted, and non-residents are by number. */
const PETITE = 500;
/** Non-residents of the small councils, by their members (nine before the loi n° 2013-403, then seven). */
const PETITS_CONSEILS: Readonly<Record<number, number>> = { 7: 4, 9: 4, 11: 5 };
const PARENTS = 2;

/** Most members of each kind. */
interface Plafonds {
  readonly nonResidents: number;
  readonly parents: number;
}

const titulaire = ({ personnes }: ContestCandidature): Personne => personnes?.[0] ?? {};

/** Whether the contest says anything that a cap needs. */
export const aDesPlafonds = ({ candidatures, enPlace = [] }: Contest): boolean =>
  [...enPlace, ...candidatures.map(titulaire)].some(
    ({ nonResident, parente }) => nonResident === true || parente !== undefined,
  );

/** Errors: `L-POPULATION-MANQUANTE`, `L-REGLE-ABSENTE` for the one council of which L228 says nothing. */
function plafondsDe(d: Deliberation): Plafonds | LawError {
  const { date, premierTour = date } = d.contest;
  const reference = populationDeReference(d.contest);
  if (reference === undefined)
    return {
      code: "L-POPULATION-MANQUANTE",
      field: "population",
      expected: "la population municipale, dont dépendent les plafonds de non-résidents et de parents (L228, L238)",
      advice: "indiquez-la, ou retirez `nonResident` et `parente`",
    };
  const conseil = conseillersMunicipaux(reference, premierTour);
  if (reference > PETITE) {
    // So did the Conseil d'État: six of twenty-seven (n° 445552, 20 July 2021).
    d.silence("Q-09", "L228", []);
    return { nonResidents: Math.floor(conseil / 4), parents: PARENTS };
  }
  const nonResidents = PETITS_CONSEILS[conseil];
  return nonResidents === undefined
    ? {
        code: "L-REGLE-ABSENTE",
        field: "population",
        expected: `un nombre de non-résidents pour un conseil de ${conseil} membres : L228 n'en donne pas à une commune d'exactement ${PETITE} habitants`,
        advice: "retirez `nonResident` et `parente`, ou vérifiez la population",
      }
    : { nonResidents, parents: Infinity };
}

/** Elected whom no cap removes, and those whom only unknown ages tell apart; the others are removed. */
export interface Plafonnement {
  readonly retenus: readonly ContestCandidature[];
  readonly indecis: readonly ContestCandidature[];
}

/** Applies both caps to the persons whom voix elect; each removal is a step. Their seats stay to be filled. */
export function plafonner(d: Deliberation, elus: readonly ContestCandidature[]): Plafonnement | LawError {
  if (!aDesPlafonds(d.contest)) return { retenus: elus, indecis: [] };
  const plafonds = plafondsDe(d);
  if ("code" in plafonds) return plafonds;
  const { enPlace = [] } = d.contest;
  const familles = new Set([...enPlace, ...elus.map(titulaire)].flatMap(({ parente }) => parente ?? []));
  const groupes = [
    { article: "L228", est: (one: Personne) => one.nonResident === true, maximum: plafonds.nonResidents },
    ...[...familles].map((famille) => ({
      article: "L238",
      est: (one: Personne) => one.parente === famille,
      maximum: plafonds.parents,
    })),
  ];
  let retenus = elus;
  const indecis: ContestCandidature[] = [];
  for (const { article, est, maximum } of groupes) {
    const concernes = retenus.filter((one) => est(titulaire(one)));
    const places = Math.max(0, maximum - enPlace.filter(est).length);
    const { premiers, exAequo } = preferes(d, concernes, places);
    const perdants = concernes.filter((one) => !premiers.includes(one));
    for (const { id: candidature } of perdants) d.note(() => ({ type: "plafond", article, candidature, maximum }));
    if (exAequo.length > 0)
      d.silence(
        "Q-03",
        article,
        exAequo.map(({ id }) => id),
      );
    indecis.push(...exAequo);
    retenus = retenus.filter((one) => !perdants.includes(one));
  }
  return { retenus, indecis };
}

/** The first `places` of the order of the tableau; those tied for the last of them, when ages do not tell. */
function preferes(
  d: Deliberation,
  parmi: readonly ContestCandidature[],
  places: number,
): { premiers: readonly ContestCandidature[]; exAequo: readonly ContestCandidature[] } {
  const premiers: ContestCandidature[] = [];
  let left = parmi;
  while (left.length > 0 && premiers.length < places) {
    const { restants } = departager(left, [plusDeVoix, ageDuTitulaire(d.contest.date)]);
    if (restants.length > places - premiers.length) return { premiers, exAequo: restants };
    premiers.push(...restants);
    left = left.filter((one) => !restants.includes(one));
  }
  return { premiers, exAequo: [] };
}
