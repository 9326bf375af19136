import type { RuleIndex } from '../rule.ts';
import type { Row } from './event-batch.ts';

/**
 * Puts the matches of a batch, found rule by rule, back into event order: by row, then by rule. The batch size
 * can therefore never show in what is reported.
 */
export class MatchCollector {
  readonly #ruleCount: number;
  /** row * ruleCount + rule: one number sorts by both, exact up to 2^53. */
  #keys = new Float64Array(1024);
  #count = 0;

  constructor(ruleCount: number) {
    this.#ruleCount = Math.max(1, ruleCount);
  }

  add(rule: RuleIndex, rows: Int32Array, count: number): void {
    if (this.#count + count > this.#keys.length) {
      const grown = new Float64Array(Math.max(this.#keys.length * 2, this.#count + count));
      grown.set(this.#keys.subarray(0, this.#count));
      this.#keys = grown;
    }
    for (let at = 0; at < count; at++) this.#keys[this.#count++] = rows[at]! * this.#ruleCount + rule;
  }

  /** Hands out the matches in order and forgets them. */
  drain(take: (row: Row, rule: RuleIndex) => void): void {
    const keys = this.#keys.subarray(0, this.#count).sort();
    this.#count = 0;
    for (const key of keys) {
      const rule = key % this.#ruleCount;
      take((key - rule) / this.#ruleCount, rule);
    }
  }
}
