import type { RuleIndex } from '../rule.ts';
import type { Predicate } from './predicate.ts';
import type { PredicateFault } from './predicate-fault.ts';
import type { PredicateLimits } from './predicate-limits.ts';
import type { RuleWrapper } from './rule-wrapper.ts';
import type { TimeGuard } from './time-guard.ts';

/** A Lua or Wasm rule, ready to run; or why it could not be started. */
export type LoadedPredicate =
  | {
      readonly predicate: Predicate;
      readonly limits: PredicateLimits;
      /** What its runs are called through, so that profiles show whose they are. */
      readonly wrapper: RuleWrapper;
    }
  | { readonly fault: PredicateFault };

/** The Lua and Wasm rules of a pack, loaded. They belong to one engine and one stream. */
export interface LoadedPredicates {
  readonly byRule: ReadonlyMap<RuleIndex, LoadedPredicate>;
  /** Ends a rule that runs for too long. */
  readonly guard: TimeGuard;
}
