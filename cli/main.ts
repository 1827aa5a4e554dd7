import process from "node:process";
import { dispatch } from "./commands/dispatch.ts";

/** The command `vingt-heures`. The exit code is set, not forced: what is being written to a pipe is written to its end. */
process.exitCode = await dispatch(process.argv.slice(2), process);
