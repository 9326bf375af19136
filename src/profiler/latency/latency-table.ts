import { checkLength, checkSame, createTable, readHeader, type TableLayout } from '../table-header.ts';
import { BUCKET_COUNT, bucketOf } from './latency-buckets.ts';

/**
 * The layout of the buffer, version 2, in the machine's byte order:
 *
 *     header     4 × uint32   magic, layout version, numbers of rules and buckets
 *     matchNs, noMatchNs, matchCount, noMatchCount, maxNs, slowestEvent, coldNs, coldCount,
 *     tooHighNs, tooLowNs   float64 × rules each
 *     buckets    uint32 × rules × buckets   how many latencies are in each bucket of each rule
 */
const LAYOUT: TableLayout = {
  name: 'latency table',
  // "KPLT" read as a big-endian number.
  magic: 0x4b504c54,
  version: 2,
  headerFields: 4,
};
const HEADER_BYTES = 4 * LAYOUT.headerFields;
const RULE_COLUMNS = 10;

type SharedValues = Float64Array<SharedArrayBuffer>;

/**
 * Latencies of single evaluations by rule: a histogram and sums, over one SharedArrayBuffer that grows with the number
 * of rules (2 kB each) and not with the run. One thread writes, any number read, as with the metrics table.
 */
export class LatencyTable {
  readonly buffer: SharedArrayBuffer;
  readonly ruleCount: number;
  /** Time of the evaluations that matched, nanoseconds, and how many they were; below the same of all others. */
  readonly matchNs: SharedValues;
  readonly noMatchNs: SharedValues;
  readonly matchCount: SharedValues;
  readonly noMatchCount: SharedValues;
  /** The longest, nanoseconds, and the number of its event; 0 where none was timed. */
  readonly maxNs: SharedValues;
  readonly slowestEvent: SharedValues;
  /** Cold evaluations, which are in no other column: their time, nanoseconds, and how many they were. */
  readonly coldNs: SharedValues;
  readonly coldCount: SharedValues;
  /** By how much the latencies may be too high, as the cost of timing is not known exactly, and too low: sums, nanoseconds. */
  readonly tooHighNs: SharedValues;
  readonly tooLowNs: SharedValues;
  readonly #buckets: Uint32Array<SharedArrayBuffer>;

  private constructor(buffer: SharedArrayBuffer, ruleCount: number) {
    this.buffer = buffer;
    this.ruleCount = ruleCount;
    let offset = HEADER_BYTES;
    const take = (): SharedValues => {
      const column = new Float64Array(buffer, offset, ruleCount);
      offset += column.byteLength;
      return column;
    };
    this.matchNs = take();
    this.noMatchNs = take();
    this.matchCount = take();
    this.noMatchCount = take();
    this.maxNs = take();
    this.slowestEvent = take();
    this.coldNs = take();
    this.coldCount = take();
    this.tooHighNs = take();
    this.tooLowNs = take();
    this.#buckets = new Uint32Array(buffer, offset, ruleCount * BUCKET_COUNT);
  }

  /**
   * An empty table.
   * @throws RangeError when `ruleCount` is not a whole number from 0
   */
  static create(ruleCount: number): LatencyTable {
    if (!Number.isSafeInteger(ruleCount) || ruleCount < 0) {
      throw new RangeError(`a latency table needs a whole number of rules, not ${ruleCount}`);
    }
    const buffer = createTable(LAYOUT, byteLength(ruleCount), [ruleCount, BUCKET_COUNT]);
    return new LatencyTable(buffer, ruleCount);
  }

  /**
   * The table in a buffer that another thread made with `create`; both see the same values.
   * @throws Error when the buffer holds no latency table, or one of another layout
   */
  static view(buffer: SharedArrayBuffer): LatencyTable {
    const [ruleCount, bucketCount] = readHeader(buffer, LAYOUT);
    checkSame(LAYOUT, 'buckets', bucketCount!, BUCKET_COUNT);
    checkLength(buffer, LAYOUT, byteLength(ruleCount!));
    return new LatencyTable(buffer, ruleCount!);
  }

  /**
   * Notes an evaluation of a rule that was not among its first.
   *
   * @param latencyNs from 0
   * @param eventNumber its place in the stream, from 1
   */
  add(rule: number, latencyNs: number, isMatch: boolean, eventNumber: number): void {
    this.#buckets[rule * BUCKET_COUNT + bucketOf(latencyNs)]! += 1;
    if (isMatch) {
      this.matchNs[rule]! += latencyNs;
      this.matchCount[rule]! += 1;
    } else {
      this.noMatchNs[rule]! += latencyNs;
      this.noMatchCount[rule]! += 1;
    }
    this.#noteSlowest(rule, latencyNs, eventNumber);
  }

  /** Notes how far off the latency of an evaluation may be; both from 0, nanoseconds. */
  addDoubt(rule: number, tooHighNs: number, tooLowNs: number): void {
    this.tooHighNs[rule]! += tooHighNs;
    this.tooLowNs[rule]! += tooLowNs;
  }

  /** Notes one of the first evaluations of a rule. */
  addCold(rule: number, latencyNs: number): void {
    this.coldNs[rule]! += latencyNs;
    this.coldCount[rule]! += 1;
  }

  /** How many evaluations of a rule were timed, the cold ones left out. */
  timed(rule: number): number {
    return this.matchCount[rule]! + this.noMatchCount[rule]!;
  }

  /** The histogram of a rule: how many latencies are in each bucket. */
  bucketsOf(rule: number): Uint32Array {
    return this.#buckets.subarray(rule * BUCKET_COUNT, (rule + 1) * BUCKET_COUNT);
  }

  /**
   * Adds what another worker timed of the same pack: the result is as if all had been noted in one table.
   * @throws Error when the tables are of different numbers of rules
   */
  merge(other: LatencyTable): void {
    if (other.ruleCount !== this.ruleCount) {
      throw new Error(`latency tables of ${this.ruleCount} and ${other.ruleCount} rules cannot be added up`);
    }
    for (const [at, column] of this.#sums().entries()) {
      const others = other.#sums()[at]!;
      for (let index = 0; index < column.length; index++) column[index]! += others[index]!;
    }
    for (let rule = 0; rule < this.ruleCount; rule++) {
      if (other.timed(rule) > 0) this.#noteSlowest(rule, other.maxNs[rule]!, other.slowestEvent[rule]!);
    }
  }

  /** Of equals the first in the stream, so that the order in which tables are merged does not matter. */
  #noteSlowest(rule: number, latencyNs: number, eventNumber: number): void {
    const isFirst = this.slowestEvent[rule] === 0;
    const isEqual = latencyNs === this.maxNs[rule] && eventNumber < this.slowestEvent[rule]!;
    if (!isFirst && !isEqual && !(latencyNs > this.maxNs[rule]!)) return;
    this.maxNs[rule] = latencyNs;
    this.slowestEvent[rule] = eventNumber;
  }

  #sums(): readonly (SharedValues | Uint32Array)[] {
    const { matchNs, noMatchNs, matchCount, noMatchCount, coldNs, coldCount, tooHighNs, tooLowNs } = this;
    return [
      matchNs,
      noMatchNs,
      matchCount,
      noMatchCount,
      coldNs,
      coldCount,
      tooHighNs,
      tooLowNs,
      this.#buckets,
    ];
  }
}

function byteLength(ruleCount: number): number {
  return HEADER_BYTES + ruleCount * (RULE_COLUMNS * 8 + BUCKET_COUNT * 4);
}
