import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlClient, ControlError, type ControlClient } from "#cli/control/client.ts";
import type { RunStatus } from "#cli/control/contract.ts";
import { publicRunStatusSchema, quarantinePageSchema, runStatusSchema } from "#cli/control/response-schemas.ts";
import { ROUTES } from "#cli/control/routes.ts";
import { startControl, type ControlServer } from "#cli/control/server.ts";
import { Operator } from "#cli/operator/operator.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { MemoryCloud } from "../operator/memory-cloud.ts";
import { smallNight } from "../operator/small-night.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

let folder: string;
let server: ControlServer;
let cloud: MemoryCloud;
let operator: Operator;
let client: ControlClient;
/** A run that is over, published and proved. */
let run: string;

/** Asks as a program would that does not tidy its paths, as `fetch` does. */
const ask = (
  path: string,
  { method = "GET", headers = {}, body }: Asked = {},
  to: ControlServer = server,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest(
      { host: "127.0.0.1", port: to.port, path, method, headers: { host: `localhost:${to.port}`, ...headers } },
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

const codeOf = ({ body }: Answer): string => (JSON.parse(body.toString()) as { error: { code: string } }).error.code;
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vingt-heures-site-"));
  await mkdir(join(folder, "site"));
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(folder, "site", "index.html"), "<!doctype html><title>Essai</title>");
  await writeFile(join(folder, "site", "main.ts"), "");
  await writeFile(join(folder, "site", ".env"), "secret");
  cloud = new MemoryCloud();
  operator = new Operator({ cloud, load: async () => smallNight(), time: cloud.time });
  server = await startControl({ operator, site: join(folder, "site"), port: 0, version: "1.2.3" });
  client = controlClient(server);
  ({ run } = await client.createRun({
    source: { kind: "scenario", name: "essai" },
    options: { speed: "max", malformed: 1 },
  }));
  await client.wait(run, "terminee", 900);
});

afterAll(async () => {
  await operator.stop();
  await server.close();
  await rm(folder, { recursive: true });
});

describe("who may call", () => {
  it("needs the token for everything of the API that is not public", async () => {
    for (const route of ROUTES) {
      const path = route.path.replaceAll(/\{\w+\}/g, "x");
      const answer = await ask(path, { method: route.method });
      expect([route.operationId, answer.status === 401]).toEqual([route.operationId, route.open !== true]);
    }
  });

  it("takes the token from the Authorization header only", async () => {
    expect((await ask("/api/v1/runs", { headers: bearer() })).status).toBe(200);
    const wrong = [
      ask(`/api/v1/runs?token=${server.token}`),
      ask("/api/v1/runs", { headers: { authorization: server.token } }),
      ask("/api/v1/runs", { headers: { authorization: `Bearer ${server.token}x` } }),
      ask("/api/v1/runs", { headers: { authorization: `Basic ${server.token}` } }),
      ask("/api/v1/runs", { headers: { cookie: `token=${server.token}` } }),
    ];
    for (const answer of await Promise.all(wrong)) {
      expect([answer.status, codeOf(answer), answer.headers["www-authenticate"]]).toEqual([401, "C-JETON", "Bearer"]);
    }
  });

  it("must call the loopback by its own name and port", async () => {
    for (const host of [
      "evil.example",
      `evil.example:${server.port}`,
      "localhost",
      "localhost:1",
      `localhost.evil.example:${server.port}`,
      `localhost:${server.port}@evil.example`,
    ]) {
      const answer = await ask("/", { headers: { host } });
      expect([host, answer.status]).toEqual([host, 403]);
    }
    for (const host of [`127.0.0.1:${server.port}`, `LOCALHOST:${server.port}`, `[::1]:${server.port}`]) {
      expect((await ask("/", { headers: { host } })).status).toBe(200);
    }
  });

  it("is not the page of another site, even with the token", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      `https://localhost:${server.port}`,
      "http://localhost:1",
      `http://localhost:${server.port}.evil.example`,
    ]) {
      const answer = await ask("/api/v1/runs", { headers: { ...bearer(), origin } });
      expect([origin, answer.status, codeOf(answer)]).toEqual([origin, 403, "C-ORIGINE"]);
    }
    expect((await ask("/api/v1/runs", { headers: { ...bearer(), origin: server.url } })).status).toBe(200);
  });

  it("listens on the loopback only, and its token is long and new each time", async () => {
    const other = await startControl({ operator, site: null, port: 0, version: "0" });
    expect(other.token).not.toBe(server.token);
    expect(other.token.length).toBeGreaterThanOrEqual(32);
    await other.close();
  });
});

