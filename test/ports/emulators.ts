import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startFauxqs, type FauxqsServer } from "fauxqs";

/** A running DynamoDB. */
export interface Database {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const require = createRequire(import.meta.url);

/** SQS, SNS and S3 on a port of their own. */
export const startQueues = (): Promise<FauxqsServer> => startFauxqs({ port: 0, logger: false, host: "127.0.0.1" });

/** DynamoDB in JavaScript, in this process. */
export async function startDynalite(): Promise<Database> {
  const dynalite = require("dynalite") as (options: { createTableMs: number }) => import("node:http").Server;
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Path of the native DynamoDB, or `null` where its package is not installed. */
export function dynoxidePath(): string | null {
  try {
    return join(dirname(require.resolve("@dynoxide/linux-x64/package.json")), "dynoxide");
  } catch {
    return null;
  }
}

/** The native DynamoDB, as a child process. */
export async function startDynoxide(path: string): Promise<Database> {
  const port = await freePort();
  const child = spawn(path, ["serve", "--port", String(port)], { stdio: "ignore" });
  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null) throw new Error(`dynoxide ended with ${child.exitCode} before it listened on ${port}`);
    await sleep(10);
  }
  return {
    endpoint,
    stop: async () => {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );
