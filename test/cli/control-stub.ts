import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "node:child_process";
import type { RunStatus } from "#cli/control/contract.ts";
import { writeHostRecord } from "#cli/commands/state-file.ts";

/** A control API made by hand, found by the command through the state file; and the command itself, as users run it. */
export interface ControlStub extends AsyncDisposable {
  /** What the API was asked: `GET /api/v1/runs`, with its body when it had one. */
  readonly asked: { readonly route: string; readonly body: string }[];
  /** Environment of the command that finds this host. */
  readonly env: NodeJS.ProcessEnv;
}

/** @param answers what each route answers; a function is called each time. Anything else is a 404 with a code. */
export async function controlStub(answers: Readonly<Record<string, unknown>>): Promise<ControlStub> {
  const asked: { route: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const route = `${request.method} ${request.url}`;
    asked.push({ route, body: Buffer.concat(chunks).toString("utf8") });
    const answer = answers[route];
    const known =
      answer !== undefined && (request.headers.authorization === "Bearer secret" || route.startsWith("GET /runs/"));
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
    response.end(
      JSON.stringify(
        known
          ? typeof answer === "function"
            ? answer()
            : answer
          : { error: { code: "C-CHEMIN", message: "rien ici" } },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const home = mkdtempSync(join(tmpdir(), "vingt-heures-cli-"));
  const env = { ...process.env, XDG_STATE_HOME: home, NO_COLOR: "1" };
  writeHostRecord(env, {
    pid: process.pid,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: "secret",
    shared: true,
    since: 1,
  });
  return {
    asked,
    env,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Answers for one run that goes through `states`, the last for ever. */
export function runAnswers(states: readonly RunStatus[]): Record<string, unknown> {
  const [first] = states;
  const run = first?.run ?? "";
  let looks = 0;
  return {
    "POST /api/v1/runs": first,
    [`GET /api/v1/runs/${run}`]: () => states[Math.min(looks++, states.length - 1)],
    [`DELETE /api/v1/runs/${run}`]: { deleted: run },
  };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const BIN = join(import.meta.dirname, "../../bin/vingt-heures.cjs");

/** Runs the command as a user would. @param onOutput may signal the process. */
export function vingtHeures(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  onOutput: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  const hear = (text: string): void => onOutput(text, (signal) => void child.kill(signal));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    hear(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    hear(text);
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}
