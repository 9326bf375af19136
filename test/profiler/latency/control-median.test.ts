import { describe, expect, it } from 'vitest';
import { ControlMedian } from '../../../src/profiler/latency/control-median.ts';

function medianAfter(values: readonly number[]): number {
  const control = new ControlMedian(1_000);
  for (const value of values) control.add(value);
  return control.medianNs;
}

describe('the cost of timing nothing', () => {
  it('is what was measured before the run until there are five controls', () => {
    expect(medianAfter([])).toBe(1_000);
    expect(medianAfter([40, 40, 40, 40])).toBe(1_000);
    expect(medianAfter([40, 41, 42, 43, 44])).toBe(42);
  });

  it('is the first control already where nothing was measured before', () => {
    const control = new ControlMedian();
    control.add(50);
    expect(control.medianNs).toBe(50);
  });

  it('is the smaller of two', () => {
    const control = new ControlMedian();
    control.add(9_000);
    control.add(50);
    expect(control.medianNs).toBe(50);
  });

  it('is not moved by a few that were interrupted', () => {
    expect(medianAfter([40, 1e6, 41, 1e7, 42, 43, 44])).toBe(43);
  });

  it('has a middle half, which begins no higher than what was measured before the run', () => {
    const control = new ControlMedian(25);
    const idle = new ControlMedian(1_000);
    for (const value of [10, 20, 30, 40, 50, 60, 70, 80, 90]) {
      control.add(value);
      idle.add(value);
    }
    expect([control.lowNs, control.medianNs, control.highNs]).toEqual([25, 50, 70]);
    expect([idle.lowNs, idle.medianNs, idle.highNs]).toEqual([30, 50, 70]);
  });

  it('follows when the machine changes', () => {
    const slow = new Array(100).fill(40);
    expect(medianAfter([...slow, ...new Array(100).fill(90)])).toBe(90);
  });
});
