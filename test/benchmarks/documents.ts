/**
 * What a night writes: objects and bytes, as S3 would count them. A file is played in memory, in waves of bureaux, each
 * wave published; sizes are those of the stored (gzip) documents. The exports at its end are made and timed too.
 *
 *     node test/benchmarks/documents.ts FILE.csv.gz [waves]
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { withShared } from "#shared/contracts/dossier.ts";
import { readPublishedNight } from "#shared/documents/published-night.ts";
import { nightFiles } from "#shared/exports/files.ts";
import { readNight } from "#shared/formats/read-night.ts";
import { MemoryNight } from "#shared/testing/memory-night.ts";
import { messageOf, runOf } from "../factories.ts";

const [file = "", waves = "20"] = process.argv.slice(2);
const bytes = gunzipSync(readFileSync(file));
const { dossier, tallies } = await readNight({
  name: basename(file, ".gz"),
  bytes: [bytes],
  sha256: () => "",
});
const run = runOf({ scrutin: dossier.head.scrutin.id, tour: dossier.head.tour });

/** Stored sizes by kind of key. */
const written = new Map<string, { objects: number; bytes: number }>();
const kindOf = (key: string): string => key.replace(/^runs\/[^/]+\//, "").replace(/[^/]+\.json$/, "*.json");
const note = (key: string, size: number): void => {
  const kind = key.includes("/bureaux.json") ? "latest/departements/*/bureaux.json" : kindOf(key);
  const sum = written.get(kind) ?? { objects: 0, bytes: 0 };
  written.set(kind, { objects: sum.objects + 1, bytes: sum.bytes + size });
};
const sizes = new Map<string, number>();
const night = new MemoryNight({
  dossier: withShared(dossier),
  run,
  through: (ports) => ({
    ...ports,
    shelf: {
      get: (key) => ports.shelf.get(key),
      list: (prefix) => ports.shelf.list(prefix),
      remove: (keys) => ports.shelf.remove(keys),
      put: (key, body, options) => {
        const size = typeof body === "string" ? gzipSync(body, { level: 1 }).byteLength : body.byteLength;
        sizes.set(key, size);
        note(key, size);
        return ports.shelf.put(key, body, options);
      },
      copyText: (from, to, options) => {
        note(to, sizes.get(from) ?? 0);
        return ports.shelf.copyText(from, to, options);
      },
    },
  }),
});

const messages = tallies.map((tally, i) => ({
  messageId: String(i),
  body: JSON.stringify(messageOf({ ...tally, run: run.run })),
  // Bureaux of every département in every wave, as a night brings them.
  wave: (i * 7919) % Number(waves),
}));
for (let wave = 0; wave < Number(waves); wave += 1) {
  await night.record(messages.filter((message) => message.wave === wave));
  await night.settle();
}
const total = [...written.values()].reduce(
  (sum, { objects, bytes: size }) => ({ objects: sum.objects + objects, bytes: sum.bytes + size }),
  { objects: 0, bytes: 0 },
);
const publications = (await night.france(run.run)).sequence;
const row = (name: string, { objects, bytes: size }: { objects: number; bytes: number }): string =>
  `${name.padEnd(40)} ${String(objects).padStart(8)} ${(size / 1e6).toFixed(1).padStart(10)} MB ${(size / objects / 1e3).toFixed(1).padStart(8)} kB each`;
process.stdout.write(`${tallies.length} bureaux, ${waves} waves, ${publications} publications\n`);
for (const [kind, sum] of [...written].sort()) process.stdout.write(`${row(kind, sum)}\n`);
process.stdout.write(`${row("total", total)}\n`);

const published = await readPublishedNight(async (path) => {
  const stored = await night.shelf.get(path);
  return stored && new TextDecoder().decode(stored.body);
}, run.run);
let from = performance.now();
for (const { name, body } of nightFiles(published)) {
  const size = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  const stored = typeof body === "string" ? gzipSync(body, { level: 1 }).byteLength : size;
  process.stdout.write(
    `${name.padEnd(30)} ${(size / 1e6).toFixed(1).padStart(8)} MB, stored ${(stored / 1e6).toFixed(1).padStart(6)} MB, ${((performance.now() - from) / 1000).toFixed(1)} s\n`,
  );
  from = performance.now();
}
process.stdout.write(`peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB\n`);
