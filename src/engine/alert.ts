import type { EventNumber } from './batch/event-batch.ts';
import type { Captures } from './predicate/predicate.ts';
import type { RuleIndex } from './rule.ts';

/** What a rule emits when it holds. Alerts leave the engine in event order, then rule order. */
export interface Alert {
  readonly rule: RuleIndex;
  /** The event's own time, nanoseconds since 1970; undefined where it has none. */
  readonly timeNs: bigint | undefined;
  /** The events it is made of; null stands for a step that is a missing event. */
  readonly events: readonly (EventNumber | null)[];
  /** What a Lua or Wasm rule captured, where that was asked for. */
  readonly captures?: Captures;
}

export type AlertSink = (alert: Alert) => void;
