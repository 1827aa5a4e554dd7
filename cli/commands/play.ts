import { setTimeout as sleep } from "node:timers/promises";
import { isOver, type CreateRunRequest, type RunStatus, type RunSummary } from "#cli/control/contract.ts";
import { openDisplay, type Display } from "#cli/terminal/display.ts";
import { counted } from "#cli/terminal/format.ts";
import { outcomeSentences } from "#cli/terminal/outcome.ts";
import { nextLines } from "#cli/terminal/next.ts";
import { clean, paintLine, type Line } from "#cli/terminal/spans.ts";
import { summaryLines } from "#cli/terminal/summary.ts";
import { describeTerminal } from "#cli/terminal/terminal.ts";
import { Samples } from "#cli/lab/samples.ts";
import type { Rule } from "#shared/faults/fault.ts";
import type { splitFaults } from "#shared/faults/plan.ts";
import { controlClient, type ControlClient } from "#cli/control/client.ts";
import { openInBrowser } from "./browser.ts";
import { CliError } from "./cli-error.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import type { ShowOptions } from "./night-options.ts";
import { packageVersion } from "./package-root.ts";
import { writePublished } from "./published-folder.ts";
import { foundSession, startSession, type Session } from "./session.ts";

const DEFAULT_PORT = 2000;
const LOOK_MS = 250;
const SHOW_CURSOR = "\u001b[?25h";

export interface PlayOptions extends ShowOptions {
  /** Whether to play in the host that `up` keeps running, if there is one. */
  readonly reuse: boolean;
  /** A deployed stack to play on. */
  readonly stack?: string;
  /** An interrupted run to continue, instead of creating one. */
  readonly resume?: string;
}

