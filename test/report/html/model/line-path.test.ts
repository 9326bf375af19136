import { expect, test } from 'vitest';
import { linePath, rangeOf } from '../../../../src/report/html/model/line-path.ts';

test('a line fills its box from the bottom left to the top right', () => {
  const points = [
    [0, 0],
    [50, 10],
    [100, 20],
  ] as const;
  expect(linePath(points, rangeOf([points]), 400, 60)).toBe('M0 60L200 30L400 0');
});

test('what was not measured is a gap, and what is below 0 is at the bottom', () => {
  const points = [
    [1, 2],
    [2, null],
    [3, -5],
    [4, 2],
  ] as const;
  expect(linePath(points, rangeOf([points]), 4, 10)).toBe('M1 0M3 10L4 0');
});

test('nothing but zeros is a line along the bottom', () => {
  const points = [
    [0, 0],
    [1, 0],
  ] as const;
  expect(rangeOf([points])).toEqual({ maxX: 1, maxY: 1 });
  expect(linePath(points, rangeOf([points]), 10, 10)).toBe('M0 10L10 10');
  expect(rangeOf([])).toEqual({ maxX: 1, maxY: 1 });
});
