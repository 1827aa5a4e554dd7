import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { controlClient, type ControlClient } from "#cli/control/client.ts";
import { startControl, type ControlServer } from "#cli/control/server.ts";
import { Operator } from "#cli/operator/operator.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { smallNight } from "../operator/small-night.ts";

/** A control API over a cloud in memory, with a site beside a secret, and a run that is over, published and proved. */
export interface Stage {
  readonly cloud: MemoryCloud;
  readonly operator: Operator;
  readonly server: ControlServer;
  readonly client: ControlClient;
  readonly run: string;
}

/** Opens a stage for the tests of a file. @returns a getter: it stands once they begin. */
export function onStage(): () => Stage {
  let stage: Stage;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "vingt-heures-site-"));
    await mkdir(join(folder, "site"));
    await writeFile(join(folder, "secret.txt"), "secret");
    await writeFile(join(folder, "site", "index.html"), "<!doctype html><title>Essai</title>");
    await writeFile(join(folder, "site", "main.ts"), "");
    await writeFile(join(folder, "site", ".env"), "secret");
    const cloud = new MemoryCloud();
    const operator = new Operator({ cloud, load: async () => smallNight(), time: cloud.time });
    const server = await startControl({ operator, site: join(folder, "site"), port: 0, version: "1.2.3" });
    const client = controlClient(server);
    const { run } = await client.createRun({
      source: { kind: "scenario", name: "essai" },
      options: { speed: "max", malformed: 1 },
    });
    await client.wait(run, "terminee", 900);
    stage = { cloud, operator, server, client, run };
  });

  afterAll(async () => {
    await stage.operator.stop();
    await stage.server.close();
    await rm(folder, { recursive: true });
  });

  return () => stage;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Asks as a program would that does not tidy its paths, as `fetch` does. */
export const askServer = (
  { port }: Pick<ControlServer, "port">,
  path: string,
  { method = "GET", headers = {}, body }: Asked = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      { host: "127.0.0.1", port, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });

/** The code of an error's answer. */
export const codeOf = ({ body }: Answer): string =>
  (JSON.parse(body.toString()) as { error: { code: string } }).error.code;
