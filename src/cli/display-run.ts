import { totalBytes } from '../replay/input/stream-input.ts';
import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { CommandIo } from './io.ts';
import { showLiveView } from './live-view.ts';
import { progressDisplay } from './progress-bar.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { outputTargets } from './replay-usage.ts';
import type { EngineWork } from './run-engine.ts';
import { watchProgress } from './watch-progress.ts';

/** What is seen of a run while it goes on. */
export interface RunDisplay {
  /** The run is over: shows the end for as long as there is a reader. */
  over(result: WorkerReplayResult): Promise<void>;
  /** Gives the terminal back at once. May be called more than once. */
  stop(): void;
}

/** The live view where there is a terminal for it, else a bar on stderr; under --quiet nothing. */
export async function displayRun(
  run: EngineRun,
  work: EngineWork,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<RunDisplay> {
  if (options.quiet) return { over: async () => {}, stop: () => {} };
  // Where stdout carries what was asked for, nothing else is written to it.
  const stdoutIsFree = !outputTargets(options).includes('-');
  const canShow = options.top && options.accounting && stdoutIsFree && io.stdout.isTTY === true;
  if (canShow && io.openTerminal !== undefined) return showLiveView(run, work, options, io, io.openTerminal);
  const bar = progressDisplay(io.stderr, totalBytes(work.inputs), () => performance.now());
  return { over: async () => {}, stop: watchProgress(run.metrics.progress, bar) };
}
