import type { IncomingMessage } from "node:http";
import { timingSafeEqual, createHash } from "node:crypto";
import * as z from "zod/mini";
import { OperatorError } from "#cli/operator/errors.ts";

/** What the edge takes from an HTTP request; everything in it comes from outside. */

/** Names under which the loopback is called. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * A page of another site may make a browser call the loopback: under a name of its own (DNS rebinding), which the Host header
 * tells, or directly, which the Origin header tells. @throws `C-HOTE`, `C-ORIGINE`.
 */
export function checkCaller(request: IncomingMessage, port: number): void {
  const { host, origin } = request.headers;
  if (!isOurs(host, port)) {
    throw new OperatorError(
      "C-HOTE",
      "Ce serveur ne répond qu'à localhost et 127.0.0.1. Appelez-le par son adresse locale.",
    );
  }
  if (origin !== undefined && !(origin.startsWith("http://") && isOurs(origin.slice("http://".length), port))) {
    throw new OperatorError(
      "C-ORIGINE",
      "Une page d'un autre site ne peut pas appeler ce serveur. Appelez-le depuis sa propre page ou un programme.",
    );
  }
}

function isOurs(authority: string | undefined, port: number): boolean {
  const [, name, digits] = /^(\[[0-9a-f:]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(authority ?? "") ?? [];
  return name !== undefined && LOOPBACK.has(name.toLowerCase()) && Number(digits ?? 80) === port;
}

/** @throws `C-JETON` when the request does not bear the token. */
export function checkToken(request: IncomingMessage, token: string): void {
  const [, given] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "") ?? [];
  if (given === undefined || !sameText(given, token)) {
    throw new OperatorError(
      "C-JETON",
      "Cette adresse demande le jeton du serveur : Authorization: Bearer <jeton>. Il est affiché au démarrage.",
    );
  }
}

/** Compares in a time that does not tell where two texts differ. */
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Reads a body up to a bound. @throws `C-TAILLE` */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLong = new OperatorError(
    "C-TAILLE",
    `Le corps de la requête passe ${maxBytes} octets. Envoyez moins, ou donnez un chemin de fichier.`,
  );
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLong;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLong;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads a JSON body of a shape. An empty one is `{}`. @throws `C-TYPE`, `C-TAILLE`, `C-FORME` */
export async function readJson<S extends z.core.$ZodType>(
  request: IncomingMessage,
  schema: S,
  maxBytes: number,
): Promise<z.output<S>> {
  const type = request.headers["content-type"] ?? "application/json";
  // A form or a plain text can be posted from any page without asking: JSON cannot.
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new OperatorError(
      "C-TYPE",
      `Le corps doit être du JSON (Content-Type: application/json), pas ${type.slice(0, 60)}.`,
    );
  }
  const text = await readText(request, maxBytes);
  return shaped(schema, parseJson(text === "" ? "{}" : text));
}

/** Reads the query of an address. @throws `C-FORME` */
export const readQuery = <S extends z.core.$ZodType>(url: URL, schema: S): z.output<S> =>
  shaped(schema, Object.fromEntries(url.searchParams));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OperatorError("C-FORME", `Le corps n'est pas du JSON : ${error instanceof Error ? error.message : ""}`);
  }
}

function shaped<S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> {
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.map(String).join(".") ?? "";
  throw new OperatorError(
    "C-FORME",
    `${place === "" ? "La requête" : place} : ${issue?.message ?? "forme inattendue"}. La forme attendue est décrite par /api/v1/openapi.json.`,
  );
}
