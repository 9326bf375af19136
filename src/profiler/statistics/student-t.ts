import { Z_95 } from './interval.ts';

/** For 1, 2, ... degrees of freedom. Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), table 26.10. */
const TABLE = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086,
] as const;

/**
 * Of Student's distribution: 95 % lie within this distance of 0. From the table up to 20 degrees of freedom, by the
 * expansion 26.7.5 of the same book above, where it is right to five digits.
 *
 * @throws RangeError when the degrees of freedom are not a whole number from 1
 */
export function studentT95(degrees: number): number {
  if (!Number.isSafeInteger(degrees) || degrees < 1) {
    throw new RangeError(`degrees of freedom are a whole number from 1, not ${degrees}`);
  }
  const tabled = TABLE[degrees - 1];
  if (tabled !== undefined) return tabled;
  const z = Z_95;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3;
}
