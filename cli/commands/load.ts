import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { systemTime } from "#cli/operator/cloud.ts";
import { DEFAULT_SEED, loadNight, type Night } from "#cli/operator/night.ts";
import type { Target } from "#cli/lab/load/pacer.ts";
import type { LoadOutcome, Reading } from "#cli/lab/load/run.ts";
import type { LoadFinding } from "#cli/lab/load/watch.ts";
import { curveOf, instantsOf, profileOf, PROFILES, type Profile } from "#cli/lab/load/profile.ts";
import { duration, number } from "#cli/terminal/format.ts";
import { clean } from "#cli/terminal/spans.ts";
import { PRESETS, type PresetName } from "#shared/night/presets.ts";
import { planFaults } from "#shared/faults/plan.ts";
import { CliError } from "./cli-error.ts";
import type { Command, CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import { readOptions, tourOf } from "./options.ts";
import { runningHost } from "./running-host.ts";

/** Messages that may be sent beyond this machine without a word: a mistake stays small. */
const CAP = 10_000;
/** As many as the feeder's function may be called at once (`cdk/stacks/feeder-stack.ts`). */
const MOST_SHARDS = 16;

const OPTIONS = {
  target: { type: "string" },
  profile: { type: "string" },
  speed: { type: "string" },
  multiply: { type: "string" },
  limit: { type: "string" },
  run: { type: "string" },
  tour: { type: "string" },
  preset: { type: "string" },
  seed: { type: "string" },
  faults: { type: "string" },
  departements: { type: "string" },
  map: { type: "string" },
  header: { type: "string", multiple: true },
  "hmac-env": { type: "string" },
  senders: { type: "string" },
  "from-inside": { type: "boolean" },
  shards: { type: "string" },
  read: { type: "string" },
  "read-format": { type: "string" },
  "read-map": { type: "string" },
  "read-every": { type: "string" },
  freshness: { type: "string" },
  grace: { type: "string" },
  confirm: { type: "string" },
  cap: { type: "string" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
} as const;

type Values = {
  readonly [name in Exclude<keyof typeof OPTIONS, "header" | "dry-run" | "json" | "from-inside">]?: string | undefined;
} & {
  readonly header?: readonly string[] | undefined;
};

export const loadCommand: Command = {
  name: "load",
  summary: "charge une chaîne, celle-ci ou la vôtre, et vérifie ce qu'elle publie",
  usage: `Usage : vingt-heures load [FICHIER] --target CIBLE [options]

Envoie une nuit (celle de 2017, ou un fichier officiel) à une cible, chaque message à l'instant prévu. Les latences partent de cet
instant, non de l'envoi : une cible lente ne cache rien. Avec --read, lit ce que la chaîne publie et le tient à ce qui fut pris.

  --target CIBLE       -, dossier:CHEMIN, memoire, http(s)://…, une file SQS (https://sqs…/file), un sujet SNS (arn:aws:sns:…),
                       pile:NOM (une pile déployée), local (celle de « up »)
  --profile P          ${PROFILES} (défaut : nuit)
  --speed N            secondes de la nuit par seconde réelle, profil nuit (défaut : 200)
  --multiply N         N nuits côte à côte, chacune sous son run      --limit N   au plus N messages
  --run ID             le run des messages (défaut : charge)          --seed, --tour, --preset   comme pour « start »
  --departements 75,2A seulement ceux-ci                              --faults P,Q   des pannes de messages (docs/faults.md)
  --map EXPR|FICHIER   JSONata : de notre message au vôtre
  --header 'NOM: VALEUR'   en-tête HTTP, répétable                    --hmac-env VAR   signe chaque corps avec ce secret
  --senders N          envois simultanés (défaut : 16)
  --from-inside        la pile joue la nuit elle-même : l'enregistrement va dans son bucket, ses fonctions l'envoient à --speed
                       (cible pile:NOM ou local ; --shards N envoyeurs par nuit, défaut 4, 16 au plus)
  --read URL|FICHIER   ce que la chaîne publie, avec --read-format json|xml|csv et --read-map JSONata, qui donne une liste de
                       { territoire: 'departement 75', votants: …, voix: {…} }
  --read-every S, --freshness S, --grace S   lire toutes les S secondes (1), fraîcheur exigée (10), délai laissé à la fin (15)
  --dry-run            dit ce qui serait envoyé, sans rien envoyer
  --confirm HÔTE       exigé pour toute cible qui n'est pas cette machine
  --cap N              au plus N messages hors de cette machine (défaut : ${CAP})
  --json               le résultat en une ligne de JSON

Exemples
  vingt-heures load --target memoire --profile max
  vingt-heures load --target dossier:messages --profile max --limit 1000
  vingt-heures load --target http://localhost:8080/pv --profile plat:200/s --map '{ "bureau": subject, "voix": data.voix }'
  vingt-heures load --target https://exemple.fr/pv --hmac-env SECRET --confirm exemple.fr --dry-run
  vingt-heures load --from-inside --target pile:repetition --confirm repetition --speed 60

Codes de sortie : 0 tout fut pris et rien ne contredit · 1 des messages perdus ou un constat · 2 usage · 130 interrompu
`,
  async run(argv, io) {
    const fromFile = argv[0] !== undefined && !argv[0].startsWith("-");
    const { values, positionals } = readOptions("load", argv, OPTIONS, fromFile ? ["FICHIER"] : []);
    if (values["from-inside"] === true) return fromInside(positionals[0], values, io);
    const stream = values.json === true || values.target === "-" ? io.stderr : io.stdout;
    const profile = profileFrom(values.profile ?? "nuit");
    const [limit, runs, speed, senders] = [
      positive("--limit", values.limit ?? "Infinity"),
      positive("--multiply", values.multiply ?? "1"),
      positive("--speed", values.speed ?? "200"),
      positive("--senders", values.senders ?? "16"),
    ];
    const [{ messagesOf, mappingOf }, { runLoad }, { faultsOf }] = await Promise.all([
      import("#cli/lab/load/messages.ts"),
      import("#cli/lab/load/run.ts"),
      import("#cli/lab/faults-option.ts"),
    ]);
    const map = values.map === undefined ? undefined : mappingOf(textOf(values.map));
    const faults = values.faults === undefined ? [] : await faultsOf(values.faults);
    const reader = await readerFrom(values);
    const target = await targetFrom(values, io.env, io.stdout);
    if (values["dry-run"] !== true) confirmed(target, values);
    const night = await nightFrom(positionals[0], values);
    const all = messagesOf(planFaults(night, faults, values.seed ?? DEFAULT_SEED), values.run ?? "charge", runs);
    const messages = all.length > limit ? all.slice(0, limit) : all;
    const first = messages[0]?.at ?? 0;
    const instants = instantsOf(profile, messages.length, (index) => (messages[index]!.at - first) / speed);
    const reading = reader && { ...reader, embargo: Date.parse(night.dossier.head.embargo) };
    stream.write(`${plan(messages.length, instants, target)}\n`);
    if (values["dry-run"] === true) {
      await target.close();
      return EXIT.ok;
    }
    capped(target, messages.length, values);
    const interruption = onInterrupt(() => process.exit(EXIT.interrupted));
    const outcome = await runLoad(
      { messages, instants, target, senders, time: systemTime, ...(map && { map }), ...(reading && { reading }) },
      interruption.signal,
    ).finally(() => interruption.release());
    stream.write(told(outcome));
    if (values.json === true)
      io.stdout.write(`${JSON.stringify({ format: "vingt-heures/load@1", target: target.place, ...outcome })}\n`);
    if (interruption.signal.aborted) return EXIT.interrupted;
    return outcome.failed === 0 && (outcome.read?.findings.length ?? 0) === 0 ? EXIT.ok : EXIT.failed;
  },
};

/** What a load from the inside cannot do: its messages are the night's own, at the instants of the run's clock. */
const OUTSIDE_ONLY = ["profile", "map", "header", "hmac-env", "read", "limit", "cap", "run", "senders"] as const;

async function fromInside(
  file: string | undefined,
  values: Values & { readonly "dry-run"?: boolean | undefined; readonly json?: boolean | undefined },
  io: CommandIo,
): Promise<number> {
  const meaningless = OUTSIDE_ONLY.find((name) => values[name] !== undefined);
  if (meaningless !== undefined)
    throw new CliError("V-USAGE", "option sans effet avec --from-inside", {
      place: `--${meaningless}`,
      expected: "une nuit, sa vitesse, ses pannes de messages",
    });
  const [speed, shards, runs] = [
    positive("--speed", values.speed ?? "200"),
    Math.min(MOST_SHARDS, Math.ceil(positive("--shards", values.shards ?? "4"))),
    positive("--multiply", values.multiply ?? "1"),
  ];
  const [{ faultsOf }, { loadInside }] = await Promise.all([
    import("#cli/lab/faults-option.ts"),
    import("./load-inside.ts"),
  ]);
  const faults = values.faults === undefined ? [] : await faultsOf(values.faults);
  const night = await nightFrom(file, values);
  const faulted = planFaults(night, faults, values.seed ?? DEFAULT_SEED);
  const { target, confirm } = values;
  const options = {
    target,
    confirm,
    speed,
    shards,
    runs,
    json: values.json === true,
    dryRun: values["dry-run"] === true,
  };
  return loadInside({ night, faulted }, options, io);
}

/** A JSONata expression, or the file that holds it. */
const textOf = (given: string): string => (existsSync(given) ? readFileSync(given, "utf8") : given);

const profileFrom = (text: string): Profile =>
  text.endsWith(".csv") && existsSync(text) ? curveOf(readFileSync(text, "utf8"), text) : profileOf(text);

async function nightFrom(file: string | undefined, { tour, preset, seed, departements }: Values): Promise<Night> {
  if (preset !== undefined && !Object.hasOwn(PRESETS, preset))
    throw new CliError("V-USAGE", "arrivées inconnues", {
      place: `--preset ${preset}`,
      expected: Object.keys(PRESETS).join(", "),
    });
  const round = tour === undefined ? {} : { tour: tourOf(tour) };
  const night = await loadNight({
    source:
      file === undefined
        ? { kind: "scenario", name: "presidentielle-2017", ...round }
        : { kind: "file", path: resolve(file), ...round },
    options: { ...(seed !== undefined && { seed }), ...(preset !== undefined && { preset: preset as PresetName }) },
  });
  if (departements === undefined) return night;
  const { excerptOf } = await import("#cli/lab/excerpt.ts");
  return excerptOf(night, departements.split(","));
}

async function targetFrom(values: Values, env: NodeJS.ProcessEnv, stdout: NodeJS.WriteStream): Promise<Target> {
  const named = values.target;
  if (named === undefined)
    throw new CliError("V-USAGE", "il manque --target", {
      place: "vingt-heures load",
      advice: "vingt-heures load --help",
    });
  const { nowhere, toFolder, toHttp, toStdout } = await import("#cli/lab/load/targets.ts");
  if (named === "-") return toStdout(stdout);
  if (named === "memoire") return nowhere();
  if (named.startsWith("dossier:")) return toFolder(named.slice("dossier:".length));
  const { toQueue, toTopic } = await import("#cli/operator/aws/load-targets.ts");
  if (named.startsWith("arn:")) return toTopic(named);
  if (named === "local") return toQueue((await runningHost(env).cloud()).outputs.TalliesQueueUrl);
  if (named.startsWith("pile:")) {
    const { findStack } = await import("#cli/operator/aws/stack.ts");
    return toQueue((await findStack(named.slice("pile:".length))).outputs.TalliesQueueUrl);
  }
  // A queue's address: an account's twelve digits, then its name.
  if (/^https?:\/\/[^/]+\/\d{12}\/[\w-]+(\.fifo)?$/.test(named)) return toQueue(named);
  const secret = values["hmac-env"] === undefined ? undefined : env[values["hmac-env"]];
  if (values["hmac-env"] !== undefined && !secret)
    throw new CliError("V-USAGE", "secret introuvable", {
      place: `--hmac-env ${values["hmac-env"]}`,
      expected: "le nom d'une variable d'environnement",
    });
  const headers = (values.header ?? []).map((header): [string, string] => {
    const colon = header.indexOf(":");
    return colon < 1 ? [header, ""] : [header.slice(0, colon).trim(), header.slice(colon + 1).trim()];
  });
  return toHttp(named, { headers, ...(secret !== undefined && { secret }) });
}

async function readerFrom(values: Values): Promise<Omit<Reading, "embargo"> | undefined> {
  const { read, "read-format": format = "json", "read-map": map = "$" } = values;
  if (read === undefined) return undefined;
  const { readerOf, READ_FORMATS } = await import("#cli/lab/load/reader.ts");
  const known = READ_FORMATS.find((one) => one === format);
  if (known === undefined)
    throw new CliError("V-USAGE", "format inconnu", {
      place: `--read-format ${format}`,
      expected: READ_FORMATS.join(", "),
    });
  const seconds = (name: "read-every" | "freshness" | "grace", usual: string): number =>
    positive(`--${name}`, values[name] ?? usual) * 1000;
  return {
    read: readerOf(read, known, textOf(map)),
    everyMs: seconds("read-every", "1"),
    freshnessMs: seconds("freshness", "10"),
    graceMs: seconds("grace", "15"),
  };
}

/** @throws CliError `V-CONFIRMER` when a target that is not this machine was not named twice. */
function confirmed({ host, loopback, place }: Target, { confirm }: Values): void {
  if (loopback || confirm === host) return;
  throw new CliError("V-CONFIRMER", "la cible n'est pas cette machine", {
    place: clean(place),
    expected: `--confirm ${clean(host)}`,
    advice: "ne chargez que ce qui est à vous ; --dry-run dit ce qui partirait",
  });
}

/** @throws CliError `V-CONFIRMER` when more leaves this machine than was meant. */
function capped({ loopback }: Target, messages: number, { cap }: Values): void {
  const most = cap === undefined ? CAP : positive("--cap", cap);
  if (loopback || messages <= most) return;
  throw new CliError("V-CONFIRMER", `${number(messages)} messages, plus que le plafond`, {
    place: `--cap ${most}`,
    expected: "un --limit plus bas ou un --cap plus haut",
  });
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0) return value;
  throw new CliError("V-USAGE", "valeur refusée", { place: `${option} ${text}`, expected: "un nombre supérieur à 0" });
}

const plan = (messages: number, instants: Float64Array, { place }: Target): string =>
  `${number(messages)} messages vers ${clean(place)} en ${duration(instants.at(-1) ?? 0)} (au plus tôt), pointe ${number(peak(instants))} par seconde.`;

/** Messages of the fullest second. */
function peak(instants: Float64Array): number {
  let [most, from] = [0, 0];
  for (let to = 0; to < instants.length; to += 1) {
    while (instants[to]! - instants[from]! >= 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

function told({ sent, failed, firstFailure, seconds, perSecond, latencyMs, latenessMs, read }: LoadOutcome): string {
  const lines = [
    `${number(sent)} pris, ${number(failed)} perdus en ${duration(seconds * 1000)} : ${number(perSecond)} par seconde`,
    `Latence depuis l'instant prévu : médiane ${duration(latencyMs.p50)}, p95 ${duration(latencyMs.p95)}, p99 ${duration(latencyMs.p99)}, max ${duration(latencyMs.max)}`,
    `Retard de l'envoyeur : p95 ${duration(latenessMs.p95)}, max ${duration(latenessMs.max)}`,
    ...(firstFailure === null ? [] : [`Premier échec : ${clean(firstFailure)}`]),
    ...(read === null
      ? []
      : [`${number(read.looks)} lectures, plus vieux procès-verbal non publié : ${duration(read.oldestMs)}`]),
    ...(read?.findings ?? []).slice(0, 20).map(sentence),
  ];
  return `${lines.join("\n")}\n`;
}

function sentence(finding: LoadFinding): string {
  if ("detail" in finding) return `  ${finding.code} ${clean(finding.detail)}`;
  const { code, territory, figure, published, expected, bureau } = finding;
  const where = bureau === null ? "" : ` (bureau ${clean(bureau)})`;
  return `  ${code} ${clean(territory)} : ${clean(figure)} ${number(published)} publié, ${number(expected)} attendu${where}`;
}
