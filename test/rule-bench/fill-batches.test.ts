import { expect, test } from 'vitest';
import { ecsVocabulary } from '../../src/engine/events/ecs-vocabulary.ts';
import { fillBatches } from '../../src/rule-bench/fill-batches.ts';
import { sampledEvents } from './support/sampled-events.ts';

const pids = (records: readonly unknown[]) =>
  records.map((record) => (record as { process: { pid: number } }).process.pid);

test('few events fill all rows, in turn', () => {
  const [batch] = fillBatches(sampledEvents(3), 8, 'in-turn');
  expect(pids(batch!.records)).toEqual([1, 2, 3, 1, 2, 3, 1, 2]);
  expect(batch!.eventNumbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('in place, time never goes back, and each comes as often', () => {
  const [batch] = fillBatches(sampledEvents(3), 8, 'in-place');
  expect(pids(batch!.records)).toEqual([1, 1, 1, 2, 2, 2, 3, 3]);
});

test('of more events than rows those at regular distances are taken', () => {
  for (const order of ['in-turn', 'in-place'] as const) {
    const [batch] = fillBatches(sampledEvents(9), 3, order);
    expect(pids(batch!.records)).toEqual([1, 4, 7]);
  }
});

test('each vocabulary has a batch of its own, which begins a recording', () => {
  const [first, second, third] = sampledEvents(3);
  const other = { ...ecsVocabulary, name: 'other' };
  const batches = fillBatches([first!, { ...second!, vocabulary: other }, third!], 6, 'in-turn');
  expect(batches.map(({ vocabulary, records }) => [vocabulary.name, pids(records)])).toEqual([
    [ecsVocabulary.name, [1, 3, 1, 3]],
    ['other', [2, 2]],
  ]);
  expect(batches.map(({ inputStarts }) => inputStarts)).toEqual([[0], [0]]);
});
