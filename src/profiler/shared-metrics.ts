import { isEqlRule, type Rule } from '../engine/rule.ts';
import { LatencyTable } from './latency/latency-table.ts';
import { MetricsTable } from './metrics-table.ts';
import { RunProgress } from './run-progress.ts';
import { SeriesTable } from './series/series-table.ts';

/** The memory behind the tables of a run, as it is sent to another thread: by name, one buffer each. */
export interface SharedMetricsBuffers {
  readonly rules: SharedArrayBuffer;
  readonly latency: SharedArrayBuffer;
  readonly series: SharedArrayBuffer;
  readonly compileNs: SharedArrayBuffer;
  readonly progress: SharedArrayBuffer;
}

/**
 * All tables of a run that are read while it goes on. They are made before the engine's thread has them, so that
 * whoever made them can read what was counted whatever becomes of that thread.
 */
export class SharedMetrics {
  /** What each rule cost and found. */
  readonly rules: MetricsTable;
  /** Single evaluations that were timed; empty where the run is not profiled. */
  readonly latency: LatencyTable;
  /** The run part by part; empty where it is not profiled. */
  readonly series: SeriesTable;
  /** Compilation or loading per rule, nanoseconds; 0 until it is done. */
  readonly compileNs: Float64Array<SharedArrayBuffer>;
  readonly progress: RunProgress;

  private constructor(
    rules: MetricsTable,
    latency: LatencyTable,
    series: SeriesTable,
    compileNs: Float64Array<SharedArrayBuffer>,
    progress: RunProgress,
  ) {
    this.rules = rules;
    this.latency = latency;
    this.series = series;
    this.compileNs = compileNs;
    this.progress = progress;
  }

  /** Empty tables for a pack. */
  static create(rules: readonly Rule[]): SharedMetrics {
    const compileNs = new Float64Array(new SharedArrayBuffer(rules.length * Float64Array.BYTES_PER_ELEMENT));
    return new SharedMetrics(
      MetricsTable.create(rules.length, rules.map(stepCount)),
      LatencyTable.create(rules.length),
      SeriesTable.create(rules.length),
      compileNs,
      RunProgress.create(),
    );
  }

  /**
   * The tables that another thread made; both see the same values.
   * @throws Error when a buffer holds another table, or one of another version of the program.
   */
  static view(buffers: SharedMetricsBuffers): SharedMetrics {
    return new SharedMetrics(
      MetricsTable.view(buffers.rules),
      LatencyTable.view(buffers.latency),
      SeriesTable.view(buffers.series),
      new Float64Array(buffers.compileNs),
      RunProgress.view(buffers.progress),
    );
  }

  /** To be sent to another thread, which makes the same tables of them with `view`. */
  get buffers(): SharedMetricsBuffers {
    return {
      rules: this.rules.buffer,
      latency: this.latency.buffer,
      series: this.series.buffer,
      compileNs: this.compileNs.buffer,
      progress: this.progress.buffer,
    };
  }
}

function stepCount(rule: Rule): number {
  if (!isEqlRule(rule)) return 0;
  const { query } = rule;
  return query.kind === 'event' ? 0 : query.steps.length;
}
