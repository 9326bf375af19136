import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Engine } from '../engine/engine.ts';
import type { MemoryWatch } from '../engine/predicate/memory-watch.ts';
import type { Phase } from '../engine/probe.ts';
import type { Rule, RuleIndex } from '../engine/rule.ts';
import { type AccountingProbe, createProbeClocks, type ProbeClocks } from '../profiler/accounting-probe.ts';
import { Instruments, type ProfileSettings } from '../profiler/instruments.ts';
import type { LineTimes } from '../profiler/line-times/line-times.ts';
import { RunAccounts } from '../profiler/run-accounts.ts';
import type { RunFindings } from '../profiler/run-findings.ts';
import { SharedMetrics } from '../profiler/shared-metrics.ts';
import { StreamSpan } from '../replay/stream-span.ts';
import { type RuleMetrics, readRuleMetrics } from './rule-metrics.ts';

export interface RuleProfilerSettings {
  /** Has V8's profilers on; off unless given. */
  readonly profile?: ProfileSettings;
  readonly clocks?: ProbeClocks;
}

/** What is known besides the tables. */
export interface ProfilerFindings {
  /** Since the engine began, by a clock of its own; nanoseconds. */
  readonly wallTimeNs: number;
  readonly findings: RunFindings;
}

/** V8 keeps samples until it is asked for them, also while no events come. */
const IDLE_READING_MS = 10_000;

/**
 * Measures an engine that goes on and on: exact time by rule and phase, latencies, memory. In this order:
 *
 *     const profiler = await RuleProfiler.start(rules);
 *     const engine = new Engine(rules);
 *     profiler.begin(engine);
 *     engine.run(batch, onAlert, profiler.probe), profiler.afterBatch(batch);  // again and again
 *     await profiler.stop();
 *
 * Time between batches, which is the rest of the program's, is billed to the phase `read`. Figures may be asked for at
 * any time between two batches, and after the stop.
 */
export class RuleProfiler {
  /** What is counted, for whoever reads it while it goes on; may be sent to another thread. */
  readonly metrics: SharedMetrics;
  readonly #rules: readonly Rule[];
  readonly #indexOfId: ReadonlyMap<string, RuleIndex>;
  readonly #instruments: Instruments;
  readonly #clocks: ProbeClocks;
  readonly #isSampling: boolean;
  readonly #span = new StreamSpan();
  #accounts: RunAccounts | undefined;
  #engine: Pick<Engine, 'fieldPaths'> | undefined;
  #wallStartNs: number | undefined;
  #events = 0;
  #bytes = 0;
  #idleReading: NodeJS.Timeout | undefined;
  #final: ProfilerFindings | undefined;
  /** From the beginning of the stop on, which waits for V8: nothing is billed any more. */
  #isStopped = false;

