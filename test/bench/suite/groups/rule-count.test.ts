import { expect, test } from 'vitest';
import { readRuleCount } from '../../../../bench/suite/groups/rule-count.ts';

test('the times of both packs are read from what the script prints', () => {
  const output = `median [quartiles] of 1 pairs
  100 rules, ms on the wall  412.125 [400.000, 420.000]
 1000 rules, ms on the wall  700.500 [690.000, 710.000]
ratio  1.700 [1.600, 1.800]
  100 rules, ms of CPU  300.000 [300.000, 300.000]
 1000 rules, ms of CPU  500.250 [500.000, 501.000]
ratio  1.668 [1.668, 1.668]
`;
  expect(readRuleCount(output)).toEqual({
    few: { timeNs: 412_125_000, cpuNs: 300_000_000 },
    many: { timeNs: 700_500_000, cpuNs: 500_250_000 },
  });
});

test('other output is a failure that shows it', () => {
  expect(() => readRuleCount('  50 rules, ms on the wall  1.0 [1.0, 1.0]\n')).toThrow(/50 rules, ms/);
});
