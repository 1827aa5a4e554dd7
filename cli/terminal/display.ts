import type { RunStatus } from "#cli/control/contract.ts";
import { frame, title } from "./frame.ts";
import { plainLine } from "./plain.ts";
import { Screen } from "./screen.ts";
import { describeTerminal } from "./terminal.ts";

/** Shows a run while it plays. */
export interface Display {
  show(status: RunStatus): void;
  /** Changes the line that says what the person can do. */
  hint(text: string): void;
  /** Gives the terminal back, erasing the live frame. */
  close(): void;
}

export interface DisplayOptions {
  readonly stream: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly site?: string;
}

const FRAME_MS = 160;
const PLAIN_MS = 3_000;

/** A live frame where the terminal allows it, else a line now and then. */
export const openDisplay = (options: DisplayOptions): Display =>
  describeTerminal(options.stream, options.env).live ? liveDisplay(options) : plainDisplay(options);

/** Draws at a steady pace, so that the clock runs between two states. */
function liveDisplay({ stream, env, site }: DisplayOptions): Display {
  const screen = new Screen(stream, env);
  let shown: { status: RunStatus; at: number } | undefined;
  let hint = "Ctrl-C pour arrêter";
  const draw = (): void => {
    if (shown === undefined) return;
    const status = advanced(shown.status, Date.now() - shown.at);
    screen.draw(frame(status, { terminal: screen.terminal, hint, ...(site === undefined ? {} : { site }) }));
  };
  const timer = setInterval(draw, FRAME_MS);
  return {
    show(status) {
      shown = { status, at: Date.now() };
    },
    hint(text) {
      hint = text;
      draw();
    },
    close() {
      clearInterval(timer);
      screen.close(true);
    },
  };
}

/** The state with its clock moved on by `realMs`, at most a second: what the next state will very likely say. */
function advanced(status: RunStatus, realMs: number): RunStatus {
  const { clock } = status;
  if (clock.paused || clock.speed === "max" || status.phase !== "nuit") return status;
  const now = new Date(Date.parse(clock.now) + Math.min(realMs, 1_000) * clock.speed).toISOString();
  return { ...status, clock: { ...clock, now } };
}

function plainDisplay({ stream, site }: DisplayOptions): Display {
  let last = Number.NEGATIVE_INFINITY;
  let phase: RunStatus["phase"] | undefined;
  return {
    show(status) {
      if (phase === undefined)
        stream.write(`${title(status)} — ${status.run}${site === undefined ? "" : ` — ${site}`}\n`);
      const due = status.phase !== phase || Date.now() - last >= PLAIN_MS;
      phase = status.phase;
      if (!due || phase === "preparation") return;
      last = Date.now();
      stream.write(`${plainLine(status)}\n`);
    },
    hint(text) {
      stream.write(`${text}\n`);
    },
    close() {},
  };
}
