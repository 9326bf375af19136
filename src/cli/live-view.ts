import { join } from 'node:path';
import { createMonotonicClock } from '../profiler/clock.ts';
import type { EngineRun } from '../replay/worker/engine-run.ts';
import { dumpRun } from '../report/dump-run.ts';
import { DEFAULT_THRESHOLDS } from '../top/model/cost-level.ts';
import { createLiveSource } from '../top/source/live-source.ts';
import { startTop } from '../top/start-top.ts';
import type { RunDisplay } from './display-run.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import type { EngineWork } from './run-engine.ts';

/** Shows a run as `top` does, until it is over and the reader has seen the end. `q` and Ctrl-C stop the run. */
export async function showLiveView(
  run: EngineRun,
  { rules, interruption, snapshot }: EngineWork,
  options: ReplayCommandOptions,
  io: CommandIo,
  openTerminal: NonNullable<CommandIo['openTerminal']>,
): Promise<RunDisplay> {
  const { terminal, close } = openTerminal();
  const source = createLiveSource({ rules, metrics: run.metrics, clock: createMonotonicClock() });
  const view = await startTop(source, terminal, {
    sort: options.sort,
    filter: options.filter,
    intervalSeconds: options.interval,
    thresholds: { ...DEFAULT_THRESHOLDS, ...options.level },
    color: usesColor(io.stdout, io.env, options.color),
    exitAtEnd: options.exit,
    onQuit: () => interruption.interrupt(),
    onInterrupt: () => interruption.interrupt(),
    writeDump: async () => {
      const file = `kestrel-perf-${fileTime(io.now())}.json`;
      await dumpRun(snapshot(run.soFar()), join(io.cwd, file), io.stdout);
      return file;
    },
  });
  return {
    over: async ({ crash }) => {
      if (interruption.stoppedBy === undefined) await view.finished(crash?.reason);
    },
    stop: () => {
      view.stop();
      close();
    },
  };
}

/** `20240501T120000Z`: without the colons that some file systems refuse. */
function fileTime(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}
