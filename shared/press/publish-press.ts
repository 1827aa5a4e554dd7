import type { DossierHead } from "../contracts/dossier.ts";
import type { RunScope } from "../contracts/identity.ts";
import { isReleased, virtualNow } from "../contracts/run.ts";
import type { PressTicket } from "../contracts/tickets.ts";
import type { DepartementDocument } from "../documents/departement.ts";
import { pressPath } from "../documents/paths.ts";
import type { Outcome } from "../law/outcome.ts";
import type { Aggregates, Bells, Dossiers, Head, RealClock, Runs, Shelf } from "../ports.ts";
import { pressPlaces, type PressPlace } from "./codes.ts";
import { bureauxDocument, departementDocument } from "./documents.ts";
import { earlierRound, type EarlierRound } from "./earlier.ts";
import { treeOf } from "./layouts.ts";
import { cycleAt, hasPress } from "./rhythm.ts";
import { readSeen, readState, writeSeen, writeState, type PressState } from "./state.ts";
import type { PressFile, PressTree, PublishedPlace, Row } from "./tree.ts";
import { viewOf, type Beside, type PressView } from "./view.ts";

export interface PressDeps {
  readonly aggregates: Pick<Aggregates, "heads">;
  readonly dossiers: Dossiers;
  readonly runs: Pick<Runs, "get">;
  readonly shelf: Shelf;
  readonly bells: Pick<Bells, "ringPress">;
  readonly clock: RealClock;
  /** What the law makes of the unites that lie in several départements, and of the nation (`FR`) where it decides. */
  readonly outcomes: (head: DossierHead, heads: ReadonlyMap<string, Head>) => ReadonlyMap<string, Outcome>;
  /** Real ms after which a pass stops between two départements, and asks for another that goes on from there. */
  readonly budgetMs: number;
}

/** What a look did. `attente`: nothing was due; `partiel`: the budget was spent, another look was asked for. */
export type PressPass = "absent" | "attente" | "publie" | "partiel";

const XML = { contentType: "application/xml; charset=utf-8", cache: "latest" } as const;
/** Files put at once: an S3 prefix takes thousands a second, a function's connections are fewer. */
const PUTS_AT_ONCE = 32;

/**
 * Publishes the press tree of a run, one pass of one writer (its queue is FIFO, in the group of the run). Before the hour
 * only references and candidatures. Then, cycle by cycle, each département whose complete communes changed: its communes,
 * the département, its région, France, and the national index last (PUB-35, PUB-36); what is withdrawn goes when no index names
 * it any more. The nation's state is committed after each département: a crash between any two writes repeats that one.
 *
 * Figures are those of the committed documents that the heads name.
 *
 * @throws when a port failed: the ticket must come back.
 */
export async function publishPress(ticket: PressTicket, deps: PressDeps): Promise<PressPass> {
  const scope: RunScope = { run: ticket.run, scrutin: ticket.scrutin, tour: ticket.tour };
  const [run, head] = await Promise.all([deps.runs.get(scope.run), deps.dossiers.head(scope.run)]);
  if (!run || !head || !hasPress(run) || run.status === "clos") return "absent";
  const started = deps.clock.now();
  const state = await readState(deps.shelf, scope.run);
  const now = virtualNow(run.clock, started);
  const cycle = isReleased(run, started) ? cycleAt(run, now) : null;
  const due = cycle !== null && (ticket.cause === "cloture" || cycle !== state.cycle);

  const { premierTour } = run.presse;
  const earlier = due && premierTour !== undefined ? await earlierRound(premierTour, deps) : null;
  const heads = new Map(due ? (await deps.aggregates.heads(scope)).map((one) => [one.scope.departement, one]) : []);
  const decided = decisions(() => deps.outcomes(head, heads));
  const pass = new Pass(scope, head, treeOf({ head, decided, ...(earlier && { earlier }) }), earlier, state, deps);
  await pass.before();
  if (!due) return "attente";

  for (const place of pass.places) {
    if (deps.clock.now() - started > deps.budgetMs) {
      await deps.bells.ringPress(ticket, `suite-${started}`);
      return "partiel";
    }
    await pass.publish(place, heads, now);
  }
  await pass.commit({ cycle, cloture: ticket.cause === "cloture" });
  return "publie";
}

/**
 * Outcomes of wide unites, for who shows figures: heads may be fresher than the files of a département, so an outcome is told only
 * with the very voix that it is of.
 */
function decisions(
  outcomes: () => ReadonlyMap<string, Outcome>,
): (unite: string, voix: readonly number[]) => Outcome | undefined {
  let known: ReadonlyMap<string, Outcome> | undefined;
  return (unite, voix) => {
    known ??= outcomes();
    const outcome = known.get(unite);
    return outcome?.candidatures.every((one, i) => one.voix === voix[i]) ? outcome : undefined;
  };
}

class Pass {
  readonly places: readonly PressPlace[];
  #state: PressState;
  readonly #scope: RunScope;
  readonly #head: DossierHead;
  readonly #tree: PressTree;
  readonly #earlier: EarlierRound | null;
  readonly #deps: PressDeps;

  constructor(
    scope: RunScope,
    head: DossierHead,
    tree: PressTree,
    earlier: EarlierRound | null,
    state: PressState,
    deps: PressDeps,
  ) {
    this.#scope = scope;
    this.#head = head;
    this.#tree = tree;
    this.#earlier = earlier;
    this.#deps = deps;
    this.places = pressPlaces(head);
    this.#state = state;
  }

