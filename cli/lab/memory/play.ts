import { createHash } from "node:crypto";
import type { Dossier } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import type { FaultSpec } from "#shared/contracts/faults.ts";
import { planFaults, struckBy, type FaultedNight } from "#shared/faults/plan.ts";
import { messageOf } from "#shared/night/message.ts";
import { randomOf } from "#shared/night/random.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import type { ObjectReader } from "#cli/operator/cloud.ts";
import { checkConservation, type Conservation } from "#cli/operator/conservation.ts";
import { readPublished, type Observed } from "../observed.ts";
import { MemoryPipeline, START, type Breakage } from "./pipeline.ts";

/**
 * How long the sending of a night lasts on the pipeline's own clock, ms: a few départements are recounted dozens of times,
 * a whole country less often, or most of the time would go into publishing states that nobody looks at.
 */
const sendingMs = (tallies: number): number => Math.max(4_000, 20_000 - tallies);
const LEAD_MS = 60_000;
/** The run of a night in memory. */
export const MEMORY_RUN = "labo";

export interface MemoryNight {
  readonly dossier: Dossier;
  readonly recording: readonly RecordedTally[];
}

/** A night that was played in memory: what was meant, what came, and the proof of conservation. */
export interface PlayedInMemory {
  readonly run: string;
  readonly night: FaultedNight;
  readonly observed: Observed;
  /** Of every good tally, but for those that no letter brought through: see {@link Observed.deadLetters}. */
  readonly conservation: Conservation;
  /** Messages that were sent, copies included. */
  readonly sent: number;
  /** Of the last version of each bureau: from its sending to the first national document that leads to it, on the pipeline's clock. */
  readonly delays: readonly Delay[];
}

/** How long a bureau waited. */
export interface Delay {
  readonly departement: string;
  /** `commune/bureau` */
  readonly bureau: string;
  /** Since the beginning of the night, ms. */
  readonly sentMs: number;
  readonly ms: number;
}

/** Plays a night with its faults through the pipeline in memory. Nothing but its arguments decides what happens. */
export async function playInMemory(
  night: MemoryNight,
  specs: readonly FaultSpec[],
  seed: string,
  broken: Breakage = {},
): Promise<PlayedInMemory> {
  const faulted = planFaults(night, specs, seed);
  const poisoned = poisonedOf(faulted, seed);
  const run = runOf(night, faulted);
  const { dossier } = night;
  const pipeline = new MemoryPipeline({ dossier, run, rules: faulted.rules, seed, poisoned, broken });
  await pipeline.open();
  const feed = feedOf(faulted, run);
  await pipeline.play(feed);
  const { shelf, tallies, leaks, setbacks } = pipeline;
  const published = await readPublished(MEMORY_RUN, async (path) => {
    const stored = await shelf.get(path);
    return stored === null ? null : new TextDecoder().decode(stored.body);
  });
  const quarantine = (await shelf.list("quarantine/")).map((key) => {
    const [, , code = "", file = ""] = key.split("/");
    return { code, digest: file.replace(/\.json$/, "") };
  });
  const deadLetters = tallies.dead.map(({ body }) => body);
  const lost = new Set(deadLetters.map((body) => /"subject":"([^"]+)"/.exec(body)?.[1]));
  const accepted = faulted.recording.map(({ tally }) => tally).filter((tally) => !lost.has(keyOf(tally)));
  const reader: ObjectReader = {
    async read(key) {
      const stored = await shelf.get(key);
      return (
        stored && { body: stored.body, contentType: stored.contentType, encoding: null, etag: "", cacheControl: null }
      );
    },
  };
  return {
    run: MEMORY_RUN,
    night: {
      ...faulted,
      applied: struckBy(faulted.applied, pipeline.strikes.ofAll(faulted.rules)),
      missing: [
        ...faulted.missing,
        ...faulted.recording
          .filter(({ tally }) => poisoned.get(keyOf(tally)) === false)
          .map(({ tally: { departement, commune, bureau } }) => ({ departement, commune, bureau })),
      ],
    },
    observed: { ...published, quarantine, deadLetters, leaks, setbacks },
    conservation: await checkConservation(MEMORY_RUN, dossier, accepted, reader, true),
    sent: feed.length,
    delays: delaysOf(faulted, run, pipeline.visibleAt),
  };
}

