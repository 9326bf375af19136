import type { AlertSink } from '../engine/alert.ts';
import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Engine } from '../engine/engine.ts';
import type { AdapterName } from '../engine/events/adapter.ts';
import type { FieldDemand } from '../engine/events/field-demand.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import type { FaultSink } from '../engine/predicate/predicate-fault.ts';
import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import type { Probe } from '../engine/probe.ts';
import type { Rule } from '../engine/rule.ts';
import type { StateLimits } from '../engine/sequence/state-limits.ts';
import type { Clock } from '../profiler/clock.ts';
import { FaultLog } from '../profiler/fault-log.ts';
import type { HeadStart } from '../profiler/head-start.ts';
import { Instruments, type ProfileSettings } from '../profiler/instruments.ts';
import type { JobsFindings } from '../profiler/jobs-findings.ts';
import type { MetricsTable } from '../profiler/metrics-table.ts';
import { RunAccounts } from '../profiler/run-accounts.ts';
import type { RunFindings } from '../profiler/run-findings.ts';
import type { ProgressFigures } from '../profiler/run-progress.ts';
import { SharedMetrics } from '../profiler/shared-metrics.ts';
import { type DecodeProgress, decodeEvents } from './input/decode-events.ts';
import type { StreamInput } from './input/stream-input.ts';
import { StreamError, type StreamProblem } from './input/stream-problem.ts';
import { prepareEngine } from './prepare-engine.ts';
import { RunCensus } from './run-census.ts';
import { StreamSpan } from './stream-span.ts';

export interface ReplayOptions {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  /** The most events a batch may have. */
  readonly batchSize: number;
  /** False: no probe is attached, and the engine does not measure at all. */
  readonly accounting: boolean;
  /** How the run is watched beside the accounts; undefined: not at all. Needs `accounting`. */
  readonly profile?: ProfileSettings;
  /** What was started in this thread before the rules were known; with the interval of `profile`, and only with it. */
  readonly headStart?: HeadStart;
  /**
   * Seed of the sample of events on which the clauses of rules are tried after the run; undefined: none is taken. Needs
   * `accounting`.
   */
  readonly censusSeed?: number;
  /** Where the figures go, for whoever reads them while the run goes on; tables of its own unless given. */
  readonly metrics?: SharedMetrics;
  /** False runs every rule on every event of its category; answers are the same. */
  readonly index?: boolean;
  /** What sequences may remember, and how long they wait for late events. */
  readonly sequences?: Partial<StateLimits>;
  /** What runs Lua rules; wasmoon unless given. */
  readonly lua?: LuaRuntime;
  /** What Lua and Wasm rules may use; holds whatever their pack says. */
  readonly predicateLimits?: Partial<PredicateLimits>;
  /** True: alerts carry what Lua and Wasm rules captured. */
  readonly captures?: boolean;
  /** False parses every line whole, also where rules read little of it; answers are the same. */
  readonly projection?: boolean;
  readonly adapter?: AdapterName;
  /** Stops at the first thing that is lost. */
  readonly strict: boolean;
  readonly maxLineBytes?: number;
  /** Events before this moment are left out; nanoseconds since 1970. */
  readonly sinceNs?: bigint;
  /** Events from this moment on are left out; nanoseconds since 1970. */
  readonly untilNs?: bigint;
  /** Replays at most so many events. */
  readonly limit?: number;
  /** Ends the replay after the batch at hand; what was done stands. */
  readonly signal?: AbortSignal;
  readonly clock: Clock;
  readonly onAlert: AlertSink;
  readonly onProblem: (problem: StreamProblem) => void;
  /** Told of what Lua and Wasm rules do wrong as it happens; the result has all of it. */
  readonly onFault?: FaultSink;
  readonly onAdapter?: (input: StreamInput, adapter: AdapterName) => void;
  /** Told now and then what a profiled run has found by then; the result has all of it. */
  readonly onFindings?: (soFar: RunFindings) => void;
  /**
   * Told after every batch how far the run is, before the shared figures say so; then awaited: lets slow writers catch up.
   * Its time is billed to the phase `collect`.
   */
  readonly afterBatch?: (figures: ProgressFigures) => Promise<void> | void;
}

/** What a replay did; also of one that was stopped or that failed half-way. */
export interface ReplayResult {
  /** Undefined without accounting. */
  readonly table: MetricsTable | undefined;
  /** Undefined without accounting. */
  readonly findings: RunFindings | undefined;
  readonly wallTimeNs: number;
  /** Compilation or loading per rule, nanoseconds; before and outside of the wall time. */
  readonly compileNs: Float64Array;
  /** What Lua and Wasm rules did wrong; kept with and without accounting. */
  readonly faults: FaultLog;
  /** Events handed to the engine. */
  readonly events: number;
  readonly progress: Readonly<DecodeProgress>;
  /** Times of the first and last event, in stream order, that have one; undefined where none has. */
  readonly firstEventNs: bigint | undefined;
  readonly lastEventNs: bigint | undefined;
  /** What ended the replay early under `strict`. */
  readonly stoppedBy: StreamProblem | undefined;
  /** How it was split among threads; undefined where that was not asked for. */
  readonly jobs?: JobsFindings;
}

/**
 * Replays a stream through rules. Compiles first, then reads, decodes and evaluates batch by batch; memory
 * holds one batch at a time, however long the stream.
 *
 * @throws Error when it is to be profiled while another replay in this thread is: use `replayInWorker`
 */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const metrics = options.metrics ?? SharedMetrics.create(options.rules);
  const { progress } = metrics;
  try {
    progress.state = 'loading';
    const result = await replayInto(metrics, options);
    progress.state = 'done';
    return result;
  } catch (error) {
    progress.state = 'failed';
    throw error;
  }
}

