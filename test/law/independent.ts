/**
 * A second hand: d'Hondt and the bonus written from the articles in another way, sharing nothing with `shared/law`. d'Hondt is the
 * choice of the largest of all quotients, found by their rank; the bonus by a table of cases.
 */

interface Quotient {
  readonly list: number;
  readonly votes: bigint;
  readonly divisor: bigint;
}

/** Seats by highest average, or `null` when lists with equal votes tie for fewer seats than they are. */
export function dHondt(votes: readonly number[], seats: number): number[] | null {
  const quotients: Quotient[] = votes.flatMap((one, list) =>
    one === 0
      ? []
      : Array.from({ length: seats }, (_, index) => ({ list, votes: BigInt(one), divisor: BigInt(index + 1) })),
  );
  const compare = (a: Quotient, b: Quotient): number => {
    const difference = b.votes * a.divisor - a.votes * b.divisor;
    if (difference !== 0n) return difference > 0n ? 1 : -1;
    return Number(b.votes - a.votes);
  };
  quotients.sort(compare);
  const last = quotients[seats - 1];
  const next = quotients[seats];
  if (last !== undefined && next !== undefined && compare(last, next) === 0) return null;
  return votes.map((_, list) => quotients.slice(0, seats).filter((quotient) => quotient.list === list).length);
}

/** L262's bonus: one half, rounded up when more than four seats are to be filled, down when fewer. */
export function bonus(seats: number): number {
  if (seats % 2 === 0) return seats / 2;
  return seats > 4 ? (seats + 1) / 2 : (seats - 1) / 2;
}

/** L262 as a whole: bonus to the first, d'Hondt on the rest among lists of at least 5 % of `exprimes`; `null` where ages decide. */
export function l262(votes: readonly number[], exprimes: number, seats: number): number[] | null {
  const most = Math.max(...votes);
  const first = votes.indexOf(most);
  const prime = bonus(seats);
  if (prime > 0 && votes.lastIndexOf(most) !== first) return null;
  const shares = dHondt(
    votes.map((one) => (BigInt(one) * 100n >= BigInt(exprimes) * 5n ? one : 0)),
    seats - prime,
  );
  return shares === null ? null : shares.map((share, list) => share + (list === first ? prime : 0));
}
