/**
 * Holm's step-down correction: the p-value of each test as it must be read when all of them are looked at. The chance
 * that any test without effect falls below a level is at most that level, however the tests depend on each other. Holm,
 * "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 *
 * @param pValues of the single tests, in any order, each from 0 to 1
 * @returns the corrected ones in the same order, at most 1
 */
export function holm(pValues: readonly number[]): number[] {
  const smallestFirst = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const corrected = new Array<number>(pValues.length);
  let largest = 0;
  for (const [rank, index] of smallestFirst.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[index]!));
    corrected[index] = largest;
  }
  return corrected;
}
