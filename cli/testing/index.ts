/**
 * `vingt-heures/testing`: an election night on demand, for the tests of whoever builds on its events and documents. Everything
 * runs in memory, in this process, without a clock, a network or a file but the list of communes.
 */
import type { Dossier } from "#shared/contracts/dossier.ts";
import { EVENT_TYPES, type EventOf, type EventType, type KnownEvent } from "#shared/contracts/events.ts";
import { DOCUMENT_SCHEMAS, type DocumentName } from "#shared/documents/schemas.ts";
import { participationOf, type RecordedParticipation } from "#shared/night/participation.ts";
import type { PresetName } from "#shared/night/presets.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import { buildScenario } from "#shared/night/scenarios.ts";
import { playRecording, type PlayedNight, type PlayOptions } from "#shared/testing/play.ts";
import { sampleNight } from "#shared/testing/sample-night.ts";
import type { Territory } from "#shared/territory/decoupage.ts";
import { readTerritory } from "#cli/reference/decoupage.ts";

export { verifySignature } from "#cli/integrations/webhook.ts";
export { asyncapiDocument, eventJsonSchema } from "#shared/contracts/asyncapi.ts";
export { EVENT_TYPES } from "#shared/contracts/events.ts";
export { documentJsonSchema } from "#shared/documents/schemas.ts";
export { scenarioNames } from "#shared/night/scenarios.ts";
export type { Dossier } from "#shared/contracts/dossier.ts";
export type { EventData, EventOf, EventType, KnownEvent } from "#shared/contracts/events.ts";
export type { BureauxDocument, DepartementDocument } from "#shared/documents/departement.ts";
export type { FranceDocument, RegionDocument } from "#shared/documents/national.ts";
export type { DocumentName } from "#shared/documents/schemas.ts";
export type { RecordedParticipation } from "#shared/night/participation.ts";
export type { RecordedTally } from "#shared/night/recording.ts";
export type { QuarantinedMessage } from "#shared/pipeline/record-tallies.ts";
export type { PlayedNight } from "#shared/testing/play.ts";

/** How a night is played. */
export type NightOptions = Omit<PlayOptions, "dossier" | "recording" | "participation" | "seed"> & {
  /** Any text: the same seed gives the same night, byte for byte. Default `vingt-heures`. */
  readonly seed?: string;
} & (
    | {
        /** A built-in scenario ({@link scenarioNames}). Default `presidentielle-2017`. */
        readonly scenario?: string;
        readonly tour?: 1 | 2;
        /** INSEE codes of the départements to play; default: all of France, which takes a minute. */
        readonly departements?: readonly string[];
        readonly preset?: PresetName;
        /** Share of bureaux (0–1) that first send a mistake and correct it. */
        readonly corrections?: number;
        /** Share of bureaux (0–1) that come one to three hours late. */
        readonly late?: number;
      }
    | {
        readonly dossier: Dossier;
        readonly recording: readonly RecordedTally[];
        readonly participation?: readonly RecordedParticipation[];
      }
  );

let territory: Promise<Territory> | undefined;

/**
 * Plays a night and gives what readers and subscribers have of it.
 *
 * @throws `E-SCENARIO`, `E-DEPARTEMENT` on names that mean nothing; `K-INSTANT` when `until` is no instant.
 */
export async function playNight(options: NightOptions = {}): Promise<PlayedNight> {
  const { seed = "vingt-heures" } = options;
  if ("dossier" in options) return playRecording({ ...options, seed });
  const { scenario = "presidentielle-2017", tour = 1, departements, preset, corrections, late, ...play } = options;
  const { dossier, recording } = buildScenario(scenario, {
    tour,
    seed,
    territory: await (territory ??= readTerritory()),
    ...(departements !== undefined && { departements }),
    ...(preset !== undefined && { preset }),
    ...(corrections !== undefined && { corrections }),
    ...(late !== undefined && { late }),
  });
  return playRecording({ ...play, dossier, recording, participation: participationOf(dossier, recording, seed), seed });
}

/** One of each: what a reader must understand. */
export interface Samples {
  readonly events: { readonly [T in EventType]: EventOf<T> };
  readonly documents: { readonly [N in SampledDocument]: unknown };
}

type SampledDocument = Exclude<DocumentName, "runs" | "exports">;

/** A golden sample of each event and document, always the same; all in them is invented. */
export async function samples(): Promise<Samples> {
  const night = await playRecording(sampleNight());
  const first = (type: EventType): [EventType, KnownEvent] => [
    type,
    night.events.find((event) => event.type === type)!,
  ];
  const formats = new Map([...night.documents.values()].map((document) => [formatOf(document), document]));
  return {
    events: Object.fromEntries(EVENT_TYPES.map(first)) as unknown as Samples["events"],
    documents: Object.fromEntries(
      (Object.keys(DOCUMENT_SCHEMAS) as DocumentName[]).flatMap((name) => {
        const document = formats.get(`vingt-heures/${name}@1`);
        return document === undefined ? [] : [[name, document]];
      }),
    ) as Samples["documents"],
  };
}

const formatOf = (document: unknown): string => (document as { readonly format: string }).format;
