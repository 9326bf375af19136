import { describe, expect, it } from 'vitest';
import { LineTotals } from '../../../src/profiler/line-times/line-totals.ts';

const watch = (evaluations: number, times: Readonly<Record<number, number>>) => ({
  evaluations,
  tookNs: 0,
  lines: Object.entries(times).map(([line, timeNs]) => ({ line: Number(line), passes: 2, timeNs })),
});

describe('line totals', () => {
  it('give shares of the time of all lines, the largest first', () => {
    const totals = new LineTotals();
    totals.add(watch(3, { 1: 10, 2: 30, 7: 0 }));
    totals.add(watch(4, { 2: 50, 3: 10 }));
    expect(totals.evaluations).toBe(7);
    expect(totals.shares()).toEqual([
      { line: 2, passes: 4, share: 0.8, interval: null },
      { line: 1, passes: 2, share: 0.1, interval: null },
      { line: 3, passes: 2, share: 0.1, interval: null },
    ]);
  });

  it('are empty where no line took time', () => {
    const totals = new LineTotals();
    expect(totals.shares()).toEqual([]);
    totals.add(watch(3, { 1: 0 }));
    expect(totals.shares()).toEqual([]);
  });

  it.each([
    ['evaluations', 5, 5],
    ['watches', 4, 20],
  ])('have no interval with too few %s', (_, watches, evaluations) => {
    const totals = new LineTotals();
    for (let n = 0; n < watches; n++) totals.add(watch(evaluations, { 1: 10 + n, 2: 30 }));
    expect(totals.shares().map(({ interval }) => interval)).toEqual([null, null]);
  });

  it('have the interval of a ratio over watches', () => {
    const totals = new LineTotals();
    const times = [10, 20, 30, 20, 20, 10];
    for (const timeNs of times) totals.add(watch(6, { 1: timeNs, 2: 80 }));
    const all = times.map((timeNs) => timeNs + 80);
    const sum = all.reduce((left, right) => left + right);
    const share = 110 / sum;
    const residuals = times.reduce((left, timeNs, n) => left + (timeNs - share * all[n]!) ** 2, 0);
    const reach = (2.571 * Math.sqrt((6 / 5) * residuals)) / sum;
    const [, least] = totals.shares();
    expect(least).toMatchObject({ line: 1, share });
    expect(least!.interval![0]).toBeCloseTo(share - reach, 10);
    expect(least!.interval![1]).toBeCloseTo(share + reach, 10);
  });

  it('have an interval within 0 and 1', () => {
    const totals = new LineTotals();
    for (let n = 0; n < 8; n++) totals.add(watch(6, n === 0 ? { 1: 1_000 } : { 2: 10 }));
    for (const { interval } of totals.shares()) {
      expect(interval![0]).toBeGreaterThanOrEqual(0);
      expect(interval![1]).toBeLessThanOrEqual(1);
    }
  });
});
