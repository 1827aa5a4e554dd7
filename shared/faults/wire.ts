import { randomOf } from "../night/random.ts";
import { byInstant } from "../night/recording.ts";
import type { Canvas, MessageFault } from "./fault.ts";
import { MINUTE_MS, placeKey, randomAt, shotOf, struckDepartement } from "./strike.ts";

/** Faults of the way from the bureau to the queue. They change when messages come and how often, never what they say. */

const timing = (canvas: Canvas, change: Partial<Canvas>, touched: number) => ({
  verdict: "invisible" as const,
  touched,
  canvas: { ...canvas, ...change, recording: (change.recording ?? canvas.recording).toSorted(byInstant) },
});

export const doublons: MessageFault = {
  level: "messages",
  phase: "wire",
  verdicts: ["invisible"],
  takes: ["share"],
  description: "des messages viennent deux fois, jusqu'à 90 secondes plus tard",
  apply(canvas, { fault, share = 0.1 }) {
    const copies = canvas.recording.flatMap((recorded) => {
      const random = randomAt(canvas, fault, recorded.tally);
      return random.chance(share) ? [shotOf(recorded, recorded.at + random.between(0, 90_000))] : [];
    });
    const first = canvas.recording[0];
    // A night too small for its share still gets one.
    const extras = copies.length === 0 && first ? [shotOf(first, first.at + 1_000)] : copies;
    return timing(canvas, { extras: [...canvas.extras, ...extras] }, extras.length);
  },
};

export const desordre: MessageFault = {
  level: "messages",
  phase: "wire",
  verdicts: ["invisible"],
  takes: ["minutes"],
  description: "les messages se doublent les uns les autres, corrections comprises, à l'intérieur d'une fenêtre",
  apply(canvas, { fault, minutes = 30 }) {
    const recording = canvas.recording.map(({ at, tally }) => ({
      at: at + randomAt(canvas, fault, tally).between(0, minutes * MINUTE_MS),
      tally,
    }));
    return timing(canvas, { recording }, recording.length);
  },
};

export const retard: MessageFault = {
  level: "messages",
  phase: "wire",
  verdicts: ["invisible"],
  takes: ["share", "minutes"],
  description: "des bureaux arrivent des heures plus tard",
  apply(canvas, { fault, share = 0.2, minutes = 180 }) {
    let touched = 0;
    const recording = canvas.recording.map((recorded) => {
      const random = randomAt(canvas, fault, recorded.tally);
      if (!random.chance(share)) return recorded;
      touched += 1;
      return { ...recorded, at: recorded.at + random.between(Math.ceil(minutes / 3), minutes) * MINUTE_MS };
    });
    return timing(canvas, { recording }, touched);
  },
};

export const departementEnBloc: MessageFault = {
  level: "messages",
  phase: "wire",
  verdicts: ["invisible"],
  takes: ["departement"],
  description: "un département garde tout jusqu'à son dernier bureau, puis envoie d'un coup",
  apply(canvas, { fault, departement }) {
    const sending = [...new Set(canvas.recording.map(({ tally }) => tally.departement))].sort();
    const drawn = sending[randomOf(canvas.seed, "pannes", fault).between(0, Math.max(0, sending.length - 1))];
    const held = departement === undefined ? drawn : departement;
    const last = canvas.recording.findLast(({ tally }) => tally.departement === held)?.at ?? 0;
    let touched = 0;
    const recording = canvas.recording.map((recorded) => {
      if (recorded.tally.departement !== held) return recorded;
      touched += 1;
      return { ...recorded, at: last };
    });
    return timing(canvas, { recording }, touched);
  },
};

export const prefectureMuette: MessageFault = {
  level: "messages",
  phase: "silence",
  verdicts: ["incomplete"],
  takes: ["departement"],
  description: "une préfecture n'envoie rien de la nuit",
  apply(canvas, spec) {
    const departement = struckDepartement(canvas, spec);
    const silent = canvas.recording.filter(({ tally }) => tally.departement === departement);
    const bureaux = new Map(silent.map(({ tally }) => [placeKey(tally), tally]));
    return {
      verdict: "incomplete",
      touched: bureaux.size,
      canvas: {
        ...canvas,
        recording: canvas.recording.filter(({ tally }) => tally.departement !== departement),
        claimed: new Set([...canvas.claimed, ...bureaux.keys()]),
        missing: [
          ...canvas.missing,
          ...[...bureaux.values()].map(({ departement: code, commune, bureau }) => ({
            departement: code,
            commune,
            bureau,
          })),
        ],
      },
    };
  },
};

export const horlogesDesBureaux: MessageFault = {
  level: "messages",
  phase: "wire",
  verdicts: ["invisible"],
  takes: ["share", "minutes"],
  description: "des messages viennent d'abord d'une machine dont l'horloge est fausse : mêmes chiffres, autre heure",
  apply(canvas, { fault, share = 0.1, minutes = 600 }) {
    const skewed = canvas.recording.flatMap((recorded, index) => {
      const random = randomAt(canvas, fault, recorded.tally);
      if (!random.chance(share) && index > 0) return [];
      const time = new Date(recorded.at + (random.chance(0.5) ? minutes : -minutes) * MINUTE_MS).toISOString();
      return [shotOf(recorded, recorded.at, (message) => JSON.stringify({ ...message, time }))];
    });
    return timing(canvas, { extras: [...canvas.extras, ...skewed] }, skewed.length);
  },
};
