import { createHash } from "node:crypto";
import { mapBounded } from "#shared/aws/batches.ts";
import { withShared, type Dossier, type DossierHead, type DossierPart } from "#shared/contracts/dossier.ts";
import type { PressOptions, Run } from "#shared/contracts/run.ts";
import { NOT_YET } from "#shared/documents/direct.ts";
import { dossierPath, latestPath, standingPath } from "#shared/documents/paths.ts";
import { standingDocument } from "#shared/documents/standing.ts";
import { SWEEP_INTERVAL_MS } from "#shared/pipeline/sweep.ts";
import { PressError } from "#shared/press/errors.ts";
import { pressRoot } from "#shared/press/layouts.ts";
import { ringPress } from "#shared/press/rhythm.ts";
import type { Cloud, Time } from "./cloud.ts";
import { deleteRun } from "./delete-run.ts";
import { OperatorError } from "./errors.ts";
import { newRunId } from "./run-id.ts";
import { publishRunList } from "./run-list.ts";

export interface CreateOptions {
  /** Virtual instant at which the clock starts, ms. */
  readonly start: number;
  readonly speed: number | "max";
  /** Absent: no press tree. */
  readonly presse?: PressOptions;
  /** What will be sent, as a hash ({@link Run.nuit}). */
  readonly nuit?: string;
}

const ID_ATTEMPTS = 5;
const UPLOADS_AT_ONCE = 8;
const STANDING = { contentType: "application/json", cache: "immutable" } as const;
const LIVE = { contentType: "application/json", cache: "latest" } as const;
const PRIVATE_JSON = { contentType: "application/json", cache: "private" } as const;

/**
 * Creates a run: claims an id that was never used, then uploads the dossier, its parts first and named by their content, the
 * head last so that nothing it names is missing; then arms the sweep. Its clock stands still until it is told to go.
 * A creation that fails half-way leaves nothing but its used id. A run with a press tree has its references and candidatures written.
 *
 * @throws `C-RUN-ID` when no free id was found; `C-PRESSE` when the scrutin has no press tree.
 */
export async function createRun(cloud: Cloud, dossier: Dossier, options: CreateOptions, time: Time): Promise<Run> {
  if (options.presse !== undefined) checkPress(dossier);
  const run = await claim(cloud, dossier, options, time);
  try {
    await uploadDossier(cloud, run.run, withShared(dossier));
    await cloud.shelf.put(standingPath(run.run), JSON.stringify(standingDocument(run.run, dossier)), STANDING);
    await cloud.shelf.put(latestPath.direct(run.run), NOT_YET, LIVE);
    await cloud.bells.armTimer({ kind: "sweep", run: run.run }, SWEEP_INTERVAL_MS);
    await ringPress(run, "creation", cloud.bells);
    await publishRunList(cloud);
    return run;
  } catch (error) {
    await deleteRun(cloud, run).catch(() => {});
    throw error;
  }
}

function checkPress({ head }: Dossier): void {
  try {
    pressRoot(head);
  } catch (error) {
    if (error instanceof PressError) throw new OperatorError("C-PRESSE", error.message, { cause: error });
    throw error;
  }
}

async function claim(
  cloud: Cloud,
  { head }: Dossier,
  { start, speed, presse, nuit }: CreateOptions,
  time: Time,
): Promise<Run> {
  for (let attempt = 0; attempt < ID_ATTEMPTS; attempt++) {
    const now = Math.round(time.now());
    const run: Run = {
      run: newRunId(head.scrutin.id, head.tour, now),
      scrutin: head.scrutin.id,
      tour: head.tour,
      status: "ouvert",
      clock: { generation: 0, virtualAnchor: start, realAnchor: now, speed, paused: true },
      embargo: Date.parse(head.embargo),
      createdAt: now,
      label: head.scrutin.nom,
      ...(presse && { presse }),
      ...(nuit !== undefined && { nuit }),
    };
    if (await cloud.runs.create(run)) return run;
  }
  throw new OperatorError("C-RUN-ID", "Aucun identifiant de run libre n'a été trouvé. Recommencez dans une minute.");
}

async function uploadDossier(cloud: Cloud, run: string, dossier: Dossier): Promise<void> {
  const paths = new Map(
    await mapBounded(dossier.parts, UPLOADS_AT_ONCE, async (part) => {
      const document: DossierPart = { ...part, run };
      const text = JSON.stringify(document);
      const path = dossierPath.part(run, part.departement, createHash("sha256").update(text).digest("hex"));
      await cloud.shelf.put(path, text, PRIVATE_JSON);
      return [part.departement, path] as const;
    }),
  );
  const head: DossierHead = {
    ...dossier.head,
    run,
    departements: dossier.head.departements.map((row) => ({ ...row, part: paths.get(row.code) ?? "" })),
  };
  const orphan = head.departements.find(({ part }) => part === "");
  if (orphan) {
    throw new OperatorError(
      "C-DOSSIER",
      `Le dossier annonce le département ${orphan.code} sans en donner les communes. Ajoutez sa partie, ou retirez-le de l'en-tête.`,
    );
  }
  await cloud.shelf.put(dossierPath.head(run), JSON.stringify(head), PRIVATE_JSON);
}
