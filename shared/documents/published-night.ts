import type { BureauxDocument, DepartementDocument } from "./departement.ts";
import type { FranceDocument, RegionDocument, Results } from "./national.ts";
import { latestPath, objectPath } from "./paths.ts";

/** All that one national document names, read: the state of a night at one instant, whose sums agree. */
export interface PublishedNight {
  readonly france: FranceDocument & Results;
  readonly regions: readonly RegionDocument[];
  /** Those of which something is counted. */
  readonly departements: readonly {
    readonly departement: DepartementDocument;
    readonly bureaux: BureauxDocument;
  }[];
}

/** Reads a published text by its path; `null`: nothing there. */
type ReadText = (path: string) => Promise<string | null>;

/** A document that a reader asked for and did not get. */
export class NotPublished extends Error {
  override readonly name = "NotPublished";
  readonly code: "E-ABSENT" | "E-EMBARGO";

  constructor(code: NotPublished["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Reads the night that a national document names: the one with hash `object`, or the last.
 * @throws NotPublished `E-ABSENT` when a document is not there, `E-EMBARGO` before the release.
 */
export async function readPublishedNight(read: ReadText, run: string, object?: string): Promise<PublishedNight> {
  const json = async <T>(path: string): Promise<T> => {
    const text = await read(path);
    if (text === null) throw new NotPublished("E-ABSENT", `rien à ${path} : publiez ce run, ou nommez-en un autre`);
    return JSON.parse(text) as T;
  };
  const named = <T>(sha256: string): Promise<T> => json<T>(objectPath(run, sha256, true));
  const france =
    object === undefined
      ? await json<FranceDocument>(latestPath.france(run, true))
      : await named<FranceDocument>(object);
  if (!bearsResults(france))
    throw new NotPublished("E-EMBARGO", `les résultats de ${run} sont sous embargo jusqu'au ${france.embargo}`);
  const regions: RegionDocument[] = [];
  for (const { object: hash } of france.regions) if (hash !== undefined) regions.push(await named(hash));
  const departements: PublishedNight["departements"][number][] = [];
  for (const { object: hash, bureauxObject } of france.departements) {
    if (hash === undefined || bureauxObject === undefined) continue;
    departements.push({ departement: await named(hash), bureaux: await named(bureauxObject) });
  }
  return { france, regions, departements };
}

const bearsResults = (france: FranceDocument): france is FranceDocument & Results => france.totaux !== undefined;