function delaysOf({ recording }: FaultedNight, run: Run, visibleAt: ReadonlyMap<string, number>): Delay[] {
  const last = new Map(recording.map((recorded) => [`${recorded.tally.commune}/${recorded.tally.bureau}`, recorded]));
  return [...last].flatMap(([bureau, { at, tally }]) => {
    const seen = visibleAt.get(`${bureau}/${tally.version}`);
    return seen === undefined
      ? []
      : [{ departement: tally.departement, bureau, sentMs: realAt(run, at) - START, ms: seen - realAt(run, at) }];
  });
}

/**
 * The bureaux whose messages kill, each with whether its cause will be mended. Drawn among those that no other fault
 * concerns, so that what is missing is exact.
 */
function poisonedOf({ recording, extras, claimed, rules }: FaultedNight, seed: string): Map<string, boolean> {
  const versions = new Map<string, number>();
  for (const { tally } of recording) versions.set(keyOf(tally), (versions.get(keyOf(tally)) ?? 0) + 1);
  const copied = new Set(extras.map(({ recorded: { tally } }) => keyOf(tally)));
  const free = [...versions].flatMap(([key, count]) =>
    count === 1 && !copied.has(key) && !claimed.has(key) ? [key] : [],
  );
  const random = randomOf(seed, "poison");
  const poisoned = new Map<string, boolean>();
  for (const rule of rules) {
    if (rule.kind !== "poison") continue;
    for (let left = rule.bureaux; left > 0 && free.length > 0; left -= 1) {
      const [key = ""] = free.splice(random.between(0, free.length - 1), 1);
      poisoned.set(key, rule.mended);
    }
  }
  return poisoned;
}

const keyOf = ({ commune, bureau }: { readonly commune: string; readonly bureau: string }): string =>
  `${commune}/${bureau}`;

/** A run whose clock plays the whole night, the end of the embargo included, within {@link sendingMs}. */
function runOf({ dossier: { head } }: MemoryNight, { recording }: FaultedNight): Run {
  const embargo = Date.parse(head.embargo);
  const first = Math.min(recording[0]?.at ?? embargo, embargo) - LEAD_MS;
  const last = Math.max(recording.at(-1)?.at ?? embargo, embargo);
  return {
    run: MEMORY_RUN,
    scrutin: head.scrutin.id,
    tour: head.tour,
    status: "ouvert",
    clock: {
      generation: 0,
      virtualAnchor: first,
      realAnchor: START,
      speed: Math.ceil((last - first) / sendingMs(recording.length)),
      paused: false,
    },
    embargo,
    createdAt: START,
    label: head.scrutin.nom,
  };
}

/** The real instant of a virtual one, on the clock of a run that nobody touches. */
const realAt = ({ clock: { virtualAnchor, speed } }: Run, at: number): number =>
  START + Math.round((at - virtualAnchor) / (speed === "max" ? 1 : speed));

/** Everything that is sent, at real instants; at one instant, copies before the good message. */
function feedOf({ recording, extras }: FaultedNight, run: Run): { at: number; body: string }[] {
  return [
    ...extras.map(({ at, body }) => ({ at: realAt(run, at), body: body(run.run) })),
    ...recording.map((recorded) => ({
      at: realAt(run, recorded.at),
      body: JSON.stringify(messageOf(run.run, recorded)),
    })),
  ].sort((a, b) => a.at - b.at);
}

/** SHA-256 of a body: its name in the quarantine. */
export const digestOf = (body: string): string => createHash("sha256").update(body).digest("hex");
