import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { ObjectReader, StoredObject } from "../cloud.ts";

/** Conditional reads of an S3 bucket, bodies as they are stored. */
export class S3Reader implements ObjectReader {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async read(key: string, ifNoneMatch?: string): Promise<StoredObject | "unchanged" | null> {
    try {
      const object = await this.#client.send(
        new GetObjectCommand({ Bucket: this.#bucket, Key: key, IfNoneMatch: ifNoneMatch }),
      );
      const etag = object.ETag ?? "";
      if (etag === ifNoneMatch) return "unchanged";
      return {
        body: (await object.Body?.transformToByteArray()) ?? new Uint8Array(),
        contentType: object.ContentType ?? "application/octet-stream",
        encoding: object.ContentEncoding === "gzip" ? "gzip" : null,
        etag,
        cacheControl: object.CacheControl ?? null,
      };
    } catch (error) {
      if (statusOf(error) === 304) return "unchanged";
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  return (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode;
}
