import { printable } from '../report/terminal-text.ts';
import { type FoundRun, findRuns } from '../serve/client/find-runs.ts';
import { runLine } from './choose-run.ts';
import { UsageError } from './exit-code.ts';
import type { CommandIo } from './io.ts';

/** What was found to watch. */
export interface RunsToWatch {
  readonly runs: readonly FoundRun[];
  /** Processes that were meant, too, and did not answer: what they run is not known. */
  readonly silentPids: readonly number[];
}

/**
 * The replays that are running, or the one of a process. Processes that serve something and do not say what are told on
 * stderr.
 * @throws UsageError where there is none of that process
 */
export async function runsToWatch(
  pid: number | undefined,
  { env, stderr }: Pick<CommandIo, 'env' | 'stderr'>,
): Promise<RunsToWatch> {
  const { runs, silentPids } = await findRuns({ env });
  const silent = silentPids.filter((one) => pid === undefined || one === pid);
  for (const one of silent) {
    stderr.write(`notice: process ${one} does not answer, or is of another version of kestrel-perf\n`);
  }
  if (pid === undefined) return { runs, silentPids: silent };
  const chosen = runs.filter((run) => run.pid === pid);
  if (chosen.length > 0) return { runs: chosen, silentPids: silent };
  const others = runs.length === 0 ? 'no replay is running' : `running are\n${listOf(runs)}`;
  throw new UsageError(`no replay runs in process ${pid}; ${others}`);
}

/** Several runs where one is meant, and nobody to ask. @param how what a process is written after: `kestrel-perf top` */
export function severalRuns(runs: readonly FoundRun[], how: string): UsageError {
  const { pid, path } = runs[0]!;
  const isOneProcess = runs.every((run) => run.pid === pid);
  // A service may serve more than one detector. Their processes tell them apart for nobody, their sockets do.
  const advice = isOneProcess
    ? `process ${pid} serves several runs: choose one with kestrel-perf top ${pid} on a terminal, or ask its socket, ` +
      `as in curl --unix-socket ${printable(path)} http://localhost/snapshot.json`
    : `several replays are running: say which process, as in ${how} ${pid}`;
  return new UsageError(`${advice}\n${listOf(runs)}`);
}

/** Runs to choose from, one on a line, indented. */
export function listOf(runs: readonly FoundRun[]): string {
  return runs.map((run) => `  ${runLine(run)}`).join('\n');
}
