import { expect, it } from 'vitest';
import { CALIBRATION_RULE, HookCostMeter } from '../../../src/engine/lua/hook-cost.ts';

/** What watching the calibration rule tells where each event costs so much. */
function watchOf(chargeNs: () => number, passByNs: number) {
  const sources = CALIBRATION_RULE.split('\n');
  return (tellsReturns: boolean) => ({
    evaluations: 1,
    tookNs: 0,
    lines: sources.flatMap((source, at) => {
      const calls = source.split("f('')").length - 1;
      const isEmpty = source.trim() === 'n = 1';
      if (calls === 0 && !isEmpty) return [];
      const timeNs = chargeNs() + calls * (50 + (tellsReturns ? passByNs : 0));
      return [{ line: at + 1, passes: 1, timeNs }];
    }),
  });
}

it('measures what a line and what a return adds', () => {
  const cost = new HookCostMeter(watchOf(() => 120, 9)).cost();
  expect(cost.chargeNs).toBe(120);
  expect(cost.passByNs).toBeCloseTo(9);
});

it('leaves out what the machine interrupted', () => {
  let reads = 0;
  const interrupted = () => (++reads % 10 === 0 ? 1_000_000 : 120);
  expect(new HookCostMeter(watchOf(interrupted, 9)).cost().chargeNs).toBe(120);
});

it('measures anew while it is used', () => {
  let chargeNs = 500;
  const meter = new HookCostMeter(watchOf(() => chargeNs, 9));
  expect(meter.cost().chargeNs).toBe(500);
  chargeNs = 100;
  for (let use = 0; use < 200; use++) meter.cost();
  expect(meter.cost().chargeNs).toBe(100);
});
