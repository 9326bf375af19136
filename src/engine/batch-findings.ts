import type { EventNumber, Row } from './batch/event-batch.ts';
import type { Captures } from './predicate/predicate.ts';
import type { RuleIndex } from './rule.ts';
import type { EventTimes } from './sequence/event-times.ts';
import type { RuleHits } from './sequence/received-hits.ts';

/** A rule held for a single event. */
export interface EventMatch {
  readonly row: Row;
  readonly rule: RuleIndex;
  /** What a Lua or Wasm rule captured, where that was asked for. */
  readonly captures?: Captures;
}

/**
 * All that can be said of a batch without knowing what came before it. Plain data: engines in several threads make it of
 * portions of a stream, and one puts it together.
 */
export interface BatchFindings {
  /** By row. */
  readonly eventNumbers: readonly EventNumber[];
  /** By row; of all events where the pack has rules that need several, else only of those that matched. */
  readonly times: EventTimes;
  /** By row, then by rule. */
  readonly matches: readonly EventMatch[];
  /** What the steps of sequences and samples found. */
  readonly hits: readonly RuleHits[];
}
