import type { Alert } from '../engine/alert.ts';
import type { EventNumber } from '../engine/batch/event-batch.ts';
import type { Engine } from '../engine/engine.ts';
import { type ClockCalibration, calibrateClock } from '../profiler/clock.ts';
import { FaultLog } from '../profiler/fault-log.ts';
import { prepareEngine } from '../replay/prepare-engine.ts';
import type { RunFile } from '../report/run-file.ts';
import type { RuntimeHost } from '../serve/runtime-folder.ts';
import { type RunServer, serveRun } from '../serve/serve-run.ts';
import type { LiveSource } from '../top/source/live-snapshot.ts';
import { createLiveSource } from '../top/source/live-source.ts';
import { createRuleDetails } from '../top/source/rule-details.ts';
import { AlertOutbox } from './alert-outbox.ts';
import { BatchTimer } from './batch-timer.ts';
import { describeAlert } from './detector-alert.ts';
import type { DetectorOptions } from './detector-options.ts';
import { detectorRun } from './detector-run.ts';
import { type DetectorSettings, settingsOf } from './detector-settings.ts';
import { EventGate } from './event-gate.ts';
import type { RuleMetrics } from './rule-metrics.ts';
import { RuleProfiler } from './rule-profiler.ts';

/** How a detector ends. */
export interface CloseOptions {
  /**
   * True: the stream has come to its end, so what a sequence takes for a missing event will not come. Unless given the
   * stream goes on without the detector, and a sequence that still waits to be sure of that gives no alert.
   */
  readonly streamEnded?: boolean;
}

/** What a detector runs on, once its rules are compiled. */
interface Machinery {
  readonly engine: Engine;
  readonly profiler: RuleProfiler;
  readonly faults: FaultLog;
  readonly clock: ClockCalibration;
}

/**
 * Runs a pack over events as they come, in the thread of the caller, and measures each rule meanwhile.
 *
 * Events are gathered into batches; a batch is evaluated when it is full, by the call that filled it, or a few
 * milliseconds after its first event. Alerts are those of a replay of the same events, in the same order, however the
 * events came.
 */
export class Detector {
  readonly #settings: DetectorSettings;
  readonly #engine: Engine;
  readonly #profiler: RuleProfiler;
  readonly #faults: FaultLog;
  readonly #clock: ClockCalibration;
  readonly #gate: EventGate;
  readonly #outbox: AlertOutbox<Alert>;
  readonly #timer: BatchTimer;
  readonly #startedAt: Date;
  #serving: Promise<RunServer> | undefined;
  #closing: Promise<void> | undefined;

  private constructor(settings: DetectorSettings, { engine, profiler, faults, clock }: Machinery) {
    this.#settings = settings;
    this.#engine = engine;
    this.#profiler = profiler;
    this.#faults = faults;
    this.#clock = clock;
    this.#gate = new EventGate(settings);
    this.#outbox = new AlertOutbox((alert) => settings.onAlert(describeAlert(settings.pack.rules, alert)));
    this.#timer = new BatchTimer(settings.timers, settings.batchTimeMs, () => this.flush());
    this.#startedAt = settings.now();
  }

  /**
   * Loads and compiles the rules; those that cannot be started are told of in their metrics, and cost no other.
   *
   * @throws RangeError when `batchSize`, `batchTimeMs` or `format` is not possible
   */
  static async open(options: DetectorOptions): Promise<Detector> {
    const settings = settingsOf(options);
    const { pack, profile, clocks, limits = {} } = settings;
    const { rules } = pack;
    const clock = calibrateClock(clocks.clock);
    const profiler = await RuleProfiler.start(rules, { clocks, ...(profile !== undefined && { profile }) });
    const faults = new FaultLog();
    try {
      const engine = await prepareEngine(
        { ...settings, rules, predicateLimits: limits, clock: clocks.clock },
        { compileNs: profiler.metrics.compileNs, faults, lines: profiler.lines, memory: profiler.memory },
      );
      profiler.begin(engine);
      return new Detector(settings, { engine, profiler, faults, clock });
    } catch (error) {
      // V8's profilers would go on.
      await profiler.stop();
      throw error;
    }
  }

  /**
   * Takes in one event: an object as JSON.parse gives it, which must not be changed before its batch was evaluated.
   * Evaluates the batch when it is full.
   *
   * @returns the number by which alerts name it, from 1; undefined where it is no event, which is counted and shows
   *   among the warnings of the run file
   * @throws what `onAlert` threw, once all alerts of the batch were handed over
   * @throws Error after `close`, or when the engine broke down
   */
  add(event: unknown): EventNumber | undefined {
    this.#begin();
    const number = this.#gate.accept(event);
    this.#gathered();
    return number;
  }

  /** The same with one line of NDJSON. Integers beyond 2^53 stay exact; lines that are no JSON are counted. */
  addLine(line: string): EventNumber | undefined {
    this.#begin();
    const number = this.#gate.acceptLine(line);
    this.#gathered();
    return number;
  }

  /**
   * How many events were taken in so far: the next one has the number after it. Whoever keeps events for their alerts
   * notes it before `add`, as the alert may come while that call goes on.
   */
  get eventCount(): number {
    return this.#gate.eventCount;
  }

