import { expect, test } from 'vitest';
import { mergeLaneFindings } from '../../../src/replay/jobs/merge-lane-findings.ts';

const lane = (pauses: number, longestNs: number, cpuNs: number | null, fields: [string, number][]) => ({
  gc: { pauses, totalNs: pauses * 10, longestNs, unplacedNs: 1, ruleNs: Float64Array.of(pauses, 2) },
  scheduling: { cpuNs, waitingNs: 5, idleNs: 7 },
  fields: fields.map(([path, extractNs]) => ({ path, extractNs, cells: 3 })),
});

test('adds up pauses, time and fields', () => {
  const left = lane(2, 30, 100, [
    ['a', 5],
    ['b', 4],
  ]);
  const right = lane(3, 20, 50, [
    ['b', 4],
    ['c', 6],
  ]);
  expect(mergeLaneFindings([left, right])).toEqual({
    gc: { pauses: 5, totalNs: 50, longestNs: 30, unplacedNs: 2, ruleNs: Float64Array.of(5, 4) },
    scheduling: { cpuNs: 150, waitingNs: 10, idleNs: 14 },
    fields: [
      { path: 'b', extractNs: 8, cells: 6 },
      { path: 'c', extractNs: 6, cells: 3 },
      { path: 'a', extractNs: 5, cells: 3 },
    ],
  });
});

test('what one of them does not know all do not', () => {
  const known = lane(1, 1, 100, []);
  expect(mergeLaneFindings([known, lane(1, 1, null, [])]).scheduling!.cpuNs).toBeNull();
});
