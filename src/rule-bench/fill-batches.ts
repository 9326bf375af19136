import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Vocabulary } from '../engine/events/vocabulary.ts';
import type { SampledEvent } from './event-samples.ts';

/** The most events of a run: enough that what the clock takes by itself is nothing, few enough that there are many runs. */
export const MAX_BATCH_EVENTS = 256;

/**
 * In which order few events fill many rows: `in-turn` all of them again and again, `in-place` each as often as it takes
 * before the next one, so that time never goes back.
 */
export type FillOrder = 'in-turn' | 'in-place';

/**
 * Batches of so many rows in all, one for each vocabulary among the events. Where there are fewer events than rows they are
 * repeated, so that whatever a batch costs by itself is shared by as many rows however few events there are; where there
 * are more, some at regular distances are taken.
 *
 * @param events in the order of the stream, at least one
 */
export function fillBatches(events: readonly SampledEvent[], rows: number, order: FillOrder): EventBatch[] {
  const chosen = new Map<Vocabulary, SampledEvent[]>();
  for (let row = 0; row < rows; row++) {
    const inTurn = order === 'in-turn' && events.length < rows;
    const event = events[inTurn ? row % events.length : Math.floor((row * events.length) / rows)]!;
    const known = chosen.get(event.vocabulary);
    if (known === undefined) chosen.set(event.vocabulary, [event]);
    else known.push(event);
  }
  return Array.from(chosen, ([vocabulary, ofVocabulary]) => ({
    vocabulary,
    records: ofVocabulary.map(({ record }) => record),
    eventNumbers: ofVocabulary.map((_, row) => row + 1),
    // Each time the events are run they are like a recording of their own.
    inputStarts: [0],
  }));
}
