import { spreadOf } from '../spread.ts';
import type { TaskResult } from './results.ts';
import type { TaskRounds } from './task-rounds.ts';

/** What the rounds of a task say together: medians, and quartiles of the ratios. @throws RangeError without rounds */
export function taskResult(group: string, { rounds, figure, ...task }: TaskRounds): TaskResult {
  const cpuRatios = rounds.flatMap(({ cpuRatio }) => cpuRatio ?? []);
  return {
    group,
    task: task.task,
    reference: task.reference,
    unit: figure === 'timeNs' ? 'ns' : 'bytes',
    per: task.per,
    value: spreadOf(rounds.map(({ value }) => value)).median,
    referenceValue: spreadOf(rounds.map(({ referenceValue }) => referenceValue)).median,
    ratio: spreadOf(rounds.map(({ value, referenceValue }) => value / referenceValue)),
    // Of some rounds only it would not be the same thing as the ratio.
    cpuRatio: cpuRatios.length < rounds.length ? null : spreadOf(cpuRatios),
    rounds: rounds.length,
    samples: rounds.reduce((sum, { samples }) => sum + samples, 0),
    goal: task.goal,
    isControl: task.isControl,
  };
}
