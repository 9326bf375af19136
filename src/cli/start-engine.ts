import type { Rule } from '../engine/rule.ts';
import type { StreamInput } from '../replay/input/stream-input.ts';
import type { EngineRun } from '../replay/worker/engine-run.ts';
import type { EngineThread } from '../replay/worker/engine-thread.ts';
import type { AdapterTally } from './adapter-tally.ts';
import type { AlertOutput } from './alert-output.ts';
import { isClosedPipe } from './closed-pipe.ts';
import type { Interruption } from './interruption.ts';
import type { ReplayCommandOptions } from './replay-options.ts';
import { replaySettings } from './replay-settings.ts';

/** What a replay reads and runs, and where what it finds goes. */
export interface EngineWork {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  readonly alerts: AlertOutput;
  readonly adapters: AdapterTally;
  readonly interruption: Interruption;
}

/**
 * Sends its work to the thread and ends it when there is no use in going on.
 *
 * @param keepTrace whether a file is to be made of the samples
 */
export function startEngine(
  thread: EngineThread,
  { rules, inputs, alerts, adapters, interruption }: EngineWork,
  options: ReplayCommandOptions,
  keepTrace: boolean,
): EngineRun {
  const readerLeft = new AbortController();
  const run = thread.run({
    ...replaySettings(options, keepTrace),
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
  return run;
}
