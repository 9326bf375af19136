import type { WatchedLines } from '../../engine/predicate/line-watch.ts';
import type { Interval } from '../statistics/interval.ts';
import { LEAST_VALUES } from '../statistics/mean-interval.ts';
import { studentT95 } from '../statistics/student-t.ts';

/** Evaluations below which a share has no interval. */
export const LEAST_EVALUATIONS = 30;

/** One line over all watches of its rule. */
export interface LineShare {
  /** From 1. */
  readonly line: number;
  readonly passes: number;
  /** Of the time of all lines, 0 to 1. */
  readonly share: number;
  /** The 95 % interval of `share`; null where too little was watched. */
  readonly interval: Interval | null;
}

interface LineSums {
  passes: number;
  timeNs: number;
  /** Sums over the watches: of its time squared, and of its time by that of all lines. */
  squares: number;
  products: number;
}

/** What the watches of one rule have in sum. It grows with the lines of the rule, not with the watches. */
export class LineTotals {
  evaluations = 0;
  #watches = 0;
  #timeNs = 0;
  #squares = 0;
  readonly #lines = new Map<number, LineSums>();

  /** A watch without lines was in vain, and counts for nothing. */
  add({ evaluations, lines }: WatchedLines): void {
    if (lines.length === 0) return;
    const allNs = lines.reduce((sum, { timeNs }) => sum + timeNs, 0);
    this.evaluations += evaluations;
    this.#watches++;
    this.#timeNs += allNs;
    this.#squares += allNs ** 2;
    for (const { line, passes, timeNs } of lines) {
      const sums = this.#sumsOf(line);
      sums.passes += passes;
      sums.timeNs += timeNs;
      sums.squares += timeNs ** 2;
      sums.products += timeNs * allNs;
    }
  }

  /** Lines that took time, the one that took most first. */
  shares(): LineShare[] {
    const shares: LineShare[] = [];
    for (const [line, sums] of this.#lines) {
      if (sums.timeNs === 0) continue;
      const share = sums.timeNs / this.#timeNs;
      shares.push({ line, passes: sums.passes, share, interval: this.#interval(sums, share) });
    }
    return shares.sort((left, right) => right.share - left.share || left.line - right.line);
  }

  /** A share is a ratio of two sums over watches; its variance is that of what a constant share leaves unexplained. */
  #interval({ squares, products }: LineSums, share: number): Interval | null {
    const watches = this.#watches;
    if (this.evaluations < LEAST_EVALUATIONS || watches < LEAST_VALUES) return null;
    const unexplained = Math.max(0, squares - 2 * share * products + share ** 2 * this.#squares);
    const deviation = Math.sqrt((watches / (watches - 1)) * unexplained) / this.#timeNs;
    const reach = studentT95(watches - 1) * deviation;
    return [Math.max(0, share - reach), Math.min(1, share + reach)];
  }

  #sumsOf(line: number): LineSums {
    let sums = this.#lines.get(line);
    if (sums === undefined) this.#lines.set(line, (sums = { passes: 0, timeNs: 0, squares: 0, products: 0 }));
    return sums;
  }
}
