import type { ClockCalibration } from '../profiler/clock.ts';
import type { MetricsTable } from '../profiler/metrics-table.ts';
import type { StreamProblem } from '../replay/input/stream-problem.ts';
import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import { buildRun } from '../report/build-run.ts';
import type { Warning } from '../report/warnings.ts';
import { assembleRun } from './assemble-run.ts';
import type { BudgetSetup } from './budget-setup.ts';
import { concludeReplay, type RunNotes } from './conclude-replay.ts';
import { followRun } from './follow-run.ts';
import type { CommandIo } from './io.ts';
import type { LoadedRules } from './load-rules.ts';
import type { RunListener } from './open-listener.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import type { EngineWork } from './start-engine.ts';

/** What was made of a command line before its replay began. */
export interface PreparedReplay {
  readonly rules: LoadedRules;
  /** Of the inputs, found before any was read. */
  readonly problems: readonly StreamProblem[];
  /** Whether --strict found something missing before anything was read. */
  readonly stoppedBefore: boolean;
  readonly budgets: BudgetSetup;
  /** The address of --listen; undefined without. */
  readonly listener: RunListener | undefined;
  /** Calibrated before the engine was busy. */
  readonly clock: ClockCalibration;
}

/** Follows a replay that has begun to its end, and tells what it found. Resolves to the exit code. @throws AlertWriteError */
export async function finishReplay(
  run: EngineRun,
  work: EngineWork,
  { listener, clock, ...prepared }: PreparedReplay,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<number> {
  const { rules } = prepared;
  const { inputs, alerts, adapters, interruption } = work;
  const runOf = (result: WorkerReplayResult, table: MetricsTable, about: RunNotes) =>
    buildRun({ ...assembleRun(result, rules, inputs, options), endedAt: io.now(), table, clock, ...about });
  const snapshot = (soFar: WorkerReplayResult) => {
    const table = soFar.table!;
    // The clock of the thread is a batch behind its accounts, which go on meanwhile: they are all there is to tell.
    const billedNs = table.spansNs.reduce((sum, spanNs) => sum + spanNs, 0);
    const wallTimeNs = options.jobs > 1 ? soFar.wallTimeNs : billedNs;
    const warnings: Warning[] = [...rules.warnings, { code: 'snapshot', events: soFar.events }];
    return runOf({ ...soFar, wallTimeNs }, table, { alertHash: null, warnings, streamWarnings: [] });
  };
  const { result, serving } = await followRun(run, { ...work, snapshot, listener }, options, io);
  const ended = { ...prepared, result, alerts, adapters, interruption, runOf };
  try {
    return await concludeReplay({ ...ended, onRun: (run) => serving.concluded(run) }, options, io);
  } finally {
    await serving.close();
  }
}
