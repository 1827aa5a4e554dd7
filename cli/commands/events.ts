import { EVENT_TYPES } from "#shared/contracts/events.ts";
import { followEvents, knownEvents, type EventQuery } from "#cli/integrations/event-client.ts";
import { isType } from "#cli/integrations/journal.ts";
import { eventSentence } from "#cli/integrations/sentences.ts";
import { dayTime } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import type { KnownEvent } from "#shared/contracts/events.ts";
import { CliError } from "./cli-error.ts";
import type { Command, CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import { readOptions } from "./options.ts";
import { hostRecord } from "./running-host.ts";

const OPTIONS = {
  follow: { type: "boolean" },
  run: { type: "string" },
  filter: { type: "string" },
  after: { type: "string" },
  webhook: { type: "string" },
  "secret-env": { type: "string" },
  name: { type: "string" },
  attempts: { type: "string" },
  parked: { type: "boolean" },
  redrive: { type: "boolean" },
  json: { type: "boolean" },
} as const;

/** Fields that a filter may name: each is an attribute of the topic's messages. */
const FIELDS = ["type", "departement", "subject"] as const;

export const eventsCommand: Command = {
  name: "events",
  summary: "dit ce qui arrive, à l'écran ou à votre programme",
  usage: `Usage : vingt-heures events [--follow] [--run R] [--filter F] [--after ID] [--json]
        vingt-heures events --webhook URL --secret-env NOM [--name N] [--attempts 5] [--filter F] [--after ID]
        vingt-heures events --parked [--name N] [--redrive]

Les événements de la chaîne qui tourne sur cette machine (« up » ou « start ») : communes complètes, unités décidées, participation…
Rien qui soit un résultat n'est dit avant la fin de l'embargo.

  --follow          continue jusqu'à Ctrl-C ; sinon, ce qui est connu
  --run R           ceux d'une nuit
  --filter F        champ=valeur, séparés par des virgules : type=communes.complete,departement=75 (${FIELDS.join(", ")})
  --after ID        à partir de ce qui suit cet événement
  --json            un événement CloudEvents par ligne

  --webhook URL     les envoie par POST, signés (HMAC-SHA256), jusqu'à une réponse 2xx
  --secret-env NOM  variable d'environnement qui contient le secret
  --name N          nom de l'abonnement : repris sous le même nom, il retrouve ce qui attend (défaut : webhook)
  --attempts N      essais avant qu'un événement soit mis de côté (défaut : 5)
  --parked          liste les événements mis de côté ; avec --redrive, les renvoie au webhook

Exemples
  vingt-heures events --follow --filter type=unites.decided
  vingt-heures events --follow --json | jq -r .type
  SECRET=s3cret vingt-heures events --webhook https://exemple.org/nuit --secret-env SECRET --filter departement=75

Codes de sortie : 0 fait · 1 échec · 2 usage · 130 interrompu
`,
  async run(argv, io) {
    const { values } = readOptions("events", argv, OPTIONS);
    const host = hostRecord(io.env);
    const query: EventQuery = {
      filter: filterOf(values.filter),
      ...(values.run !== undefined && { run: values.run }),
      ...(values.after !== undefined && { after: values.after }),
    };
    if (values.webhook !== undefined || values.parked === true) {
      const { passOn, showParked } = await import("./webhook.ts");
      const subscription = { host, name: nameOf(values.name), attempts: attemptsOf(values.attempts), query };
      if (values.parked === true) return showParked(subscription, values.redrive === true, io);
      return passOn(subscription, webhookOf(values.webhook ?? "", values["secret-env"], io.env), io);
    }
    if (values.follow === true) return follow(host.url, query, values.json === true, io);
    for (const event of await knownEvents(host.url, query)) io.stdout.write(lineOf(event, values.json === true));
    return EXIT.ok;
  },
};

async function follow(url: string, query: EventQuery, json: boolean, io: CommandIo): Promise<number> {
  const interruption = onInterrupt(() => process.exit(EXIT.interrupted));
  try {
    for await (const event of followEvents(url, query, interruption.signal)) io.stdout.write(lineOf(event, json));
    return interruption.signal.aborted ? EXIT.interrupted : EXIT.ok;
  } finally {
    interruption.release();
  }
}

const lineOf = (event: KnownEvent, json: boolean): string =>
  json ? `${JSON.stringify(event)}\n` : `${dayTime(Date.parse(event.time))}  ${clean(eventSentence(event))}\n`;

/** @throws CliError V-USAGE */
function filterOf(text: string | undefined): Record<string, string[]> {
  const filter: Record<string, string[]> = {};
  for (const pair of text?.split(",") ?? []) {
    const [field = "", value = ""] = pair.split("=", 2);
    if (!FIELDS.some((known) => known === field) || value === "")
      throw new CliError("V-USAGE", "filtre refusé", {
        place: `--filter ${pair}`,
        expected: `${FIELDS.join("=…, ")}=…`,
      });
    const types = field === "type" ? EVENT_TYPES.filter((type) => isType(type, value)) : [value];
    if (types.length === 0) {
      const expected = EVENT_TYPES.map((type) => type.replace(/^fr\.vingt-heures\.|\.v\d+$/g, "")).join(", ");
      throw new CliError("V-USAGE", "type d'événement inconnu", { place: value, expected });
    }
    filter[field] = [...(filter[field] ?? []), ...types];
  }
  return filter;
}

function nameOf(name = "webhook"): string {
  if (/^[0-9A-Za-z_-]{1,40}$/.test(name)) return name;
  throw new CliError("V-USAGE", "nom refusé", {
    place: `--name ${name}`,
    expected: "lettres, chiffres, - et _, 40 au plus",
  });
}

function attemptsOf(text = "5"): number {
  const attempts = Number(text);
  if (Number.isInteger(attempts) && attempts >= 1 && attempts <= 100) return attempts;
  throw new CliError("V-USAGE", "nombre d'essais refusé", { place: `--attempts ${text}`, expected: "de 1 à 100" });
}

function webhookOf(url: string, variable: string | undefined, env: NodeJS.ProcessEnv): { url: string; secret: string } {
  const secret = variable === undefined ? undefined : env[variable];
  if (!secret) {
    throw new CliError("V-USAGE", "le secret manque", {
      place: variable === undefined ? "--secret-env" : variable,
      expected: "une variable d'environnement qui contient le secret partagé avec le destinataire",
    });
  }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new CliError("V-USAGE", "adresse refusée", { place: `--webhook ${url}`, expected: "https://… ou http://…" });
  return { url, secret };
}
