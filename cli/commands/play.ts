import { setTimeout as sleep } from "node:timers/promises";
import type { CreateRunRequest, RunStatus, RunSummary } from "#cli/control/contract.ts";
import { openDisplay, type Display } from "#cli/terminal/display.ts";
import { outcomeSentences } from "#cli/terminal/outcome.ts";
import { paintLine } from "#cli/terminal/spans.ts";
import { summaryLines } from "#cli/terminal/summary.ts";
import { describeTerminal } from "#cli/terminal/terminal.ts";
import { controlClient, type ControlClient } from "#cli/control/client.ts";
import { CliError } from "./cli-error.ts";
import type { CommandIo } from "./command.ts";
import { EXIT } from "./command.ts";
import { onInterrupt } from "./interrupt.ts";
import type { ShowOptions } from "./night-options.ts";
import { foundSession, startSession, type Session } from "./session.ts";

const DEFAULT_PORT = 2000;
const LOOK_MS = 250;

export interface PlayOptions extends ShowOptions {
  /** Whether to play in the host that `up` keeps running, if there is one. */
  readonly reuse: boolean;
  /** A deployed stack to play on. */
  readonly stack?: string;
}

/** Plays a night from beginning to end, shows it, and says the last word. @returns the exit code. */
export async function playCommand(request: CreateRunRequest, options: PlayOptions, io: CommandIo): Promise<number> {
  const stream = options.json ? io.stderr : io.stdout;
  let session: Session | null = null;
  const interruption = onInterrupt(() => {
    session?.kill();
    stream.write("\u001b[?25h");
    process.exit(EXIT.interrupted);
  });
  try {
    session = await reach(options, io, stream);
    for (const notice of session.notices) stream.write(`${notice}\n`);
    return await play(session, request, options, io, stream, interruption.signal);
  } finally {
    await session?.close();
    interruption.release();
  }
}

/** The host to play in: the one that `up` keeps running, else a new one. */
async function reach(
  { reuse, site, port = site ? DEFAULT_PORT : 0, stack }: PlayOptions,
  io: CommandIo,
  stream: NodeJS.WriteStream,
): Promise<Session> {
  const found = reuse ? foundSession(io.env) : null;
  return (
    found ??
    startSession({ port, site, ...(stack !== undefined && { stack }) }, io.env, (text) => stream.write(`${text}\n`))
  );
}

async function play(
  session: Session,
  request: CreateRunRequest,
  options: PlayOptions,
  io: CommandIo,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<number> {
  const client = controlClient(session);
  const display = openDisplay({ stream, env: io.env, ...(options.site && { site: session.url }) });
  let last: RunStatus;
  try {
    const { run } = await client.createRun(request);
    if (options.open && options.site) (await import("./browser.ts")).openInBrowser(session.url);
    last = await Promise.race([follow(client, run, display, signal), session.lost]);
    if (signal.aborted) {
      display.hint("Arrêt de la nuit…");
      // What this command started ends with it; elsewhere, it leaves nothing behind.
      if (!session.owned || options.stack !== undefined) await client.deleteRun(run);
    }
  } finally {
    display.close();
  }
  if (signal.aborted) {
    stream.write("Nuit interrompue. Rien n'a été conservé.\n");
    return EXIT.interrupted;
  }
  return conclude(last, client, session, options, io, stream, signal);
}

/** Looks at the run until it ends or `signal` aborts. @returns its last state. */
async function follow(client: ControlClient, run: string, display: Display, signal: AbortSignal): Promise<RunStatus> {
  for (;;) {
    const status = await client.status(run);
    display.show(status);
    if (signal.aborted || status.phase === "terminee" || status.phase === "arretee" || status.phase === "echec")
      return status;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

async function conclude(
  status: RunStatus,
  client: ControlClient,
  session: Session,
  options: PlayOptions,
  io: CommandIo,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<number> {
  const { summary, error } = status;
  if (summary === undefined) {
    throw new CliError(
      "V-NUIT",
      error === undefined
        ? "la nuit a été arrêtée avant sa fin"
        : `la nuit a échoué (${error.code}) : ${error.message}`,
      { place: status.run },
    );
  }
  if (options.out !== undefined) {
    const { writePublished } = await import("./published-folder.ts");
    const files = await writePublished(client, status.run, options.out);
    stream.write(`${files} documents publiés écrits dans ${options.out}\n`);
  }
  tell(status, summary, stream, io.env);
  if (options.json) io.stdout.write(`${JSON.stringify(summary)}\n`);
  else if (options.site && io.stdin.isTTY && io.stdout.isTTY) await linger(session, io, signal);
  return summary.conservation ? EXIT.ok : EXIT.failed;
}

function tell(status: RunStatus, summary: RunSummary, stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): void {
  const terminal = describeTerminal(stream, env);
  const lines = summaryLines(status, summary, outcomeSentences(summary.outcome, summary.candidatures), terminal);
  stream.write(`\n${lines.map((line) => `${paintLine(line, terminal.depth)}\n`).join("")}\n`);
}

/** Keeps the site up for who has just seen the result, until Enter or Ctrl-C. */
async function linger({ url, lost }: Session, { stdin, stdout }: CommandIo, signal: AbortSignal): Promise<void> {
  stdout.write(`Le site reste ouvert : ${url} — Entrée ou Ctrl-C pour quitter.\n`);
  const left = new Promise<void>((resolve) => {
    stdin.once("data", () => resolve());
    signal.addEventListener("abort", () => resolve());
  });
  try {
    await Promise.race([left, lost]);
  } finally {
    stdin.pause();
  }
}
