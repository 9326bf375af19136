import type { PredicateLimits } from './predicate-limits.ts';
import type { TimeGuard } from './time-guard.ts';

/** What a runtime is given to load a predicate with. */
export interface PredicateLoadOptions {
  readonly limits: PredicateLimits;
  /** Ends code that runs for too long; loading runs the rule's own code as well. */
  readonly guard: TimeGuard;
  /** Whether what `pred_capture` gives is kept. The function is called after every match either way. */
  readonly keepCaptures: boolean;
}