/** What every step of a night needs. */
interface Stage {
  readonly session: Session;
  readonly client: ControlClient;
  /** Faults of the machines that the session was started with. */
  readonly machines: Split["machines"];
  readonly options: PlayOptions;
  readonly io: CommandIo;
  /** Where people read: standard output, or standard error when programs read the other. */
  readonly stream: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Plays a night from beginning to end, shows it, and says the last word. @returns the exit code. */
export async function playCommand(asked: CreateRunRequest, options: PlayOptions, io: CommandIo): Promise<number> {
  const { messages, rules, machines } = await askedFaults(options);
  const request = { ...asked, options: { ...asked.options, ...(messages.length > 0 && { faults: messages }) } };
  const stream = options.json ? io.stderr : io.stdout;
  let session: Session | null = null;
  const interruption = onInterrupt(() => {
    session?.kill();
    stream.write(SHOW_CURSOR);
    process.exit(EXIT.interrupted);
  });
  const { signal } = interruption;
  try {
    session = await reach(request, options, rules, io.env, stream, signal);
    for (const notice of session.notices) stream.write(`${notice}\n`);
    return await play({ session, client: controlClient(session), machines, options, io, stream, signal }, request);
  } catch (error) {
    if (!signal.aborted) throw error;
    stream.write(error instanceof Left ? error.message : "Nuit interrompue : rien n'en est conservé.\n");
    return EXIT.interrupted;
  } finally {
    // A cloud that was made for this night keeps nothing: it need not end in order.
    if (signal.aborted && session?.owned === true && options.stack === undefined) session.kill();
    else await session?.close();
    interruption.release();
  }
}

/** What `--faults` asks of the messages and of the machines. @throws CliError `V-PANNE` where they cannot be had. */
async function askedFaults({ faults, stack }: PlayOptions): Promise<Omit<Split, "onlyInMemory">> {
  if (faults === undefined) return { messages: [], rules: [], machines: [] };
  const [{ faultsOf }, { splitFaults }] = await Promise.all([
    import("#cli/lab/faults-option.ts"),
    import("#shared/faults/plan.ts"),
  ]);
  const split = splitFaults(await faultsOf(faults));
  const impossible = stack === undefined ? split.onlyInMemory : split.rules.map(({ kind }) => kind);
  if (impossible.length === 0) return split;
  throw new CliError("V-PANNE", "ces pannes de machines ne se jouent pas ici", {
    place: impossible.join(", "),
    expected: "des pannes de messages, ou celles que docs/faults.md dit « local » sans --stack",
    advice: "vingt-heures rehearse les joue toutes, en mémoire",
  });
}

type Split = ReturnType<typeof splitFaults>;

/**
 * The host to play in: the one that `up` keeps running, else a new one.
 * @throws CliError `V-ABSENT` when a run is to be continued on a cloud that is gone.
 */
async function reach(
  expected: CreateRunRequest,
  { reuse, site, port = site ? DEFAULT_PORT : 0, stack, resume }: PlayOptions,
  rules: readonly Rule[],
  env: NodeJS.ProcessEnv,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<Session> {
  // Machines that misbehave are this night's own: no other plays on them.
  const found = reuse && rules.length === 0 ? foundSession(env) : null;
  if (found === null && stack === undefined && resume !== undefined) {
    throw new CliError("V-ABSENT", "aucune chaîne n'a gardé cette nuit", {
      place: `--resume ${resume}`,
      expected: "celle de « vingt-heures up », qui tourne encore, ou --stack NOM",
      advice: "une nuit que « start » ou « replay » joue sur sa propre chaîne finit avec elle : rejouez-la",
    });
  }
  const options = { port, site, rules, expected, ...(stack !== undefined && { stack }) };
  return found ?? startSession(options, env, signal, (text) => void stream.write(`${text}\n`));
}

async function play(stage: Stage, request: CreateRunRequest): Promise<number> {
  const { session, client, options, io, stream, signal } = stage;
  stream.write("Préparation de la nuit…\n");
  // The fragment never leaves the browser: the site takes the token from it and opens its control room.
  if (options.site) stream.write(`Régie : ${session.url}/#jeton=${session.token}\n`);
  const display = openDisplay({ stream, env: io.env, ...(options.site && { site: session.url }) });
  const { resume } = options;
  const creation = resume === undefined ? client.createRun(request) : client.resumeRun(resume, request);
  const samples = new Samples();
  let last: RunStatus;
  try {
    const { run } = await Promise.race([creation, ended(stage)]);
    if (options.open && options.site) openInBrowser(session.url);
    last = await Promise.race([follow(client, run, display, samples, signal), ended(stage)]);
  } catch (error) {
    if (!signal.aborted) throw error;
    display.hint("Arrêt de la nuit…");
    // A cloud that was made for this night ends with it; another one keeps it.
    if (session.owned && options.stack === undefined) throw error;
    throw await leave(client, (await creation).run, options);
  } finally {
    display.close();
  }
  return conclude(stage, request, last, samples);
}

/** What a person is told who leaves a night that its cloud keeps. */
class Left extends Error {}

/** Pauses the night, so that it waits to be continued. @returns how to go on, and how to be rid of it. */
async function leave(client: ControlClient, run: string, { stack, resume }: PlayOptions): Promise<Left> {
  await client.clock(run, { action: "pause" });
  const again = process.argv
    .slice(2)
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  if (resume === undefined) again.push("--resume", run);
  const where = stack === undefined ? "" : ` --stack ${stack}`;
  return new Left(`Nuit interrompue : ${run} est en pause, sa chaîne la garde.
  la reprendre   vingt-heures ${again.join(" ")}
  l'effacer      vingt-heures delete ${run}${where}
`);
}

/** Judges and reports the night. @returns whether all that its faults declared holds, and every limit that was given. */
async function reported(
  stage: Stage,
  request: CreateRunRequest,
  summary: RunSummary,
  samples: Samples,
): Promise<boolean> {
  const { session, client, machines, options, stream } = stage;
  const [{ judgeLive }, { reportOf }, { struckBy }, { reportText, writeReport }] = await Promise.all([
    import("#cli/lab/live.ts"),
    import("#cli/lab/report/build.ts"),
    import("#shared/faults/plan.ts"),
    import("./rehearse.ts"),
  ]);
  const strikes = machines.length === 0 ? [] : await Promise.race([session.strikes(), ended(stage)]);
  const night = await judgeLive(client, request, summary, samples, {
    slos: options.slos,
    machines: struckBy(machines, strikes),
  });
  const about = {
    name: night.nom,
    version: packageVersion(),
    target: "local",
    seed: request.options?.seed ?? "vingt-heures",
    command: `vingt-heures ${process.argv.slice(2).join(" ")}`,
  } as const;
  const report = reportOf(about, [night]);
  await writeReport(report, options);
  stream.write(reportText(report));
  return report.passed;
}

/** Rejects on Ctrl-C, or when the host is lost. */
const ended = ({ session, signal }: Stage): Promise<never> =>
  Promise.race([
    session.lost,
    new Promise<never>((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    }),
  ]);

/** Looks at the run until it ends. @returns its last state. */
async function follow(
  client: ControlClient,
  run: string,
  display: Display,
  samples: Samples,
  signal: AbortSignal,
): Promise<RunStatus> {
  for (;;) {
    const status = await client.status(run);
    signal.throwIfAborted();
    display.show(status);
    samples.add(status, performance.now());
    if (isOver(status.phase)) return status;
    await sleep(LOOK_MS, undefined, { signal });
  }
}

async function conclude(stage: Stage, request: CreateRunRequest, status: RunStatus, samples: Samples): Promise<number> {
  const { client, session, options, io, stream } = stage;
  const { summary, error } = status;
  if (summary === undefined) {
    const reason =
      error === undefined
        ? "la nuit a été arrêtée avant sa fin"
        : `la nuit a échoué (${error.code}) : ${error.message}`;
    throw new CliError("V-NUIT", reason, { place: status.run });
  }
  if (options.out !== undefined) {
    const files = await writePublished(client, status.run, options.out);
    stream.write(`${counted(files, "document publié écrit", "documents publiés écrits")} dans ${options.out}\n`);
  }
  tell(status, summary, stream, io.env);
  if (!summary.conservation) {
    const differences = (await client.differences(status.run).catch(() => null)) ?? [];
    stream.write(differences.map((difference) => `  ${clean(difference)}\n`).join(""));
  }
  const judged = (options.report ?? options.junit ?? options.faults ?? options.slos) !== undefined;
  const kept = !judged || (await reported(stage, request, summary, samples));
  const lingers = !options.json && options.site && session.owned && io.stdin.isTTY && io.stdout.isTTY;
  if (options.json) io.stdout.write(`${JSON.stringify(summary)}\n`);
  else {
    // A cloud of this night's own lives as long as somebody looks at its site.
    const site = lingers || !session.owned ? { site: { url: session.url, shared: !session.owned } } : {};
    const folder = options.out === undefined ? {} : { folder: options.out };
    writeLines(nextLines({ run: status.run, ...folder, ...site }), stream, io.env);
  }
  if (lingers) await linger(stage);
  if (options.stack !== undefined) await client.deleteRun(status.run);
  return summary.conservation && kept ? EXIT.ok : EXIT.failed;
}

function tell(status: RunStatus, summary: RunSummary, stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): void {
  const terminal = describeTerminal(stream, env);
  const lines = summaryLines(status, summary, outcomeSentences(summary.outcome, summary.candidatures), terminal);
  writeLines(lines, stream, env);
}

function writeLines(lines: readonly Line[], stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): void {
  const { depth } = describeTerminal(stream, env);
  stream.write(`\n${lines.map((line) => `${paintLine(line, depth)}\n`).join("")}\n`);
}

/** Keeps the site up for who has just seen the result, until Enter or Ctrl-C. */
async function linger({ session, io, signal }: Stage): Promise<void> {
  io.stdout.write(`Le site reste ouvert : ${session.url} — Entrée ou Ctrl-C pour quitter.\n`);
  const left = new Promise<void>((resolve) => {
    io.stdin.once("data", () => resolve());
    signal.addEventListener("abort", () => resolve());
  });
  try {
    await Promise.race([left, session.lost]);
  } finally {
    io.stdin.pause();
  }
}
