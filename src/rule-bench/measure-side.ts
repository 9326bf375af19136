import { Bench } from 'tinybench';
import type { EventBatch } from '../engine/batch/event-batch.ts';
import type { Clock } from '../profiler/clock.ts';
import { median } from '../profiler/statistics/median.ts';
import type { BenchEngine } from './bench-engine.ts';
import type { SampledEvent } from './event-samples.ts';
import { type FillOrder, fillBatches, MAX_BATCH_EVENTS } from './fill-batches.ts';

/** One measurement: a rule alone over one kind of events. Times are of one event, in the rule itself unless they say otherwise. */
export interface SideMeasurement {
  /** Events that a run went over. */
  readonly batchEvents: number;
  /** Runs that were timed. */
  readonly samples: number;
  /** Of the runs, each divided by its events. */
  readonly medianNs: number;
  readonly p75Ns: number;
  readonly p99Ns: number;
  readonly meanNs: number;
  /** Margin of error of the mean, 95 %. */
  readonly marginNs: number;
  /** Taking the fields that the rule reads out of the event; median of the runs. */
  readonly fieldsNs: number;
  /** All that the engine did with the event; median of the runs. */
  readonly wholeNs: number;
  /** In the first run since the rule was loaded, of few events; undefined where it had run over the other kind before. */
  readonly firstNs: number | undefined;
  /** A whole run; median. */
  readonly runNs: number;
  /** Share of the evaluations that matched. */
  readonly matchedShare: number;
}

/** How a measurement is made. */
export interface MeasureOptions {
  /** How long runs are timed; half as long it is warmed up before. */
  readonly timeMs: number;
  readonly order: FillOrder;
  readonly clock: Clock;
}

/** Events of the runs by which the size of the timed ones is found. */
const FIRST_ROWS = 32;
/** Statistics of fewer runs would say nothing: slow rules run over fewer events instead. */
const LEAST_SAMPLES = 20;
/** Of the time of a measurement, twice: for finding the size, and for runs of that size. */
const WARM_UP_SHARE = 0.25;

/**
 * Times runs of an engine over one kind of events with tinybench, after a warm-up in which V8 compiles the rule.
 *
 * @param events at least one
 * @throws RuleFaultError when the rule does something wrong
 */
export function measureSide(
  engine: BenchEngine,
  events: readonly SampledEvent[],
  { timeMs, order, clock }: MeasureOptions,
): SideMeasurement {
  const few = fillBatches(events, FIRST_ROWS, order);
  const isFirst = !engine.hasRun;
  const first = timeRun(engine, few, clock);
  const warmUpMs = timeMs * WARM_UP_SHARE;
  const leastNs = leastWholeNs(engine, few, warmUpMs, clock) / FIRST_ROWS;
  const affordable = Math.floor((timeMs * 1e6) / LEAST_SAMPLES / Math.max(1, leastNs));
  const batchEvents = Math.max(1, Math.min(MAX_BATCH_EVENTS, affordable));
  const batches = fillBatches(events, batchEvents, order);
  let runs: TimedRun[] = [];
  const bench = new Bench({
    time: timeMs,
    iterations: LEAST_SAMPLES,
    warmupTime: warmUpMs,
    warmupIterations: 2,
    throws: true,
  });
  const runOnce = () => {
    const run = timeRun(engine, batches, clock);
    runs.push(run);
    return { overriddenDuration: run.ruleNs / 1e6, overriddenIterationCost: run.wholeNs / 1e6 };
  };
  const startOver = (): void => {
    runs = [];
    engine.probe.reset();
  };
  // Called before the warm-up and again before the runs that count.
  bench.add('rule', runOnce, { async: false, beforeAll: startOver });
  bench.runSync();
  const { result } = bench.tasks[0]!;
  if (result.state !== 'completed') throw new Error(`tinybench left a measurement ${result.state}`);
  const { latency } = result;
  const perEventNs = (ms: number): number => (ms * 1e6) / batchEvents;
  const { evaluated, matched } = engine.probe;
  return {
    batchEvents,
    samples: latency.samplesCount,
    medianNs: perEventNs(latency.p50),
    p75Ns: perEventNs(latency.p75),
    p99Ns: perEventNs(latency.p99),
    meanNs: perEventNs(latency.mean),
    marginNs: perEventNs(latency.moe),
    fieldsNs: median(runs.map(({ fieldsNs }) => fieldsNs)) / batchEvents,
    wholeNs: median(runs.map(({ wholeNs }) => wholeNs)) / batchEvents,
    firstNs: isFirst ? first.ruleNs / FIRST_ROWS : undefined,
    runNs: latency.p50 * 1e6,
    matchedShare: evaluated === 0 ? 0 : matched / evaluated,
  };
}

interface TimedRun {
  readonly ruleNs: number;
  readonly fieldsNs: number;
  readonly wholeNs: number;
}

function timeRun(engine: BenchEngine, batches: readonly EventBatch[], clock: Clock): TimedRun {
  const { probe } = engine;
  const { ruleNs, fieldsNs } = probe;
  const startNs = clock();
  engine.run(batches);
  const wholeNs = clock() - startNs;
  return { ruleNs: probe.ruleNs - ruleNs, fieldsNs: probe.fieldsNs - fieldsNs, wholeNs };
}

/** Repeats runs for so long, twice at least; the least that one took. */
function leastWholeNs(
  engine: BenchEngine,
  batches: readonly EventBatch[],
  timeMs: number,
  clock: Clock,
): number {
  const endNs = clock() + timeMs * 1e6;
  let leastNs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 2 || clock() < endNs; run++) {
    leastNs = Math.min(leastNs, timeRun(engine, batches, clock).wholeNs);
  }
  return leastNs;
}
