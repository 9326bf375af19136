import { expect, test } from 'vitest';
import { SharedMetrics } from '../../src/profiler/shared-metrics.ts';
import { ruleOf } from '../support/rule.ts';

const RULES = [
  ruleOf('any where true'),
  ruleOf('sequence with maxspan=1m [process where true] [file where true] [any where true]'),
];

test('makes a row for each rule and each step', () => {
  const { rules, compileNs } = SharedMetrics.create(RULES);
  expect(rules.stepsOfRule).toEqual([0, 3]);
  expect([...compileNs]).toEqual([0, 0]);
});

test('what one thread writes the other one reads, in every table', () => {
  const writer = SharedMetrics.create(RULES);
  const reader = SharedMetrics.view(writer.buffers);
  writer.rules.countAlert(1, 5n);
  writer.compileNs[0] = 7;
  writer.progress.state = 'running';
  expect([...reader.rules.alerts]).toEqual([0, 1]);
  expect([...reader.compileNs]).toEqual([7, 0]);
  expect(reader.progress.state).toBe('running');
});

test('buffers under the wrong names are refused', () => {
  const { buffers } = SharedMetrics.create(RULES);
  expect(() => SharedMetrics.view({ ...buffers, rules: buffers.progress })).toThrow('metrics table');
  expect(() => SharedMetrics.view({ ...buffers, progress: buffers.rules })).toThrow('table of progress');
});
