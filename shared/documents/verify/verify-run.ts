import { sha256, type Envelope } from "../common.ts";
import type { BureauxDocument, DepartementDocument } from "../departement.ts";
import type { RunIndex } from "../listing.ts";
import type { FranceDocument, RegionDocument, Results } from "../national.ts";
import { latestPath, objectPath } from "../paths.ts";
import { DOCUMENT_SCHEMAS, type DocumentName } from "../schemas.ts";
import { Checks, type CheckCount, type Finding } from "./checks.ts";
import { checkDepartement, checkParts, figuresOf, type DepartementFigures } from "./sums.ts";

/** Reads a published text by its path from the root of the site (`runs/…`); `null`: nothing there. */
export type ReadText = (path: string) => Promise<string | null>;

/** What a verification found. */
export interface Verification {
  readonly run: string;
  readonly tient: boolean;
  readonly sousEmbargo: boolean;
  /** National documents of the chain, the last one included. */
  readonly chaine: number;
  /** Documents read and hashed. */
  readonly documents: number;
  readonly verifications: readonly CheckCount[];
  readonly constats: readonly Finding[];
}

/** Fields that bear results: none may be public before the release. */
const RESULT_FIELDS = ["totaux", "mentions", "candidatures", "outcome", "resultSha256", "anomalies", "corrections"];
const ROW_RESULT_FIELDS = ["exprimes", "voix", "tete", "object", "bureauxObject"];

/**
 * Verifies all that a run published, from its documents alone: hashes, the chain of national documents back to the
 * first, every part that one of them names, the sums from bureaux to the nation, the sequences, the embargo.
 * Reads nothing but through `read`; throws only what it throws.
 */
export async function verifyRun(read: ReadText, run: string): Promise<Verification> {
  return new Verifier(read, run).verify();
}

class Verifier {
  readonly #read: ReadText;
  readonly #run: string;
  readonly #checks = new Checks();
  /** Départements by hash, `null` when they could not be read: each is verified once, however many documents name it. */
  readonly #departements = new Map<string, DepartementFigures | null>();
  /** Sequences of documents by hash, verified links included. */
  readonly #sequences = new Map<string, number | null>();
  readonly #regions = new Set<string>();
  #embargo = "";

  constructor(read: ReadText, run: string) {
    this.#read = read;
    this.#run = run;
  }

  async verify(): Promise<Verification> {
    // The index first: a night that goes on may publish between two readings, and the nation must never be behind.
    const index = await this.#latest<RunIndex>(latestPath.index(this.#run), "index");
    const path = latestPath.france(this.#run, true);
    const france = await this.#latest<FranceDocument>(path, "france");
    const sousEmbargo = france?.document.sousEmbargo === true;
    let chaine = 0;
    if (france !== null) {
      this.#embargo = france.document.embargo;
      if (index !== null) this.#index(index.document, france);
      if (sousEmbargo) await this.#dark(france.document, index?.document ?? null);
      else {
        chaine = await this.#chain(france);
        await this.#latestParts(france.document);
      }
    }
    return {
      run: this.#run,
      tient: this.#checks.holds,
      sousEmbargo,
      chaine,
      documents: this.#sequences.size,
      verifications: this.#checks.counts(),
      constats: this.#checks.findings,
    };
  }

  /** The index names the nation that readers see, or an earlier one that it will soon replace. */
  #index(index: RunIndex, { document, text }: Read<FranceDocument>): void {
    const ou = latestPath.index(this.#run);
    const behind = `séquence ${index.sequence}, le document national est à ${document.sequence}`;
    this.#checks.hold("V-SEQUENCE", index.sequence <= document.sequence, ou, () => behind);
    if (index.sequence !== document.sequence) return;
    const named = index.documents.find(({ type }) => type === "france")?.sha256;
    this.#checks.hold(
      "V-LATEST",
      named === sha256(text),
      ou,
      () => `nomme ${named}, le document national est ${sha256(text)}`,
    );
  }

