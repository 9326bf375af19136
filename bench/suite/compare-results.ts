import { overlap, type Spread } from '../spread.ts';
import type { Environment, Material, Results, TaskResult } from './results.ts';

/** What became of a task since the results before. */
export type Change =
  /** Nothing that the noise of either run does not hide. */
  | { readonly kind: 'none-seen'; readonly before: Spread }
  /** `share` is how much more it takes now, as a share of before; negative: less. */
  | { readonly kind: 'changed'; readonly before: Spread; readonly share: number }
  /** The results before do not have it, or measured something else under its name. */
  | { readonly kind: 'new' };

/** A run of the suite beside the one before. */
export interface ResultsComparison {
  /** When the results before were taken. */
  readonly beforeDate: string;
  /** Why the two cannot be compared, in words; empty: they were. */
  readonly obstacles: readonly string[];
  /** One per task of the new results, in their order; empty where they cannot be compared. */
  readonly changes: readonly Change[];
  /** Tasks of the groups measured now that only the results before have, as `group: task`. */
  readonly gone: readonly string[];
}

/**
 * Compares results with those before, by the ratios of their tasks. A change is one where neither the intervals of the
 * ratios overlap nor, where processor time was measured, those of its ratios: what else the machine did lengthens times by
 * the clock, and nothing shortens them.
 */
export function compareResults(now: Results, before: Results): ResultsComparison {
  const obstacles = findObstacles(now, before);
  const beforeDate = before.date;
  if (obstacles.length > 0) return { beforeDate, obstacles, changes: [], gone: [] };
  const earlier = new Map(before.tasks.map((task) => [keyOf(task), task]));
  const changes = now.tasks.map((task) => changeOf(task, earlier.get(keyOf(task))));
  const groups = new Set(now.tasks.map(({ group }) => group));
  const keys = new Set(now.tasks.map(keyOf));
  const gone = before.tasks
    .filter((task) => groups.has(task.group) && !keys.has(keyOf(task)))
    .map(({ group, task }) => `${group}: ${task}`);
  return { beforeDate, obstacles, changes, gone };
}

/** A task that is divided by something else, or counted by something else, is another one. */
function keyOf({ group, task, reference, unit, per }: TaskResult): string {
  return JSON.stringify([group, task, reference, unit, per]);
}

function changeOf(now: TaskResult, before: TaskResult | undefined): Change {
  if (before === undefined) return { kind: 'new' };
  const share = now.ratio.median / before.ratio.median - 1;
  const isSeen = !overlap(now.ratio, before.ratio) && cpuAgrees(now, before, share);
  return isSeen
    ? { kind: 'changed', before: before.ratio, share }
    : { kind: 'none-seen', before: before.ratio };
}

function cpuAgrees(now: TaskResult, before: TaskResult, share: number): boolean {
  if (now.cpuRatio === null || before.cpuRatio === null) return true;
  if (overlap(now.cpuRatio, before.cpuRatio)) return false;
  return Math.sign(now.cpuRatio.median - before.cpuRatio.median) === Math.sign(share);
}

/** How a difference is told, by the key of what differs. */
const ENVIRONMENT_WORDS: Partial<Record<keyof Environment, string>> = {
  cpu: 'processor',
  cores: 'number of processors',
  os: 'operating system',
  node: 'Node',
  v8: 'V8',
};
const MATERIAL_WORDS: Record<keyof Material, string> = {
  source: 'where events come from',
  events: 'number of events',
  eventBytes: 'size of the recording',
  rulesSource: 'where rules come from',
  rules: 'number of rules',
  packHash: 'hash of the pack',
};

function findObstacles(now: Results, before: Results): string[] {
  return [
    ...differences(ENVIRONMENT_WORDS, now.environment, before.environment),
    ...differences(MATERIAL_WORDS, now.material, before.material),
    ...(now.quick === before.quick ? [] : [`one of them is quick: ${before.quick} then, ${now.quick} now`]),
  ];
}

function differences<T extends object>(words: Partial<Record<keyof T, string>>, now: T, before: T): string[] {
  return (Object.keys(words) as (keyof T)[])
    .filter((key) => now[key] !== before[key])
    .map((key) => `${words[key]}: ${String(before[key])} then, ${String(now[key])} now`);
}
