import { readFileSync } from "node:fs";
import { clean } from "#cli/terminal/spans.ts";
import { counted } from "#cli/terminal/format.ts";
import { CliError } from "./cli-error.ts";
import type { Command, CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { readOptions } from "./options.ts";
import { runningHost } from "./running-host.ts";
import { suggestion } from "./suggestion.ts";

const ACTIONS = ["list", "show", "redrive"] as const;

export const quarantineCommand: Command = {
  name: "quarantine",
  summary: "liste, montre et renvoie les messages refusés",
  usage: `Usage : vingt-heures quarantine list [--run R] [--code T-…] [--json]
        vingt-heures quarantine show EMPREINTE [--json]
        vingt-heures quarantine redrive [EMPREINTE] [--run R] [--code T-…] [--body FICHIER]

Un message refusé n'est jamais perdu : il est gardé avec son code, ce qui était attendu et un conseil. Réparé, il se renvoie.

  --run R         ceux d'une nuit
  --code T-…      ceux d'un code de refus
  --body FICHIER  envoie ce contenu à la place du message désigné (« - » : l'entrée standard)
  --json          en JSON

Exemples
  vingt-heures quarantine list --code T-SOMME
  vingt-heures quarantine show 3fa2
  vingt-heures quarantine redrive 3fa2 --body repare.json

Codes de sortie : 0 fait · 1 échec · 2 usage
`,
  async run(argv, io) {
    const [action = "", ...rest] = argv;
    switch (action) {
      case "list":
        return list(rest, io);
      case "show":
        return show(rest, io);
      case "redrive":
        return redrive(rest, io);
      default: {
        const near = suggestion(action, ACTIONS);
        throw new CliError("V-USAGE", action === "" ? "que faire de la quarantaine ?" : "action inconnue", {
          place: `vingt-heures quarantine ${action}`.trimEnd(),
          expected: ACTIONS.join(", "),
          advice: near === undefined ? "vingt-heures quarantine --help" : `vouliez-vous dire « quarantine ${near} » ?`,
        });
      }
    }
  },
};

const FILTER = { run: { type: "string" }, code: { type: "string" } } as const;

const filterOf = ({
  run,
  code,
}: {
  readonly run?: string | undefined;
  readonly code?: string | undefined;
}): { run?: string; code?: string } => ({
  ...(run !== undefined && { run }),
  ...(code !== undefined && { code }),
});

async function list(argv: string[], { env, stdout }: CommandIo): Promise<number> {
  const { values } = readOptions("quarantine list", argv, { ...FILTER, json: { type: "boolean" } });
  const client = runningHost(env);
  let total = 0;
  let after: string | undefined;
  do {
    const page = await client.quarantine({ ...filterOf(values), ...(after !== undefined && { after }) });
    total = page.total;
    for (const entry of page.entries) {
      stdout.write(
        values.json === true
          ? `${JSON.stringify(entry)}\n`
          : `${entry.digest.slice(0, 12)}  ${entry.code.padEnd(16)}  ${entry.run ?? "(nuit inconnue)"}\n`,
      );
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  if (values.json !== true) stdout.write(`${counted(total, "message refusé", "messages refusés")}.\n`);
  return EXIT.ok;
}

async function show(argv: string[], { env, stdout }: CommandIo): Promise<number> {
  const { values, positionals } = readOptions("quarantine show", argv, { json: { type: "boolean" } }, ["EMPREINTE"]);
  const message = await runningHost(env).quarantined(positionals[0] ?? "");
  if (values.json === true) {
    stdout.write(`${JSON.stringify(message)}\n`);
    return EXIT.ok;
  }
  stdout.write(`${message.digest}\n  reçu   ${message.receivedAt}\n  nuit   ${message.run ?? "inconnue"}\n`);
  for (const { code, field, expected, found, advice } of message.refusals) {
    stdout.write(
      `\n  ${code}  ${clean(field)}\n    lu       ${clean(found)}\n    attendu  ${clean(expected)}\n    conseil  ${clean(advice)}\n`,
    );
  }
  stdout.write(`\n${clean(message.body)}\n`);
  return EXIT.ok;
}

async function redrive(argv: string[], { env, stdout }: CommandIo): Promise<number> {
  const given = argv[0] !== undefined && !argv[0].startsWith("-");
  const { values, positionals } = readOptions(
    "quarantine redrive",
    argv,
    { ...FILTER, body: { type: "string" } },
    given ? ["EMPREINTE"] : [],
  );
  const digest = positionals[0];
  if (digest === undefined && values.body !== undefined) {
    throw new CliError("V-USAGE", "un contenu réparé remplace un seul message", {
      place: "--body",
      expected: "une empreinte avant --body",
    });
  }
  const sent = await runningHost(env).redrive({
    ...filterOf(values),
    ...(digest !== undefined && { digest }),
    ...(values.body !== undefined && { body: readFileSync(values.body === "-" ? 0 : values.body, "utf8") }),
  });
  stdout.write(`${counted(sent, "message renvoyé", "messages renvoyés")}.\n`);
  return EXIT.ok;
}
