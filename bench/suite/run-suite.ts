import type { Group } from './group.ts';
import { measureGroup } from './measure-group.ts';
import type { Pace } from './pace.ts';
import { replayPhases } from './replay-phases.ts';
import { type Environment, RESULTS_VERSION, type Results, type TaskResult } from './results.ts';
import type { Stage } from './stage.ts';

/** Everything a run of the suite takes from outside. */
export interface SuiteSettings {
  readonly groups: readonly Group[];
  readonly stage: Stage;
  readonly pace: Pace;
  readonly quick: boolean;
  readonly environment: Environment;
  /** Of kestrel-perf. */
  readonly version: string;
  readonly now: () => Date;
  /** Told what happens next, for whoever waits. */
  readonly onProgress: (text: string) => void;
}

/** Measures groups one after the other. @throws Error when something of them fails: half a suite is no result */
export async function runSuite(settings: SuiteSettings): Promise<Results> {
  const { groups, stage, pace, quick, environment, version, now, onProgress } = settings;
  const tasks: TaskResult[] = [];
  for (const group of groups) {
    onProgress(group.name);
    const results = await measureGroup(group, stage, pace);
    if (results.length === 0) onProgress(`${group.name}: nothing to measure here`);
    tasks.push(...results);
  }
  onProgress('phases of one replay');
  const phases = await replayPhases(stage);
  return {
    schemaVersion: RESULTS_VERSION,
    date: now().toISOString(),
    version,
    quick,
    environment,
    material: stage.material,
    phases,
    tasks,
  };
}
