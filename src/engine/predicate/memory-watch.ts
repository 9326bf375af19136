import type { Row } from '../batch/event-batch.ts';
import type { RuleIndex } from '../rule.ts';

/** Follows what Lua and Wasm rules hold while a batch goes on: batches are long, and what a rule keeps comes and goes. */
export interface MemoryWatch {
  /**
   * Asked before the rules run on a batch of so many events: before which rows, ascending, each is to stop for a moment
   * to be looked at. At the end of the batch its figure is told to the probe.
   */
  beginBatch(events: number): readonly Row[];
  /**
   * Told what a rule holds when it has come to one of those rows; not where it was stopped before.
   *
   * @param place of the row among those that were asked for
   */
  holds(rule: RuleIndex, place: number, bytes: number): void;
}
