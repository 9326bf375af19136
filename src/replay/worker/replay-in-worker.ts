import type { EngineRun, WorkerReplayOptions } from './engine-run.ts';
import { EngineThread, type EngineThreadSettings } from './engine-thread.ts';

/**
 * What `replay` does, in a thread of its own: this one stays free to write alerts, to draw, to be interrupted. The
 * alerts are the same, in the same order.
 *
 * Where rules are still to be loaded, an {@link EngineThread} that is started before that saves the time it takes.
 */
export function replayInWorker(options: WorkerReplayOptions, settings: EngineThreadSettings = {}): EngineRun {
  return new EngineThread(settings).run(options);
}
