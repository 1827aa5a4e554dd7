import { createServer } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { controlClient, ControlError } from "#cli/control/client.ts";
import type { RunStatus } from "#cli/control/contract.ts";
import { startControl } from "#cli/control/server.ts";
import { Operator } from "#cli/operator/operator.ts";
import type { MemoryCloud } from "../operator/memory-cloud.ts";
import { smallNight } from "../operator/small-night.ts";
import { askServer, codeOf, onStage, type Answer, type Asked, type Stage } from "./stage.ts";

const stage = onStage();
let server: Stage["server"];
let operator: Stage["operator"];
let client: Stage["client"];
let cloud: Stage["cloud"];
let run: string;
beforeAll(() => void ({ server, operator, client, cloud, run } = stage()));

const ask = (path: string, asked?: Asked): Promise<Answer> => askServer(server, path, asked);
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });

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
    expect(await client.deadLetters("tallies")).toEqual([]);
    expect(await client.redriveDeadLetters("recount")).toBe(0);
    await expect(client.deadLetters("autre" as "tallies")).rejects.toMatchObject({ code: "C-CHEMIN" });
  });

  it("tells what a local cloud has done; a deployed one tells CloudWatch", async () => {
    await expect(client.metrics()).rejects.toMatchObject({ code: "C-MESURES", status: 409 });
    const TallyLag = { unit: "Milliseconds", count: 2, sum: 52, p50: 12, p95: 40, max: 40, last: 12 };
    const usage = {
      functions: {
        record: {
          invocations: 2,
          errors: 1,
          timeouts: 0,
          gigabyteSeconds: 0.5,
          requests: { "DynamoDB.BatchWriteItem": 2 },
        },
      },
      requests: { "DynamoDB.BatchWriteItem": 2 },
      measures: { "record-tallies": { TallyLag } },
    };
    const counting = Object.create(cloud, { usage: { value: async () => usage } }) as MemoryCloud;
    const local = new Operator({ cloud: counting, load: async () => smallNight(), time: cloud.time });
    const other = await startControl({ operator: local, site: null, port: 0, version: "1.2.3" });
    expect(await controlClient(other).metrics()).toEqual(usage);
    await other.close();
  });
});

it("takes the next port when the one asked for is taken, and says so", async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port)),
  );
  const other = await startControl({ operator, site: null, port, version: "0" });
  expect([other.taken, other.port > port]).toEqual([port, true]);
  expect((await askServer(other, "/")).status).toBe(404);
  await other.close();
  await new Promise((resolve) => taken.close(resolve));
});
