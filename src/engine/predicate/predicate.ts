import type { Row } from '../batch/event-batch.ts';
import type { EventFields } from './event-fields.ts';
import type { WatchedLines } from './line-watch.ts';
import type { EvaluationFault } from './predicate-fault.ts';

/** What a predicate reported of a matched event, for alerts that carry it. */
export type Captures = Readonly<Record<string, string | number | bigint | boolean>>;

/** What a predicate uses; all figures are since it was loaded. */
export interface PredicateUsage {
  /** What its own state holds now. */
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
  readonly hostCalls: number;
  /** Wasm only: entries of its tables, and the size of its code. */
  readonly tableEntries?: number;
  readonly moduleBytes?: number;
}

/** What a predicate did with a batch. */
export interface BatchOutcome {
  /** Events it ran on, faults included; fewer than offered where it was stopped. */
  readonly evaluated: number;
  /** How many rows at the front of `rows` matched, ascending. */
  readonly matched: number;
}

/**
 * A Lua or Wasm rule, loaded, with a state of its own that nothing else can reach. Events must come in stream order,
 * as it may remember them.
 */
export interface Predicate {
  /** Connects it to the events of an engine. Called once, before the first run. */
  bind(fields: EventFields): void;
  /**
   * Evaluates events. Rows are ascending; those that match are moved to the front. A fault costs the event it
   * happened at: the next one is evaluated, until there were as many faults as its limits allow.
   *
   * It may be ended at any point by the time limit (an exception that it cannot catch); {@link interrupted} tells
   * then how far it came, and it is never run again.
   */
  run(rows: Int32Array, count: number): BatchOutcome;
  /**
   * Watches the lines of its source that the first events of the next run pass, and tells `onWatched` of them before
   * that run ends. It is called right before the run, with its rows, and changes nothing of what the rule does or holds.
   * It may be ended at any point by the time limit, which costs the rule nothing. Where there is no such function the
   * predicate has no lines, or was not loaded to be watched.
   */
  watchLines?(rows: Int32Array, count: number, onWatched: (seen: WatchedLines) => void): void;
  /** How far the run came that was ended from outside; the event it was at is the last one evaluated. */
  interrupted(): BatchOutcome & { readonly row: Row };
  /** What happened since this was last asked, in order. */
  takeFaults(): readonly EvaluationFault[];
  /** Whether it has had as many faults as it may have, or one that it cannot go on after. */
  readonly isSpent: boolean;
  /** What it captured of a matched row of the batch at hand; undefined where nothing, or where it was not asked to. */
  captures(row: Row): Captures | undefined;
  usage(): PredicateUsage;
  /** Frees its state. */
  close(): void;
}
