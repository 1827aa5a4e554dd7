/** What a file of `scrutins/` registers: rows of rules, how a contest is decided under one, and what is certain before the end. */
import type { Certifier } from "./certainty.ts";
import type { Contest } from "./contest.ts";
import type { Deliberation } from "./deliberation.ts";
import type { Outcome } from "./outcome.ts";
import type { Regle, Versions } from "./versions.ts";

export interface Scrutin<R extends Regle = Regle> extends Versions<R> {
  /** Decides a complete contest. May throw on a fault of the engine: `decide` turns it into a coded outcome. */
  decider(d: Deliberation, regle: R): Outcome;
  /**
   * Decides a completion of an incomplete unite, where `decider` cannot: voix still to come are of no known section. It need only
   * say who has the bonus, who is qualified, and who cannot have a seat.
   */
  deciderComplet?(d: Deliberation, regle: R): Outcome;
  /** What the outstanding bureaux cannot change. */
  readonly certifier: Certifier;
  /** Names a valid ballot may carry, when it is more than one (panachage): Σ voix may then reach exprimés × that. */
  nomsParBulletin?(contest: Contest, regle: R): number;
}
