import type { Context } from "../components/context.ts";
import { headline, nationalHeadline, sharedHeadline, type Headline } from "../components/headline.ts";
import type { Scene } from "./scene.ts";
import { sharedUnite, type Territory } from "./territory.ts";

/** What the figures of a place say in one sentence, on its page, in a widget, on the screen of a hall. */
export function told(context: Context, { documents }: Pick<Scene, "documents">, { ballots }: Territory): Headline {
  const { t, f, address } = context;
  const { france, departement } = documents;
  if (france.sousEmbargo) return { text: t.headline.waiting(f.time(france.embargo)), sure: "" };
  const [ballot, ...others] = ballots;
  // The nation, unless its one unite speaks for it.
  if (address.place.kind === "france" && (ballot === undefined || ballot.unite === ""))
    return nationalHeadline(context, france);
  if (others.length === 0) return headline(context, ballot?.candidatures ?? [], ballot?.outcome);
  const codes = new Set(ballots.map(({ unite }) => unite));
  const unites = (departement?.resultat.unites ?? [])
    .filter(({ code }) => codes.has(code))
    .map((row) => ({ ...row, outcome: sharedUnite(france, row.code)?.outcome ?? row.outcome }));
  return sharedHeadline(context, unites);
}
