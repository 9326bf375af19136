import { Z_95 } from '../statistics/interval.ts';
import type { Allocation } from './allocation-findings.ts';

/** With fewer samples the interval would be wider than the figure. */
export const LEAST_SAMPLES = 10;
/** Steps of the search for an object's size; more would not change a byte. */
const STEPS = 50;

/**
 * Adds up samples of allocations to an estimate with its interval. Samples are a Poisson process over the bytes that
 * are allocated: an object of s bytes is seen with the chance p = 1 - exp(-s / interval), and stands for s / p bytes then
 * (Horvitz and Thompson, JASA 47, 1952), with the variance (1 - p) of that squared.
 */
export class AllocationTally {
  readonly #intervalBytes: number;
  #samples = 0;
  #bytes = 0;
  #variance = 0;

  /** @param intervalBytes on average there is a sample for so many bytes */
  constructor(intervalBytes: number) {
    this.#intervalBytes = intervalBytes;
  }

  /** @param bytes what the sample stands for, as V8's profile gives it */
  add(bytes: number): void {
    this.#samples++;
    this.#bytes += bytes;
    this.#variance += bytes * bytes * Math.exp(-sizeOf(bytes, this.#intervalBytes) / this.#intervalBytes);
  }

  /** Null where there are too few samples. */
  estimate(): Allocation | null {
    if (this.#samples < LEAST_SAMPLES) return null;
    const reach = Z_95 * Math.sqrt(this.#variance);
    return {
      bytes: this.#bytes,
      interval: [Math.max(0, this.#bytes - reach), this.#bytes + reach],
      samples: this.#samples,
    };
  }
}

/** The size s of an object that stands for s / (1 - exp(-s / interval)) bytes; found step by step. */
function sizeOf(bytes: number, intervalBytes: number): number {
  let size = bytes;
  for (let step = 0; step < STEPS; step++) size = bytes * -Math.expm1(-size / intervalBytes);
  return size;
}
