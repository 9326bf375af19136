import type { Rule } from '../engine/rule.ts';
import type { StreamInput } from '../replay/input/stream-input.ts';
import type { WorkerReplayResult } from '../replay/worker/engine-run.ts';
import type { EngineThread } from '../replay/worker/engine-thread.ts';
import type { RunFile } from '../report/run-file.ts';
import type { AdapterTally } from './adapter-tally.ts';
import type { AlertOutput } from './alert-output.ts';
import { isClosedPipe } from './closed-pipe.ts';
import { displayRun } from './display-run.ts';
import type { Interruption } from './interruption.ts';
import type { CommandIo } from './io.ts';
import type { RunListener } from './open-listener.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { replaySettings } from './replay-settings.ts';
import { type ReplayServing, serveReplay } from './serve-replay.ts';

/** What a replay reads and runs, and where what it finds goes. */
export interface EngineWork {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  readonly alerts: AlertOutput;
  readonly adapters: AdapterTally;
  readonly interruption: Interruption;
  /** What is known of a replay that goes on, as a run. */
  readonly snapshot: (soFar: WorkerReplayResult) => RunFile;
  /** The address of --listen; undefined without. */
  readonly listener: RunListener | undefined;
}

/** A replay that is over. */
export interface EngineOutcome {
  readonly result: WorkerReplayResult;
  /** Goes on until it is closed, so that whoever asks while results are written is not told of an earlier replay. */
  readonly serving: ReplayServing;
}

/** Runs the replay in its thread, serves and draws its progress, and ends it when there is no use in going on. */
export async function runEngine(
  thread: EngineThread,
  work: EngineWork,
  options: ReplayCommandOptions,
  io: CommandIo,
): Promise<EngineOutcome> {
  const { rules, inputs, alerts, adapters, interruption } = work;
  const readerLeft = new AbortController();
  const run = thread.run({
    ...replaySettings(options),
    rules,
    inputs,
    signal: AbortSignal.any([interruption.signal, readerLeft.signal]),
    onAlert: (alert) => alerts.add(alert),
    onAdapter: (_, adapter) => adapters.add(adapter),
    afterAlerts: async () => {
      await alerts.flush();
      // With nobody left to read the alerts and no dump to write, the rest would be work for nothing.
      if (isClosedPipe(alerts.failure) && options.dump.length === 0) readerLeft.abort();
    },
  });
  interruption.atOnce.addEventListener('abort', () => run.terminate());
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
