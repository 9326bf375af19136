import { expect, test } from 'vitest';
import { CounterFloor } from '../../../src/report/exporters/open-metrics-floor.ts';
import type { MetricFamily } from '../../../src/report/exporters/open-metrics-text.ts';

function family(type: MetricFamily['type'], ...values: (number | string)[]): MetricFamily {
  const samples = values.map((value, at) => ({ labels: { rule_id: `r${at}` }, value }));
  return { name: 'kestrel_perf_x', type, help: 'It.', samples };
}

const valuesOf = ([first]: readonly MetricFamily[]) => first!.samples.map(({ value }) => value);

test('a counter never falls, each on its own, however it is written', () => {
  const floor = new CounterFloor();
  expect(valuesOf(floor.raise([family('counter', '0.015', 7)]))).toEqual(['0.015', 7]);
  expect(valuesOf(floor.raise([family('counter', '0.0001', 8)]))).toEqual(['0.015', 8]);
  expect(valuesOf(floor.raise([family('counter', '0.02', 8)]))).toEqual(['0.02', 8]);
});

test('a gauge may', () => {
  const floor = new CounterFloor();
  floor.raise([family('gauge', 5)]);
  expect(valuesOf(floor.raise([family('gauge', 4)]))).toEqual([4]);
});
