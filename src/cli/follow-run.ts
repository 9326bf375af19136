import type { EngineRun, WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { RunFile } from '../report/run-file.ts';
import { displayRun } from './display-run.ts';
import type { CommandIo } from './io.ts';
import type { RunListener } from './open-listener.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { type ReplayServing, serveReplay } from './serve-replay.ts';
import type { EngineWork } from './start-engine.ts';

/** What those who watch a replay are told, beside its figures. */
export interface FollowedWork extends EngineWork {
  /** What is known of a replay that goes on, as a run. */
  readonly snapshot: (soFar: WorkerReplayResult) => RunFile;
  /** The address of --listen; undefined without. */
  readonly listener: RunListener | undefined;
}

/** A replay that is over. */
export interface FollowedRun {
  readonly result: WorkerReplayResult;
  /** Goes on until it is closed, so that whoever asks while results are written is not told of an earlier replay. */
  readonly serving: ReplayServing;
}

/** Serves a replay that goes on and draws its progress, until it is over. */
export async function followRun(
  run: EngineRun,
  work: FollowedWork,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<FollowedRun> {
  const serving = await serveReplay(run, work, options, io);
  const display = await displayRun(run, work, options, io);
  try {
    const result = await run.result;
    serving.over(result);
    await display.over(result);
    return { result, serving };
  } catch (error) {
    await serving.close();
    throw error;
  } finally {
    display.stop();
  }
}
