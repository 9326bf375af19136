import type { CensusFindings } from '../advice/census/census-findings.ts';
import type { FieldFindings } from './fields-table.ts';
import type { GcFindings } from './gc/gc-findings.ts';
import type { LatencyFindings } from './latency/latency-findings.ts';
import type { LineFindings } from './line-times/line-findings.ts';
import type { AllocationFindings } from './memory/allocation-findings.ts';
import type { MemoryFindings } from './memory/memory-findings.ts';
import type { SamplingFindings } from './sampling/sampling-findings.ts';
import type { SchedulingFindings } from './scheduling/scheduling-findings.ts';
import type { SeriesFindings } from './series/series-findings.ts';

/** What the instruments of a run found, beside the metrics table. Plain data: it travels between threads. */
export interface RunFindings {
  /** Pauses for garbage collection, as they were billed; with accounting, profiled or not. */
  readonly gc?: GcFindings;
  /** What the system says of the engine's thread; undefined where it says nothing. */
  readonly scheduling?: SchedulingFindings;
  /** What was taken out of events, by field; with accounting, profiled or not. */
  readonly fields?: readonly FieldFindings[];
  /** How the memory of each rule went along the stream, and the heap of the thread; only of a profiled run. */
  readonly memory?: MemoryFindings;
  /** What rules allocated on the heap of JavaScript; only of a profiled run. */
  readonly allocation?: AllocationFindings;
  /** How long single evaluations took; only of a profiled run. */
  readonly latency?: LatencyFindings;
  /** Which lines of Lua rules take their time; only of a profiled run. */
  readonly luaLines?: LineFindings;
  /** What the sampling profiler saw; only of a profiled run. */
  readonly sampling?: SamplingFindings;
  /** What the clauses of rules do with a sample of the events; only where it was taken. */
  readonly census?: CensusFindings;
  /** How the run went, part by part; only of a profiled run. Undefined also where it cannot be read any more. */
  readonly series?: SeriesFindings | undefined;
}
