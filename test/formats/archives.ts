import { crc32, deflateRawSync } from "node:zlib";

const u16 = (value: number): Buffer => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number): Buffer => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

/** A zip of entries stored as they are, or deflated. */
export function zipOf(entries: readonly (readonly [name: string, content: Buffer])[], deflated = false): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const stored = deflated ? deflateRawSync(content) : content;
    const sizes = Buffer.concat([u32(crc32(content)), u32(stored.length), u32(content.length), u16(name.length)]);
    const head = Buffer.concat([u16(20), u16(0), u16(deflated ? 8 : 0), u32(0), sizes]);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, u16(0), Buffer.from(name), stored]);
    const rest = Buffer.concat([u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), Buffer.from(name)]);
    centrals.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), u16(20), head, rest]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const count = Buffer.concat([u16(0), u16(0), u16(entries.length), u16(entries.length)]);
  const end = Buffer.concat([Buffer.from("PK\u0005\u0006"), count, u32(directory.length), u32(offset), u16(0)]);
  return Buffer.concat([...locals, directory, end]);
}