describe("what may be sent", () => {
  it("is JSON of the expected shape, told where it is not", async () => {
    const post = (body: string, type = "application/json") =>
      ask("/api/v1/runs", { method: "POST", headers: { ...bearer(), "content-type": type }, body });
    expect(codeOf(await post("{", "application/json"))).toBe("C-FORME");
    expect(codeOf(await post("{}", "text/plain"))).toBe("C-TYPE");
    const answer = await post(JSON.stringify({ source: { kind: "scenario", name: "essai" }, options: { speed: -1 } }));
    expect([answer.status, codeOf(answer)]).toEqual([400, "C-FORME"]);
    expect(answer.body.toString()).toContain("options.speed");
    expect(codeOf(await post(JSON.stringify({ source: { kind: "scenario", name: "essai" }, surprise: 1 })))).toBe(
      "C-FORME",
    );
  });

  it("has a bound, declared or not", async () => {
    const path = `/api/v1/runs/${run}/clock`;
    const long = JSON.stringify({ action: "pause", filler: "x".repeat(70_000) });
    const declared = await ask(path, {
      method: "POST",
      headers: { ...bearer(), "content-length": String(long.length) },
      body: long,
    });
    const chunked = await ask(path, {
      method: "POST",
      headers: { ...bearer(), "transfer-encoding": "chunked" },
      body: long,
    });
    for (const answer of [declared, chunked]) expect([answer.status, codeOf(answer)]).toEqual([413, "C-TAILLE"]);
  });

  it("must go to an address and by a method that are there", async () => {
    expect((await ask("/api/v1/nothing", { headers: bearer() })).status).toBe(404);
    expect((await ask("/api/v1/runs", { method: "PUT", headers: bearer() })).status).toBe(405);
    expect((await ask("/index.html", { method: "POST" })).status).toBe(405);
    expect(codeOf(await ask("/api/v1/runs/inconnu", { headers: bearer() }))).toBe("C-RUN");
  });
});

