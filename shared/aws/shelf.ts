import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Shelf, ShelfObject } from "../ports.ts";
import { batchesOf } from "./batches.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** S3's own limit. */
const DELETE_BATCH = 1_000;

/** JSON of figures shrinks tenfold at any level: the higher ones cost a recount more time than they save on the way. */
const COMPRESSION = { level: 1 };

/** What caches may do: content under its hash never changes; `latest` is asked for again every few seconds. */
const CACHE_CONTROL = {
  immutable: "public, max-age=31536000, immutable",
  latest: "public, max-age=5, stale-while-revalidate=30",
  private: "private, no-store",
};

/** The bucket in S3. Texts are stored gzip-encoded, as browsers and CDNs expect them. */
export class S3Shelf implements Shelf {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async get(key: string): Promise<ShelfObject | null> {
    const object = await found(this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key })));
    if (object === null) return null;
    const stored = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    return {
      body: object.ContentEncoding === "gzip" ? await decompress(stored) : stored,
      contentType: object.ContentType ?? "application/octet-stream",
    };
  }

  async put(key: string, body: string | Uint8Array, options: Parameters<Shelf["put"]>[2]): Promise<void> {
    const text = typeof body === "string" || options.compress === true;
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: text ? await compress(body, COMPRESSION) : body,
        ContentType: options.contentType,
        CacheControl: CACHE_CONTROL[options.cache],
        ...(text && { ContentEncoding: "gzip" }),
      }),
    );
  }

  async copyText(from: string, to: string, options: Parameters<Shelf["copyText"]>[2]): Promise<void> {
    // REPLACE drops every header of the source; for a text that `put` stored they are known without asking.
    const copy = this.#client.send(
      new CopyObjectCommand({
        Bucket: this.#bucket,
        Key: to,
        CopySource: `${this.#bucket}/${from.split("/").map(encodeURIComponent).join("/")}`,
        MetadataDirective: "REPLACE",
        ContentType: options.contentType,
        ContentEncoding: "gzip",
        CacheControl: CACHE_CONTROL[options.cache],
      }),
    );
    if ((await found(copy)) === null) {
      throw new Error(
        `SHELF-NO-SOURCE: cannot copy ${from} to ${to}: expected an object there. Put the content before its copy.`,
      );
    }
  }

  async list(prefix: string): Promise<readonly string[]> {
    const keys: string[] = [];
    let next: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ContinuationToken: next }),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) keys.push(Key);
      next = page.NextContinuationToken;
    } while (next !== undefined);
    return keys;
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const batch of batchesOf(keys, DELETE_BATCH)) {
      const { Errors: errors = [] } = await this.#client.send(
        new DeleteObjectsCommand({
          Bucket: this.#bucket,
          Delete: { Quiet: true, Objects: batch.map((Key) => ({ Key })) },
        }),
      );
      const [first] = errors;
      if (first !== undefined) {
        throw new Error(
          `SHELF-NOT-REMOVED: ${errors.length} of ${batch.length} objects stay, the first is ${first.Key} (${first.Code}): ` +
            "expected all to be gone. Removing again is harmless.",
        );
      }
    }
  }
}

/** The answer, or `null` where there is no such object. @throws every other failure. */
async function found<T>(request: Promise<T>): Promise<T | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return null;
    throw error;
  }
}
