import { departementOfPlace, type Address, type Place } from "../address.ts";
import { changesBetween, type Changes } from "../components/changes.ts";
import type { Control } from "../components/control.ts";
import type { Point } from "../components/curve.ts";
import type { Machine } from "../components/machine.ts";
import type { Outlines } from "../components/map.ts";
import type { Documents, FranceDocument, PublicRun } from "../documents.ts";
import { lacksSteps } from "../components/outcome.ts";
import type { Scene, Together } from "../pages/scene.ts";
import { territoryAt } from "../pages/territory.ts";
import { readMeasures, readStatus, Refused, takeToken } from "./control-client.ts";
import { readElsewhere, readLatest, readObject, readOutlines, readPlace, readRuns, readTogether } from "./feed.ts";
import { readChain, type State } from "./machine.ts";

/** Publications whose changes are remembered. */
const KEPT = 60;
/** Readings without a new publication after which the one before the last is read. */
const PATIENCE = 4;
/** The list of runs is read once every so many times. */
const RUNS_EVERY = 5;
/** Places that have a map. */
const MAPPED: ReadonlySet<string> = new Set(["france", "region"] satisfies Place["kind"][]);

/** What a reader asks of a page. */
type Asked = Pick<Scene, "wouldChange" | "again" | "embed">;
const placeName = (place: Place): string => JSON.stringify(place);

const NOTHING_ASKED: Asked = { wouldChange: null, again: null, embed: null };

/** Everything that the page knows of the night it follows. Whatever changes is drawn at once. */
export class Night {
  address: Address;
  runs: readonly PublicRun[] = [];
  /** The last national document accepted: never an older one after it. */
  latest: FranceDocument | null = null;
  /** What is on the page. */
  scene: Scene | null = null;
  /** Whether a reading has ended: only then can it be said that there is no night. */
  known = false;
  failures = 0;
  said = "";
  machine: Machine = { status: "closed" };
  control: Control = {
    local: false,
    token: takeToken(),
    refused: false,
    status: null,
    measures: {},
    word: "",
    correction: null,
  };

  readonly #draw: () => void;
  #history: Changes[] = [];
  #outlines: Outlines | null = null;
  #chain: readonly State[] = [];
  #readings = 0;
  #together: { readonly of: string; readonly found: Together | null } = { of: "", found: null };
  #asked: Asked = NOTHING_ASKED;

  constructor(address: Address, draw: () => void) {
    this.address = address;
    this.#draw = draw;
  }

  /** The run that is followed, before its first publication as after. */
  get run(): string | undefined {
    return this.latest?.run ?? this.address.run ?? this.runs[0]?.run;
  }

  get trouble(): boolean {
    return this.failures > 1;
  }

  /** States of the chain that can be gone back to; known once the time machine is open. */
  get chain(): readonly State[] {
    return this.#chain;
  }

  say(text: string): void {
    this.said = text;
    this.#draw();
  }