describe("what is served", () => {
  it("bears the security headers, errors included", async () => {
    for (const path of ["/", "/rien", "/api/v1/public/runs", `/runs/${run}/latest/france.json`]) {
      const { headers } = await ask(path);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["x-frame-options"]).toBe("DENY");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
    }
  });

  it("is the site's own files, and nothing beside them", async () => {
    const index = await ask("/");
    expect([index.status, index.headers["content-type"], index.body.toString()]).toEqual([
      200,
      "text/html; charset=utf-8",
      "<!doctype html><title>Essai</title>",
    ]);
    const outside = [
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/a/../../secret.txt",
      "//secret.txt",
      "/.env",
      "/main.ts",
      "/index.html%00",
      "/..\\secret.txt",
      "/site",
    ];
    for (const path of outside) expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });

  it("is, of the bucket, what lies under runs/ only", async () => {
    await cloud.shelf.put("held/runs/x/latest/france.json", "{}", {
      contentType: "application/json",
      cache: "private",
    });
    for (const path of [
      "/held/runs/x/latest/france.json",
      "/runs/../held/runs/x/latest/france.json",
      "/runs/%2e%2e/held/runs/x/latest/france.json",
      `/dossiers/${run}/head.json`,
      `/runs/../dossiers/${run}/head.json`,
      "/runs//held",
      "/runs/",
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    }
    await cloud.shelf.remove(["held/runs/x/latest/france.json"]);
  });

  it("is a published document, compressed for who understands it, under its ETag", async () => {
    const path = `/runs/${run}/latest/france.json`;
    const plain = await ask(path);
    const packed = await ask(path, { headers: { "accept-encoding": "br, gzip" } });
    expect((JSON.parse(plain.body.toString()) as FranceDocument).format).toBe("vingt-heures/france@1");
    expect([plain.headers["content-encoding"], packed.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
    expect(gunzipSync(packed.body)).toEqual(plain.body);
    expect(plain.headers["vary"]).toBe("accept-encoding");
    expect(plain.headers["cache-control"]).toBe("no-cache");
    expect(
      (await ask(path, { headers: { "accept-encoding": "gzip;q=0" } })).headers["content-encoding"],
    ).toBeUndefined();
  });

  it("is not sent again to who has it", async () => {
    for (const path of ["/", `/runs/${run}/latest/france.json`]) {
      const { headers } = await ask(path);
      const etag = headers.etag ?? "";
      for (const known of [etag, `"autre", W/${etag}`, "*"]) {
        const again = await ask(path, { headers: { "if-none-match": known } });
        expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
      }
      expect((await ask(path, { headers: { "if-none-match": '"autre"' } })).status).toBe(200);
    }
  });

  it("answers HEAD as GET, without the body", async () => {
    for (const path of ["/", `/runs/${run}/latest/france.json`]) {
      const [get, head] = [await ask(path), await ask(path, { method: "HEAD" })];
      expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([
        200,
        0,
        String(get.body.length),
      ]);
    }
  });

  it("cannot be made to say a header by what is asked", async () => {
    for (const path of ["/%0d%0aset-cookie:a=b", `/runs/${run}/latest/%0d%0ax:y.json`, "/api/v1/runs/%0d%0ax:y"]) {
      const { headers, status } = await ask(path, { headers: bearer() });
      expect([status, headers["set-cookie"], headers["x"]]).toEqual([404, undefined, undefined]);
    }
  });
});

describe("the description of the API", () => {
  it("names every route, its body, its parameters and its answers", async () => {
    const { paths, openapi, info } = JSON.parse((await ask("/api/v1/openapi.json")).body.toString()) as {
      openapi: string;
      info: { version: string };
      paths: Record<
        string,
        Record<
          string,
          {
            operationId: string;
            security?: unknown[];
            requestBody?: unknown;
            parameters: { name: string; in: string }[];
            responses: object;
          }
        >
      >;
    };
    expect([openapi, info.version]).toEqual(["3.1.0", "1.2.3"]);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    );
    expect(described.sort()).toEqual(
      ROUTES.map(({ method, path, operationId }) => `${method.toLowerCase()} ${path} ${operationId}`).sort(),
    );
    for (const { method, path, open, body, status } of ROUTES) {
      const operation = paths[path]![method.toLowerCase()]!;
      expect(operation.security).toEqual(open === true ? [] : undefined);
      expect(operation.requestBody === undefined).toBe(body === undefined);
      expect(Object.keys(operation.responses)).toEqual([String(status), "default"]);
      expect(
        operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `{${name}}`),
      ).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
    expect(paths["/api/v1/runs/{run}/wait"]!["get"]!.parameters.map(({ name }) => name)).toEqual([
      "run",
      "until",
      "timeout",
    ]);
  });

  it("says of statuses and pages what they are", async () => {
    expect(runStatusSchema.safeParse(await client.status(run)).error).toBeUndefined();
    const { body } = await ask("/api/v1/public/runs");
    for (const status of (JSON.parse(body.toString()) as { runs: unknown[] }).runs) {
      expect(publicRunStatusSchema.safeParse(status).error).toBeUndefined();
    }
    expect(quarantinePageSchema.safeParse(await client.quarantine()).error).toBeUndefined();
  });
});

describe("a run through the client", () => {
  it("tells anybody how far it is, and no result", async () => {
    const { body } = await ask(`/api/v1/public/runs/${run}`);
    const told = JSON.parse(body.toString()) as Record<string, unknown>;
    expect(Object.keys(told).sort()).toEqual([
      "bureaux",
      "clock",
      "curve",
      "embargo",
      "genere",
      "nom",
      "phase",
      "run",
      "scrutin",
      "tour",
    ]);
  });

  it("streams its states until it ends", async () => {
    const started = await client.createRun({ source: { kind: "scenario", name: "essai" }, options: { speed: 600 } });
    const phases: string[] = [];
    for await (const status of client.stream(started.run)) phases.push(status.phase);
    expect(phases.at(-1)).toBe("terminee");
    expect((await ask(`/api/v1/runs/${started.run}/stream`, { headers: bearer() })).headers["content-type"]).toBe(
      "text/event-stream; charset=utf-8",
    );
    await client.deleteRun(started.run);
    await expect(client.status(started.run)).rejects.toMatchObject({ code: "C-RUN", status: 404 });
  });

  it("is watched by nobody once its caller has gone", async () => {
    const waiting = await client.createRun({ source: { kind: "scenario", name: "essai" }, options: { speed: 1 } });
    const gone = new AbortController();
    const states: RunStatus[] = [];
    await expect(
      (async () => {
        for await (const status of client.stream(waiting.run, gone.signal)) {
          states.push(status);
          gone.abort();
        }
      })(),
    ).rejects.toThrow();
    expect(states.length).toBeGreaterThan(0);
    await client.deleteRun(waiting.run);
  });

  it("obeys its clock and says when it cannot", async () => {
    const { run: other } = await client.createRun({
      source: { kind: "scenario", name: "essai" },
      options: { speed: 1 },
    });
    expect((await client.clock(other, { action: "pause" })).clock.paused).toBe(true);
    await expect(client.clock(other, { action: "seek", to: "1990-01-01T00:00:00Z" })).rejects.toBeInstanceOf(
      ControlError,
    );
    await expect(client.wait(other, "release", 0)).rejects.toMatchObject({ code: "C-DELAI", status: 408 });
    await client.deleteRun(other);
  });

  it("is disturbed while it plays, as far as it makes sense", async () => {
    const { run: other } = await client.createRun({
      source: { kind: "scenario", name: "essai" },
      options: { speed: 1 },
    });
    const disturb = (incident: object) =>
      ask(`/api/v1/runs/${other}/incidents`, {
        method: "POST",
        headers: { ...bearer(), "content-type": "application/json" },
        body: JSON.stringify(incident),
      });
    const silent = await disturb({ incident: "silence", departement: "01" });
    expect((JSON.parse(silent.body.toString()) as RunStatus).silences).toHaveProperty("01");
    expect((await disturb({ incident: "parole", departement: "01" })).status).toBe(200);
    expect((await disturb({ incident: "rafale", messages: 2 })).status).toBe(200);
    expect(codeOf(await disturb({ incident: "silence", departement: "99" }))).toBe("C-DEPARTEMENT");
    expect(codeOf(await disturb({ incident: "rafale", messages: 0 }))).toBe("C-FORME");
    await client.deleteRun(other);
  });

  it("shows, and sends again, what was refused", async () => {
    const page = await client.quarantine({ run, limit: 2 });
    expect(page.entries.length).toBeGreaterThan(0);
    const [entry] = page.entries;
    expect((await client.quarantined(entry!.digest.slice(0, 12))).code).toBe(entry!.code);
    expect(await client.redrive({ digest: entry!.digest, body: "{}" })).toBe(1);
    await expect(client.quarantined(entry!.digest)).rejects.toMatchObject({ code: "C-QUARANTAINE" });
    await expect(client.redrive({})).rejects.toMatchObject({ code: "C-FORME" });
  });

  it("takes a message as it is, and none once it is over", async () => {
    const { run: other } = await client.createRun({
      source: { kind: "scenario", name: "essai" },
      options: { speed: 1 },
    });
    const before = cloud.queues.tallies.sent.length;
    await client.inject(other, "pas du JSON");
    expect(cloud.queues.tallies.sent.slice(before)).toEqual([{ body: "pas du JSON" }]);
    await client.deleteRun(other);
    await expect(client.inject(run, "trop tard")).rejects.toMatchObject({ code: "C-RUN-CLOS", status: 409 });
  });

  it("names its documents, each readable at its path", async () => {
    const paths = await client.published(run);
    expect(paths).toContain(`runs/${run}/latest/departements/2A/bureaux.json`);
    for (const path of paths) expect(await client.document(path)).toBeInstanceOf(Uint8Array);
    expect(await client.document(`runs/${run}/latest/rien.json`)).toBeNull();
    expect(await client.differences(run)).toEqual([]);
  });

  it("lives on a cloud whose parts are named", async () => {
    expect((await client.cloud()).outputs.SnapshotBucket).toBe("memory:SnapshotBucket");
  });

  it("tells what a local cloud has done; a deployed one tells CloudWatch", async () => {
    await expect(client.metrics()).rejects.toMatchObject({ code: "C-MESURES", status: 409 });
    const TallyLag = { unit: "Milliseconds", count: 2, sum: 52, max: 40, last: 12 };
    const usage = {
      functions: { record: { invocations: 2, gigabyteSeconds: 0.5, requests: { "DynamoDB.BatchWriteItem": 2 } } },
      requests: { "DynamoDB.BatchWriteItem": 2 },
      measures: { "record-tallies": { TallyLag } },
    };
    const counting = Object.create(cloud, { usage: { value: async () => usage } }) as MemoryCloud;
    const local = new Operator({ cloud: counting, load: async () => smallNight(), time: cloud.time });
    const other = await startControl({ operator: local, site: null, port: 0, version: "1.2.3" });
    expect(await controlClient(other).metrics()).toEqual(usage);
    await other.close();
    expect(await client.deadLetters("tallies")).toEqual([]);
    expect(await client.redriveDeadLetters("recount")).toBe(0);
    await expect(client.deadLetters("autre" as "tallies")).rejects.toMatchObject({ code: "C-CHEMIN" });
  });
});

it("takes the next port when the one asked for is taken, and says so", async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port)),
  );
  const other = await startControl({ operator, site: null, port, version: "0" });
  expect([other.taken, other.port > port]).toEqual([port, true]);
  expect((await ask("/", {}, other)).status).toBe(404);
  await other.close();
  await new Promise((resolve) => taken.close(resolve));
});
