import type { EventBatch } from '../../engine/batch/event-batch.ts';
import type { Rule } from '../../engine/rule.ts';
import { FIRST_STRETCH_EVENTS } from './memory-series.ts';

/** So many batches at the beginning are cut. */
const CUT_BATCHES = 4;

/**
 * Cuts the first batches of a run into parts, so that a run of a few thousand events has enough points to tell whether
 * a rule leaks; answers are the same at any size of batches. Only for packs with Lua or Wasm rules, which are the ones
 * that can leak: a pack of a thousand EQL rules would pay for it.
 */
export class EarlyParts {
  #uncut: number;

  constructor(rules: readonly Pick<Rule, 'kind'>[]) {
    this.#uncut = rules.some(({ kind }) => kind === 'lua' || kind === 'wasm') ? CUT_BATCHES : 0;
  }

  /** The parts of the next batch, in order. */
  of(batch: EventBatch): readonly EventBatch[] {
    if (this.#uncut === 0) return [batch];
    this.#uncut--;
    const parts: EventBatch[] = [];
    for (let from = 0; from < batch.records.length; from += FIRST_STRETCH_EVENTS) {
      parts.push(part(batch, from, from + FIRST_STRETCH_EVENTS));
    }
    return parts;
  }
}

function part(
  { vocabulary, records, eventNumbers, inputStarts }: EventBatch,
  from: number,
  to: number,
): EventBatch {
  const starts = inputStarts?.filter((row) => row >= from && row < to).map((row) => row - from);
  return {
    vocabulary,
    records: records.slice(from, to),
    eventNumbers: eventNumbers.slice(from, to),
    ...(starts !== undefined && { inputStarts: starts }),
    // A rule has the same time for the whole batch, cut or not: watching must not change which rules are taken out.
    ...(from > 0 && { continues: true }),
  };
}
