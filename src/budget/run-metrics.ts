import type { RunFile } from '../report/run-file.ts';
import type { BudgetUnit } from '../report/verdict.ts';
import { perSecond, summedTime } from './busy-machine.ts';
import { exactly, type Figure, type FigureSource, type Metric, type Missing } from './metric.ts';

type Read = (run: RunFile) => Figure | Missing;

/** What the run as a whole has. */
export const RUN_METRICS: readonly Metric[] = [
  metric('events_per_second', 'per-second', 'events replayed in a second', {
    value: always((run) => perSecond(run, run.stream.events, run.wall_time_ns)),
    rate: always((run) => perSecond(run, run.stream.events, run.wall_time_ns)),
  }),
  metric('wall_time', 'ns', 'time of the whole replay', {
    value: always((run) => summedTime(run, run.wall_time_ns)),
  }),
  metric('events', 'count', 'events replayed', { count: always((run) => exactly(run.stream.events)) }),
  metric('alerts', 'count', 'alerts of all rules', { count: always((run) => exactly(run.alerts.count)) }),
  metric('rules', 'count', 'rules that ran', { count: always((run) => exactly(run.pack.rules)) }),
  metric('gc_time', 'ns', 'pauses for garbage collection', {
    value: always((run) => summedTime(run, run.phases.gc_ns)),
    max: always((run) => summedTime(run, run.gc?.longest_ns ?? null)),
  }),
  metric('heap_memory', 'bytes', 'the heap of JavaScript: the most seen, and at the end', {
    max: sampled((run) => exactly(run.heap?.peak_bytes ?? null)),
    value: sampled((run) => exactly(run.heap?.used_bytes ?? null)),
  }),
];

function metric(
  name: string,
  unit: BudgetUnit,
  help: string,
  figures: Readonly<Record<string, FigureSource>>,
): Metric {
  const scope = 'run';
  return {
    name,
    scope,
    unit,
    help,
    needsEvents: false,
    needsBase: false,
    figures: new Map(Object.entries(figures)),
  };
}

function always(read: Read): FigureSource {
  return { needsProfile: false, read: ({ run }) => read(run) };
}

/** Of the profiler. */
function sampled(read: Read): FigureSource {
  return { ...always(read), needsProfile: true };
}
