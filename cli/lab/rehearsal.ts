import { dirname, resolve } from "node:path";
import type { Rehearsal } from "#shared/contracts/rehearsal.ts";
import { rehearsalSchema } from "#shared/contracts/rehearsal.ts";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import { DEFAULT_SEED, loadNight, type Night } from "#cli/operator/night.ts";
import { judge, type Finding } from "./check.ts";
import { DataFileError, readDataFile } from "./data-file.ts";
import { communesOf, excerptOf } from "./excerpt.ts";
import { generatedFirst, generatedSecond } from "./generated.ts";
import { digestOf, playInMemory } from "./memory/play.ts";
import type { Observed } from "./observed.ts";
import { nightInMemory } from "./report/build.ts";
import type { NightReport } from "./report/model.ts";
import { secondTourDifferences } from "./second-tour.ts";

/** Reads a rehearsal; its files' paths become absolute. @throws DataFileError */
export async function readRehearsal(path: string): Promise<Rehearsal> {
  const rehearsal = await readDataFile(path, rehearsalSchema);
  const { source } = rehearsal;
  if (!("files" in source)) return rehearsal;
  const files = source.files.map((file) => ({ ...file, path: resolve(dirname(path), file.path) }));
  return { ...rehearsal, source: { files } };
}

/** What one round asks of whoever plays it. @throws DataFileError `E-FORME` when no file is given for it. */
export function requestOf({ source, seed, preset, corrections, late }: Rehearsal, tour: 1 | 2): CreateRunRequest {
  const options = {
    seed: seed ?? DEFAULT_SEED,
    ...(preset !== undefined && { preset }),
    ...(corrections !== undefined && { corrections }),
    ...(late !== undefined && { late }),
  };
  if ("scenario" in source) return { source: { kind: "scenario", name: source.scenario, tour }, options };
  const file = "files" in source ? source.files.find((one) => one.tour === tour) : undefined;
  if (file === undefined) throw new DataFileError("E-FORME", `source.files : aucun fichier pour le tour ${tour}.`);
  const { path, type, date } = file;
  return {
    source: { kind: "file", path, tour, ...(type !== undefined && { type }), ...(date !== undefined && { date }) },
    options,
  };
}

/** A round that was played: what was meant to be counted, and what was published of it. */
interface PlayedRound {
  readonly night: Night;
  readonly observed: Observed;
}

/**
 * The night of one round, cut to the places and the embargo that the rehearsal names.
 * @param first its first round, which a generated second one is made of.
 */
export async function rehearsalNight(
  rehearsal: Rehearsal,
  tour: 1 | 2,
  first: PlayedRound | null = null,
): Promise<Night> {
  const { communes, departements } = rehearsal;
  const whole = await wholeNight(rehearsal, tour, first);
  const within = departements ? excerptOf(whole, departements) : whole;
  const { dossier, recording } = communes ? communesOf(within, communes) : within;
  if (recording.length === 0)
    throw new DataFileError("E-FORME", `departements, communes : aucun n'envoie rien au tour ${tour} de cette nuit.`);
  const embargo = rehearsal.embargo ?? dossier.head.embargo;
  return { dossier: { ...dossier, head: { ...dossier.head, embargo } }, recording };
}

async function wholeNight(rehearsal: Rehearsal, tour: 1 | 2, first: PlayedRound | null): Promise<Night> {
  const { source, seed = DEFAULT_SEED, preset, corrections, late, departements } = rehearsal;
  if (!("generated" in source)) return loadNight(requestOf(rehearsal, tour));
  const options = {
    seed,
    ...(preset !== undefined && { preset }),
    ...(corrections !== undefined && { corrections }),
    ...(late !== undefined && { late }),
  };
  if (tour === 1) return generatedFirst({ ...source.generated, departements }, options);
  if (first !== null) return generatedSecond(first.night, first.observed, options);
  throw new DataFileError("E-FORME", "tours : un second tour généré se joue après son premier ([1, 2]).");
}

/**
 * Plays a rehearsal in memory, round by round: the clean night first, which the faults are held against, then the night
 * with its faults.
 *
 * @param onProgress told what is being played, in French.
 */
export async function rehearseInMemory(
  rehearsal: Rehearsal,
  onProgress: (text: string) => void,
): Promise<NightReport[]> {
  const seed = rehearsal.seed ?? DEFAULT_SEED;
  const faults = rehearsal.faults ?? [];
  const reports: NightReport[] = [];
  let first: PlayedRound | null = null;
  for (const tour of rehearsal.tours ?? [1]) {
    onProgress(`Tour ${tour} : préparation…`);
    const night = await rehearsalNight(rehearsal, tour, first);
    const findings: Finding[] = [];
    const whole = rehearsal.departements === undefined && rehearsal.communes === undefined;
    if (tour === 2 && first !== null && whole) {
      findings.push(
        ...secondTourDifferences(first.night, first.observed, night).map((detail) => ({
          code: "R-SECOND-TOUR" as const,
          detail,
        })),
      );
    }
    onProgress(`Tour ${tour} : ${night.recording.length} procès-verbaux…`);
    const clean = await playInMemory(night, [], seed);
    const played = faults.length === 0 ? clean : await playInMemory(night, faults, seed);
    const { run, observed, conservation } = played;
    findings.push(
      ...judge({ run, night: played.night, digest: digestOf, observed, conservation, clean: clean.observed }),
    );
    reports.push(nightInMemory(night.dossier, played, findings, rehearsal.slos));
    // The law speaks of what was counted, whatever befell the messages.
    first = { night, observed: clean.observed };
  }
  return reports;
}
