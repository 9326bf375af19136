import { Random } from '../../../fixtures/generator/random.ts';
import type { Interval } from '../../../src/profiler/statistics/interval.ts';

export const SIMULATIONS = 2_000;

/** Random numbers of a seed, so that a simulation gives the same result every time. */
export class Draws {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** From 0 to 1, both left out. */
  uniform(): number {
    return (this.#random.bits32() + 0.5) / 2 ** 32;
  }

  /** Whole, from `least` to `most`. */
  between(least: number, most: number): number {
    return this.#random.between(least, most);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }
}

/** The share of simulated intervals that hold the truth. */
export function coverage(
  seed: number,
  simulate: (draws: Draws) => { readonly truth: number; readonly interval: Interval },
): number {
  const draws = new Draws(seed);
  let covered = 0;
  for (let round = 0; round < SIMULATIONS; round++) {
    const { truth, interval } = simulate(draws);
    if (interval[0] <= truth && truth <= interval[1]) covered++;
  }
  return covered / SIMULATIONS;
}

/** As many results of `make`. */
export function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
