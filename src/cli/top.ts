import type { RuleFilter, SortKey } from '../report/rank.ts';
import type { FoundRun } from '../serve/client/find-runs.ts';
import { RemoteSource } from '../serve/client/remote-source.ts';
import type { ColorChoice } from '../top/color-choice.ts';
import type { Thresholds } from '../top/model/cost-level.ts';
import { chooseRun } from './choose-run.ts';
import { EXIT } from './exit-code.ts';
import { runsToWatch, severalRuns } from './find-run.ts';
import type { CommandIo } from './io.ts';
import { watchRun } from './watch-run.ts';

/** The options of `kestrel-perf top`, as commander hands them over. */
export interface TopCommandOptions {
  readonly sort: SortKey;
  readonly filter: RuleFilter;
  /** Seconds between two refreshes. */
  readonly interval: number;
  /** Those that were given. */
  readonly level: Partial<Thresholds>;
  readonly color: ColorChoice;
  /** The view goes away by itself at the end. */
  readonly exit: boolean;
}

/**
 * `kestrel-perf top`: shows a replay of another terminal while it goes on. Nothing it does stops the replay. Resolves to
 * the exit code. @throws UsageError, RuntimeFolderError
 */
export async function runTop(
  pid: number | undefined,
  options: TopCommandOptions,
  io: CommandIo,
): Promise<number> {
  const opened = io.stdout.isTTY === true ? io.openTerminal?.() : undefined;
  try {
    const { runs, silentPids } = await runsToWatch(pid, io);
    if (runs.length === 0) {
      io.stderr.write(
        silentPids.length > 0
          ? 'error: no replay answers; one that was stopped does once it is continued\n'
          : 'error: no replay is running; start one with kestrel-perf replay, without --no-serve\n',
      );
      return EXIT.failed;
    }
    const input = opened?.terminal.input ?? null;
    if (runs.length > 1 && input === null) throw severalRuns(runs, 'kestrel-perf top');
    const run = runs.length > 1 ? await chooseRun(runs, io.stdout, input!) : runs[0]!;
    if (run === undefined) return EXIT.interrupted;
    const source = await attach(run, io);
    if (source === undefined) return EXIT.failed;
    return await watchRun(run, source, options, io, opened?.terminal);
  } finally {
    opened?.close();
  }
}

async function attach({ path, pid }: FoundRun, { stderr }: CommandIo): Promise<RemoteSource | undefined> {
  try {
    return await RemoteSource.attach(path);
  } catch (error) {
    stderr.write(`error: could not attach to process ${pid}: ${(error as Error).message}\n`);
    return undefined;
  }
}
