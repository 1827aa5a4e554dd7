import { expect, it } from "vitest";
import { randomOf } from "#shared/night/random.ts";
import { trendOf } from "../benchmarks/trend.ts";

/** Ten minutes of memory, a sample every ten seconds: noisy around 800 MB, growing by so many MB an hour. */
function samples(mbAnHour: number) {
  const noise = randomOf("memoire", String(mbAnHour));
  return Array.from({ length: 60 }, (_, i) => ({
    at: i * 10_000,
    mb: 800 + noise.between(-40, 40) + (mbAnHour * i) / 360,
  }));
}

it("the judge of a soak sees a leak through the noise, and none where there is none", () => {
  const [flat, leaking] = [trendOf(samples(0)), trendOf(samples(1200))];
  expect(Math.abs(flat.gained)).toBeLessThan(0.1);
  expect(leaking.gained).toBeGreaterThan(0.1);
  expect(Math.abs(leaking.mbAnHour - 1200)).toBeLessThan(200);
  expect(trendOf(samples(-600)).gained).toBeLessThan(0);
});
