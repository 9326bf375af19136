import type { Row } from '../batch/event-batch.ts';
import type { RuleIndex } from '../rule.ts';
import type { KeysOfPart, StepHits } from './step-hits.ts';

/** What the filters of one rule found in a batch, as plain data: the filters may have run in another thread. */
export interface RuleHits {
  readonly rule: RuleIndex;
  /** Rows that satisfied a filter, ascending. */
  readonly rows: readonly Row[];
  /** By place in `rows`; undefined where the event lacks every key it would need. */
  readonly keys: readonly (KeysOfPart | undefined)[];
  /** Join keys left out in this batch, as their event had too many. */
  readonly droppedKeys: number;
}

/** Takes all that a rule found in the batch at hand. */
export function takeHits(rule: RuleIndex, hits: StepHits, endRow: Row): RuleHits {
  const rows: Row[] = [];
  const keys: (KeysOfPart | undefined)[] = [];
  const droppedBefore = hits.droppedKeys;
  for (let row = hits.nextRow(endRow); row !== undefined; row = hits.nextRow(endRow)) {
    rows.push(row);
    keys.push(hits.takeKeys(row));
  }
  return { rule, rows, keys, droppedKeys: hits.droppedKeys - droppedBefore };
}

/** Hands out what another engine's filters found. */
export class ReceivedHits implements StepHits {
  droppedKeys = 0;
  #hits: RuleHits | undefined;
  #next = 0;

  /** Begins a batch. @param hits undefined where the rule found nothing in it */
  load(hits: RuleHits | undefined): void {
    this.#hits = hits;
    this.#next = 0;
    this.droppedKeys += hits?.droppedKeys ?? 0;
  }

  get found(): boolean {
    return this.#hits !== undefined && this.#hits.rows.length > 0;
  }

  nextRow(endRow: Row): Row | undefined {
    const row = this.#hits?.rows[this.#next];
    return row !== undefined && row < endRow ? row : undefined;
  }

  takeKeys(): KeysOfPart | undefined {
    return this.#hits?.keys[this.#next++];
  }
}
