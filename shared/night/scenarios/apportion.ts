/** Sharing whole numbers out exactly: what is generated adds up to what is official, to the vote. */

/**
 * Shares `total` in proportion to `weights`, by largest remainders (ties: the first), never giving more than `most`.
 * The products `total × weight` must stay below 2^53.
 *
 * @throws when `most` leaves no room for the total.
 */
export function apportion(total: number, weights: readonly number[], most?: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const room = (i: number): number => (most ? most[i]! - shares[i]! : 1);
  const remainders = weights.map((weight) => (sum === 0 ? 0 : (total * weight) % sum));
  const shares = weights.map((weight, i) => {
    const share = sum === 0 ? 0 : (total * weight - remainders[i]!) / sum;
    return most ? Math.min(share, most[i]!) : share;
  });
  let left = total - shares.reduce((a, b) => a + b, 0);
  if (left === 0) return shares;

  const byRemainder = weights.map((_, i) => i).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
  for (const i of byRemainder) {
    if (left === 0) return shares;
    if (room(i) <= 0 || remainders[i] === 0) continue;
    shares[i]!++;
    left--;
  }
  // Bounds held some back, or nothing weighs: what is left goes where there is room.
  for (const i of byRemainder) {
    const given = most ? Math.min(left, room(i)) : left;
    shares[i]! += given;
    left -= given;
  }
  if (left > 0) throw new Error(`cannot share ${total}: ${left} left over`);
  return shares;
}

/**
 * Fills a table whose margins are known: row sums `rows`, column sums `columns` (their totals equal), cells leaning to
 * `weights` (one a cell, row by row, positive). Every cell is a whole number, none is negative, every margin holds.
 *
 * The rows are halved again and again; at each halving, the columns' sums are shared between the halves so that each
 * half's own total holds. No rounding is ever left to mend.
 *
 * @returns cells, row by row.
 */
export function fillTable(rows: readonly number[], columns: readonly number[], weights: Float64Array): Float64Array {
  const width = columns.length;
  // Sums over the rows before: how much any span of rows holds, and leans to each column.
  const rowSums = new Float64Array(rows.length + 1);
  const leanings = new Float64Array((rows.length + 1) * width);
  for (const [i, row] of rows.entries()) {
    rowSums[i + 1] = rowSums[i]! + row;
    for (let k = 0; k < width; k++) {
      leanings[(i + 1) * width + k] = leanings[i * width + k]! + row * weights[i * width + k]!;
    }
  }
  const leaning = (from: number, to: number, k: number): number =>
    leanings[to * width + k]! - leanings[from * width + k]!;
  const cells = new Float64Array(rows.length * width);

  const fill = (from: number, to: number, sums: readonly number[]): void => {
    if (to - from === 1) {
      cells.set(sums, from * width);
      return;
    }
    const middle = (from + to) >> 1;
    const wanted = sums.map((sum, k) => {
      const whole = leaning(from, to, k);
      // 1/256ths of a vote: fine enough to lean by, small enough to stay exact in the products.
      return whole === 0 ? 0 : Math.floor(((sum * leaning(from, middle, k)) / whole) * 256);
    });
    const first = apportion(rowSums[middle]! - rowSums[from]!, wanted, sums);
    fill(from, middle, first);
    fill(
      middle,
      to,
      sums.map((sum, k) => sum - first[k]!),
    );
  };
  if (rows.length > 0) fill(0, rows.length, columns);
  return cells;
}

/**
 * How many bureaux each place gets: at least one, and so that the fullest bureau is as small as can be (Adams's method).
 *
 * @param total bureaux in all; more than that when there are more places.
 */
export function stationsOf(total: number, populations: readonly number[]): number[] {
  const stations = (size: number): number[] =>
    populations.map((population) => Math.max(1, Math.ceil(population / size)));
  const count = (size: number): number => stations(size).reduce((a, b) => a + b, 0);
  // The smallest size that needs no more than the total.
  let tooSmall = 0;
  let enough = Math.max(1, ...populations);
  while (enough - tooSmall > 1) {
    const size = (tooSmall + enough) >> 1;
    if (count(size) <= total) enough = size;
    else tooSmall = size;
  }
  const given = stations(enough);
  for (let left = total - count(enough); left > 0; left--) {
    const fullest = given.reduce(
      (best, n, i) => (populations[i]! * given[best]! > populations[best]! * n ? i : best),
      0,
    );
    given[fullest]!++;
  }
  return given;
}
