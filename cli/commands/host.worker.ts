import process from "node:process";
import { answerTo } from "#cli/control/errors.ts";
import { errorLines } from "./cli-error.ts";
import type { HostMessage, HostOptions, HostQuestion } from "./host.ts";
import { NightRefused, openHost } from "./host.ts";

/**
 * A night host in a process of its own: the display stays fluid while the pipeline takes the machine. It speaks to its parent
 * over IPC and ends with it; signals are the parent's to hear.
 */
const tell = (message: HostMessage): void => void process.send?.(message);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
try {
  const options = JSON.parse(process.argv[2] ?? "{}") as HostOptions;
  const host = await openHost(options, (text) => tell({ kind: "progress", text }));
  const stop = async (): Promise<void> => {
    await host.close();
    process.exit(0);
  };
  process.on("message", (asked: HostQuestion) => {
    if (asked === "stop") void stop();
    else void host.strikes().then((strikes) => tell({ kind: "strikes", strikes }));
  });
  process.on("disconnect", () => void stop());
  tell({ kind: "ready", url: host.url, token: host.token, notices: host.notices });
} catch (error) {
  if (error instanceof NightRefused) tell({ kind: "refused", ...answerTo(error.cause) });
  else tell({ kind: "failed", lines: errorLines(error), stack: error instanceof Error ? (error.stack ?? "") : "" });
  process.exitCode = 1;
  process.disconnect?.();
}
