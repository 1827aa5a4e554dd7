import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { LoadError } from "./errors.ts";
import type { Target } from "./pacer.ts";

/** Targets that need no cloud: a folder, standard output, nothing at all, any HTTP endpoint. */

/** The machine itself by its names: what is sent there harms nobody else. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (bare === "localhost" || bare.endsWith(".localhost")) return true;
  return isIP(bare) === 4 ? bare.startsWith("127.") : bare === "::1";
}

/** Takes everything and keeps nothing: what the sender itself can do. */
export const nowhere = (): Target => ({
  place: "memoire",
  host: "memoire",
  loopback: true,
  batch: 100,
  send: async () => [],
  close: async () => {},
});

/** One message a line. @param out standard output, or a file. */
function lines(place: string, out: Writable, close: () => Promise<void>): Target {
  /** Every sender waits for the same drain. */
  let drained: Promise<unknown> | null = null;
  return {
    place,
    host: place,
    loopback: true,
    batch: 200,
    async send(bodies) {
      // A line is a message: line feeds inside one would make two.
      const text = bodies.map((body) => `${body.replaceAll(/\r?\n/g, " ")}\n`).join("");
      if (out.write(text)) return [];
      drained ??= once(out, "drain").finally(() => (drained = null));
      await drained;
      return [];
    },
    close,
  };
}

export const toStdout = (out: Writable): Target => lines("-", out, async () => {});

/** `messages.ndjson` in a folder, which is made. @throws when there is one already: nothing is overwritten. */
export async function toFolder(folder: string): Promise<Target> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "messages.ndjson");
  const out = createWriteStream(file, { flags: "wx", highWaterMark: 1 << 20 });
  await once(out, "open").catch((cause: unknown) => {
    throw new LoadError("V-CIBLE", `${file} : ne peut pas être créé ; il existe peut-être déjà.`, { cause });
  });
  return lines(folder, out, async () => {
    out.end();
    await once(out, "close");
  });
}

export interface HttpOptions {
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Signs each body: `x-signature-256: sha256=<hexadecimal HMAC>`. */
  readonly secret?: string;
}

const ANSWER_MS = 30_000;

/**
 * POSTs each message to an endpoint; any 2xx takes it. Redirections are not followed: what was confirmed is what is sent to.
 * @throws LoadError `V-USAGE` on an address or a header that is none.
 */
export function toHttp(address: string, { headers = [], secret }: HttpOptions = {}): Target {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new LoadError("V-USAGE", `--target ${address} : attendu http(s)://hôte/chemin, sans identifiants.`);
  const common = new Headers({ "content-type": "application/json" });
  for (const [name, value] of headers) {
    try {
      common.set(name, value);
    } catch (cause) {
      throw new LoadError("V-USAGE", `--header ${name} : ni nom ni valeur d'en-tête HTTP.`, { cause });
    }
  }
  return {
    place: address,
    host: url.hostname,
    loopback: isLoopback(url.hostname),
    batch: 1,
    async send([body = ""]) {
      const signed = new Headers(common);
      if (secret !== undefined)
        signed.set("x-signature-256", `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
      const signal = AbortSignal.timeout(ANSWER_MS);
      const answer = await fetch(url, { method: "POST", headers: signed, body, redirect: "manual", signal });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return [];
    },
    close: async () => {},
  };
}
