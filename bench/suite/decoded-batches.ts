import { DEFAULT_BATCH_SIZE, type EventBatch, resolveInputs } from 'kestrel-perf';
import { decodeEvents } from '../../dist/replay/input/decode-events.js';

/** The first batches of a recording, decoded whole; fewer where there are no more. */
export async function decodedBatches(file: string, most: number): Promise<EventBatch[]> {
  const { inputs } = await resolveInputs([file]);
  const batches: EventBatch[] = [];
  for await (const batch of decodeEvents(inputs, { batchSize: DEFAULT_BATCH_SIZE })) {
    // The list is emptied when the next batch is asked for.
    batches.push({ ...batch, records: [...batch.records] });
    if (batches.length >= most) break;
  }
  return batches;
}
