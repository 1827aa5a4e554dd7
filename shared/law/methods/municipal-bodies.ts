/** The bodies that one municipal ballot fills: council, arrondissement, intercommunal council; and who sits in the last one. */
import type { ContestCandidature } from "../contest.ts";
import type { Deliberation } from "../deliberation.ts";
import type { Corps, Elu } from "../outcome.ts";
import { type CorpsAPourvoir, listesAdmises, type RegleRepartition, type Repartition, repartir } from "./allocation.ts";
import type { Remplir } from "./two-round-list.ts";

/** Seats to fill in each body; a body left out is not elected by this ballot. */
export interface SiegesCommune {
  readonly conseil?: number;
  readonly arrondissement?: number;
  readonly communautaire?: number | undefined;
}

/**
 * Fills them in turn on the same voix, each with its own bonus. The arrondissement takes each list from its first candidate not elected
 * to the council (L272-5); the intercommunal council follows its own list, and only members of the others sit there (L273-8).
 */
export const remplirCommune =
  (regle: RegleRepartition, sieges: SiegesCommune): Remplir =>
  (d, tete) => {
    const admises = listesAdmises(d, regle, sieges.conseil === undefined ? "arrondissement" : "conseil");
    const bodies: (readonly [Corps, Repartition])[] = [];
    const elusDe = ({ id }: ContestCandidature): number =>
      bodies.reduce((sum, [, { listes }]) => sum + (listes.get(id)?.sieges ?? 0), 0);
    const remplir = (body: CorpsAPourvoir): Repartition => repartir(d, regle, body, tete, admises);
    if (sieges.conseil !== undefined) bodies.push(["conseil", remplir({ corps: "conseil", sieges: sieges.conseil })]);
    if (sieges.arrondissement !== undefined) {
      const auConseil = new Map(d.contest.candidatures.map((liste) => [liste.id, elusDe(liste)]));
      const deja = ({ id }: ContestCandidature): number => auConseil.get(id)!;
      const body: CorpsAPourvoir = {
        corps: "arrondissement",
        sieges: sieges.arrondissement,
        rang: (liste, n) => deja(liste) + n,
        capacite: (liste) =>
          liste.personnes === undefined ? undefined : Math.max(0, liste.personnes.length - deja(liste)),
      };
      bodies.push(["arrondissement", remplir(body)]);
    }
    if (sieges.communautaire !== undefined) {
      const body = remplir(corpsCommunautaire(sieges.communautaire));
      const listes = new Map(
        d.contest.candidatures.flatMap((liste) => {
          const own = body.listes.get(liste.id);
          return own === undefined ? [] : [[liste.id, { ...own, elus: remplacer(d, liste, own.elus, elusDe(liste)) }]];
        }),
      );
      bodies.push(["communautaire", { ...body, listes }]);
    }
    return bodies;
  };

/** The intercommunal body: the order of its own list when given. */
function corpsCommunautaire(sieges: number): CorpsAPourvoir {
  return {
    corps: "communautaire",
    sieges,
    // Without its own list only the head is known: it is the head of the municipal list (L273-9).
    rang: (liste, n) => {
      if (liste.communautaires === undefined) return n === 0 ? 0 : undefined;
      return liste.communautaires[n]! - 1;
    },
    capacite: (liste) => liste.communautaires?.length,
  };
}

/**
 * Whoever won a seat of the intercommunal council without being one of the first `elus` of the list leaves it to the first of them, of
 * the same sex, who has none (L273-8). A seat that nobody known can take is left out.
 */
function remplacer(
  d: Deliberation,
  { id, personnes = [] }: ContestCandidature,
  communautaires: readonly Elu[],
  elus: number,
): readonly Elu[] {
  const pris = new Set(communautaires.map(({ rang }) => rang));
  return communautaires.flatMap((elu): readonly Elu[] => {
    if (elu.rang <= elus) return [elu];
    const sexe = personnes[elu.rang - 1]?.sexe;
    const index = personnes.findIndex(
      (one, rank) => rank < elus && !pris.has(rank + 1) && sexe !== undefined && one.sexe === sexe,
    );
    if (index < 0) return [];
    const parRang = index + 1;
    pris.add(parRang);
    d.note(() => ({
      type: "remplacement",
      article: "L273-8",
      corps: "communautaire",
      candidature: id,
      rang: elu.rang,
      parRang,
    }));
    const nom = personnes[index]!.nom;
    return [{ corps: "communautaire", rang: parRang, ...(nom === undefined ? {} : { nom }) }];
  });
}
