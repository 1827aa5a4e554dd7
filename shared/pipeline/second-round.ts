import type { Candidature, Dossier, DossierCommune, DossierUnite, Enjeu } from "../contracts/dossier.ts";
import type { LawError } from "../law/errors.ts";
import type { Outcome } from "../law/outcome.ts";
import { type Depot, type DepotJuge, type PremierTour, secondTour, type SecondTour } from "../law/second-round.ts";

/** What the dossier of round 1 cannot tell of round 2. */
export interface SecondRound {
  /** Polling day, `YYYY-MM-DD`. */
  readonly date: string;
  /** Instant before which no result may be read, ISO 8601 UTC. */
  readonly embargo: string;
  /** Instant at which a commune's last bureau closes that day, ISO 8601 UTC. */
  readonly fermeture: (departement: string, commune: DossierCommune) => string;
  /** Filings by unite (`FR` for the nation); where there are none, everyone who may stand does. */
  readonly depots?: ReadonlyMap<string, readonly Depot[]>;
}

/** A filing that was not received, and in which unite. */
interface Refus extends DepotJuge {
  readonly unite: string;
}

/** What was at stake in a unite in round 1; on the population, or on the seats it gives, the rules may depend. */
interface Elector {
  readonly candidatures: readonly Candidature[];
  readonly sieges?: number;
  readonly loi?: string;
  readonly enjeu?: Enjeu;
}

const NATION = "FR";

/**
 * The dossier of round 2 from that of round 1 and its outcomes by unite (`FR` for the nation): units already settled and those where
 * nobody stands are gone with their bureaux; inscrits are those of round 1 (L57). Filings that are not received are in `refus`.
 * Errors, by unite: `L-SECOND-TOUR` where round 1 is not decided, or settled the nation; those of `secondTour`.
 */
export function secondRoundDossier(
  dossier: Dossier,
  outcomes: ReadonlyMap<string, Outcome>,
  round: SecondRound,
):
  | { readonly dossier: Dossier; readonly refus: readonly Refus[] }
  | readonly (LawError & { readonly unite: string })[] {
  const { head } = dossier;
  const refus: Refus[] = [];
  const errors: (LawError & { unite: string })[] = [];
  // A unite that several départements share is in the part of each.
  const known = new Map<string, SecondTour | undefined>();
  const open = (unite: string, premier: Elector): SecondTour | undefined => {
    if (!known.has(unite)) known.set(unite, judge(unite, premier));
    return known.get(unite);
  };
  const judge = (unite: string, { candidatures, loi, sieges = 0, enjeu = {} }: Elector): SecondTour | undefined => {
    const depots = round.depots?.get(unite);
    const { type, date } = head.scrutin;
    const { population, populationRenouvellement } = enjeu;
    const premier: PremierTour = {
      type: loi ?? type,
      date,
      territoire: unite,
      candidatures,
      ...(sieges > 0 && { sieges }),
      ...(population !== undefined && { population }),
      ...(populationRenouvellement !== undefined && { populationRenouvellement }),
      ...(head.partielle !== undefined && { partielle: head.partielle }),
    };
    const outcome = outcomes.get(unite);
    const opened = outcome === undefined ? undecided(unite) : secondTour(premier, outcome, depots && { depots });
    if ("code" in opened) {
      errors.push({ ...opened, unite });
      return undefined;
    }
    refus.push(...opened.depots.filter(({ recevable }) => !recevable).map((juge) => ({ ...juge, unite })));
    return opened;
  };
  const national =
    head.decision === "nation"
      ? entering(head.candidatures, open(NATION, { candidatures: head.candidatures, ...head.nation }))
      : head.candidatures;
  const parts = dossier.parts.flatMap((part) => {
    const unites = part.unites.flatMap((unite): DossierUnite[] => {
      if (outcomes.get(unite.code)?.statut === "ACQUIS_T1") return [];
      const opened = open(unite.code, unite);
      const candidatures = entering(unite.candidatures, opened);
      if (candidatures.length === 0) return [];
      return [
        { ...unite, ...atStake(unite, outcomes.get(unite.code)), sieges: opened?.sieges ?? unite.sieges, candidatures },
      ];
    });
    const voting = new Set(unites.map(({ code }) => code));
    const communes = part.communes.flatMap((commune): DossierCommune[] => {
      const bureaux = commune.bureaux.filter(({ unite }) => unite === undefined || voting.has(unite));
      const fermeture = round.fermeture(part.departement, commune);
      return bureaux.length === 0 ? [] : [{ ...commune, fermeture, bureaux }];
    });
    return communes.length === 0 ? [] : [{ ...part, communes, unites }];
  });
  if (errors.length > 0) return errors;
  const standing = parts.flatMap(({ unites }) => unites.flatMap(({ candidatures }) => candidatures));
  const departements = head.departements.flatMap((row) => {
    const communes = parts.find(({ departement }) => departement === row.code)?.communes;
    if (communes === undefined) return [];
    const bureaux = communes.flatMap((commune) => commune.bureaux);
    const inscrits = bureaux.reduce((sum, bureau) => sum + bureau.inscrits, 0);
    return [{ ...row, communes: communes.length, bureaux: bureaux.length, inscrits }];
  });
  const regions = new Set(departements.map(({ region }) => region));
  return {
    dossier: {
      head: {
        ...head,
        scrutin: { ...head.scrutin, date: round.date },
        tour: 2,
        embargo: round.embargo,
        candidatures: head.decision === "nation" ? national : labelled(head.candidatures, standing),
        ...(head.decision === "nation" && {
          nation: { ...head.nation, ...atStake(head.nation ?? {}, outcomes.get(NATION)) },
        }),
        departements,
        regions: head.regions.filter(({ code }) => regions.has(code)),
      },
      parts,
    },
    refus,
  };
}

const undecided = (unite: string): LawError => ({
  code: "L-SECOND-TOUR",
  field: unite,
  expected: "le résultat du premier tour de cette unité",
  advice: "décidez d'abord toutes les unités",
});

/** What round 2 is decided on besides: who was qualified in round 1, its steps left out. */
function atStake({ enjeu }: Pick<Elector, "enjeu">, outcome: Outcome | undefined): { readonly enjeu?: Enjeu } {
  if (outcome === undefined) return {};
  return { enjeu: { ...enjeu, premierTourResultat: { ...outcome, etapes: [] } } };
}

/** The labels under which those who stand are summed: as round 1 named them, then those that are new. */
function labelled(known: readonly Candidature[], standing: readonly Candidature[]): readonly Candidature[] {
  const labels = new Map(standing.map((one) => [one.nuance ?? one.id, one]));
  const kept = known.filter((one) => labels.delete(one.nuance ?? one.id));
  return [
    ...kept,
    ...[...labels].map(([id, { nom, nuance }]) => ({
      id,
      nom: nuance ?? nom,
      ...(nuance !== undefined && { nuance }),
    })),
  ];
}

/** The candidatures that stand, as the dossier of round 1 knew them; newcomers under the name they filed. */
function entering(known: readonly Candidature[], opened: SecondTour | undefined): readonly Candidature[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  return (opened?.candidatures ?? []).map(({ id, ...filed }) => ({
    ...(byId.get(id) ?? { id, nom: filed.personnes?.[0]?.nom ?? id }),
    ...filed,
  }));
}
