import { controlClient, type ControlClient } from "#cli/control/client.ts";
import { CliError } from "./cli-error.ts";
import { readHostRecord } from "./state-file.ts";

/** The client of the night host that runs on this machine, whoever started it. @throws CliError `V-ABSENT` when there is none. */
export function runningHost(env: NodeJS.ProcessEnv): ControlClient {
  const record = readHostRecord(env);
  if (record === null) {
    throw new CliError("V-ABSENT", "aucune chaîne ne tourne sur cette machine", {
      advice: "lancez « vingt-heures up » ou « vingt-heures start » dans un autre terminal",
    });
  }
  return controlClient(record);
}
