import type { Worker } from 'node:worker_threads';
import type { AdapterName } from '../../engine/events/adapter.ts';
import { type FaultEntries, FaultLog } from '../../profiler/fault-log.ts';
import { type LatencyFindings, latencySoFar } from '../../profiler/latency/latency-findings.ts';
import type { RunFindings } from '../../profiler/run-findings.ts';
import type { ProgressFigures } from '../../profiler/run-progress.ts';
import { SharedMetrics } from '../../profiler/shared-metrics.ts';
import type { ProblemCount } from '../input/problem-log.ts';
import type { StreamInput } from '../input/stream-input.ts';
import type { ReplayOptions, ReplayResult } from '../replay.ts';
import { type EngineCrash, engineCrash, type ThreadEnd } from './engine-crash.ts';
import type { FromEngine, News, PlainReplayOptions, PlainReplayResult, ToEngine } from './messages.ts';
import { StopFlag } from './stop-flag.ts';

/** What a replay in a thread of its own is told. The functions are called in the thread that began it. */
export interface WorkerReplayOptions extends PlainReplayOptions, Pick<ReplayOptions, 'onAlert' | 'signal'> {
  readonly onAdapter?: (input: StreamInput, adapter: AdapterName) => void;
  /** Awaited after alerts were handed over: while writers are behind by some batches, the engine waits. */
  readonly afterAlerts?: () => Promise<void> | void;
}

/** What a replay in a thread of its own did; also of one whose thread is gone. */
export interface WorkerReplayResult extends ReplayResult {
  /** What was wrong with the stream. */
  readonly problems: readonly ProblemCount[];
  /** Why the thread ended before the replay did; undefined where it did not, or where it was told to. */
  readonly crash: EngineCrash | undefined;
}

/** A replay under way in a thread of its own. */
export class EngineRun {
  /** Figures as they are now, also after the thread has ended, however it did. */
  readonly metrics: SharedMetrics;
  /**
   * Resolves when all alerts have been handed over, also where the thread broke: then it is what was done up to the
   * last batch. Rejects only with what a callback threw.
   */
  readonly result: Promise<WorkerReplayResult>;
  readonly #worker: Worker;
  readonly #options: WorkerReplayOptions;
  readonly #stopFlag = new StopFlag();
  /** Settles when everything that has arrived was dealt with. */
  #dealtWith: Promise<void> = Promise.resolve();
  #problems: readonly ProblemCount[] = [];
  #faults: FaultEntries = [];
  #findings: RunFindings | undefined;
  /** How far the run was with the last alerts that came. */
  #told: ProgressFigures | undefined;
  #end: PlainReplayResult | undefined;
  #wasTerminated = false;
  readonly #stopAsked = (): void => this.stop();

  /** @param threadEnd settles when the worker has ended; all its messages have arrived by then */
  constructor(worker: Worker, threadEnd: Promise<ThreadEnd>, options: WorkerReplayOptions) {
    const { onAlert: _onAlert, signal, onAdapter: _onAdapter, afterAlerts: _afterAlerts, ...plain } = options;
    this.#worker = worker;
    this.#options = options;
    this.metrics = SharedMetrics.create(options.rules);
    worker.on('message', (message: FromEngine) => {
      this.#dealtWith = this.#dealtWith.then(() => this.#take(message));
      // Whoever waits for the result is told; until then it must not count as unhandled.
      this.#dealtWith.catch(() => this.terminate());
    });
    this.result = this.#finish(threadEnd);
    this.#send({
      kind: 'run',
      job: { options: plain, metrics: this.metrics.buffers, stopFlag: this.#stopFlag.buffer },
    });
    if (signal?.aborted) this.stop();
    else signal?.addEventListener('abort', this.#stopAsked, { once: true });
  }

  /** Ends the replay after the batch at hand; what was done stands. */
  stop(): void {
    this.#stopFlag.raise();
    this.#send({ kind: 'stop' });
  }

  /** Ends the thread at once, whatever it is at; what was done up to the last batch stands. */
  terminate(): void {
    this.#wasTerminated = true;
    void this.#worker.terminate();
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message);
  }

  async #take(message: FromEngine): Promise<void> {
    await this.#takeNews(message.news);
    if (message.kind === 'batch') {
      this.#told = message.figures;
      this.#send({ kind: 'taken' });
      return;
    }
    this.#end = message.result;
    // Its work is done; nothing that it may have left behind keeps it.
    void this.#worker.terminate();
  }

  async #takeNews({ alerts, problems, faults, findings, adapters = [] }: News): Promise<void> {
    const { onAlert, onAdapter, afterAlerts, inputs } = this.#options;
    this.#problems = problems ?? this.#problems;
    this.#faults = faults ?? this.#faults;
    this.#findings = findings ?? this.#findings;
    for (const { input, adapter } of adapters) onAdapter?.(inputs[input]!, adapter);
    for (const alert of alerts) onAlert(alert);
    if (alerts.length > 0) await afterAlerts?.();
  }

  /** What was done up to the last batch, while the replay goes on. */
  soFar(): WorkerReplayResult {
    return { ...this.#doneSoFar(), ...this.#shared(), crash: undefined };
  }

  async #finish(threadEnd: Promise<ThreadEnd>): Promise<WorkerReplayResult> {
    const end = await threadEnd;
    // A signal may outlive many runs.
    this.#options.signal?.removeEventListener('abort', this.#stopAsked);
    await this.#dealtWith;
    if (this.#end !== undefined) return { ...this.#end, ...this.#shared(), crash: undefined };
    this.metrics.progress.state = 'failed';
    return { ...this.soFar(), crash: this.#wasTerminated ? undefined : engineCrash(end) };
  }

  #shared(): Pick<WorkerReplayResult, 'table' | 'compileNs' | 'faults' | 'problems'> {
    return {
      table: this.#options.accounting ? this.metrics.rules : undefined,
      compileNs: this.metrics.compileNs,
      faults: FaultLog.from(this.#faults),
      problems: this.#problems,
    };
  }

  /**
   * Latencies and the series are in shared memory; they are read when they are asked for, as a live view has no time for
   * all rules.
   */
  #findingsSoFar(): RunFindings | undefined {
    const { accounting, profile } = this.#options;
    if (!accounting || profile === undefined) return this.#findings;
    const { latency: table, series } = this.metrics;
    let latency: LatencyFindings | undefined;
    return {
      ...this.#findings,
      get latency() {
        latency ??= latencySoFar(table);
        return latency;
      },
      // Read when the figures are that it is put beside, as the engine goes on.
      get series() {
        return series.read();
      },
    };
  }

  /** As of the last batch. */
  #doneSoFar(): PlainReplayResult {
    const shared = this.metrics.progress.figures;
    // A batch's alerts are sent before the shared figures count it, and its thread may have been ended in between.
    const latest = this.#told !== undefined && this.#told.events > shared.events ? this.#told : shared;
    const { bytesRead, bytesTotal, eventsDecoded, events, wallTimeNs, firstEventNs, lastEventNs } = latest;
    return {
      findings: this.#findingsSoFar(),
      wallTimeNs,
      events,
      progress: { bytesRead, bytesTotal, events: eventsDecoded },
      firstEventNs,
      lastEventNs,
      stoppedBy: undefined,
    };
  }
}
