import jsonata from "jsonata";
import { messageOf } from "#shared/night/message.ts";
import type { RecordedTally } from "#shared/night/recording.ts";
import type { FaultedNight } from "#shared/faults/plan.ts";
import { LoadError } from "./errors.ts";

/** One message of a load: its virtual instant, the tally it carries (`null`: it is faulty, and must not count), its text. */
export interface LoadMessage {
  readonly at: number;
  readonly run: string;
  readonly recorded: RecordedTally | null;
  readonly body: () => string;
}

/**
 * The messages of a night, by instant, `runs` times over: nights side by side, each under its own run, as several elections
 * in one evening; sending one night again would only be answered as repeats.
 */
export function messagesOf({ recording, extras }: FaultedNight, run: string, runs: number): LoadMessage[] {
  const named = Array.from({ length: runs }, (_, i) => (runs === 1 ? run : `${run}-${i + 1}`));
  const messages = named.flatMap((name): LoadMessage[] => [
    ...extras.map(({ at, kind, recorded, body }) => ({
      at,
      run: name,
      recorded: kind === "duplicate" ? recorded : null,
      body: () => body(name),
    })),
    ...recording.map((recorded) => ({
      at: recorded.at,
      run: name,
      recorded,
      body: () => JSON.stringify(messageOf(name, recorded)),
    })),
  ]);
  return messages.sort((a, b) => a.at - b.at);
}

/** How long a mapping may think about one message, and how deep. */
const MAPPING_MS = 2_000;
const MAPPING_DEPTH = 500;

/** A JSONata expression from a message to what someone else's pipeline takes. @throws LoadError `V-USAGE` when it is none. */
export function mappingOf(expression: string): (body: string) => Promise<string> {
  const compiled = compile(expression);
  return async (body) => {
    let input: unknown = body;
    try {
      input = JSON.parse(body);
    } catch {
      // A malformed message is mapped as the text that it is.
    }
    const mapped: unknown = await compiled.evaluate(input);
    if (mapped === undefined) throw new LoadError("V-USAGE", "--map : l'expression ne donne rien pour un message.");
    return typeof mapped === "string" ? mapped : JSON.stringify(mapped);
  };
}

/** Compiles JSONata with bounds on its time and depth. @throws LoadError `V-USAGE` */
export function compile(expression: string): jsonata.Expression {
  try {
    return jsonata(expression, { timeout: MAPPING_MS, stack: MAPPING_DEPTH });
  } catch (cause) {
    const { message = "", position = 0 } = cause as { message?: string; position?: number };
    throw new LoadError("V-USAGE", `expression JSONata refusée au caractère ${position} : ${message}`, { cause });
  }
}