async function replayInto(metrics: SharedMetrics, options: ReplayOptions): Promise<ReplayResult> {
  const { compileNs } = metrics;
  const faults = new FaultLog();
  const instruments =
    options.accounting && options.profile !== undefined
      ? new Instruments(
          options.rules,
          metrics.rules,
          options.profile,
          metrics.latency,
          metrics.series,
          options.headStart,
        )
      : undefined;
  await instruments?.start();
  const census = RunCensus.for(options);
  const notes = { compileNs, faults, lines: instruments?.lines, memory: instruments?.memory };
  const engine = await prepareEngine(options, notes).catch(async (error: unknown) => {
    await instruments?.stop();
    throw error;
  });
  try {
    const replaying = replayThrough(engine, metrics, options, { instruments, census });
    // Also where it fails: instruments hold on to V8.
    await replaying.catch(() => undefined);
    const profiled = await instruments?.stop();
    const result = await replaying;
    const found = census?.take(engine, metrics.rules.cpuTimeNs);
    const findings = result.findings && {
      ...profiled,
      ...result.findings,
      ...(found !== undefined && { census: found }),
    };
    return { ...result, findings, compileNs, faults };
  } finally {
    engine.close();
  }
}

async function replayThrough(
  engine: Engine,
  metrics: SharedMetrics,
  options: ReplayOptions,
  { instruments, census }: { instruments: Instruments | undefined; census: RunCensus | undefined },
): Promise<Omit<ReplayResult, 'compileNs' | 'faults'>> {
  const accounts = options.accounting
    ? new RunAccounts(metrics.rules, engine.fieldPaths.length, instruments?.timer)
    : undefined;
  const probe = accounts?.probe;
  probe?.table.setConditions(engine.conditionBytes);
  const progress: DecodeProgress = { bytesRead: 0, bytesTotal: undefined, events: 0 };
  const span = new StreamSpan();
  let events = 0;
  const figuresAt = (wallTimeNs: number): ProgressFigures => {
    const { firstEventNs, lastEventNs } = span;
    const { bytesRead, bytesTotal, events: eventsDecoded } = progress;
    return { bytesRead, bytesTotal, eventsDecoded, events, wallTimeNs, firstEventNs, lastEventNs };
  };
  instruments?.begin(engine.scripts);
  metrics.progress.state = 'running';
  const startNs = options.clock();
  accounts?.start();
  /** @returns what ended it early under `strict` */
  const runBatches = async (): Promise<StreamProblem | undefined> => {
    for await (const batch of decode(options, engine.demand, progress, probe)) {
      engine.run(batch, options.onAlert, probe);
      events += batch.records.length;
      probe?.enterPhase('profiler');
      accounts?.afterBatch();
      span.add(batch);
      instruments?.afterBatch({ events, lastEvent: span.lastEvent, lastEventNs: span.lastEventNs });
      const found = instruments?.news();
      if (found !== undefined) options.onFindings?.(found);
      census?.afterBatch(batch);
      probe?.enterPhase('collect');
      const figures = figuresAt(options.clock() - startNs);
      const waiting = options.afterBatch?.(figures);
      metrics.progress.update(figures);
      await waiting;
      probe?.enterPhase('read');
    }
    return undefined;
  };
  let stoppedBy: StreamProblem | undefined;
  try {
    stoppedBy = await runBatches().catch((error: unknown) => {
      if (error instanceof StreamError) return error.problem;
      throw error;
    });
    const isWhole = stoppedBy === undefined && options.signal?.aborted !== true;
    metrics.progress.state = 'ending';
    engine.end(options.onAlert, probe, isWhole);
  } catch (error) {
    // They watch the thread until they are told to stop.
    await accounts?.stop(engine.fieldPaths);
    throw error;
  }
  const unaccountedNs = options.clock() - startNs;
  const accounted = await accounts?.stop(engine.fieldPaths);
  const wallTimeNs = accounted?.wallTimeNs ?? unaccountedNs;
  metrics.progress.update(figuresAt(wallTimeNs));
  const { firstEventNs, lastEventNs } = span;
  return {
    table: probe?.table,
    findings: accounted?.findings,
    wallTimeNs,
    events,
    progress,
    firstEventNs,
    lastEventNs,
    stoppedBy,
  };
}

function decode(
  options: ReplayOptions,
  demand: FieldDemand | undefined,
  progress: DecodeProgress,
  probe: Probe | undefined,
): AsyncIterable<EventBatch> {
  const { batchSize, adapter, strict, maxLineBytes, sinceNs, untilNs, limit, signal, onProblem, onAdapter } =
    options;
  return decodeEvents(options.inputs, {
    batchSize,
    strict,
    onProblem,
    progress,
    ...((options.projection ?? true) && demand !== undefined && { demand }),
    ...(adapter !== undefined && { adapter }),
    ...(maxLineBytes !== undefined && { maxLineBytes }),
    ...(sinceNs !== undefined && { sinceNs }),
    ...(untilNs !== undefined && { untilNs }),
    ...(limit !== undefined && { limit }),
    ...(signal !== undefined && { signal }),
    ...(probe !== undefined && { probe }),
    onAdapter: (input, picked) => onAdapter?.(input, picked.name),
  });
}
