import { join } from 'node:path';
import { dumpRun } from '../report/dump-run.ts';
import { DEFAULT_THRESHOLDS } from '../top/model/cost-level.ts';
import { startTop } from '../top/start-top.ts';
import type { RunDisplay } from './display-run.ts';
import { dumpFileName } from './dump-file-name.ts';
import type { FollowedWork } from './follow-run.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import type { RunSource } from './run-source.ts';

/** Shows a run as `top` does, until it is over and the reader has seen the end. `q` and Ctrl-C stop the run. */
export async function showLiveView(
  runSource: RunSource,
  { interruption, snapshot }: FollowedWork,
  options: ReplayCommandOptions,
  io: CommandIo,
  openTerminal: NonNullable<CommandIo['openTerminal']>,
): Promise<RunDisplay> {
  const { terminal, close } = openTerminal();
  const view = await startTop(runSource.source, terminal, {
    sort: options.sort,
    filter: options.filter,
    intervalSeconds: options.interval,
    thresholds: { ...DEFAULT_THRESHOLDS, ...options.level },
    color: usesColor(io.stdout, io.env, options.color),
    exitAtEnd: options.exit,
    onQuit: () => interruption.interrupt(),
    onInterrupt: () => interruption.interrupt(),
    writeDump: async () => {
      const file = dumpFileName(io.now());
      await dumpRun(snapshot(runSource.latest()), join(io.cwd, file), io.stdout);
      return file;
    },
  });
  return {
    over: async (result) => {
      runSource.over(result);
      const { crash } = result;
      const message = crash && `the engine broke down: ${crash.reason}`;
      if (interruption.stoppedBy === undefined) await view.finished(message);
    },
    stop: () => {
      view.stop();
      close();
    },
  };
}
