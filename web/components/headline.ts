import type { FranceDocument } from "../documents.ts";
import type { ScoredCandidature } from "#shared/documents/common.ts";
import type { UniteRow } from "#shared/documents/departement.ts";
import type { UnitesOutcome } from "#shared/documents/national.ts";
import type { Outcome } from "#shared/law/outcome.ts";
import { fullName, namesOf, ofScrutin, ranked, type Context } from "./context.ts";
import { unfilledSeats } from "./seats.ts";

/** Names that a headline holds. */
const NAMED = 4;

/** What a territory's figures say in one sentence, and how sure it is. */
export interface Headline {
  readonly text: string;
  /** Empty: nothing to add. */
  readonly sure: string;
}

/** The headline of the nation. */
export function nationalHeadline(context: Context, france: FranceDocument): Headline {
  const { t, f } = context;
  if (france.sousEmbargo) return { text: t.headline.waiting(f.time(france.embargo)), sure: "" };
  const { outcome, candidatures = [] } = france;
  if (outcome !== undefined && "statuts" in outcome) return unitesHeadline(context, france, outcome);
  return headline(context, candidatures, outcome);
}

/** The headline of whoever is decided by one outcome: the nation, a circonscription, a commune. */
export function headline(
  { t, f }: Context,
  candidatures: readonly ScoredCandidature[],
  outcome: Outcome | undefined,
): Headline {
  const byId = new Map(candidatures.map((candidature) => [candidature.id, candidature]));
  const nameOf = (id: string): string => fullName(byId.get(id) ?? { nom: id });
  /** Names of those that a condition keeps, by voix, and how they are spoken of. */
  const those = (kept: (one: Outcome["candidatures"][number]) => boolean) => {
    const found = ranked(outcome?.candidatures ?? []).filter(kept);
    return {
      names: f.list(found.map(({ id }) => nameOf(id))),
      first: nameOf(found[0]?.id ?? ""),
      // A binôme is two persons under one id.
      many: found.length > 1 || found.some(({ id }) => nameOf(id).includes(" et ")),
      women: found.every(({ id }) => byId.get(id)?.civilite === "Mme"),
      count: found.length,
    };
  };
  const having = (...statuts: readonly string[]) => those(({ statut }) => statuts.includes(statut));
  switch (outcome?.statut) {
    case "ACQUIS_T1":
    case "ACQUIS_T2": {
      // Nobody is elected by a referendum.
      if (outcome.etapes.some(({ type }) => type === "adoption")) {
        const [first] = ranked(candidatures);
        const text = first && t.headline.answer(fullName(first), f.share(first.pourcentExprimes));
        return { text: text ?? t.headline.nothing, sure: t.sure.decided };
      }
      const { names, many, women, count, first } = having("ELU_T1", "ELU_T2");
      // Of a list one says the seats that it obtains, not that it is elected.
      const [most] = outcome.candidatures.toSorted((a, b) => (b.sieges ?? 0) - (a.sieges ?? 0));
      const seats = outcome.candidatures.reduce((sum, { sieges = 0 }) => sum + sieges, unfilledSeats(outcome));
      const text =
        most?.sieges !== undefined && most.sieges > 1
          ? t.headline.seats(nameOf(most.id), f.number(most.sieges), f.number(seats))
          : count > NAMED
            ? t.headline.electedMany(f.number(count), first)
            : t.headline.elected(names, many, women);
      return { text, sure: t.sure.decided };
    }
    case "BALLOTTAGE": {
      const { names, count } = having("QUALIFIE_SEUIL", "QUALIFIE_REPECHAGE");
      const text = count > NAMED ? t.headline.runoffMany(f.number(count)) : t.headline.runoff(names);
      return { text, sure: t.sure.decided };
    }
    case "INDECIDABLE":
      return { text: ahead({ t, f }, candidatures), sure: t.headline.undecidable };
    case "INCOMPLET": {
      const elected = those(({ certitude }) => certitude === "ELU");
      const qualified = those(({ certitude }) => certitude === "QUALIFIE");
      const sure = outcome.certitude === undefined ? "" : t.sure[outcome.certitude];
      if (elected.count > 0)
        return { text: t.headline.certainElected(elected.names, elected.many, elected.women), sure };
      if (qualified.count > 0) {
        return { text: t.headline.certainQualified(qualified.names, qualified.many, qualified.women), sure };
      }
      return { text: ahead({ t, f }, candidatures), sure };
    }
    default:
      return { text: ahead({ t, f }, candidatures), sure: "" };
  }
}

