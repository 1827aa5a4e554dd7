import { fork, type ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { ControlError } from "#cli/control/client.ts";
import { CliError } from "./cli-error.ts";
import type { HostMessage, HostOptions, HostQuestion } from "./host.ts";
import { readHostRecord, removeHostRecord, writeHostRecord } from "./state-file.ts";

/** A night host within reach: one that was running, or one started for this command in a process of its own. */
export interface Session {
  /** Base address of the control API and the site. */
  readonly url: string;
  readonly token: string;
  /** Whether it was started for this command, and ends with it. */
  readonly owned: boolean;
  /** What the host had to say of itself: a port that was taken, a resource that is not emulated. */
  readonly notices: readonly string[];
  /** Rejects if the host dies by itself. Never resolves. */
  readonly lost: Promise<never>;
  /** How often each rule struck that it was started with, in their order. Never resolves once the host is lost. */
  strikes(): Promise<readonly number[]>;
  /** Ends the host that was started; leaves the one that was found. */
  close(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** What a host may write on its standard error before it dies, kept for the message. */
const LAST_WORDS = 4_000;

/** The running host that others may use, or `null`. */
export function foundSession(env: NodeJS.ProcessEnv): Session | null {
  const record = readHostRecord(env, ({ shared }) => shared);
  if (record === null) return null;
  const { url, token } = record;
  return {
    url,
    token,
    owned: false,
    notices: [],
    lost: new Promise<never>(() => {}),
    strikes: async () => [],
    close: async () => {},
    kill: () => {},
  };
}

/**
 * Starts a host and waits until it answers.
 * @param onProgress told what it is doing, in a few words.
 * @param signal gives up while it starts.
 * @throws CliError `V-HOTE` when it does not start, with its own reasons; ControlError, as soon as it is known, when the night that
 *   `options` expect cannot be made.
 */
export async function startSession(
  options: HostOptions,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  onProgress: (text: string) => void,
): Promise<Session> {
  const script = fileURLToPath(new URL(`./host.worker${extname(import.meta.filename)}`, import.meta.url));
  // In a process group of its own, so that the terminal's Ctrl-C reaches neither it nor what it starts: this process decides.
  const detached = process.platform !== "win32";
  const child = fork(script, [JSON.stringify(options)], { env, detached, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  const pid = child.pid ?? 0;
  const kill = (): void => void (detached ? killGroup(pid) : child.kill("SIGKILL"));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const words = lastWords(child);
  const starting = new AbortController();
  const ready = await new Promise<Extract<HostMessage, { kind: "ready" }>>((resolve, reject) => {
    child.on("message", (message: HostMessage) => {
      if (message.kind === "progress") onProgress(message.text);
      else if (message.kind === "ready") resolve(message);
      else if (message.kind === "failed") reject(new HostFailure(message.lines, message.stack));
      else if (message.kind === "refused") {
        kill();
        reject(new ControlError(message.status, message.body));
      }
    });
    child.once("exit", () => reject(hostDied(words())));
    const giveUp = (): void => {
      kill();
      reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { signal: starting.signal });
  }).finally(() => starting.abort());
  writeHostRecord(env, { pid, url: ready.url, token: ready.token, shared: false, since: Date.now() });
  const ask = (question: HostQuestion): void => void (child.connected && child.send(question));
  let closing = false;
  const lost = new Promise<never>((_resolve, reject) => {
    child.once("exit", () => {
      removeHostRecord(env, pid);
      if (!closing) reject(hostDied(words()));
    });
  });
  // Whoever waits for nothing else must not be told twice.
  lost.catch(() => {});
  return {
    url: ready.url,
    token: ready.token,
    owned: true,
    notices: ready.notices,
    lost,
    strikes: () =>
      new Promise((resolve) => {
        child.on("message", (message: HostMessage) => void (message.kind === "strikes" && resolve(message.strikes)));
        ask("strikes");
      }),
    async close() {
      closing = true;
      removeHostRecord(env, pid);
      ask("stop");
      await ended;
    },
    kill() {
      closing = true;
      removeHostRecord(env, pid);
      kill();
    },
  };
}

/** The host and what it started. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It had just ended by itself.
  }
}

/** A host's own error, already in words. */
class HostFailure extends CliError {
  constructor(lines: readonly string[], stack: string) {
    super("V-HOTE", `la chaîne locale n'a pas démarré\n${lines.map((line) => `  ${line}`).join("\n")}`);
    this.stack = stack;
  }
}

const hostDied = (words: string): CliError =>
  new CliError("V-HOTE", `la chaîne locale s'est arrêtée d'elle-même${words === "" ? "" : `\n${words}`}`, {
    advice: "vérifiez la mémoire disponible, puis relancez avec --debug",
  });

function lastWords(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-LAST_WORDS);
  });
  return () => text.trim();
}
