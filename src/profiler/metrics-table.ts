import type { PredicateUsage } from '../engine/predicate/predicate.ts';
import { PHASES } from '../engine/probe.ts';
import type { RuleState } from '../engine/sequence/rule-state.ts';
import { checkLength, checkSame, createTable, readHeader, type TableLayout } from './table-header.ts';

/**
 * The layout of the buffer, version 3. All values are 64 bits wide and aligned, in the machine's byte order:
 *
 *     header     6 × uint32   magic, layout version, numbers of rules, phases and steps, 0
 *     spansNs    float64 × (rules + phases)   CPU time of each rule, then of each phase
 *     offered, evaluations, matches, alerts, errors, quarantined, conditionBytes   float64 × rules each
 *     partialMatches, peakPartialMatches, expired, evicted, lateEvents, memoryBytes, peakMemoryBytes, hostCalls,
 *                tableEntries, moduleBytes   float64 × rules each; NaN where a rule has no such thing
 *     firstStep  float64 × (rules + 1)   where the steps of each rule begin among all steps
 *     stepEvaluations, stepMatches   float64 × steps each
 *     lastHitNs  int64 × rules
 *
 * Counts are float64: whole and exact up to 2^53, and an addition is one instruction.
 */
const LAYOUT: TableLayout = {
  name: 'metrics table',
  // "KPMT" read as a big-endian number.
  magic: 0x4b504d54,
  version: 3,
  headerFields: 6,
};
const HEADER_BYTES = 4 * LAYOUT.headerFields;
const VALUE_BYTES = 8;
/** Columns with one value per rule, besides the CPU time and where its steps begin. */
const RULE_COLUMNS = 18;
/** Columns with one value per step. */
const STEP_COLUMNS = 2;

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
  /** Faults of a Lua or Wasm rule. */
  readonly errors: SharedCounts;
  /** 1 for a rule that was taken out of the run, else 0. */
  readonly quarantined: SharedCounts;
  /** An estimate of what compiled EQL conditions hold; part of `memoryBytes`. */
  readonly conditionBytes: SharedCounts;
  /** Live partial matches of a sequence, as of the last batch. */
  readonly partialMatches: SharedCounts;
  readonly peakPartialMatches: SharedCounts;
  /** Partial matches that maxspan ended. */
  readonly expired: SharedCounts;
  /** Partial matches dropped because a limit was reached. */
  readonly evicted: SharedCounts;
  /** Events a sequence took out of order, as they came too late to be put in order. */
  readonly lateEvents: SharedCounts;
  /** What the rule holds, as of the last batch: measured for Lua and Wasm, an estimate for the others. */
  readonly memoryBytes: SharedCounts;
  readonly peakMemoryBytes: SharedCounts;
  /** Calls a Lua or Wasm rule made to the functions it is given. */
  readonly hostCalls: SharedCounts;
  /** Entries of a Wasm rule's tables. */
  readonly tableEntries: SharedCounts;
  /** Size of a Wasm rule's module. */
  readonly moduleBytes: SharedCounts;
  /** By step of a rule: events its filter ran on. @see stepIndex */
  readonly stepEvaluations: SharedCounts;
  /** By step of a rule: events its filter held for. @see stepIndex */
  readonly stepMatches: SharedCounts;
  /** The latest event time among its alerts, nanoseconds since 1970, or NEVER_HIT. */
  readonly lastHitNs: BigInt64Array<SharedArrayBuffer>;

  readonly #firstStep: SharedCounts;

  private constructor(buffer: SharedArrayBuffer, ruleCount: number, stepCount: number) {
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
    this.errors = take(ruleCount);
    this.quarantined = take(ruleCount);
    this.conditionBytes = take(ruleCount);
    this.partialMatches = take(ruleCount);
    this.peakPartialMatches = take(ruleCount);
    this.expired = take(ruleCount);
    this.evicted = take(ruleCount);
    this.lateEvents = take(ruleCount);
    this.memoryBytes = take(ruleCount);
    this.peakMemoryBytes = take(ruleCount);
    this.hostCalls = take(ruleCount);
    this.tableEntries = take(ruleCount);
    this.moduleBytes = take(ruleCount);
    this.#firstStep = take(ruleCount + 1);
    this.stepEvaluations = take(stepCount);
    this.stepMatches = take(stepCount);
    this.lastHitNs = new BigInt64Array(buffer, offset, ruleCount);
  }

  /**
   * An empty table.
   *
   * @param stepsOfRule how many steps each rule has; those that have none may be left out at the end
   * @throws RangeError when `ruleCount` is not a whole number from 0
   */
  static create(ruleCount: number, stepsOfRule: readonly number[] = []): MetricsTable {
    if (!Number.isSafeInteger(ruleCount) || ruleCount < 0) {
      throw new RangeError(`a metrics table needs a whole number of rules, not ${ruleCount}`);
    }
    const stepCount = stepsOfRule.reduce((sum, steps) => sum + steps, 0);
    const shape = [ruleCount, PHASES.length, stepCount];
    const buffer = createTable(LAYOUT, byteLength(ruleCount, stepCount), shape);
    const table = new MetricsTable(buffer, ruleCount, stepCount);
    table.lastHitNs.fill(NEVER_HIT);
    for (const column of table.#optionalColumns()) column.fill(Number.NaN);
    for (let rule = 0; rule < ruleCount; rule++) {
      table.#firstStep[rule + 1] = table.#firstStep[rule]! + (stepsOfRule[rule] ?? 0);
    }
    return table;
  }

  /**
   * The table in a buffer that another thread made with `create`; both see the same values.
   * @throws Error when the buffer holds no metrics table, or one of another layout.
   */
  static view(buffer: SharedArrayBuffer): MetricsTable {
    const [ruleCount, phaseCount, stepCount] = readHeader(buffer, LAYOUT);
    checkSame(LAYOUT, 'phases', phaseCount!, PHASES.length);
    checkLength(buffer, LAYOUT, byteLength(ruleCount!, stepCount!));
    return new MetricsTable(buffer, ruleCount!, stepCount!);
  }

  /** How many steps a rule has. */
  stepsOf(rule: number): number {
    return this.#firstStep[rule + 1]! - this.#firstStep[rule]!;
  }

  /** Where a step of a rule is in the columns of steps. */
  stepIndex(rule: number, step: number): number {
    return this.#firstStep[rule]! + step;
  }

  /**
   * Notes what compiled conditions hold.
   *
   * @param bytesOfRule 0 for rules that have none
   */
  setConditions(bytesOfRule: ArrayLike<number>): void {
    this.conditionBytes.set(bytesOfRule);
    for (const [rule, bytes] of this.conditionBytes.entries()) {
      if (bytes > 0) this.memoryBytes[rule] = this.peakMemoryBytes[rule] = bytes;
    }
  }

  /** Notes what a sequence or sample remembers now. */
  setState(rule: number, state: RuleState): void {
    this.partialMatches[rule] = state.partialMatches;
    this.peakPartialMatches[rule] = state.peakPartialMatches;
    this.expired[rule] = state.expired;
    this.evicted[rule] = state.evicted;
    this.lateEvents[rule] = state.lateEvents;
    this.memoryBytes[rule] = this.conditionBytes[rule]! + state.memoryBytes;
    this.peakMemoryBytes[rule] = this.conditionBytes[rule]! + state.peakMemoryBytes;
  }

  /** Notes what a Lua or Wasm rule uses now. */
  setUsage(rule: number, usage: PredicateUsage): void {
    this.memoryBytes[rule] = usage.memoryBytes;
    this.peakMemoryBytes[rule] = usage.peakMemoryBytes;
    this.hostCalls[rule] = usage.hostCalls;
    this.tableEntries[rule] = usage.tableEntries ?? Number.NaN;
    this.moduleBytes[rule] = usage.moduleBytes ?? Number.NaN;
  }

  /** Notes a fault of a Lua or Wasm rule, and whether the rule was taken out for it. */
  countFault(rule: number, quarantined: boolean): void {
    this.errors[rule]! += 1;
    if (quarantined) this.quarantined[rule] = 1;
  }

  /** Adds what another worker counted; peaks add up to what both could have held at once. */
  add(other: MetricsTable): void {
    const others = other.#sums();
    for (const [at, column] of this.#sums().entries()) addColumn(column, others[at]!);
    for (let rule = 0; rule < this.ruleCount; rule++) {
      if (other.quarantined[rule]! > 0) this.quarantined[rule] = 1;
      const timeNs = other.lastHitNs[rule]!;
      if (timeNs > this.lastHitNs[rule]!) this.lastHitNs[rule] = timeNs;
    }
  }

  /** As `create` wants them. */
  get stepsOfRule(): number[] {
    return Array.from({ length: this.ruleCount }, (_, rule) => this.stepsOf(rule));
  }

  /** Those that not every rule has. */
  #optionalColumns(): readonly SharedCounts[] {
    return [
      this.partialMatches,
      this.peakPartialMatches,
      this.expired,
      this.evicted,
      this.lateEvents,
      this.memoryBytes,
      this.peakMemoryBytes,
      this.hostCalls,
      this.tableEntries,
      this.moduleBytes,
    ];
  }

  #sums(): readonly SharedCounts[] {
    return [
      this.spansNs,
      this.offered,
      this.evaluations,
      this.matches,
      this.alerts,
      this.errors,
      this.conditionBytes,
      ...this.#optionalColumns(),
      this.stepEvaluations,
      this.stepMatches,
    ];
  }

  /** Notes an alert. A time that no int64 of nanoseconds can hold (before 1677, after 2262) is not kept. */
  countAlert(rule: number, timeNs: bigint | undefined): void {
    this.alerts[rule]! += 1;
    if (timeNs !== undefined && timeNs > this.lastHitNs[rule]! && timeNs <= LAST_TIME_NS) {
      this.lastHitNs[rule] = timeNs;
    }
  }
}

function byteLength(ruleCount: number, stepCount: number): number {
  const values =
    ruleCount + PHASES.length + RULE_COLUMNS * ruleCount + (ruleCount + 1) + STEP_COLUMNS * stepCount;
  return HEADER_BYTES + values * VALUE_BYTES;
}

/** What neither has stays NaN. By index, as tables are added up while a run goes on. */
function addColumn(total: SharedCounts, part: SharedCounts): void {
  for (let at = 0; at < part.length; at++) {
    const value = part[at]!;
    if (Number.isNaN(value)) continue;
    total[at] = Number.isNaN(total[at]!) ? value : total[at]! + value;
  }
}
