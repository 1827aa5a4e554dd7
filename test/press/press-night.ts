import type { Dossier } from "#shared/contracts/dossier.ts";
import type { PressOptions } from "#shared/contracts/run.ts";
import type { PressTicket } from "#shared/contracts/tickets.ts";
import { pressPath } from "#shared/documents/paths.ts";
import { wideOutcomes } from "#shared/pipeline/decision.ts";
import { pressRoot } from "#shared/press/layouts.ts";
import { readPress, type PressDocument } from "#shared/press/press-file.ts";
import { publishPress, type PressDeps, type PressPass } from "#shared/press/publish-press.ts";
import { readState, type PressState } from "#shared/press/state.ts";
import type { Tally } from "#shared/contracts/tally.ts";
import { messageOf, runOf, tallyOf } from "../factories.ts";
import type { Ports } from "#shared/ports.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";

/** Polling day of the tests: 20:00 in Paris is 18:00Z. */
const DAY = "2017-04-23";

/** `20:07` in Paris on polling day. */
export const paris = (time: string): number => Date.parse(`${DAY}T${time}:00+02:00`);

export interface PressNightOptions {
  readonly dossier: Dossier;
  readonly presse?: PressOptions;
  readonly through?: (ports: Ports) => Ports;
}

/** A night in memory whose clock is set by the test, with the press tree of its run. */
export class PressNight {
  readonly night: MemoryNight;
  readonly run: string;
  readonly root: string;

  constructor({ dossier, presse = { intervalle: 15 }, through }: PressNightOptions) {
    const { released: _released, ...run } = runOf({
      presse,
      scrutin: dossier.head.scrutin.id,
      tour: dossier.head.tour,
      embargo: Date.parse(dossier.head.embargo),
      clock: { generation: 1, virtualAnchor: paris("08:00"), realAnchor: 0, speed: "max", paused: false },
    });
    this.run = run.run;
    this.root = pressRoot(dossier.head);
    this.night = new MemoryNight({ dossier, run, ...(through && { through }) });
  }

  /** Moves the clock of the run. */
  async at(time: string): Promise<this> {
    const run = await this.night.runs.get(this.run);
    await this.night.runs.setClock(this.run, { ...run!.clock, virtualAnchor: paris(time) }, run!.clock.generation);
    return this;
  }

  /** Records tallies at an hour of their own, and lets their documents appear. */
  async tally(time: string, ...tallies: readonly Partial<Tally>[]): Promise<void> {
    await this.at(time);
    await this.night.record(
      tallies.map((tally, i) => ({
        messageId: `${time}-${i}`,
        body: JSON.stringify(messageOf(tallyOf(tally), { time: new Date(paris(time)).toISOString() })),
      })),
    );
    await this.night.settle();
  }

  get deps(): PressDeps {
    return { ...this.night.deps, outcomes: wideOutcomes, budgetMs: 60_000 };
  }

  /** A look at the press tree at an hour; at 20:00 the release comes first. */
  async look(time: string, cause: PressTicket["cause"] = "cycle"): Promise<PressPass> {
    await this.at(time);
    if (paris(time) >= paris("20:00")) await this.night.sweep(this.run);
    const { scrutin, tour } = (await this.night.runs.get(this.run))!;
    return publishPress({ run: this.run, scrutin, tour, cause }, this.deps);
  }

  /** The public tree: text by path under its root. */
  async tree(): Promise<Map<string, string>> {
    const prefix = pressPath.file(this.run, `${this.root}/`);
    const files = new Map<string, string>();
    for (const key of await this.night.shelf.list(prefix)) {
      const stored = await this.night.shelf.get(key);
      files.set(key.slice(prefix.length), new TextDecoder().decode(stored!.body));
    }
    return files;
  }

  async paths(under = "resultatsT"): Promise<string[]> {
    return [...(await this.tree()).keys()].filter((path) => path.startsWith(under));
  }

  async text(path: string): Promise<string> {
    const text = (await this.tree()).get(path);
    if (text === undefined) throw new Error(`no ${path} in the tree`);
    return text;
  }

  /** A file of the tree, read as an importer would: strictly. */
  async read<K extends PressDocument["kind"]>(path: string, kind: K): Promise<Extract<PressDocument, { kind: K }>> {
    const document = readPress(await this.text(path));
    if (document.kind !== kind) throw new Error(`${path} is ${document.kind}, not ${kind}`);
    return document as Extract<PressDocument, { kind: K }>;
  }

  state(): Promise<PressState> {
    return readState(this.night.shelf, this.run);
  }
}

/** A file of a tree that was read, of a kind. @throws when it is not there, or of another */
export function fileOf<K extends PressDocument["kind"]>(
  { files }: { readonly files: ReadonlyMap<string, PressDocument> },
  path: string,
  kind: K,
): Extract<PressDocument, { kind: K }> {
  const document = files.get(path);
  if (document?.kind !== kind)
    throw new Error(
      `${path} is ${document?.kind}, not ${kind}; there are ${[...files.keys()].slice(0, 20).join(", ")}`,
    );
  return document as Extract<PressDocument, { kind: K }>;
}
