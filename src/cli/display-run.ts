import { totalBytes } from '../replay/input/stream-input.ts';
import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import { PlainTop } from '../top/plain/plain-top.ts';
import type { FollowedWork } from './follow-run.ts';
import type { CommandIo } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { outputTargets } from './replay-usage.ts';
import { createRunSource } from './run-source.ts';
import { watchProgress } from './watch-progress.ts';

/** What is seen of a run while it goes on. */
export interface RunDisplay {
  /** The run is over: shows the end for as long as there is a reader. */
  over(result: WorkerReplayResult): Promise<void>;
  /** Gives the terminal back at once. May be called more than once. */
  stop(): void;
}

/**
 * The live view where stdout is a terminal and free; elsewhere a plain line every interval on stderr, where a log has
 * it and where it does not run into what another program writes. A bar on stderr where that was asked for, and where
 * there is no accounting to read; under --quiet nothing.
 */
export async function displayRun(
  run: EngineRun,
  work: FollowedWork,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<RunDisplay> {
  if (options.quiet) return { over: async () => {}, stop: () => {} };
  if (!options.top || !options.accounting) {
    const { NO_PROGRESS, progressDisplay } = await import('./progress-bar.ts');
    const bar = canRedraw(io)
      ? progressDisplay(io.stderr, totalBytes(work.inputs), () => performance.now())
      : NO_PROGRESS;
    return { over: async () => {}, stop: watchProgress(run.metrics.progress, bar) };
  }
  const runSource = createRunSource(run, work.rules, options);
  // Where stdout carries what was asked for, nothing else is written to it.
  const stdoutIsFree = io.stdout.isTTY === true && !outputTargets(options).includes('-');
  if (stdoutIsFree && io.openTerminal !== undefined) {
    const { showLiveView } = await import('./live-view.ts');
    return showLiveView(runSource, work, options, io, io.openTerminal);
  }
  const lines = new PlainTop(runSource.source, io.stderr, options.interval);
  return {
    over: async (result) => {
      runSource.over(result);
      // What broke or stopped the run is told in its warnings.
      if (work.interruption.stoppedBy === undefined) await lines.finished();
    },
    stop: () => lines.stop(),
  };
}

/** A dumb terminal cannot go back to the beginning of a line. */
function canRedraw({ env }: CommandIo): boolean {
  return env.TERM !== 'dumb';
}
