import process from "node:process";
import type { Command, CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import type { Host } from "./host.ts";
import { onInterrupt } from "./interrupt.ts";
import { portOf, readOptions } from "./options.ts";
import { hostRecords, removeHostRecord, writeHostRecord } from "./state-file.ts";

const DEFAULT_PORT = 2000;

export const upCommand: Command = {
  name: "up",
  summary: "garde la chaîne en marche, pour vos propres programmes",
  usage: `Usage : vingt-heures up [options]

Démarre la chaîne (SQS, Lambda, DynamoDB, S3, SNS) dans cette machine et la garde jusqu'à Ctrl-C. Écrit de quoi l'atteindre : variables
d'environnement à coller, file, table, bucket, API de commande et son jeton. « replay », « status » et « quarantine » la trouvent
d'eux-mêmes. À l'arrêt, rien n'est conservé.

  --port P     port de l'API et du site (défaut : 2000, ou le premier libre ensuite)
  --json       ces renseignements en une ligne JSON

Exemples
  vingt-heures up
  vingt-heures up --json | jq -r .environment.AWS_ENDPOINT_URL_SQS
  vingt-heures replay resultats.csv          (dans un autre terminal)

Codes de sortie : 0 arrêtée par Ctrl-C · 1 échec · 2 usage
`,
  async run(argv, io) {
    const { values } = readOptions("up", argv, { port: { type: "string" }, json: { type: "boolean" } });
    const port = values.port === undefined ? DEFAULT_PORT : portOf(values.port);
    const { openHost } = await import("./host.ts");
    const interruption = onInterrupt(() => process.exit(EXIT.interrupted));
    const host = await openHost({ port, site: true }, (text) => io.stderr.write(`${text}\n`));
    const { pid } = process;
    for (const { url } of hostRecords(io.env)) {
      io.stderr.write(
        `Une autre chaîne tourne sur ${url} : les commandes s'adresseront à celle-ci. Pour l'autre : VINGT_HEURES_URL=${url}\n`,
      );
    }
    const recorded = writeHostRecord(io.env, {
      pid,
      url: host.url,
      token: host.token,
      shared: true,
      since: Date.now(),
    });
    try {
      tell(host, values.json === true, recorded, io);
      await Promise.race([aborted(interruption.signal), host.broken]);
      io.stderr.write("Arrêt…\n");
    } finally {
      removeHostRecord(io.env, pid);
      await host.close();
      interruption.release();
    }
    return EXIT.ok;
  },
};

function tell(
  { url, token, names, notices }: Host,
  json: boolean,
  recorded: boolean,
  { stdout, stderr }: CommandIo,
): void {
  for (const notice of notices) stderr.write(`${notice}\n`);
  if (!recorded)
    stderr.write(
      "Le fichier d'état ne peut pas être écrit : « replay », « status » et « quarantine » ne trouveront pas cette chaîne.\n",
    );
  if (json) {
    stdout.write(`${JSON.stringify({ url, token, ...names })}\n`);
    return;
  }
  const { outputs } = names;
  const variables = Object.entries(names.environment).map(([name, value]) => `  export ${name}=${value}`);
  stdout.write(`La chaîne est en marche. Ctrl-C pour l'arrêter.

  Site             ${url}
  API              ${url}/api/v1  (description : ${url}/api/v1/openapi.json)
  Jeton            ${token}
  File des bureaux ${outputs.TalliesQueueUrl}
  Registre         ${outputs.LedgerTable}
  Documents        s3://${outputs.SnapshotBucket}
  Événements       ${outputs.EventsTopicArn}

Pour le SDK ou la ligne de commande d'AWS
${variables.join("\n")}
`);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
