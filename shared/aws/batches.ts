/** Cuts a list into runs of at most `size`. */
export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}

/** Cuts a list into runs of at most `size` items that weigh at most `most` together; one that weighs more goes alone. */
export function batchesWithin<T>(items: readonly T[], size: number, most: number, weigh: (item: T) => number): T[][] {
  const batches: T[][] = [];
  let weight = Infinity;
  for (const item of items) {
    const own = weigh(item);
    if (weight + own > most || batches.at(-1)?.length === size) {
      batches.push([]);
      weight = 0;
    }
    batches.at(-1)!.push(item);
    weight += own;
  }
  return batches;
}

/** Maps a list, at most `limit` items under way at once; results keep the order. @throws the first failure. */
export async function mapBounded<T, R>(items: readonly T[], limit: number, map: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
