import { controlClient, type ControlClient } from "#cli/control/client.ts";
import type { RunStatus } from "#cli/control/contract.ts";
import { CliError } from "./cli-error.ts";
import { type HostRecord, hostRecords, readHostRecord } from "./state-file.ts";

/** How the host that commands address is reached. @throws CliError `V-ABSENT` when there is none. */
export function hostRecord(env: NodeJS.ProcessEnv): HostRecord {
  const record = readHostRecord(env);
  if (record !== null) return record;
  const others = hostRecords(env).map(({ url }) => url);
  if (others.length > 0) {
    throw new CliError("V-ABSENT", "la chaîne demandée ne tourne pas", {
      place: `VINGT_HEURES_URL=${env["VINGT_HEURES_URL"]}`,
      expected: others.join(", "),
      advice: "nommez l'une de celles-là, ou laissez VINGT_HEURES_URL vide : la dernière démarrée répond",
    });
  }
  throw new CliError("V-ABSENT", "aucune chaîne ne tourne sur cette machine", {
    advice: "lancez « vingt-heures up » ou « vingt-heures start » dans un autre terminal",
  });
}

/** The client of the night host that runs on this machine, whoever started it. @throws CliError `V-ABSENT` when there is none. */
export const runningHost = (env: NodeJS.ProcessEnv): ControlClient => controlClient(hostRecord(env));

/** The nights of a cloud, as `status` and `delete` need them. */
export interface Nights extends Disposable {
  runs(): Promise<readonly RunStatus[]>;
  delete(run: string): Promise<void>;
}

/** Those of a deployed stack, or of the host that runs on this machine. @throws what {@link runningHost} and `findStack` throw. */
export async function nightsOf(stack: string | undefined, env: NodeJS.ProcessEnv): Promise<Nights> {
  if (stack === undefined) {
    const host = runningHost(env);
    return { runs: () => host.runs(), delete: (run) => host.deleteRun(run), [Symbol.dispose]: () => {} };
  }
  const [{ Operator }, { loadNight }, { cloudFromOutputs }, { findStack }] = await Promise.all([
    import("#cli/operator/operator.ts"),
    import("#cli/operator/night.ts"),
    import("#cli/operator/aws/cloud.ts"),
    import("#cli/operator/aws/stack.ts"),
  ]);
  const cloud = cloudFromOutputs((await findStack(stack)).outputs);
  const operator = new Operator({ cloud, load: loadNight });
  return {
    runs: () => operator.list(),
    delete: (run) => operator.delete(run),
    [Symbol.dispose]: () => cloud[Symbol.dispose](),
  };
}
