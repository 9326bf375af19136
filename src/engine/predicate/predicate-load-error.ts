import type { PredicateFault } from './predicate-fault.ts';

/** A predicate could not be started. The message is the fault's reason. */
export class PredicateLoadError extends Error {
  readonly fault: PredicateFault;

  constructor(fault: PredicateFault) {
    super(fault.reason);
    this.name = 'PredicateLoadError';
    this.fault = fault;
  }
}
