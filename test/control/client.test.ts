import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { controlClient, type ControlClient } from "#cli/control/client.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that loses its first connections without an answer. */
async function losing(connections: number): Promise<{ client: ControlClient; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method}`);
    if (asked.length <= connections) request.socket.destroy();
    else response.end(JSON.stringify({ runs: [] }));
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { client: controlClient({ url: `http://127.0.0.1:${port}`, token: "t" }), asked };
}

it("puts a question again whose connection was lost", async () => {
  const { client, asked } = await losing(2);
  expect(await client.runs()).toEqual([]);
  expect(asked).toEqual(["GET", "GET", "GET"]);
});

it("gives a command once: it may have been taken", async () => {
  const { client, asked } = await losing(1);
  await expect(client.deleteRun("essai")).rejects.toThrow(TypeError);
  expect(asked).toEqual(["DELETE"]);
});

it("does not wait for a server that is not there", async () => {
  const { client, asked } = await losing(0);
  await new Promise((resolve) => servers[0]!.close(resolve));
  await expect(client.runs()).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  expect(asked).toEqual([]);
});
