import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import type { CreateRunRequest } from "#cli/control/contract.ts";
import { ROUTES } from "#cli/control/routes.ts";
import { askServer, onStage, type Answer, type Asked, type Stage } from "./stage.ts";

const stage = onStage();
let server: Stage["server"];
let client: Stage["client"];
let cloud: Stage["cloud"];
let run: string;
beforeAll(() => void ({ server, client, cloud, run } = stage()));

const ask = (path: string, asked?: Asked): Promise<Answer> => askServer(server, path, asked);
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });

/** The OpenAPI document, as far as these tests read it. */
interface Described {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly components: object;
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly security?: readonly unknown[];
            readonly requestBody?: unknown;
            readonly parameters: readonly { readonly name: string; readonly in: string }[];
            readonly responses: Readonly<
              Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
            >;
          }
        >
      >
    >
  >;
}

const described = async (): Promise<Described> =>
  JSON.parse((await ask("/api/v1/openapi.json")).body.toString()) as Described;

describe("the description of the API", () => {
  it("names every route, its body, its parameters and its answers", async () => {
    const { paths, openapi, info } = await described();
    expect([openapi, info.version]).toEqual(["3.1.0", "1.2.3"]);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
    );
    expect(operations.sort()).toEqual(
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

  it("is a valid OpenAPI 3.1 document, by the specification's own schema", async () => {
    const validator = new Validator();
    expect(await validator.validate({ ...(await described()) })).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    const { info, ...untitled } = await described();
    expect(info.version).toBe("1.2.3");
    expect(await new Validator().validate(untitled)).toMatchObject({ valid: false });
  });

  it("says of every operation what it answers", async () => {
    const { components, paths } = await described();
    const ajv = new Ajv2020({ strict: false, formats: { "date-time": true, date: true, uri: true } });
    ajv.addSchema({ $id: "api", components });
    const holds = (schema: object, answer: Answer): unknown => {
      const validate = ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll("#/components", "api#/components")) as object,
      );
      return validate(JSON.parse(answer.body.toString())) || validate.errors;
    };
    Object.assign(cloud, { usage: async () => ({ functions: {}, requests: {} }) });
    const night = JSON.stringify({ source: { kind: "scenario", name: "essai" }, options: { speed: 1 } });
    const other = (await client.createRun(JSON.parse(night) as CreateRunRequest)).run;
    const [refused] = (await client.quarantine({ run })).entries;
    const calls: Readonly<Record<string, readonly [path: string, body?: string]>> = {
      createRun: ["/runs", night],
      listRuns: ["/runs"],
      getRun: [`/runs/${run}`],
      resumeRun: [`/runs/${other}/resume`, night],
      setClock: [`/runs/${other}/clock`, '{"action":"speed","speed":2}'],
      causeIncident: [`/runs/${other}/incidents`, '{"incident":"silence","departement":"01"}'],
      injectMessage: [`/runs/${other}/messages`, "{}"],
      waitForRun: [`/runs/${run}/wait?until=terminee`],
      streamRun: [`/runs/${run}/stream`],
      listPublished: [`/runs/${run}/published`],
      listDifferences: [`/runs/${run}/differences`],
      listQuarantine: ["/quarantine?limit=2"],
      showQuarantined: [`/quarantine/${refused!.digest}`],
      redriveQuarantine: ["/quarantine/redrive", JSON.stringify({ digest: refused!.digest })],
      listDeadLetters: ["/dead-letters/tallies"],
      redriveDeadLetters: ["/dead-letters/recount/redrive"],
      describeCloud: ["/cloud"],
      getMetrics: ["/metrics"],
      listPublicRuns: ["/public/runs"],
      getPublicRun: [`/public/runs/${run}`],
      deleteRun: [`/runs/${other}`],
    };
    for (const { method, path, operationId, status, body, answer } of ROUTES.toSorted((a) =>
      a.method === "DELETE" ? 1 : -1,
    )) {
      const [address, sent] = calls[operationId]!;
      const type = body === "text" ? "text/plain" : "application/json";
      const got = await ask(`/api/v1${address}`, {
        method,
        headers: { ...bearer(), ...(body !== undefined && { "content-type": type }) },
        ...(sent !== undefined && { body: sent }),
      });
      expect([operationId, got.status]).toEqual([operationId, status]);
      const { content } = paths[path]![method.toLowerCase()]!.responses[String(status)]!;
      if (answer === "stream") expect(got.headers["content-type"]).toContain(Object.keys(content)[0]);
      else expect([operationId, holds(content["application/json"]!.schema, got)]).toEqual([operationId, true]);
    }
    const error = await ask("/api/v1/runs/inconnu", { headers: bearer() });
    expect(holds({ $ref: "#/components/schemas/Error" }, error)).toBe(true);
  });
});
