import { dumpRun } from '../report/dump-run.ts';
import { exporterFor, needsTrace } from '../report/exporters/registry.ts';
import { RunFileError } from '../report/parse-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { printable } from '../report/terminal-text.ts';
import { fetchRunFile } from '../serve/client/fetch-run-file.ts';
import type { FoundRun } from '../serve/client/find-runs.ts';
import { readLastRun } from '../serve/last-run.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { runsToWatch, severalRuns } from './find-run.ts';
import type { CommandIo } from './io.ts';
import { runTitle } from './run-title.ts';

/** The options of `kestrel-perf` without a command. */
export interface SnapshotOptions {
  readonly dump: string;
  /** Of several replays, the one of this process. */
  readonly pid?: number;
}

/**
 * `kestrel-perf --dump FILE`: writes what is known of the replay that is running, or else of the one that finished last.
 * Resolves to the exit code. @throws UsageError, UnknownFormatError, DumpError, RuntimeFolderError
 */
export async function dumpSnapshot({ dump, pid }: SnapshotOptions, io: CommandIo): Promise<number> {
  exporterFor(dump);
  if (needsTrace(dump)) {
    throw new UsageError(
      `${dump} is made of samples, which a replay writes at its end: give --dump to replay`,
    );
  }
  const { runs, silentPids } = await runsToWatch(pid, io);
  if (runs.length > 1) throw severalRuns(runs, '--pid');
  const [run] = runs;
  try {
    if (run !== undefined) {
      const snapshot = await snapshotOf(run, io);
      if (snapshot === undefined) return EXIT.failed;
      const goesOn = snapshot.warnings.some(({ code }) => code === 'snapshot');
      const what = goesOn ? 'a snapshot, as it goes on' : 'it is over';
      io.stderr.write(`notice: ${printable(run.title)} in process ${run.pid}: ${what}\n`);
      await dumpRun(snapshot, dump, io.stdout);
      return EXIT.done;
    }
    if (silentPids.length > 0) {
      io.stderr.write(
        'error: nothing was written, as the replay that is running did not answer; try again once it does\n',
      );
      return EXIT.failed;
    }
    const last = await readLastRun({ env: io.env });
    if (last === undefined) {
      io.stderr.write(
        'error: no replay is running, and none has finished: start one with kestrel-perf replay\n',
      );
      return EXIT.failed;
    }
    const title = printable(runTitle(last.stream.inputs));
    io.stderr.write(
      `notice: no replay is running; this is the last one, ${title}, which ended at ${last.timestamp}\n`,
    );
    await dumpRun(last, dump, io.stdout);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof RunFileError)) throw error;
    io.stderr.write(`error: ${printable(error.message)}\n`);
    return EXIT.failed;
  }
}

/** Undefined where it could not be had, which is told: the replay may have ended a moment ago. */
async function snapshotOf(run: FoundRun, { stderr }: CommandIo): Promise<RunFile | undefined> {
  try {
    return await fetchRunFile(run);
  } catch (error) {
    const reason = printable((error as Error).message);
    stderr.write(
      `error: process ${run.pid} gave no snapshot: ${reason}; if its replay is over by now, ask again for the last one\n`,
    );
    return undefined;
  }
}
