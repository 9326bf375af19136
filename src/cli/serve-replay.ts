import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { type RunServer, serveRun } from '../serve/serve-run.ts';
import type { ServedRun } from '../serve/served-run.ts';
import type { FollowedWork } from './follow-run.ts';
import type { CommandIo } from './io.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { createRunSource } from './run-source.ts';
import { runTitle } from './run-title.ts';

/** A replay that others may watch, or none. */
export interface ReplayServing {
  /** The replay is over: those who watch are told. */
  over(result: WorkerReplayResult): void;
  /** All is known of it: whoever asks from now on is given this. */
  concluded(run: RunFile): void;
  /** Serves no longer. Waits at most 100 ms, for viewers to read the end. */
  close(): Promise<void>;
}

/**
 * Serves a replay on the user's socket, and where --listen says. Where there can be no socket, a notice says why and the
 * replay goes on without. Nothing is served without accounting: there is nothing to tell.
 */
export async function serveReplay(
  run: EngineRun,
  work: FollowedWork,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<ReplayServing> {
  if (!options.accounting) return { over: () => {}, concluded: () => {}, close: async () => {} };
  const runSource = createRunSource(run, work.rules, options);
  let last: WorkerReplayResult | undefined;
  let final: RunFile | undefined;
  const served: ServedRun = {
    title: runTitle(work.inputs.map(({ name }) => name)),
    startedAt: io.now(),
    source: runSource.source,
    runFile: () => final ?? work.snapshot(last ?? run.soFar()),
  };
  const server = options.serve ? await serveOnSocket(served, options, io) : undefined;
  work.listener?.begin(served);
  return {
    over: (result) => {
      last = result;
      runSource.over(result);
      server?.end(result.crash?.reason);
      work.listener?.end(result.crash?.reason);
    },
    concluded: (run) => {
      final = run;
    },
    close: async () => {
      work.listener?.close();
      await server?.close();
    },
  };
}

async function serveOnSocket(
  served: ServedRun,
  { quiet }: ReplayCommandOptions,
  io: CommandIo,
): Promise<RunServer | undefined> {
  try {
    return await serveRun(served, { env: io.env });
  } catch (error) {
    if (!quiet)
      io.stderr.write(`notice: kestrel-perf top cannot attach to this replay: ${(error as Error).message}\n`);
    return undefined;
  }
}