/** Who is ahead in what is counted. */
function ahead({ t, f }: Pick<Context, "t" | "f">, candidatures: readonly ScoredCandidature[]): string {
  const [first, ...rest] = ranked(candidatures);
  if (first === undefined || first.voix === 0) return t.headline.nothing;
  const equal = rest.filter(({ voix }) => voix === first.voix);
  if (equal.length > 0) return t.headline.tie(f.list([first, ...equal].map(fullName)));
  return t.headline.leading(fullName(first), f.share(first.pourcentExprimes));
}

/** Where nobody asked for a nuance, it is no party that leads. */
const NO_NUANCE = "NC";

/** How many unites of each status there are. */
type Statuts = Readonly<Record<string, number>>;

/** How far unites are decided, in a sentence without its end. */
function decided({ t, f }: Context, statuts: Statuts, one: string, many: string) {
  const settled = (statuts["ACQUIS_T1"] ?? 0) + (statuts["ACQUIS_T2"] ?? 0);
  const runoff = statuts["BALLOTTAGE"] ?? 0;
  const undecided = statuts["INDECIDABLE"] ?? 0;
  const all = Object.values(statuts).reduce((sum, count) => sum + count, 0);
  const text = t.headline.unites(
    t.counted(settled, f.number(settled), one, many),
    f.number(all),
    runoff === 0 ? null : f.number(runoff),
    undecided,
  );
  return { settled, runoff, undecided, all, text };
}

/** The headline of a city that several unites share: none of them speaks for it. */
export function sharedHeadline(context: Context, unites: readonly Pick<UniteRow, "type" | "outcome">[]): Headline {
  const { t } = context;
  const statuts: Record<string, number> = {};
  for (const { outcome } of unites) statuts[outcome.statut] = (statuts[outcome.statut] ?? 0) + 1;
  const [, one, many] = t.territories.kinds[unites[0]?.type ?? ""] ?? ["", ...t.headline.kind];
  return { text: decided(context, statuts, one, many).text, sure: "" };
}

function unitesHeadline(context: Context, france: FranceDocument, { statuts, sieges }: UnitesOutcome): Headline {
  const { t, f } = context;
  const [one, many] = ofScrutin(t.headline.kinds, france.scrutin) ?? t.headline.kind;
  // Communes are too many to be listed one by one: the numbers by status have them all.
  const { settled, runoff, undecided, all, text: told } = decided(context, statuts, one, many);
  const figures = `${told}.`;
  const [first] = ranked(france.candidatures ?? []);
  if (first === undefined || first.voix === 0) return { text: t.headline.nothing, sure: figures };
  const name = namesOf(france.candidatures);
  const [[leader, most] = ["", 0]] = Object.entries(sieges).toSorted(([, a], [, b]) => b - a);
  // Once all is decided, seats are what was at stake; of many councils, that they are filled.
  if (settled === all && most > 1 && leader !== NO_NUANCE && (all === 1 || !isMunicipal(france))) {
    const total = Object.values(sieges).reduce((sum, count) => sum + count, 0);
    return { text: t.headline.seats(name(leader), f.number(most), f.number(total)), sure: figures };
  }
  if (settled > 0 && (isMunicipal(france) || first.id === NO_NUANCE)) {
    const text = t.headline.settled(t.counted(settled, f.number(settled), one, many), f.number(all), settled);
    return { text, sure: runoff === 0 && undecided === 0 ? "" : figures };
  }
  return { text: t.headline.unitesOpen(fullName(first), f.share(first.pourcentExprimes)), sure: figures };
}

const isMunicipal = ({ scrutin }: FranceDocument): boolean => scrutin.startsWith("municipales");
