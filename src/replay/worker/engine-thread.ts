import { extname } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ProfileSettings } from '../../profiler/instruments.ts';
import type { ThreadEnd } from './engine-crash.ts';
import { EngineRun, type WorkerReplayOptions } from './engine-run.ts';
import type { ToEngine } from './messages.ts';

/** How a thread is started; everything has a default. */
export interface EngineThreadSettings {
  /** The file that the thread begins with; see `engine-worker.ts`. */
  readonly entry?: URL;
  /** Limits of V8 for the thread's heap. */
  readonly resourceLimits?: ResourceLimits;
  /** How its replay will be profiled, in one job, where that is known already: it starts the profilers while it waits. */
  readonly profile?: Pick<ProfileSettings, 'sampleIntervalUs'>;
}

/** Beside this file, with the same ending: `.js` where it was built, `.ts` where it runs from source. */
const ENTRY = new URL(`./engine-worker${extname(import.meta.url)}`, import.meta.url);

/**
 * A thread for one replay. It loads the engine at once, so that it is ready when the rules are: start it first, then
 * load the rules, then `run`.
 */
export class EngineThread {
  readonly #worker: Worker;
  readonly #end: Promise<ThreadEnd>;

  constructor({ entry = ENTRY, resourceLimits = {}, profile }: EngineThreadSettings = {}) {
    this.#worker = new Worker(entry, {
      name: 'kestrel-perf engine',
      // Node would close at the thread's end what it opened and, to Node's knowledge, did not close. A named pipe is
      // closed by its socket, of which Node does not know, and its number may be another thread's file by then. So what a
      // thread that is terminated has open stays open until the process ends.
      trackUnmanagedFds: false,
      resourceLimits: { ...resourceLimits },
    });
    // From the beginning: an error that nobody listens to would end this thread, too.
    let thrown: unknown;
    this.#worker.on('error', (error) => {
      thrown = error;
    });
    this.#end = new Promise((resolve) => {
      this.#worker.once('exit', (exitCode) => resolve({ exitCode, error: thrown }));
    });
    if (profile !== undefined) {
      const { sampleIntervalUs } = profile;
      this.#worker.postMessage({ kind: 'prepare', sampleIntervalUs } satisfies ToEngine);
    }
  }

  /** Begins the replay. To be called once. @throws DataCloneError when an option is not plain data */
  run(options: WorkerReplayOptions): EngineRun {
    try {
      return new EngineRun(this.#worker, this.#end, options);
    } catch (error) {
      // Options that cannot be sent. The thread would wait for others until the end of time.
      void this.close();
      throw error;
    }
  }

  /** Ends the thread, whatever it is at. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