  /** Reads what changed since the last time. Never rejects: what fails is said on the page, and tried again. */
  async refresh(): Promise<void> {
    try {
      if (this.#readings % RUNS_EVERY === 0) this.runs = await readRuns();
      this.#readings += 1;
      const run = this.address.run ?? this.runs[0]?.run;
      if (run !== undefined) this.#accept(await readLatest(run));
      this.known = true;
      await this.show();
      if (this.latest !== null) await this.#remember(this.latest);
      await this.#followControl();
      this.failures = 0;
    } catch {
      this.failures += 1;
    }
    this.#draw();
  }

  /** What the last publication changed, for a reader who has waited for another: it weighs as much as a page. */
  async #remember(france: FranceDocument): Promise<void> {
    if (this.#readings < PATIENCE || france.supersedes === null || this.#history.length > 0) return;
    const before = await readObject<FranceDocument>(france.run, france.supersedes);
    if (before !== null && this.#history.length === 0 && this.latest?.run === france.run) {
      this.#history = [changesBetween(before, france)];
      if (this.scene !== null) this.scene = { ...this.scene, history: this.#history };
    }
  }

  /** A document whose sequence is lower than the one known comes from the past: refused. */
  #accept(france: FranceDocument | null): void {
    if (france === null) return;
    const before = this.latest?.run === france.run ? this.latest : null;
    const released = before !== null && before.sousEmbargo && !france.sousEmbargo;
    if (before !== null && france.sequence <= before.sequence && !released) return;
    if (before === null) {
      this.#history = [];
      this.#chain = [];
      this.machine = { status: "closed" };
    } else this.#history = [...this.#history, changesBetween(before, france)].slice(-KEPT);
    this.latest = france;
    // What the law said was of the figures before.
    this.#asked = { ...this.#asked, wouldChange: null, again: null };
  }

  /** Shows the place and the instant of the address, from documents of one publication. */
  async show(): Promise<void> {
    const { address, latest } = this;
    if (latest === null) return;
    const france = address.at === null ? latest : await readObject<FranceDocument>(latest.run, address.at);
    const [documents, against, outlines] = await Promise.all([
      readPlace(france ?? latest, address),
      this.#readAgainst(address),
      MAPPED.has(address.place.kind) ? this.#readMap() : this.#outlines,
    ]);
    // The reader has gone elsewhere meanwhile.
    if (address !== this.address) return;
    this.scene = {
      documents,
      against,
      outlines,
      together: this.#together.of === placeName(address.place) ? this.#together.found : null,
      runs: this.runs,
      history: this.#history.length === 0 && this.#readings < PATIENCE ? null : this.#history,
      curve: this.#curveUntil(documents.france),
      ...this.#asked,
    };
    if (this.machine.status === "open") this.machine = { ...this.machine, ...this.#positions() };
    this.#draw();
    // What it cannot fetch now, the next publication will.
    await Promise.all([this.#explain(this.scene), this.#readTogether(this.scene)]).catch(() => {});
  }

  /** A commune is published without the steps of its decision: the law takes them again here, thresholds and all. */
  async #explain(scene: Scene): Promise<void> {
    const territory = territoryAt(scene.documents, this.address.place);
    const outcome = territory?.ballots.length === 1 ? territory.ballots[0]?.outcome : undefined;
    if (territory === null || outcome === undefined || !lacksSteps(outcome) || this.#asked.again !== null) return;
    const { decidedAgain } = await import("./law.ts");
    // Others may have completed the scene meanwhile: what counts is that it tells the same figures.
    if (this.scene?.documents === scene.documents)
      this.answer({ again: decidedAgain(scene.documents.france, territory) ?? "untold" });
  }

  /** Whom a commune stands together with: read once its own figures are shown. */
  async #readTogether({ documents }: Scene): Promise<void> {
    const { place } = this.address;
    const of = placeName(place);
    if (place.kind !== "commune") return;
    const code = territoryAt(documents, place)?.devenue?.code ?? place.code;
    const found = this.#together.of === of ? this.#together.found : await readTogether(code);
    const together = found && { ...found, elsewhere: await readElsewhere(documents, found) };
    this.#together = { of, found: together };
    // The reader has gone elsewhere meanwhile, or a later publication is shown.
    if (this.scene?.documents !== documents) return;
    this.scene = { ...this.scene, together };
    this.#draw();
  }

  async #readAgainst(address: Address): Promise<Documents | null> {
    if (address.against === null) return null;
    const france = await readLatest(address.against);
    return france === null || france.sousEmbargo ? null : readPlace(france, address);
  }

  async #readMap(): Promise<Outlines | null> {
    this.#outlines ??= await readOutlines();
    return this.#outlines;
  }

  /** The arrival curve up to a document: from the list of runs, else from the chain as far as it is known. */
  #curveUntil(france: FranceDocument): readonly Point[] {
    const told = this.runs.find(({ run }) => run === france.run)?.curve;
    const known = told ?? this.#chain.map(({ instant, counted }): Point => [Date.parse(instant), counted]);
    const until = Date.parse(france.instant);
    return [...known.filter(([instant]) => instant < until), [until, france.bureaux.counted]];
  }

  /** Goes to an address. What was asked of the page before is not of this one. */
  async visit(address: Address): Promise<void> {
    if (address.run !== null && address.run !== this.latest?.run) {
      this.latest = null;
      this.scene = null;
      this.known = false;
    }
    const moved =
      departementOfPlace(address.place) !== departementOfPlace(this.address.place) ||
      placeName(address.place) !== placeName(this.address.place);
    if (moved) this.#asked = NOTHING_ASKED;
    this.address = address;
    await this.show().catch(() => (this.failures += 1));
    this.#draw();
  }

  /** Remembers what the reader asked of this page. */
  answer(asked: Partial<Asked>): void {
    this.#asked = { ...this.#asked, ...asked };
    if (this.scene !== null) this.scene = { ...this.scene, ...this.#asked };
    this.#draw();
  }

  /** Opens the time machine: reads the chain back to its beginning. */
  async openMachine(): Promise<void> {
    if (this.latest === null) return;
    this.machine = { status: "loading", count: 0 };
    this.#draw();
    this.#chain = await readChain(this.latest, (count) => {
      this.machine = { status: "loading", count };
      this.#draw();
    });
    this.machine = { status: "open", playing: false, speed: 1, ...this.#positions() };
    this.#draw();
  }

  setMachine(change: Partial<Extract<Machine, { status: "open" }>>): void {
    if (this.machine.status === "open") this.machine = { ...this.machine, ...change };
    this.#draw();
  }

  /** What publications were made since the chain was read are not on the slider: its last place is always now. */
  #positions(): { readonly instants: readonly string[]; readonly at: number } {
    const instants = [...this.#chain.map(({ instant }) => instant), this.latest?.instant ?? ""];
    const at = this.#chain.findIndex(({ sha256 }) => sha256 === this.address.at);
    return { instants, at: at < 0 ? instants.length - 1 : at };
  }

  setControl(change: Partial<Control>): void {
    this.control = { ...this.control, ...change };
    this.#draw();
  }

  /** The control room exists where a local cloud lists its runs with their clocks. */
  async #followControl(): Promise<void> {
    const { run } = this;
    const local = this.runs.some((one) => "clock" in one);
    this.control = { ...this.control, local };
    if (!local || !this.control.token || run === undefined) return;
    try {
      const [status, measures] = await Promise.all([readStatus(run), readMeasures()]);
      this.control = { ...this.control, status, measures, refused: false };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.control = { ...this.control, token: error.status !== 401, refused: error.status === 401, status: null };
    }
  }
}
