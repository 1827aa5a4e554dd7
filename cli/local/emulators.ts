import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Worker } from "node:worker_threads";
import { LocalCloudError } from "./errors.ts";
import { workerFile, YOUNG_GENERATION_MB } from "./worker-file.ts";

/** Which DynamoDB to start: `auto` takes dynoxide where it is installed, dynalite elsewhere. */
export type DynamoDbChoice = "auto" | "dynoxide" | "dynalite";

/** The addresses that answer to AWS's protocols, all on 127.0.0.1. */
export interface Endpoints {
  sqs: string;
  sns: string;
  s3: string;
  dynamodb: string;
}

export interface Emulators {
  endpoints: Endpoints;
  /** Which DynamoDB answers. */
  dynamodb: Exclude<DynamoDbChoice, "auto">;
  stop(): Promise<void>;
}

interface Emulator {
  endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts the emulators: fauxqs (SQS, SNS, S3) in one thread, DynamoDB in another thread (dynalite) or process (dynoxide).
 *
 * Threads rather than processes: as fast, 50 MB lighter each, and they cannot outlive the command.
 * @param ports fixed ports; any free one by default.
 */
export async function startEmulators(options: {
  region: string;
  dynamodb: DynamoDbChoice;
  ports: { aws?: number; dynamodb?: number };
}): Promise<Emulators> {
  const fauxqs = await startThread("fauxqs", { region: options.region, port: options.ports.aws ?? 0 });
  try {
    const binary = options.dynamodb === "dynalite" ? undefined : dynoxidePath();
    if (options.dynamodb === "dynoxide" && binary === undefined) {
      throw new LocalCloudError(
        "LC-EMULATOR",
        "dynoxide",
        "not installed for this platform; choose dynalite, or auto.",
      );
    }
    const port = options.ports.dynamodb ?? 0;
    const dynamodb = binary === undefined ? await startThread("dynalite", { port }) : await startDynoxide(binary, port);
    return {
      endpoints: { sqs: fauxqs.endpoint, sns: fauxqs.endpoint, s3: fauxqs.endpoint, dynamodb: dynamodb.endpoint },
      dynamodb: binary === undefined ? "dynalite" : "dynoxide",
      async stop() {
        await Promise.all([fauxqs.stop(), dynamodb.stop()]);
      },
    };
  } catch (error) {
    await fauxqs.stop();
    throw error;
  }
}

async function startThread(name: string, workerData: object): Promise<Emulator> {
  const worker = new Worker(workerFile(import.meta.url, name), {
    workerData,
    execArgv: [],
    env: {},
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  try {
    const [endpoint] = (await once(worker, "message")) as [string];
    return {
      endpoint,
      async stop() {
        await worker.terminate();
      },
    };
  } catch (cause) {
    throw new LocalCloudError("LC-EMULATOR", name, `did not start: ${String(cause)}`, { cause });
  }
}

/** Where the native DynamoDB is installed, if it is. */
export function dynoxidePath(): string | undefined {
  if (process.platform === "win32") return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return join(dirname(manifest), "dynoxide");
  } catch {
    return undefined;
  }
}

/** Files that are kept in memory, on Linux, and the room that there must be: containers may have little. */
const MEMORY_FILES = "/dev/shm";
const ROOM = 1 << 30;

/**
 * A folder in memory for a database, or none. A database in the process's own memory gives each page back to the kernel and asks for it
 * again, which takes a third of its time where that is dear, as on a virtual machine.
 */
async function memoryFolder(): Promise<string | undefined> {
  try {
    const { bavail, bsize } = await statfs(MEMORY_FILES);
    return bavail * bsize < ROOM ? undefined : await mkdtemp(join(MEMORY_FILES, "vingt-heures-"));
  } catch {
    return undefined;
  }
}

/**
 * A shell that ends its program when its standard input closes, and removes the folder it wrote in. The kernel closes it when our process
 * dies, however it dies, so neither outlives the command. Its own session keeps the terminal's Ctrl-C for us alone.
 */
const GUARD = [
  "exec 3<&0",
  '"$0" "$@" </dev/null & pid=$!',
  // What the shell itself would say goes nowhere: once nobody reads it, saying it would end the shell.
  "exec >/dev/null 2>&1",
  "{ read -r _ <&3; kill $pid; } &",
  "wait $pid",
  '[ -z "$FOLDER" ] || rm -rf "$FOLDER"',
].join("\n");

async function startDynoxide(binary: string, wanted: number): Promise<Emulator> {
  const port = wanted === 0 ? await freePort() : wanted;
  const folder = await memoryFolder();
  const database = folder === undefined ? [] : ["--db-path", join(folder, "dynamodb.db")];
  const child = spawn("/bin/sh", ["-c", GUARD, binary, "--host", "127.0.0.1", "--port", String(port), ...database], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", FOLDER: folder ?? "" },
    detached: true,
  });
  const exited = once(child, "exit");
  const said: string[] = [];
  const listening = new Promise<boolean>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        if (line.includes("listening")) resolve(true);
        else said.push(line);
      });
    }
    void exited.then(() => resolve(false));
  });
  if (!(await listening)) throw new LocalCloudError("LC-EMULATOR", "dynoxide", `did not start: ${said.join(" ")}`);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}

/** A port that nobody listens on at this moment; dynoxide does not say which one it was given. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
