import type { Scope } from "#shared/contracts/identity.ts";
import type { DossierHead, DossierPart } from "#shared/contracts/dossier.ts";
import type { Run } from "#shared/contracts/run.ts";
import { unpack } from "#shared/count/packing.ts";
import type { Anomaly } from "#shared/count/anomalies.ts";
import type { BureauxDocument, DepartementDocument } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { dossierPath, latestPath, objectPath } from "#shared/documents/paths.ts";
import type { QuarantinedMessage } from "#shared/pipeline/record-tallies.ts";
import type { Ledger, Runs, Shelf } from "#shared/ports.ts";

/** Where the story of a bureau is read: the stores themselves, nothing that was kept for the purpose. */
export interface TraceSources {
  readonly runs: Pick<Runs, "get">;
  readonly ledger: Pick<Ledger, "read">;
  readonly shelf: Pick<Shelf, "get" | "list">;
}

/** The story of one bureau in one run. */
export interface Trace {
  readonly run: string;
  readonly departement: string;
  readonly commune: string;
  readonly bureau: string;
  /** Inscrits that the dossier expects; `null`: the dossier does not know the bureau. */
  readonly expected: number | null;
  /** What the ledger holds of it, by version. */
  readonly entries: readonly TraceEntry[];
  /** Messages that were refused. */
  readonly refusals: readonly TraceRefusal[];
  /** National documents in which its version changed, in their order. */
  readonly publications: readonly TracePublication[];
  /** Anomalies of the last published document of its département. */
  readonly anomalies: readonly Anomaly[];
}

interface TraceEntry {
  /** Key in the ledger: `commune#bureau#version#digest`. */
  readonly key: string;
  readonly version: number;
  readonly messageId: string;
  /** Virtual instant at which the bureau's message says it was made. */
  readonly at: string;
  readonly exprimes: number;
}

interface TraceRefusal {
  readonly code: string;
  readonly digest: string;
  /** Real instant. */
  readonly receivedAt: string;
  readonly messageId: string;
}

interface TracePublication {
  /** Version shown from here on; `null`: it is gone from the document, which never happens. */
  readonly version: number | null;
  /** Of the national document, and of the département's. */
  readonly sequence: number;
  readonly departementSequence: number;
  /** Virtual and real instants of the publication. */
  readonly instant: string;
  readonly publieLe: string;
  /** Hash of the bureaux document. */
  readonly object: string;
}

/** Refused messages that are looked into, at most: the quarantine names them by content, not by bureau. */
const MOST_REFUSALS = 1_000;
/** National documents that are walked back, at most. */
const MOST_DOCUMENTS = 5_000;

/** Tells the story of a bureau. `null`: there is no such run, or no département of it has that commune. */
export async function traceBureau(
  sources: TraceSources,
  runId: string,
  commune: string,
  bureau: string,
): Promise<Trace | null> {
  const run = await sources.runs.get(runId);
  if (run === null) return null;
  const place = await placeOf(sources.shelf, run, commune, bureau);
  if (place === null) return null;
  const { departement, expected } = place;
  const entries = await entriesOf(
    sources.ledger,
    { run: run.run, scrutin: run.scrutin, tour: run.tour, departement },
    commune,
    bureau,
  );
  const released = run.released !== undefined;
  const [refusals, publications, document] = await Promise.all([
    refusalsOf(sources.shelf, run.run, `${commune}/${bureau}`),
    publicationsOf(sources.shelf, run.run, released, departement, commune, bureau),
    read<DepartementDocument>(sources.shelf, latestPath.departement(run.run, departement, released)),
  ]);
  const anomalies = (document?.resultat.anomalies ?? []).filter(
    (one) => one.commune === commune && one.bureau === bureau,
  );
  return { run: run.run, departement, commune, bureau, expected, entries, refusals, publications, anomalies };
}

async function read<T>(shelf: TraceSources["shelf"], key: string): Promise<T | null> {
  const stored = await shelf.get(key);
  return stored === null ? null : (JSON.parse(new TextDecoder().decode(stored.body)) as T);
}

/** The département that has the commune: the one its code names first, the others after. */
async function placeOf(
  shelf: TraceSources["shelf"],
  { run }: Run,
  commune: string,
  bureau: string,
): Promise<{ readonly departement: string; readonly expected: number | null } | null> {
  const head = await read<DossierHead>(shelf, dossierPath.head(run));
  const likely = (code: string): number => (commune.startsWith(code) ? 0 : 1);
  for (const { code, part } of (head?.departements ?? []).toSorted((a, b) => likely(a.code) - likely(b.code))) {
    const { communes = [] } = (await read<DossierPart>(shelf, part)) ?? {};
    const found = communes.find((one) => one.code === commune);
    if (found === undefined) continue;
    const expected = found.bureaux.find((one) => one.code === bureau)?.inscrits ?? null;
    return { departement: code, expected };
  }
  return null;
}

async function entriesOf(
  ledger: TraceSources["ledger"],
  scope: Scope,
  commune: string,
  bureau: string,
): Promise<TraceEntry[]> {
  const own = (await ledger.read(scope)).filter(({ key }) => key.startsWith(`${commune}#${bureau}#`));
  return own.map(({ key, content }) => {
    const { at, messageId, exprimes } = unpack(content);
    return { key, version: Number(key.split("#").at(-2)), messageId, at: new Date(at).toISOString(), exprimes };
  });
}

async function refusalsOf(shelf: TraceSources["shelf"], run: string, subject: string): Promise<TraceRefusal[]> {
  const keys = (await shelf.list(`quarantine/${run}/`)).slice(0, MOST_REFUSALS);
  const refusals: TraceRefusal[] = [];
  for (const key of keys) {
    const message = await read<QuarantinedMessage>(shelf, key);
    if (message === null || !message.body.includes(`"subject":"${subject}"`)) continue;
    const digest = key.slice(key.lastIndexOf("/") + 1, -".json".length);
    refusals.push({ code: message.code, digest, receivedAt: message.receivedAt, messageId: message.messageId });
  }
  return refusals;
}

/** Walks the national documents back along `supersedes`, and tells where the bureau's version changed. */
async function publicationsOf(
  shelf: TraceSources["shelf"],
  run: string,
  released: boolean,
  departement: string,
  commune: string,
  bureau: string,
): Promise<TracePublication[]> {
  const chain: TracePublication[] = [];
  let document = await read<FranceDocument>(shelf, latestPath.france(run, released));
  let known = null as { readonly object: string; readonly version: number | null } | null;
  for (let walked = 0; document !== null && walked < MOST_DOCUMENTS; walked += 1) {
    const row = document.departements.find(({ code }) => code === departement);
    if (row?.bureauxObject !== undefined) {
      const object = row.bureauxObject;
      if (known?.object !== object)
        known = { object, version: await versionIn(shelf, run, released, object, commune, bureau) };
      const { version } = known;
      const { sequence, instant, publieLe } = document;
      chain.push({ version, sequence, departementSequence: row.sequence, instant, publieLe, object });
    }
    document =
      document.supersedes === null
        ? null
        : await read<FranceDocument>(shelf, objectPath(run, document.supersedes, released));
  }
  const forward = chain.reverse();
  return forward.filter(({ version }, i) => version !== (forward[i - 1]?.version ?? null));
}

async function versionIn(
  shelf: TraceSources["shelf"],
  run: string,
  released: boolean,
  object: string,
  commune: string,
  bureau: string,
): Promise<number | null> {
  const document = await read<BureauxDocument>(shelf, objectPath(run, object, released));
  return document?.resultat.find((row) => row[0] === commune && row[1] === bureau)?.[3] ?? null;
}
