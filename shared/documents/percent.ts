/**
 * A percentage with two decimals and a comma, rounded half up on exact integers, never forced to add up to 100
 * (press guide 2017 §6; PUB-22…PUB-25). `0,00` when the base is 0.
 */
export function percent(part: number, base: number): string {
  if (base === 0) return "0,00";
  // part × 20 000 stays exact far beyond France: 2^53 / 20 000 > 4 × 10^11 ballots.
  const hundredths = Math.floor((part * 20_000 + base) / (2 * base));
  const whole = Math.floor(hundredths / 100);
  return `${whole},${String(hundredths % 100).padStart(2, "0")}`;
}
