import type { Alert } from '../engine/alert.ts';
import type { EventNumber } from '../engine/batch/event-batch.ts';
import type { Captures } from '../engine/predicate/predicate.ts';
import type { Rule, Severity } from '../engine/rule.ts';
import { type RuleType, ruleType } from '../report/rule-type.ts';

/** A rule has found something. Texts come from rule files: not to be trusted. */
export interface DetectorAlert {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly type: RuleType;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** The event's own time, nanoseconds since 1970; undefined where it has none. */
  readonly timeNs: bigint | undefined;
  /** The events it is made of, by the numbers that `add` gave; null stands for a step that is a missing event. */
  readonly events: readonly (EventNumber | null)[];
  /** What a Lua or Wasm rule captured, where that was asked for. */
  readonly captures?: Captures;
}

/** @param rules those of the pack, in its order */
export function describeAlert(
  rules: readonly Rule[],
  { rule, timeNs, events, captures }: Alert,
): DetectorAlert {
  const { id, name, kind, severity, tags } = rules[rule]!;
  return {
    ruleId: id,
    ruleName: name,
    type: ruleType(kind),
    severity,
    tags,
    timeNs,
    events,
    ...(captures !== undefined && { captures }),
  };
}
