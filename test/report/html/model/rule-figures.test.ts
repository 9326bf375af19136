import { expect, test } from 'vitest';
import { ruleFigures } from '../../../../src/report/html/model/rule-figures.ts';
import { measuredRun } from '../../exporters/measured-run.ts';

test('figures that were measured have their unit and where they truly lie; the others are left out', () => {
  const [slow, unused] = measuredRun().rules;
  expect(Object.fromEntries(ruleFigures(slow!))).toMatchObject({
    'cpu time': '60.0 µs',
    'events offered': '1,000',
    p50: '58.0 ns (57.0 ns to 59.0 ns)',
    p99: '~0 ns (~0 ns to 1.0 ns)',
    'memory, peak': '4.1 kB',
    allocated: '5.0 kB (4.0 kB to 6.0 kB)',
  });
  const labels = ruleFigures(unused!).map(([label]) => label);
  expect(labels).toContain('cpu time');
  expect(labels).not.toContain('p50');
  expect(labels).not.toContain('compiled in');
});

test('memory that shrinks says so', () => {
  const { rules } = measuredRun({ memory_growth_bytes_per_1k_events: -1_500 });
  expect(Object.fromEntries(ruleFigures(rules[0]!))['per 1,000 events']).toBe('-1.5 kB');
});