  private constructor(rules: readonly Rule[], { profile, clocks }: RuleProfilerSettings) {
    this.#rules = rules;
    this.#indexOfId = new Map(rules.map(({ id }, rule) => [id, rule]));
    this.#clocks = clocks ?? createProbeClocks();
    this.#isSampling = profile !== undefined;
    this.metrics = SharedMetrics.create(rules);
    this.metrics.progress.state = 'loading';
    this.#instruments = new Instruments(
      rules,
      this.metrics.rules,
      profile,
      this.metrics.latency,
      this.metrics.series,
    );
  }

  /** Before the rules compile: V8's profilers would not see their loops otherwise. */
  static async start(rules: readonly Rule[], settings: RuleProfilerSettings = {}): Promise<RuleProfiler> {
    const profiler = new RuleProfiler(rules, settings);
    await profiler.#instruments.start();
    return profiler;
  }

  /** What watches lines of Lua rules, which must be loaded with its clock; undefined without `profile`. */
  get lines(): LineTimes | undefined {
    return this.#instruments.lines;
  }

  /** What follows the memory of Lua and Wasm rules within a batch; to be given to their engine. */
  get memory(): MemoryWatch {
    return this.#instruments.memory;
  }

  /** Time counts from here. */
  begin(engine: Pick<Engine, 'fieldPaths' | 'scripts' | 'conditionBytes'>): void {
    const { rules: table, progress } = this.metrics;
    this.#engine = engine;
    const clocks = { clock: this.#clocks.clock, wallClock: () => this.#readWallClock() };
    this.#accounts = new RunAccounts(table, engine.fieldPaths.length, this.#instruments.timer, clocks);
    table.setConditions(engine.conditionBytes);
    this.#instruments.begin(engine.scripts);
    if (this.#isSampling) {
      this.#idleReading = setInterval(() => this.#readInstruments(), IDLE_READING_MS).unref();
    }
    progress.state = 'running';
    this.#accounts.start();
  }

  /** What the engine tells. @throws Error before `begin` */
  get probe(): AccountingProbe {
    if (this.#accounts === undefined) throw new Error('the profiler has not begun: call begin(engine) first');
    return this.#accounts.probe;
  }

  /**
   * After each batch.
   *
   * @param bytes how much was read so far, where that is known
   */
  afterBatch(batch: EventBatch, bytes = 0): void {
    this.#events += batch.records.length;
    this.#bytes = bytes;
    this.probe.enterPhase('profiler');
    this.#accounts!.afterBatch();
    this.#span.add(batch);
    this.#readInstruments();
  }

  /** The figures of all rules, in the pack's order. */
  getAllMetrics(): RuleMetrics[] {
    return this.#rules.map((rule, index) => readRuleMetrics(rule, index, this.metrics));
  }

  /** The figures of one rule; undefined where the pack has no rule of this id. */
  getMetrics(ruleId: string): RuleMetrics | undefined {
    const index = this.#indexOfId.get(ruleId);
    return index === undefined ? undefined : readRuleMetrics(this.#rules[index]!, index, this.metrics);
  }

  /**
   * All that is known by now besides the tables, which are brought up to date; after the stop the last of it. Much is
   * known after the stop only.
   *
   * @param phase whose time it is
   */
  soFar(phase: Phase = 'read'): ProfilerFindings {
    if (this.#final !== undefined) return this.#final;
    if (!this.#isStopped) {
      this.probe.enterPhase(phase);
      this.#note(this.#wallTimeNs());
    }
    const { wallTimeNs } = this.metrics.progress.figures;
    const { latency, series } = this.#instruments;
    const fields = this.probe.fields.findings(this.#engine!.fieldPaths);
    return {
      wallTimeNs,
      findings: {
        fields,
        ...(latency !== undefined && { latency }),
        ...(series !== undefined && { series }),
      },
    };
  }

  /** All that was found; undefined before the stop. */
  get final(): ProfilerFindings | undefined {
    return this.#final;
  }

  /** Time no longer counts; also where the engine broke down. The engine must still stand. */
  async stop(): Promise<void> {
    clearInterval(this.#idleReading);
    this.#isStopped = true;
    const accounted = await this.#accounts?.stop(this.#engine!.fieldPaths);
    const profiled = await this.#instruments.stop();
    const wallTimeNs = accounted?.wallTimeNs ?? 0;
    this.#final = { wallTimeNs, findings: { ...profiled, ...accounted?.findings } };
    this.#note(wallTimeNs);
  }

  #readInstruments(): void {
    this.probe.enterPhase('profiler');
    const { lastEvent, lastEventNs } = this.#span;
    this.#instruments.afterBatch({ events: this.#events, lastEvent, lastEventNs });
    this.#note(this.#wallTimeNs());
    this.probe.enterPhase('read');
  }

  /** The first reading is the one by which the accounts begin. */
  #readWallClock(): number {
    const nowNs = this.#clocks.wallClock();
    this.#wallStartNs ??= nowNs;
    return nowNs;
  }

  #wallTimeNs(): number {
    return this.#readWallClock() - this.#wallStartNs!;
  }

  #note(wallTimeNs: number): void {
    const { firstEventNs, lastEventNs } = this.#span;
    this.metrics.progress.update({
      bytesRead: this.#bytes,
      bytesTotal: undefined,
      eventsDecoded: this.#events,
      events: this.#events,
      wallTimeNs,
      firstEventNs,
      lastEventNs,
    });
  }
}
