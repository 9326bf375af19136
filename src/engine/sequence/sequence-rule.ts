import type { CandidateIndex } from '../batch/candidate-index.ts';
import type { ColumnStore } from '../batch/column-store.ts';
import type { EventBatch } from '../batch/event-batch.ts';
import type { Probe } from '../probe.ts';
import type { RuleIndex } from '../rule.ts';
import { FilterPass } from './filter-pass.ts';
import type { SequencePlan } from './sequence-plan.ts';
import { SettlingSequence } from './settling-sequence.ts';
import type { StateLimits } from './state-limits.ts';
import type { CompiledFilter, StatefulRule } from './stateful-rule.ts';

/** One sequence with its filters. */
export class SequenceRule extends SettlingSequence implements StatefulRule {
  readonly #pass: FilterPass;

  constructor(
    rule: RuleIndex,
    plan: SequencePlan,
    filters: readonly CompiledFilter[],
    store: ColumnStore,
    limits: StateLimits,
  ) {
    const pass = new FilterPass(rule, filters, plan.parts, plan.stepParts, store);
    super(rule, plan, pass, limits);
    this.#pass = pass;
  }

  find(batch: EventBatch, index: CandidateIndex, probe: Probe | undefined): void {
    this.#pass.run(batch, index, probe);
  }
}
