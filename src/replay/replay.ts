import type { AlertSink } from '../engine/alert.ts';
import type { EventBatch } from '../engine/batch/event-batch.ts';
import { Engine } from '../engine/engine.ts';
import type { AdapterName } from '../engine/events/adapter.ts';
import type { FieldDemand } from '../engine/events/field-demand.ts';
import type { FieldReader } from '../engine/events/field-value.ts';
import { timestampNs } from '../engine/events/timestamp.ts';
import type { Vocabulary } from '../engine/events/vocabulary.ts';
import type { LuaRuntime } from '../engine/lua/lua-runtime.ts';
import { loadPredicates } from '../engine/predicate/load-predicates.ts';
import type { LoadedPredicates } from '../engine/predicate/loaded-predicates.ts';
import type { PredicateLimits } from '../engine/predicate/predicate-limits.ts';
import type { Probe } from '../engine/probe.ts';
import { isEqlRule, type Rule } from '../engine/rule.ts';
import type { StateLimits } from '../engine/sequence/state-limits.ts';
import { AccountingProbe } from '../profiler/accounting-probe.ts';
import type { Clock } from '../profiler/clock.ts';
import { FaultLog } from '../profiler/fault-log.ts';
import { MetricsTable } from '../profiler/metrics-table.ts';
import { type DecodeProgress, decodeEvents } from './input/decode-events.ts';
import type { StreamInput } from './input/stream-input.ts';
import { StreamError, type StreamProblem } from './input/stream-problem.ts';

export interface ReplayOptions {
  readonly rules: readonly Rule[];
  readonly inputs: readonly StreamInput[];
  /** The most events a batch may have. */
  readonly batchSize: number;
  /** False: no probe is attached, and the engine does not measure at all. */
  readonly accounting: boolean;
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
  readonly onAdapter?: (input: StreamInput, adapter: AdapterName) => void;
  /** Awaited after every batch: draws progress, lets slow writers catch up. */
  readonly afterBatch?: (progress: Readonly<DecodeProgress>) => Promise<void> | void;
}

/** What a replay did; also of one that was stopped or that failed half-way. */
export interface ReplayResult {
  /** Undefined without accounting. */
  readonly table: MetricsTable | undefined;
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
}

/**
 * Replays a stream through rules. Compiles first, then reads, decodes and evaluates batch by batch; memory
 * holds one batch at a time, however long the stream.
 */
export async function replay(options: ReplayOptions): Promise<ReplayResult> {
  const compileNs = new Float64Array(options.rules.length);
  const faults = new FaultLog();
  const predicates = await predicatesOf(options, compileNs);
  const engine = new Engine(options.rules, {
    ...(predicates !== undefined && { predicates }),
    onFault: (rule, fault) => faults.add(rule, fault),
    batchSize: options.batchSize,
    index: options.index ?? true,
    sequences: options.sequences ?? {},
    aroundCompile: (rule, compile) => {
      const startNs = options.clock();
      const compiled = compile();
      compileNs[rule]! += options.clock() - startNs;
      return compiled;
    },
  });
  try {
    return { ...(await replayThrough(engine, options)), compileNs, faults };
  } finally {
    engine.close();
  }
}

/** The Lua and Wasm rules, loaded; undefined where there are none. */
async function predicatesOf(
  { rules, lua, predicateLimits, captures, clock }: ReplayOptions,
  compileNs: Float64Array,
): Promise<LoadedPredicates | undefined> {
  if (rules.every(isEqlRule)) return undefined;
  return loadPredicates(rules, {
    lua: lua ?? 'wasmoon',
    limits: predicateLimits ?? {},
    keepCaptures: captures ?? false,
    aroundLoad: async (rule, load) => {
      const startNs = clock();
      const loaded = await load();
      compileNs[rule] = clock() - startNs;
      return loaded;
    },
  });
}

async function replayThrough(
  engine: Engine,
  options: ReplayOptions,
): Promise<Omit<ReplayResult, 'compileNs' | 'faults'>> {
  const accounts = options.accounting
    ? new AccountingProbe(MetricsTable.create(options.rules.length, options.rules.map(stepCount)))
    : undefined;
  accounts?.table.setConditions(engine.conditionBytes);
  const progress: DecodeProgress = { bytesRead: 0, bytesTotal: undefined, events: 0 };
  const span = new StreamSpan();
  let events = 0;
  let stoppedBy: StreamProblem | undefined;
  const startNs = options.clock();
  accounts?.start();
  try {
    for await (const batch of decode(options, engine.demand, progress, accounts)) {
      engine.run(batch, options.onAlert, accounts);
      events += batch.records.length;
      span.add(batch);
      accounts?.enterPhase('profiler');
      await options.afterBatch?.(progress);
      accounts?.enterPhase('read');
    }
  } catch (error) {
    if (!(error instanceof StreamError)) throw error;
    stoppedBy = error.problem;
  }
  const isWhole = stoppedBy === undefined && options.signal?.aborted !== true;
  engine.end(options.onAlert, accounts, isWhole);
  const wallTimeNs = accounts?.stop() ?? options.clock() - startNs;
  return { table: accounts?.table, wallTimeNs, events, progress, ...span.ends(), stoppedBy };
}

function stepCount(rule: Rule): number {
  if (!isEqlRule(rule)) return 0;
  const { query } = rule;
  return query.kind === 'event' ? 0 : query.steps.length;
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

/** Remembers where in time a stream begins and ends, without reading the time of every event. */
class StreamSpan {
  #firstNs: bigint | undefined;
  #lastNs: bigint | undefined;
  #readers = new Map<Vocabulary, FieldReader>();

  add(batch: EventBatch): void {
    const read = this.#reader(batch.vocabulary);
    const { records } = batch;
    for (let at = 0; this.#firstNs === undefined && at < records.length; at++) {
      this.#firstNs = timestampNs(read(records[at]!));
    }
    for (let at = records.length - 1; at >= 0; at--) {
      const timeNs = timestampNs(read(records[at]!));
      if (timeNs === undefined) continue;
      this.#lastNs = timeNs;
      return;
    }
  }

  /** Making a reader takes longer than a batch does. */
  #reader(vocabulary: Vocabulary): FieldReader {
    let reader = this.#readers.get(vocabulary);
    if (reader === undefined) this.#readers.set(vocabulary, (reader = vocabulary.reader('@timestamp')));
    return reader;
  }

  ends(): Pick<ReplayResult, 'firstEventNs' | 'lastEventNs'> {
    return { firstEventNs: this.#firstNs, lastEventNs: this.#lastNs };
  }
}
