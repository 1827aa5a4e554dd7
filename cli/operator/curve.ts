/** Points kept of a curve. */
const MOST_POINTS = 300;

/** The arrival curve of a night: pairs [virtual instant ms, bureaux counted], thinned as it grows. */
export class Curve {
  #points: (readonly [number, number])[] = [];

  get points(): readonly (readonly [number, number])[] {
    return this.#points;
  }

  /** Adds what is counted at an instant. What neither grew nor moved on adds no point. */
  add(at: number, counted: number): void {
    const last = this.#points.at(-1);
    if (last !== undefined && at <= last[0]) {
      if (counted > last[1]) this.#points[this.#points.length - 1] = [last[0], counted];
      return;
    }
    this.#points.push([at, counted]);
    if (this.#points.length > MOST_POINTS) this.#points = this.#points.filter((_, index) => index % 2 === 0);
  }
}