  /** Nothing that a reader can reach bears a result. */
  async #dark(france: FranceDocument, index: RunIndex | null): Promise<void> {
    const path = latestPath.france(this.#run, true);
    const clean = (ou: string, value: object, fields: readonly string[]): void => {
      const leaked = fields.filter((field) => field in value);
      this.#checks.hold("V-EMBARGO", leaked.length === 0, ou, () => `porte ${leaked.join(", ")}`);
    };
    clean(path, france, RESULT_FIELDS);
    for (const row of france.departements) clean(`${path}, département ${row.code}`, row, ROW_RESULT_FIELDS);
    for (const row of france.regions) clean(`${path}, région ${row.code}`, row, ["object"]);
    const listed = index?.documents.filter(({ type }) => type !== "france") ?? [];
    this.#checks.hold(
      "V-EMBARGO",
      listed.length === 0,
      latestPath.index(this.#run),
      () => `nomme ${listed.length} documents`,
    );
    const paths = [
      ...france.departements.flatMap(({ code }) => [
        latestPath.departement(this.#run, code, true),
        latestPath.bureaux(this.#run, code, true),
      ]),
      ...france.regions.map(({ code }) => latestPath.region(this.#run, code, true)),
    ];
    for (const ou of paths) {
      const there = await this.#read(ou);
      this.#checks.hold("V-EMBARGO", there === null, ou, () => "public avant la fin de l'embargo");
    }
  }

  /** Every national document from the last to the first, with all that each names. @returns how many. */
  async #chain(last: Read<FranceDocument>): Promise<number> {
    let length = 0;
    let newer = Number.POSITIVE_INFINITY;
    const seen = new Set<string>();
    for (let next: string | null = sha256(last.text); next !== null; length += 1) {
      const ou = objectPath(this.#run, next, true);
      if (!this.#checks.hold("V-CHAINE", !seen.has(next), ou, () => "la chaîne revient sur elle-même")) break;
      seen.add(next);
      const read: Read<FranceDocument> | null = await this.#object<FranceDocument>(next, "france");
      if (!this.#checks.hold("V-CHAINE", read !== null, ou, () => "un maillon manque ou ne se lit pas")) break;
      const { document }: Read<FranceDocument> = read!;
      this.#checks.hold(
        "V-SEQUENCE",
        document.sequence < newer,
        ou,
        () => `séquence ${document.sequence}, suivie de ${newer}`,
      );
      newer = document.sequence;
      await this.#nation(ou, document);
      next = document.supersedes;
    }
    return length;
  }

  /** The parts of one national document, and their sums. */
  async #nation(ou: string, france: FranceDocument): Promise<void> {
    for (const { object, bureauxObject } of france.departements) {
      if (object !== undefined && bureauxObject !== undefined) await this.#departement(object);
    }
    const parts = this.#readable();
    if (this.#withResults(ou, france)) checkParts(this.#checks, ou, france, parts);
    for (const { object } of france.regions) if (object !== undefined) await this.#region(object, france);
  }

  #withResults(ou: string, france: FranceDocument): france is FranceDocument & Results {
    const bears = RESULT_FIELDS.every((field) => field in france);
    return this.#checks.hold("V-FORMAT", bears, ou, () => "un document public sans résultats");
  }

  #readable(): Map<string, DepartementFigures> {
    return new Map([...this.#departements].flatMap(([hash, part]) => (part === null ? [] : [[hash, part]])));
  }

  async #region(object: string, france: FranceDocument): Promise<void> {
    if (this.#regions.has(object)) return;
    this.#regions.add(object);
    const ou = objectPath(this.#run, object, true);
    const region = await this.#object<RegionDocument>(object, "region");
    if (region === null) return;
    checkParts(this.#checks, ou, region.document, this.#readable());
    const named = new Map(france.departements.map(({ code, object: hash }) => [code, hash]));
    for (const row of region.document.departements) {
      this.#checks.hold(
        "V-EMPREINTE",
        row.object === named.get(row.code),
        `${ou}, département ${row.code}`,
        () => "une autre empreinte que celle du document national",
      );
    }
    await this.#older(ou, "region", region.document);
  }

  async #departement(object: string): Promise<void> {
    if (this.#departements.has(object)) return;
    this.#departements.set(object, null);
    const ou = objectPath(this.#run, object, true);
    const departement = await this.#object<DepartementDocument>(object, "departement");
    if (departement === null) return;
    const bureaux = await this.#object<BureauxDocument>(departement.document.bureauxObject, "bureaux");
    this.#departements.set(object, figuresOf(departement.document));
    await this.#older(ou, "departement", departement.document);
    if (bureaux === null) return;
    checkDepartement(this.#checks, ou, departement.document, bureaux.document);
    this.#checks.equal("V-SEQUENCE", `${ou}, bureaux`, bureaux.document.sequence, departement.document.sequence);
    await this.#older(objectPath(this.#run, departement.document.bureauxObject, true), "bureaux", bureaux.document);
  }

  /** Follows `supersedes` to the first document, or to one already followed. */
  async #older(ou: string, name: DocumentName, document: Envelope): Promise<void> {
    let [at, newer] = [ou, document];
    while (newer.supersedes !== null) {
      const hash: string = newer.supersedes;
      const known = this.#sequences.get(hash);
      if (
        known === undefined &&
        newer.instant < this.#embargo &&
        (await this.#read(objectPath(this.#run, hash, true))) === null
      ) {
        // Made under embargo: what it replaced was held, and stays so.
        return;
      }
      const older: Read<Envelope> | null = known === undefined ? await this.#object(hash, name) : null;
      const sequence = known ?? older?.document.sequence;
      const lower = sequence !== undefined && sequence < newer.sequence;
      this.#checks.hold(
        "V-SEQUENCE",
        lower,
        at,
        () => `séquence ${newer.sequence}, remplace ${sequence ?? "un absent"}`,
      );
      if (older === null) return;
      [at, newer] = [objectPath(this.#run, hash, true), older.document];
    }
  }

  /** The human paths: each the document that the nation names, or a later one that lies under its hash. */
  async #latestParts(france: FranceDocument): Promise<void> {
    const named = [
      ...france.regions.map(({ code, object }) => [latestPath.region(this.#run, code, true), object] as const),
      ...france.departements.flatMap(({ code, object, bureauxObject }) => [
        [latestPath.departement(this.#run, code, true), object] as const,
        [latestPath.bureaux(this.#run, code, true), bureauxObject] as const,
      ]),
    ];
    for (const [path, object] of named) {
      if (object === undefined) continue;
      const text = await this.#read(path);
      if (!this.#checks.hold("V-ABSENT", text !== null, path, () => "nommé par le document national, absent")) continue;
      const hash = sha256(text!);
      if (hash === object) {
        this.#checks.hold("V-LATEST", true, path, () => "");
        continue;
      }
      const stored = await this.#read(objectPath(this.#run, hash, true));
      const later =
        stored === text && ((json(text!) as Envelope | null)?.sequence ?? 0) > (this.#sequences.get(object) ?? 0);
      this.#checks.hold("V-LATEST", later, path, () => `empreinte ${hash}, le document national nomme ${object}`);
    }
  }

  async #latest<D extends Envelope>(path: string, name: DocumentName): Promise<Read<D> | null> {
    const text = await this.#read(path);
    if (!this.#checks.hold("V-ABSENT", text !== null, path, () => "absent")) return null;
    return this.#parse<D>(path, text!, name);
  }

  /** A document by its content. */
  async #object<D extends Envelope>(hash: string, name: DocumentName): Promise<Read<D> | null> {
    const path = objectPath(this.#run, hash, true);
    const known = this.#sequences.get(hash);
    const text = await this.#read(path);
    if (known === undefined) this.#sequences.set(hash, null);
    if (!this.#checks.hold("V-ABSENT", text !== null, path, () => "nommé, absent")) return null;
    const found = sha256(text!);
    this.#checks.hold("V-EMPREINTE", found === hash, path, () => `le contenu a pour empreinte ${found}`);
    const read = this.#parse<D>(path, text!, name);
    if (read !== null) this.#sequences.set(hash, read.document.sequence);
    return read;
  }

  /** A text as the document it must be: of its schema, of this run. */
  #parse<D extends Envelope>(path: string, text: string, name: DocumentName): Read<D> | null {
    const document = json(text);
    const { error } = DOCUMENT_SCHEMAS[name].schema.safeParse(document);
    const issue = error?.issues[0];
    const fits = issue === undefined && (document as Envelope).run === this.#run;
    const why = (): string => (issue ? `${issue.path.join(".")} : ${issue.message}` : "document d'un autre run");
    if (!this.#checks.hold("V-FORMAT", fits, path, why)) return null;
    return { text, document: document as D };
  }
}

interface Read<D> {
  readonly text: string;
  readonly document: D;
}

/** `null`, which no schema accepts, when it is not JSON. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
