import type { TaskResult } from './results.ts';

/** How a task stands to its goal. */
export interface Mark {
  readonly task: TaskResult;
  readonly atMost: number;
  /** What is judged: the ratio, or what the task takes in its unit. */
  readonly of: 'ratio' | 'value';
  readonly measured: number;
  readonly isMet: boolean;
  /** The goal lies between the quartiles of the ratio: another run may say the opposite. */
  readonly isClose: boolean;
  /** The control of its group is not 1 between its quartiles: the run was too noisy to tell. */
  readonly isDrowned: boolean;
}

/** The tasks that have a goal. */
export function marksOf(tasks: readonly TaskResult[]): Mark[] {
  return tasks.flatMap((task) => {
    if (task.goal === null) return [];
    const { of, atMost } = task.goal;
    const measured = of === 'ratio' ? task.ratio.median : task.value;
    const isClose = of === 'ratio' && task.ratio.low <= atMost && atMost <= task.ratio.high;
    const controls = tasks.filter(({ group, isControl }) => isControl && group === task.group);
    const isDrowned = controls.some(({ ratio }) => ratio.low > 1 || ratio.high < 1);
    return [{ task, atMost, of, measured, isMet: measured <= atMost, isClose, isDrowned }];
  });
}
