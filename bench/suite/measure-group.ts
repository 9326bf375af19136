import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Group } from './group.ts';
import { measureRounds } from './measure-rounds.ts';
import { runNode, scriptPath } from './node-process.ts';
import type { Pace } from './pace.ts';
import type { TaskResult } from './results.ts';
import type { Stage } from './stage.ts';
import { taskResult } from './task-result.ts';
import { joinRounds, type TaskRounds } from './task-rounds.ts';

const CHILD = scriptPath('rounds-child.ts');
/** Processes of TypeScript; found from here, whatever folder the suite was started in. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What the child is told, as JSON. */
export interface RoundsOrder {
  readonly group: string;
  readonly stage: Stage;
  readonly pace: Pace;
}

/**
 * Measures the tasks of a group. What is called is called in several processes, one after the other: how V8 compiles the
 * same code differs from process to process by more than from round to round, and depends on what ran before.
 *
 * @throws Error when a side fails, or takes no measurable time
 */
export async function measureGroup(group: Group, stage: Stage, pace: Pace): Promise<TaskResult[]> {
  const tasks = group.isCalled
    ? await inProcesses(group, stage, pace)
    : await measureRounds(group, stage, pace);
  return tasks.map((task) => taskResult(group.name, task));
}

async function inProcesses({ name: group }: Group, stage: Stage, pace: Pace): Promise<TaskRounds[]> {
  const order: RoundsOrder = { group, stage, pace };
  const processes: TaskRounds[][] = [];
  for (let number = 0; number < pace.processes; number++) {
    const output = await runNode(['--import', TSX, CHILD, JSON.stringify(order)]);
    processes.push(JSON.parse(output) as TaskRounds[]);
  }
  return joinRounds(processes);
}
