import { join } from 'node:path';
import { dumpRun } from '../report/dump-run.ts';
import { fetchRunFile } from '../serve/client/fetch-run-file.ts';
import type { FoundRun } from '../serve/client/find-runs.ts';
import type { RemoteSource } from '../serve/client/remote-source.ts';
import type { RunFeedEnd } from '../serve/client/run-feed.ts';
import { DEFAULT_THRESHOLDS } from '../top/model/cost-level.ts';
import { PlainTop } from '../top/plain/plain-top.ts';
import { startTop } from '../top/start-top.ts';
import type { TopTerminal } from '../top/terminal/top-terminal.ts';
import type { TopHandle } from '../top/top-settings.ts';
import { dumpFileName } from './dump-file-name.ts';
import { EXIT } from './exit-code.ts';
import { type CommandIo, usesColor } from './io.ts';
import type { TopCommandOptions } from './top.ts';

/**
 * Shows a run of another process until the reader has seen enough. Resolves to the exit code, which is 1 where the
 * run's process was gone before the run was over.
 *
 * @param terminal where there is none, plain lines go to stdout
 */
export async function watchRun(
  run: FoundRun,
  source: RemoteSource,
  options: TopCommandOptions,
  io: CommandIo,
  terminal: TopTerminal | undefined,
): Promise<number> {
  let detach = (): void => {};
  const detached = new Promise<undefined>((resolve) => {
    detach = () => resolve(undefined);
  });
  // Whoever read the lines is gone: nobody is left to watch for.
  io.stdout.once('error', detach);
  let view: TopHandle | undefined;
  try {
    view = await open(run, source, options, io, terminal, detach);
    const end = await Promise.race([source.ended, detached]);
    if (end === undefined) return EXIT.done;
    await view.finished(messageOf(end), end.isOver ? 'over' : 'gone');
    return end.isOver ? EXIT.done : EXIT.failed;
  } finally {
    view?.stop();
    // Its stream would keep this process alive for as long as the run goes on.
    source.detach();
    io.stdout.removeListener('error', detach);
  }
}

async function open(
  run: FoundRun,
  source: RemoteSource,
  options: TopCommandOptions,
  io: CommandIo,
  terminal: TopTerminal | undefined,
  detach: () => void,
): Promise<TopHandle> {
  if (terminal === undefined) {
    const { stdout } = io;
    return new PlainTop(source, { write: (text) => stdout.write(text) }, options.interval);
  }
  return startTop(source, terminal, {
    sort: options.sort,
    filter: options.filter,
    intervalSeconds: options.interval,
    thresholds: { ...DEFAULT_THRESHOLDS, ...options.level },
    color: usesColor(io.stdout, io.env, options.color),
    exitAtEnd: options.exit,
    isAttached: true,
    onQuit: detach,
    onInterrupt: detach,
    writeDump: async () => {
      const file = dumpFileName(io.now());
      await dumpRun(await fetchRunFile(run), join(io.cwd, file), io.stdout);
      return file;
    },
  });
}

function messageOf({ isOver, message }: RunFeedEnd): string {
  return message ?? (isOver ? 'the replay is over' : 'the replay is gone');
}
