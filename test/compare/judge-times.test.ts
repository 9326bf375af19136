import { expect, test } from 'vitest';
import { judgeTimes, mostJudged, roundsFor } from '../../src/compare/judge-times.ts';
import { spread } from './support/sides.ts';

const rule = (ratio: number, isEdited: boolean, rounds = 10) => ({
  base: spread(100, rounds),
  head: spread(100 * ratio, rounds, 1),
  isEdited,
});

test('a change counts when it is significant and larger than the effect', () => {
  const [slower, faster, small] = judgeTimes([rule(1.3, true), rule(0.7, true), rule(1.06, true)], 0.1);
  expect(slower!.verdict).toBe('slower');
  expect(slower!.ratio).toBeCloseTo(1.3, 1);
  expect(slower!.interval![0]).toBeGreaterThan(1.2);
  expect(faster!.verdict).toBe('faster');
  // Six percent are as certain, and do not matter.
  expect(small!.correctedPValue).toBeLessThan(0.01);
  expect(small!.verdict).toBe('same');
});

test('a large change that is not significant is no change, and not called the same', () => {
  const base = [100, 300, 100, 300, 100, 300, 100, 300, 100, 300];
  const [judged] = judgeTimes([{ base, head: base.map((timeNs) => timeNs * 1.2 + 1), isEdited: false }], 0.1);
  expect(judged!.verdict).toBe('unclear');
});

test('with too few replays for so many rules nothing is judged', () => {
  // 2 / 924 times three is more than half of a percent, times two it is less than a percent.
  const many = judgeTimes(
    [1.3, 1, 1, 1, 1].map((ratio) => rule(ratio, false, 6)),
    0.1,
  );
  expect(many.map(({ verdict }) => verdict)).toEqual(new Array(5).fill('not-judged'));
  const few = judgeTimes(
    [1.3, 1, 1, 1].map((ratio) => rule(ratio, false, 6)),
    0.1,
  );
  expect(few[0]!.verdict).toBe('slower');
});

test('edited rules are a family of their own: many others do not hide them', () => {
  const others = Array.from({ length: 400 }, () => rule(1, false));
  const [edited, ...rest] = judgeTimes([rule(1.3, true), ...others], 0.1);
  expect(edited!.verdict).toBe('slower');
  expect(edited!.correctedPValue).toBe(edited!.pValue);
  expect(new Set(rest.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
});

test('how many rules so many rounds can judge, and the other way round', () => {
  expect([6, 8, 10].map((rounds) => mostJudged(rounds, rounds, 0.01))).toEqual([4, 64, 923]);
  expect(roundsFor(923, 0.01)).toBe(10);
  expect(roundsFor(924, 0.01)).toBe(11);
});

test('no rules, nothing to judge', () => {
  expect(judgeTimes([], 0.1)).toEqual([]);
});
