import { expect, test } from 'vitest';
import { calibrateTiming } from '../../../src/profiler/latency/timing-cost.ts';

test('the cost of timing is that of reading the clock, by a clock whose reading is all that takes time', () => {
  let nowNs = 0;
  const { lapNs, sectionNs, evaluationNs } = calibrateTiming(() => {
    nowNs += 40;
    return nowNs;
  });
  expect(lapNs).toBe(40);
  expect(evaluationNs).toBe(40);
  // Entering the profiler, the rule, and the profiler again; and the two readings around 8 sections.
  expect(sectionNs).toBe(3 * 40 + 40 / 8);
});
