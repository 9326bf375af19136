import type { PredicateLimits } from './predicate-limits.ts';
import type { RuleWrapper } from './rule-wrapper.ts';
import type { TimeGuard } from './time-guard.ts';

/** What a runtime is given to load a predicate with. */
export interface PredicateLoadOptions {
  readonly limits: PredicateLimits;
  /** Ends code that runs for too long; loading runs the rule's own code as well. */
  readonly guard: TimeGuard;
  /** What loading is called through, so that profiles show whose it is. */
  readonly wrapper: RuleWrapper;
  /** Whether what `pred_capture` gives is kept. The function is called after every match either way. */
  readonly keepCaptures: boolean;
  /** What lines are timed by, prepared before; nanoseconds. Without it they are not watched. */
  readonly lineClock?: () => number;
}
