import { expect, test } from 'vitest';
import { benchProgress } from '../../src/cli/bench-progress.ts';
import { TextSink } from './text-sink.ts';

test('on a terminal: measurements done, and how long the rest takes as the others did', () => {
  const stderr = Object.assign(new TextSink(), { isTTY: true });
  let nowMs = 5_000;
  const progress = benchProgress(stderr, 30, () => nowMs);
  progress.update(0);
  nowMs += 2_500;
  progress.update(10);
  progress.stop();
  expect(stderr.text.split('\r\u001b[K')).toEqual([
    '',
    '0 of 30 measurements',
    '10 of 30 measurements, 5 s left',
    '',
  ]);
});

test('elsewhere nothing, so that logs stay clean', () => {
  const stderr = new TextSink();
  const progress = benchProgress(stderr, 30, () => 0);
  progress.update(10);
  progress.stop();
  expect(stderr.text).toBe('');
});
