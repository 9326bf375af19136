import type { Rule } from '../engine/rule.ts';
import { createMonotonicClock } from '../profiler/clock.ts';
import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { LiveSource } from '../top/source/live-snapshot.ts';
import { createLiveSource } from '../top/source/live-source.ts';
import { createRuleDetails } from '../top/source/rule-details.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** A run as live views read it: its tables, and what else is known of it. */
export interface RunSource {
  readonly source: LiveSource;
  /** What was done so far; after the end, all that was done and found. */
  latest(): WorkerReplayResult;
  /** Tells that the run is over: from then on views read what only then is known, such as hot lines. */
  over(result: WorkerReplayResult): void;
}

/** The source of a run in this process. With `profile` the run is sampled, every `sampleInterval` µs. */
export function createRunSource(
  run: Pick<EngineRun, 'metrics' | 'soFar'>,
  rules: readonly Rule[],
  { profile, sampleInterval }: Pick<ReplayCommandOptions, 'profile' | 'sampleInterval'>,
): RunSource {
  let last: WorkerReplayResult | undefined;
  const latest = (): WorkerReplayResult => last ?? run.soFar();
  const source = createLiveSource({
    rules,
    metrics: run.metrics,
    clock: createMonotonicClock(),
    samplingHealth: () => {
      if (!profile) return null;
      const { samples = null, observedIntervalUs = null } = latest().findings?.sampling ?? {};
      return { samples, askedIntervalUs: sampleInterval, observedIntervalUs };
    },
    details: createRuleDetails(rules, run.metrics.rules, () => {
      const { faults, findings } = latest();
      return { faults, findings, isOver: last !== undefined && last.crash === undefined };
    }),
  });
  return {
    source,
    latest,
    over: (result) => {
      last = result;
    },
  };
}
