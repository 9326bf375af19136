import type { EventNumber, Row } from '../batch/event-batch.ts';
import type { RuleIndex } from '../rule.ts';

/**
 * - `error`: the rule raised an error, or its code trapped
 * - `bad-result`: it returned what is neither a match nor none
 * - `time`: it did not come back within its time
 * - `memory`: it wanted more memory than it may have
 * - `stack`: it called itself too deeply
 * - `load`: it could not be started: its top level, `pred_init` or a Wasm `start` function failed
 */
export type FaultKind = 'error' | 'bad-result' | 'time' | 'memory' | 'stack' | 'load';

/** Something a Lua or Wasm rule did wrong at run time. */
export interface PredicateFault {
  readonly kind: FaultKind;
  /** One sentence without a final stop: the runtime's own message, made printable and cut to a sensible length. */
  readonly reason: string;
}

/** A fault, as whoever listens to an engine is told. */
export interface RuleFault extends PredicateFault {
  /** The event it happened at; null where no event was at hand. */
  readonly eventNumber: EventNumber | null;
  /** Whether the rule was taken out of the run for it. */
  readonly quarantined: boolean;
}

export type FaultSink = (rule: RuleIndex, fault: RuleFault) => void;

/** A fault while an event was evaluated. */
export interface EvaluationFault extends PredicateFault {
  readonly row: Row;
}
