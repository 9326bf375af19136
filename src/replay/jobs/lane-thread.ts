import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Rule } from '../../engine/rule.ts';
import { SharedMetrics } from '../../profiler/shared-metrics.ts';
import { engineCrash } from '../worker/engine-crash.ts';
import { StopFlag } from '../worker/stop-flag.ts';
import type { FromLane, LaneJob, LaneResult, PortionNews, ToLane } from './lane-messages.ts';

/** Beside this file, with the same ending: `.js` where it was built, `.ts` where it runs from source. */
const ENTRY = new URL(`./lane-worker${extname(import.meta.url)}`, import.meta.url);

/** A thread that reads portions of a stream. */
export class LaneThread {
  /** What its own part of the rules' work cost, as it is now. */
  readonly metrics: SharedMetrics;
  /** Resolves when its rules are compiled; rejects when it broke before. */
  readonly ready: Promise<void>;
  /** Resolves when it has nothing more to do; rejects when it broke. */
  readonly result: Promise<LaneResult>;
  readonly #worker: Worker;
  readonly #stopFlag = new StopFlag();

  /**
   * @param number from 1, for messages
   * @param entry the file that the thread begins with
   */
  constructor(
    number: number,
    rules: readonly Rule[],
    onNews: (lane: LaneThread, news: PortionNews) => void,
    entry: URL = ENTRY,
  ) {
    this.metrics = SharedMetrics.create(rules);
    // What it has open is left to the end of the process, for the reason that `EngineThread` has.
    this.#worker = new Worker(entry, { name: `kestrel-perf engine ${number}`, trackUnmanagedFds: false });
    let thrown: unknown;
    this.#worker.on('error', (error) => {
      thrown = error;
    });
    const ended = new Promise<never>((_, reject) => {
      this.#worker.once('exit', (exitCode) => reject(laneError(number, { exitCode, error: thrown })));
    });
    const told = <K extends FromLane['kind']>(kind: K) =>
      new Promise<Extract<FromLane, { kind: K }>>((resolve) => {
        this.#worker.on('message', (message: FromLane) => {
          if (message.kind === kind) resolve(message as Extract<FromLane, { kind: K }>);
        });
      });
    this.ready = Promise.race([told('ready'), ended]).then(() => undefined);
    this.result = Promise.race([told('end'), ended]).then(({ result }) => result);
    this.#worker.on('message', (message: FromLane) => {
      if (message.kind === 'portion') onNews(this, message.news);
    });
    // Whoever waits for them is told; until then a failure must not count as unhandled.
    this.ready.catch(() => undefined);
    this.result.catch(() => undefined);
  }

  prepare(job: Omit<LaneJob, 'metrics' | 'stopFlag'>): void {
    const { buffers: metrics } = this.metrics;
    this.#send({ kind: 'prepare', job: { ...job, metrics, stopFlag: this.#stopFlag.buffer } });
  }

  begin(): void {
    this.#send({ kind: 'begin' });
  }

  /** One piece of news has been dealt with. */
  taken(): void {
    this.#send({ kind: 'taken' });
  }

  /** It ends after the batch at hand. */
  stop(): void {
    this.#stopFlag.raise();
  }

  /** Ends the thread, whatever it is at. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(message: ToLane): void {
    this.#worker.postMessage(message);
  }
}

/** Says which thread broke, and why. It keeps the code, by which lack of memory is known. */
function laneError(number: number, end: { readonly exitCode: number; readonly error: unknown }): Error {
  const { code } = (end.error ?? {}) as NodeJS.ErrnoException;
  const error = new Error(`reading thread ${number} broke down: ${engineCrash(end).reason}`);
  return code === undefined ? error : Object.assign(error, { code });
}
