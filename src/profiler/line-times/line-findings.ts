import type { RuleIndex } from '../../engine/rule.ts';
import type { HotSpot } from '../hot-spot.ts';

/** What was seen of the lines of Lua rules. Plain data: it travels between threads. */
export interface LineFindings {
  /** What watching took altogether, nanoseconds. */
  readonly tookNs: number;
  /** Rules that were watched, ascending. */
  readonly rules: readonly RuleLines[];
}

/** The lines of one rule. */
export interface RuleLines {
  readonly rule: RuleIndex;
  /** Evaluations that were watched. */
  readonly evaluations: number;
  /** Its hottest lines, the hottest first; `samples` are passes. */
  readonly spots: readonly HotSpot[];
}
