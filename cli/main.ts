import process from "node:process";
import { dispatch } from "./commands/dispatch.ts";

/** The command `vingt-heures`. The exit code is set, not forced: what is being written to a pipe is written to its end. */

// A reader that has gone, as after `| head`, ends the command quietly; a terminal that was closed says so by its signal.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(1);
    if (error.code !== "EIO") throw error;
  });

process.exitCode = await dispatch(process.argv.slice(2), process);
