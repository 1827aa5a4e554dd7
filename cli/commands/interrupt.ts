import process from "node:process";

/** Signals closer than this are one key press that reached the process twice (from the terminal and from its parent). */
const ECHO_MS = 300;

/** Ctrl-C, an order to end, a terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interruption {
  /** Aborted by the first of these signals. */
  readonly signal: AbortSignal;
  release(): void;
}

/** Turns Ctrl-C into an abortion that commands wait on; a second one calls `force`. */
export function onInterrupt(force: () => void): Interruption {
  const controller = new AbortController();
  let firstAt = 0;
  const listen = (): void => {
    if (!controller.signal.aborted) {
      firstAt = Date.now();
      controller.abort();
    } else if (Date.now() - firstAt > ECHO_MS) force();
  };
  for (const name of SIGNALS) process.on(name, listen);
  return {
    signal: controller.signal,
    release() {
      for (const name of SIGNALS) process.off(name, listen);
    },
  };
}
