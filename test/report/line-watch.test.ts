import { expect, test } from 'vitest';
import { lineWatchEntry } from '../../src/report/line-watch.ts';

test('evaluations of all rules add up', () => {
  const rules = [
    { rule: 1, evaluations: 20, spots: [] },
    { rule: 4, evaluations: 22, spots: [] },
  ];
  expect(lineWatchEntry({ tookNs: 1_234.6, rules })).toEqual({ rules: 2, evaluations: 42, took_ns: 1_235 });
});

test('without a watched rule there is no entry', () => {
  expect(lineWatchEntry({ tookNs: 0, rules: [] })).toBeNull();
  expect(lineWatchEntry(undefined)).toBeNull();
});
