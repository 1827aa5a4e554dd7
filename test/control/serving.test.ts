import { gunzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { ROUTES } from "#cli/control/routes.ts";
import { startControl } from "#cli/control/server.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { askServer, codeOf, onStage, type Answer, type Asked, type Stage } from "./stage.ts";

const stage = onStage();
let server: Stage["server"];
let operator: Stage["operator"];
let cloud: Stage["cloud"];
let run: string;
beforeAll(() => void ({ server, operator, cloud, run } = stage()));

const ask = (path: string, asked?: Asked): Promise<Answer> => askServer(server, path, asked);
const bearer = (): Record<string, string> => ({ authorization: `Bearer ${server.token}` });

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