  /**
   * Evaluates what has been gathered now; nothing after `close`.
   * @throws what `onAlert` threw, once all alerts were handed over
   */
  flush(): void {
    // Time that is billed after the end would be of no run.
    if (this.#closing !== undefined) return;
    this.#evaluate();
    this.#deliver();
  }

  /** The figures of all rules as of the last batch, in the pack's order. */
  getAllMetrics(): RuleMetrics[] {
    return this.#profiler.getAllMetrics();
  }

  /** The figures of one rule as of the last batch; undefined where the pack has no rule of this id. */
  getMetrics(ruleId: string): RuleMetrics | undefined {
    return this.#profiler.getMetrics(ruleId);
  }

  /** All that is known as of the last batch, as `--dump` writes it. What only the end tells is in it after `close`. */
  runFile(): RunFile {
    const { pack, lua, now } = this.#settings;
    return detectorRun({
      pack,
      lua,
      metrics: this.#profiler.metrics,
      found: this.#profiler.soFar(this.#restingPhase),
      faults: this.#faults,
      problems: this.#gate.problems,
      clock: this.#clock,
      now: now(),
    });
  }

  /**
   * Lets `kestrel-perf top` and others of the same user watch it, until it is closed. Does not keep the process alive.
   *
   * @param host what decides where; this machine unless given
   * @returns the address of the socket
   * @throws Error when it cannot be served, with the reason; the detector goes on
   */
  async serve(host: RuntimeHost = { env: process.env }): Promise<string> {
    this.#assertOpen();
    this.#serving ??= this.#startServing(host);
    try {
      return (await this.#serving).path;
    } catch (error) {
      // It may be tried again.
      this.#serving = undefined;
      throw error;
    }
  }

  /**
   * Evaluates what has been gathered, gives the alerts that were waiting for later events, and ends. Takes in nothing
   * from when it is called. Figures may be asked for afterwards. Closing again waits for the same end.
   *
   * @throws what `onAlert` threw, once all alerts were handed over and all is closed
   */
  close({ streamEnded = false }: CloseOptions = {}): Promise<void> {
    // Not at once: `onAlert` may have called, and the batch that it is told of goes first.
    this.#closing ??= Promise.resolve().then(() => this.#close(streamEnded));
    return this.#closing;
  }

  async #close(streamEnded: boolean): Promise<void> {
    const { progress } = this.#profiler.metrics;
    try {
      this.#evaluate();
      if (progress.state === 'running') {
        progress.state = 'ending';
        this.#engine.end((alert) => this.#outbox.add(alert), this.#profiler.probe, streamEnded);
      }
      this.#deliver();
    } finally {
      await this.#profiler.stop();
      this.#engine.close();
      if (progress.state !== 'failed') progress.state = 'done';
      await this.#stopServing();
    }
  }

  #begin(): void {
    this.#assertOpen();
    this.#profiler.probe.enterPhase('decode');
  }

  #gathered(): void {
    if (this.#gate.isFull) this.flush();
    else {
      this.#profiler.probe.enterPhase(this.#restingPhase);
      if (this.#gate.size > 0) this.#timer.start();
    }
  }

  /** Runs the batch; alerts wait until it is done. */
  #evaluate(): void {
    this.#timer.stop();
    const batch = this.#gate.take();
    if (batch === undefined) return;
    try {
      this.#engine.run(batch, (alert) => this.#outbox.add(alert), this.#profiler.probe);
    } catch (error) {
      this.#profiler.metrics.progress.state = 'failed';
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `the engine broke down within events ${batch.eventNumbers[0]} to ${batch.eventNumbers.at(-1)}: ${reason}. ` +
          'Close the detector and open another one',
        { cause: error },
      );
    }
    this.#profiler.afterBatch(batch, this.#gate.bytes);
    this.#gate.release();
  }

  #deliver(): void {
    const { probe } = this.#profiler;
    probe.enterPhase('collect');
    try {
      this.#outbox.deliver();
    } finally {
      probe.enterPhase(this.#restingPhase);
    }
  }

  /** Whose the time is when nothing is done here: the caller's program, or its `onAlert`. */
  get #restingPhase(): 'collect' | 'read' {
    return this.#outbox.isDelivering ? 'collect' : 'read';
  }

  #source(): LiveSource {
    const { rules } = this.#settings.pack;
    const { metrics } = this.#profiler;
    return createLiveSource({
      rules,
      metrics,
      clock: this.#settings.clocks.clock,
      details: createRuleDetails(rules, metrics.rules, () => ({
        faults: this.#faults,
        findings: this.#profiler.final?.findings,
        isOver: metrics.progress.state === 'done',
      })),
    });
  }

  #startServing(host: RuntimeHost): Promise<RunServer> {
    const run = {
      title: this.#settings.title,
      startedAt: this.#startedAt,
      source: this.#source(),
      runFile: () => this.runFile(),
    };
    return serveRun(run, host);
  }

  async #stopServing(): Promise<void> {
    // A server that could not be started was told of by serve().
    const server = await this.#serving?.catch(() => undefined);
    await server?.close();
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new Error('the detector is closed: open another one');
    if (this.#profiler.metrics.progress.state === 'failed') {
      throw new Error('the engine of the detector broke down: close it and open another one');
    }
  }
}
