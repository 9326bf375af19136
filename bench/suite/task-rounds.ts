import type { Figure, Goal } from './group.ts';

/** What one round gave of one task. Values are per operation. */
export interface TaskRound {
  /** Nanoseconds or bytes, see `figure`. */
  readonly value: number;
  readonly referenceValue: number;
  /** Processor time of the task by that of its reference; null where one of them was not measured. */
  readonly cpuRatio: number | null;
  /** How often the task was called or started. */
  readonly samples: number;
}

/** All rounds of a task, as plain data: they come from several processes. */
export interface TaskRounds {
  readonly task: string;
  readonly reference: string;
  readonly figure: Figure;
  readonly per: string;
  readonly goal: Goal | null;
  readonly isControl: boolean;
  readonly rounds: readonly TaskRound[];
}

/** Rounds of the same tasks in several processes as if they were of one. */
export function joinRounds(processes: readonly (readonly TaskRounds[])[]): TaskRounds[] {
  const [first = []] = processes;
  return first.map((task, at) => ({ ...task, rounds: processes.flatMap((tasks) => tasks[at]!.rounds) }));
}