  /** The files that may be read before the night, once. */
  async before(): Promise<void> {
    if (this.#state.avant) return;
    const { dossiers } = this.#deps;
    const parts = await Promise.all(this.#head.departements.map(({ code }) => dossiers.part(this.#scope.run, code)));
    const files = this.#tree.before(
      this.places,
      parts.filter((part) => part !== null),
    );
    await this.#put(files);
    await this.commit({ avant: true, ecrits: this.#state.ecrits + files.length });
  }

  async commit(changes: Partial<PressState>): Promise<void> {
    this.#state = { ...this.#state, ...changes };
    await writeState(this.#deps.shelf, this.#scope.run, this.#state);
  }

  /** Publishes a département if what it may show has changed since it was last published. */
  async publish(place: PressPlace, heads: ReadonlyMap<string, Head>, now: number): Promise<void> {
    const { code } = place.id;
    const before = this.#state.places[code];
    const members = place.members.flatMap((member) => heads.get(member) ?? []).filter((head) => head.sequence > 0);
    const sequences = Object.fromEntries(members.map((head) => [head.scope.departement, head.sequence]));
    if (members.every((head) => before?.sequences[head.scope.departement] === head.sequence)) return;

    const { run } = this.#scope;
    const { shelf } = this.#deps;
    const documents = await Promise.all(members.map((head) => departementDocument(run, head, shelf)));
    const view = viewOf(
      place,
      documents,
      await readSeen(shelf, run, code),
      now,
      await this.#beside(members, documents),
    );
    const published = before?.published ?? null;
    const unchanged = published === null ? !this.#tree.shows(view) : published.digest === view.digest;
    if (unchanged) {
      this.#note(place, { sequences, published });
      return;
    }
    await this.#earlier?.load(place);
    const departement = this.#tree.departement(view);
    await this.#put(departement);
    await writeSeen(this.#deps.shelf, run, code, view.seen);
    this.#note(place, {
      sequences,
      published: publishedOf(view, now),
    });
    const above = this.#tree.above(view, this.#rows());
    for (const file of above) await this.#put([file]);
    const withdrawn = this.#tree.withdrawn(view).map((path) => pressPath.file(run, path));
    if (withdrawn.length > 0) await this.#deps.shelf.remove(withdrawn);
    await this.commit({
      ecrits: this.#state.ecrits + departement.length + above.length,
      retires: this.#state.retires + withdrawn.length,
    });
  }

  #rows(): Row[] {
    return this.places.map((place) => ({ place, published: this.#state.places[place.id.code]?.published ?? null }));
  }

  #note(place: PressPlace, state: PressState["places"][string]): void {
    this.#state = { ...this.#state, places: { ...this.#state.places, [place.id.code]: state } };
  }

  /** What the files of a layout may need beside the documents: who stands there, and bureaux where communes are divided. */
  async #beside(members: readonly Head[], documents: readonly DepartementDocument[]): Promise<Beside> {
    const { run } = this.#scope;
    if (this.#head.decision === "nation") return { parts: [], bureaux: [] };
    const divided = documents.some(({ resultat }) => resultat.communes.some(({ voix }) => voix.length > 1));
    const [parts, bureaux] = await Promise.all([
      Promise.all(members.map(({ scope }) => this.#deps.dossiers.part(run, scope.departement))),
      Promise.all(
        this.#tree.byFraction && divided ? members.map((head) => bureauxDocument(run, head, this.#deps.shelf)) : [],
      ),
    ]);
    return { parts: parts.filter((part) => part !== null), bureaux };
  }

  /** Writes files, the last one after all others: it is the index that names them. */
  async #put(files: readonly PressFile[]): Promise<void> {
    const put = ({ path, text }: PressFile): Promise<void> =>
      this.#deps.shelf.put(pressPath.file(this.#scope.run, path), text, XML);
    const index = files.at(-1);
    for (let i = 0; i < files.length - 1; i += PUTS_AT_ONCE)
      await Promise.all(files.slice(i, Math.min(i + PUTS_AT_ONCE, files.length - 1)).map(put));
    if (index) await put(index);
  }
}

/** What is remembered of a département's files: what lies above is summed from it. */
function publishedOf(
  { digest, maj, complet, bureaux, mentions, voix, unites, sieges }: PressView,
  now: number,
): PublishedPlace {
  const wide = unites.filter(({ type, outcome }) => type === "region" || outcome.code === "D-PARTAGEE");
  const decided = unites.filter((unite) => unite.complet);
  return {
    digest,
    maj: maj ?? now,
    extraction: now,
    complet,
    bureaux,
    mentions,
    voix,
    pourvus: Object.fromEntries(
      decided
        .filter(({ type }) => type !== "commune")
        .map(({ code, outcome: { statut } }) => [code, statut === "ACQUIS_T1" || statut === "ACQUIS_T2"]),
    ),
    sieges,
    ...(wide.length > 0 && {
      partagees: Object.fromEntries(
        wide.map(({ code, totaux, candidatures }) => [
          code,
          { mentions: totaux, voix: candidatures.map((candidature) => candidature.voix) },
        ]),
      ),
    }),
  };
}
