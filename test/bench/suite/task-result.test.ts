import { expect, test } from 'vitest';
import { taskResult } from '../../../bench/suite/task-result.ts';
import { joinRounds, type TaskRound, type TaskRounds } from '../../../bench/suite/task-rounds.ts';

const round = (value: number, referenceValue: number, cpuRatio: number | null = null): TaskRound => ({
  value,
  referenceValue,
  cpuRatio,
  samples: 5,
});

const rounds = (...of: TaskRound[]): TaskRounds => ({
  task: 'in',
  reference: '==',
  figure: 'timeNs',
  per: 'evaluation',
  goal: null,
  isControl: false,
  rounds: of,
});

test('each round gives one ratio; their median is not that of the medians', () => {
  expect(taskResult('eql', rounds(round(30, 10), round(10, 10), round(80, 20)))).toEqual({
    group: 'eql',
    task: 'in',
    reference: '==',
    unit: 'ns',
    per: 'evaluation',
    value: 30,
    referenceValue: 10,
    ratio: { low: 2, median: 3, high: 3.5 },
    cpuRatio: null,
    rounds: 3,
    samples: 15,
    goal: null,
    isControl: false,
  });
});

test('processor time has a ratio where all rounds have one', () => {
  expect(taskResult('eql', rounds(round(1, 1, 2), round(1, 1, 4))).cpuRatio?.median).toBe(3);
  expect(taskResult('eql', rounds(round(1, 1, 2), round(1, 1))).cpuRatio).toBeNull();
});

test('memory is told in bytes', () => {
  expect(taskResult('memory', { ...rounds(round(3, 2)), figure: 'residentBytes' }).unit).toBe('bytes');
});

test('rounds of several processes count as those of one', () => {
  const joined = joinRounds([
    [rounds(round(1, 1)), { ...rounds(round(2, 1)), task: 'like' }],
    [rounds(round(3, 1)), { ...rounds(round(4, 1)), task: 'like' }],
  ]);
  expect(joined.map(({ task, rounds: of }) => [task, of.map(({ value }) => value)])).toEqual([
    ['in', [1, 3]],
    ['like', [2, 4]],
  ]);
  expect(joinRounds([[], []])).toEqual([]);
});
