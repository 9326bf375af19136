import { PHASES } from '../engine/probe.ts';

/**
 * The layout of the buffer, version 1. All values are 64 bits wide and aligned, in the machine's byte order:
 *
 *     header     4 × uint32   magic, layout version, number of rules, number of phases
 *     spansNs    float64 × (rules + phases)   CPU time of each rule, then of each phase
 *     offered, evaluations, matches, alerts   float64 × rules each
 *     lastHitNs  int64 × rules
 *
 * Counts are float64: whole and exact up to 2^53, and an addition is one instruction.
 */
const LAYOUT_VERSION = 1;
/** "KPMT" read as a big-endian number. */
const MAGIC = 0x4b504d54;
const HEADER_BYTES = 16;
const VALUE_BYTES = 8;
const COUNT_COLUMNS = 4;

/**
 * What `lastHitNs` holds for a rule that never raised an alert with a time. It is the smallest int64, so that
 * the latest hit is always the larger of two values; 0 would be 1970, an ordinary time.
 */
export const NEVER_HIT = -(2n ** 63n);

const LAST_TIME_NS = 2n ** 63n - 1n;

type SharedCounts = Float64Array<SharedArrayBuffer>;

/**
 * The figures of a run, one row per rule, as columns over one SharedArrayBuffer. One thread writes, any number
 * may read at their own pace without stopping it: on the platforms Node supports an aligned 64-bit value is
 * written whole, so a reader never sees half of one. It may see one column a batch ahead of another.
 */
export class MetricsTable {
  readonly buffer: SharedArrayBuffer;
  readonly ruleCount: number;
  /** `cpuTimeNs` and `phaseNs` as one column, so that the owner of a span of time is a single index. */
  readonly spansNs: SharedCounts;
  /** Time spent in each rule, nanoseconds. */
  readonly cpuTimeNs: SharedCounts;
  /** Time spent in each phase, nanoseconds, in the order of PHASES. */
  readonly phaseNs: SharedCounts;
  /** Events of the rule's category. */
  readonly offered: SharedCounts;
  /** Events its predicate ran on. */
  readonly evaluations: SharedCounts;
  /** Events its predicate held for. */
  readonly matches: SharedCounts;
  readonly alerts: SharedCounts;
  /** The latest event time among its alerts, nanoseconds since 1970, or NEVER_HIT. */
  readonly lastHitNs: BigInt64Array<SharedArrayBuffer>;

  private constructor(buffer: SharedArrayBuffer, ruleCount: number) {
    this.buffer = buffer;
    this.ruleCount = ruleCount;
    let offset = HEADER_BYTES;
    const take = (length: number): SharedCounts => {
      const column = new Float64Array(buffer, offset, length);
      offset += length * VALUE_BYTES;
      return column;
    };
    this.spansNs = take(ruleCount + PHASES.length);
    this.cpuTimeNs = this.spansNs.subarray(0, ruleCount);
    this.phaseNs = this.spansNs.subarray(ruleCount);
    this.offered = take(ruleCount);
    this.evaluations = take(ruleCount);
    this.matches = take(ruleCount);
    this.alerts = take(ruleCount);
    this.lastHitNs = new BigInt64Array(buffer, offset, ruleCount);
  }

  /** An empty table. @throws RangeError when `ruleCount` is not a whole number from 0. */
  static create(ruleCount: number): MetricsTable {
    if (!Number.isSafeInteger(ruleCount) || ruleCount < 0) {
      throw new RangeError(`a metrics table needs a whole number of rules, not ${ruleCount}`);
    }
    const buffer = new SharedArrayBuffer(byteLength(ruleCount));
    new Uint32Array(buffer, 0, 4).set([MAGIC, LAYOUT_VERSION, ruleCount, PHASES.length]);
    const table = new MetricsTable(buffer, ruleCount);
    table.lastHitNs.fill(NEVER_HIT);
    return table;
  }

  /**
   * The table in a buffer that another thread made with `create`; both see the same values.
   * @throws Error when the buffer holds no metrics table, or one of another layout.
   */
  static view(buffer: SharedArrayBuffer): MetricsTable {
    if (buffer.byteLength < HEADER_BYTES) throw new Error('the buffer is too small to be a metrics table');
    const [magic, version, ruleCount, phaseCount] = new Uint32Array(buffer, 0, 4);
    if (magic !== MAGIC) throw new Error('the buffer is not a metrics table');
    if (version !== LAYOUT_VERSION || phaseCount !== PHASES.length) {
      throw new Error(
        `the metrics table has layout ${version} with ${phaseCount} phases; this program reads layout ` +
          `${LAYOUT_VERSION} with ${PHASES.length}. Use the same version of the program on both sides`,
      );
    }
    if (buffer.byteLength !== byteLength(ruleCount!)) {
      throw new Error(`the metrics table is cut: ${buffer.byteLength} bytes for ${ruleCount} rules`);
    }
    return new MetricsTable(buffer, ruleCount!);
  }

  /** Notes an alert. A time that no int64 of nanoseconds can hold (before 1677, after 2262) is not kept. */
  countAlert(rule: number, timeNs: bigint | undefined): void {
    this.alerts[rule]! += 1;
    if (timeNs !== undefined && timeNs > this.lastHitNs[rule]! && timeNs <= LAST_TIME_NS) {
      this.lastHitNs[rule] = timeNs;
    }
  }
}

function byteLength(ruleCount: number): number {
  const values = ruleCount + PHASES.length + (COUNT_COLUMNS + 1) * ruleCount;
  return HEADER_BYTES + values * VALUE_BYTES;
}

/**
 * One table that holds what several workers counted for the same pack: sums, and the latest of the last hits.
 * @throws Error when there is no table or when they are of different packs (numbers of rules).
 */
export function addTables(tables: readonly MetricsTable[]): MetricsTable {
  const first = tables[0];
  if (first === undefined) throw new Error('there are no metrics tables to add up');
  const total = MetricsTable.create(first.ruleCount);
  for (const table of tables) {
    if (table.ruleCount !== total.ruleCount) {
      throw new Error(`metrics tables of ${total.ruleCount} and ${table.ruleCount} rules cannot be added up`);
    }
    addColumn(total.spansNs, table.spansNs);
    addColumn(total.offered, table.offered);
    addColumn(total.evaluations, table.evaluations);
    addColumn(total.matches, table.matches);
    addColumn(total.alerts, table.alerts);
    for (const [rule, timeNs] of table.lastHitNs.entries()) {
      if (timeNs > total.lastHitNs[rule]!) total.lastHitNs[rule] = timeNs;
    }
  }
  return total;
}

function addColumn(total: SharedCounts, part: SharedCounts): void {
  for (let i = 0; i < total.length; i++) total[i]! += part[i]!;
}
