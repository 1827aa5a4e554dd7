import type { Dossier } from "../contracts/dossier.ts";
import type { FaultSpec } from "../contracts/faults.ts";
import type { RecordedTally } from "../night/recording.ts";
import type { AppliedFault, Canvas, InfrastructureFault, MessageFault, Rule } from "./fault.ts";
import { faultNamed, faultNames } from "./library.ts";

/** A night with its faults: what is sent, what the machines suffer, and what must come of it. */
export interface FaultedNight extends Omit<Canvas, "dossier" | "seed"> {
  readonly rules: readonly Rule[];
  readonly applied: readonly AppliedFault[];
}

/** Why a list of faults is not one: which, and what was expected. In French. */
export class FaultError extends Error {
  readonly code = "E-PANNE";
  constructor(place: string, expected: string) {
    super(`${place} : ${expected}.`);
    this.name = "FaultError";
  }
}

const PHASES = ["silence", "content", "wire"] as const;

/**
 * Composes faults on a night. Pure: the same night, faults and seed give the same messages. Message faults never strike
 * one bureau's figures twice, so that what each declares holds together with what the others do.
 *
 * @throws FaultError `E-PANNE` on a name that is not in the library, or a parameter that its fault does not take.
 */
export function planFaults(
  night: { readonly dossier: Dossier; readonly recording: readonly RecordedTally[] },
  specs: readonly FaultSpec[],
  seed: string,
): FaultedNight {
  const faults = specs.flatMap(resolved);
  let canvas: Canvas = { ...night, seed, extras: [], claimed: new Set(), anomalies: [], missing: [] };
  const applied: AppliedFault[] = [];
  for (const phase of PHASES) {
    for (const { spec, fault } of faults) {
      if (fault.level !== "messages" || fault.phase !== phase) continue;
      const { verdict, touched, canvas: next } = fault.apply(canvas, spec);
      canvas = next;
      applied.push({ spec, description: fault.description, level: "messages", verdict, touched });
    }
  }
  const { rules, machines } = splitFaults(specs);
  const { recording, claimed, anomalies, missing } = canvas;
  const extras = canvas.extras.toSorted((a, b) => a.at - b.at);
  return { recording, extras, claimed, anomalies, missing, rules, applied: [...applied, ...machines] };
}

interface Resolved {
  readonly spec: FaultSpec;
  readonly fault: MessageFault | InfrastructureFault;
}

function resolved(spec: FaultSpec): Resolved[] {
  const fault = faultNamed(spec.fault);
  if (fault === undefined) throw new FaultError(spec.fault, `une panne connue : ${faultNames.join(", ")}`);
  for (const parameter of Object.keys(spec)) {
    if (parameter === "fault" || (fault.takes as readonly string[]).includes(parameter)) continue;
    const takes = fault.takes.length === 0 ? "aucun paramètre" : fault.takes.join(", ");
    throw new FaultError(`${spec.fault}.${parameter}`, `un paramètre de cette panne (${takes})`);
  }
  return fault.level === "evening" ? fault.parts.flatMap(resolved) : [{ spec, fault }];
}

/** What a list of faults asks of messages, and of machines; and the names of those that only the pipeline in memory can play. */
export function splitFaults(specs: readonly FaultSpec[]): {
  readonly messages: readonly FaultSpec[];
  readonly rules: readonly Rule[];
  /** Those of the machines, in the order of their rules. */
  readonly machines: readonly AppliedFault[];
  readonly onlyInMemory: readonly string[];
} {
  const faults = specs.flatMap(resolved);
  const machines = faults.flatMap(({ spec, fault }) => (fault.level === "infrastructure" ? [{ spec, fault }] : []));
  return {
    messages: faults.flatMap(({ spec, fault }) => (fault.level === "messages" ? [spec] : [])),
    rules: machines.map(({ spec, fault }) => fault.rule(spec)),
    machines: machines.map(({ spec, fault: { description, verdicts } }) => ({
      spec,
      description,
      level: "infrastructure",
      verdict: verdicts[0] ?? "invisible",
      touched: 0,
    })),
    onlyInMemory: machines.flatMap(({ spec, fault }) => (fault.local ? [] : [spec.fault])),
  };
}

/** Applied faults once the night is played. @param counts how often each rule of the machines struck, in the order of the rules. */
export function struckBy(applied: readonly AppliedFault[], counts: readonly number[]): AppliedFault[] {
  const left = counts.values();
  return applied.map((fault) => (fault.level === "messages" ? fault : { ...fault, touched: left.next().value ?? 0 }));
}
