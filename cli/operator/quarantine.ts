import { createHash } from "node:crypto";
import type { QuarantinedMessage } from "#shared/pipeline/record-tallies.ts";
import type { Cloud } from "./cloud.ts";
import { OperatorError } from "./errors.ts";

/** One refused message, as the list tells it: enough to be found again. */
export interface QuarantineEntry {
  /** SHA-256 of its body: its name. */
  readonly digest: string;
  /** `null`: the message could not be read so far as to know its run. */
  readonly run: string | null;
  readonly code: string;
  readonly key: string;
}

/** The name of a message in the quarantine: SHA-256 of its body. */
export const digestOf = (body: string): string => createHash("sha256").update(body).digest("hex");

/** A page of the quarantine; `next` is given back as `after` to get the next one. */
export interface QuarantinePage {
  readonly entries: readonly QuarantineEntry[];
  readonly total: number;
  readonly next: string | null;
}

/** Which messages: of a run (`null`: of no known run), of a code; left out: all. */
export interface QuarantineFilter {
  readonly run?: string | null;
  readonly code?: string;
}

const KEY = /^quarantine\/([^/]+)\/([^/]+)\/([0-9a-f]{64})\.json$/;

/** Every refused message that the filter lets through, in key order. */
export async function listQuarantine(
  cloud: Pick<Cloud, "shelf">,
  { run, code }: QuarantineFilter = {},
): Promise<QuarantineEntry[]> {
  const prefix = run === undefined ? "quarantine/" : `quarantine/${run ?? "_"}/`;
  const keys = await cloud.shelf.list(prefix);
  return keys.flatMap((key) => {
    const [, owner, refusal, digest] = KEY.exec(key) ?? [];
    if (owner === undefined || refusal === undefined || digest === undefined) return [];
    if (code !== undefined && code !== refusal) return [];
    return [{ digest, run: owner === "_" ? null : owner, code: refusal, key }];
  });
}

/** One page of the list. */
export async function pageQuarantine(
  cloud: Pick<Cloud, "shelf">,
  filter: QuarantineFilter,
  page: { readonly after?: string; readonly limit: number },
): Promise<QuarantinePage> {
  const all = await listQuarantine(cloud, filter);
  const start = page.after === undefined ? 0 : all.findIndex(({ key }) => key > (page.after ?? ""));
  const entries = start < 0 ? [] : all.slice(start, start + page.limit);
  const last = entries.at(-1);
  return { entries, total: all.length, next: last !== undefined && last !== all.at(-1) ? last.key : null };
}

/** One message, whole. @param name its digest or the beginning of it. @throws `C-QUARANTAINE` when none or several match. */
export async function showQuarantined(
  cloud: Pick<Cloud, "shelf">,
  name: string,
): Promise<QuarantinedMessage & QuarantineEntry> {
  const matches = (await listQuarantine(cloud)).filter(({ digest }) => digest.startsWith(name));
  const [entry, ...others] = matches;
  if (entry === undefined || others.length > 0) {
    throw new OperatorError(
      "C-QUARANTAINE",
      entry === undefined
        ? `Aucun message de la quarantaine ne commence par ${name}. Listez-la : vingt-heures quarantine list.`
        : `${matches.length} messages commencent par ${name}. Donnez plus de caractères.`,
    );
  }
  const message = await readEntry(cloud, entry);
  if (message === null) throw new OperatorError("C-QUARANTAINE", `Le message ${name} vient de quitter la quarantaine.`);
  return { ...message, ...entry };
}

async function readEntry(cloud: Pick<Cloud, "shelf">, { key }: QuarantineEntry): Promise<QuarantinedMessage | null> {
  const stored = await cloud.shelf.get(key);
  return stored === null ? null : (JSON.parse(Buffer.from(stored.body).toString("utf8")) as QuarantinedMessage);
}

/**
 * Sends refused messages to the tallies' queue again and removes from the quarantine those that the queue took.
 * One that is refused again comes back under its name.
 *
 * @param mended a body to send instead, for exactly one message.
 * @returns how many were sent.
 */
export async function redriveQuarantine(
  cloud: Pick<Cloud, "shelf" | "queues">,
  entries: readonly QuarantineEntry[],
  mended?: string,
): Promise<number> {
  if (mended !== undefined && entries.length !== 1) {
    throw new OperatorError(
      "C-QUARANTAINE",
      `Un corps réparé remplace un seul message, ${entries.length} sont désignés. Désignez-le par son empreinte.`,
    );
  }
  let sent = 0;
  for (const entry of entries) {
    const body = mended ?? (await readEntry(cloud, entry))?.body;
    if (body === undefined) continue;
    const [refused] = await cloud.queues.tallies.send([{ body }]);
    if (refused) {
      throw new OperatorError(
        "C-ENVOI",
        `La file n'a pas pris le message ${entry.digest.slice(0, 12)} (${refused.reason}). ${sent} ont été renvoyés avant lui ; recommencez pour les autres.`,
      );
    }
    await cloud.shelf.remove([entry.key]);
    sent += 1;
  }
  return sent;
}
