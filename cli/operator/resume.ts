import { createHash } from "node:crypto";
import type { Run } from "#shared/contracts/run.ts";
import type { BureauxDocument } from "#shared/documents/departement.ts";
import type { FranceDocument } from "#shared/documents/national.ts";
import { latestPath, objectPath } from "#shared/documents/paths.ts";
import { mapBounded } from "#shared/aws/batches.ts";
import type { Send } from "#shared/night/mishaps.ts";
import type { Cloud } from "./cloud.ts";
import { readFresh } from "./documents.ts";
import { refusalsOf } from "./looks.ts";
import { digestOf } from "./quarantine.ts";

const READS_AT_ONCE = 8;

/** SHA-256 of what a night sends and when: a run is continued by the same night only. The run's own id is not part of it. */
export function nightDigest(sends: readonly Send[]): string {
  const hash = createHash("sha256");
  for (const { at, kind, expectedCode = "", recorded } of sends) {
    const { commune, bureau, version, inscrits, votants, exprimes, voix } = recorded.tally;
    hash.update(
      `${at} ${kind}${expectedCode} ${commune}/${bureau}/${version} ${inscrits} ${votants} ${exprimes} ${Object.values(voix).join(" ")}\n`,
    );
  }
  return hash.digest("hex");
}

/**
 * Which messages of a night an earlier playing of its run saw through: tallies that its documents count, in this version or a
 * higher one, and malformed copies that its quarantine holds. Repeats are sent again: that changes nothing.
 */
export async function takenMessages(
  cloud: Pick<Cloud, "published" | "shelf">,
  { run }: Run,
  sends: readonly Send[],
): Promise<boolean[]> {
  const published = await publishedVersions(cloud, run);
  const malformed = new Map(
    sends.flatMap((send, index) => (send.kind === "malformed" ? [[digestOf(send.body), index] as const] : [])),
  );
  const { digests } = await refusalsOf(cloud, run, new Set(malformed.keys()));
  const refused = new Set([...digests].map((digest) => malformed.get(digest)));
  return sends.map(({ kind, recorded: { tally } }, index) => {
    if (kind === "malformed") return refused.has(index);
    return kind === "good" && (published.get(`${tally.commune}/${tally.bureau}`) ?? 0) >= tally.version;
  });
}

/** Version under which each bureau is published, or held for the operator; by `commune/bureau`. */
async function publishedVersions({ published }: Pick<Cloud, "published">, run: string): Promise<Map<string, number>> {
  const open = await readFresh<FranceDocument>(published, latestPath.france(run, true));
  const released = open?.document.sousEmbargo === false;
  const france = released ? open : await readFresh<FranceDocument>(published, latestPath.france(run, false));
  const objects = (france?.document.departements ?? []).flatMap(({ bureauxObject }) => bureauxObject ?? []);
  const versions = new Map<string, number>();
  await mapBounded(objects, READS_AT_ONCE, async (object) => {
    const read = await readFresh<BureauxDocument>(published, objectPath(run, object, released));
    for (const [commune, bureau, , version] of read?.document.resultat ?? [])
      versions.set(`${commune}/${bureau}`, version);
  });
  return versions;
}
