/** A measure at an instant, ms. */
export interface Sample {
  readonly at: number;
  readonly mb: number;
}

/** How memory moves over a time. */
export interface Trend {
  /** Slope of the least-squares line, MB an hour. */
  readonly mbAnHour: number;
  /** Memory at the middle of the line. */
  readonly meanMb: number;
  /** What the line gains from the first sample to the last, as a share of the mean. */
  readonly gained: number;
}

/** The line that lies closest to samples (least squares). @param samples two at least, not all at one instant. */
export function trendOf(samples: readonly Sample[]): Trend {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanAt, meanMb] = [mean(samples.map(({ at }) => at)), mean(samples.map(({ mb }) => mb))];
  const covariance = samples.reduce((sum, { at, mb }) => sum + (at - meanAt) * (mb - meanMb), 0);
  const slope = covariance / samples.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const length = samples.at(-1)!.at - samples[0]!.at;
  return { mbAnHour: slope * 3_600_000, meanMb, gained: (slope * length) / meanMb };
}
