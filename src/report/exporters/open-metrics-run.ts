import { PHASES } from '../../engine/probe.ts';
import type { RunFile, WarningEntry } from '../run-file.ts';
import type { Labels, MetricFamily, MetricSample } from './open-metrics-text.ts';
import { secondsText } from './open-metrics-units.ts';

/** What is told of the run as a whole. */
export function wholeRunFamilies(run: RunFile): MetricFamily[] {
  const { stream, gc, heap, scheduling } = run;
  return [
    {
      name: 'kestrel_perf_engine',
      type: 'info',
      help: 'What replayed, and where.',
      samples: one(1, engineLabels(run.engine)),
    },
    {
      name: 'kestrel_perf_pack',
      type: 'info',
      help: 'The rules: a hash over the paths and contents of their files.',
      samples: one(1, { hash: run.pack.hash }),
    },
    {
      name: 'kestrel_perf_run_timestamp_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'When these figures were taken, since 1970; of a finished run, its end.',
      samples: one(Date.parse(run.timestamp) / 1_000),
    },
    {
      name: 'kestrel_perf_rules',
      type: 'gauge',
      help: 'Rules that were loaded.',
      samples: one(run.pack.rules),
    },
    {
      name: 'kestrel_perf_events',
      type: 'counter',
      help: 'Events handed to the engine.',
      samples: one(stream.events),
    },
    {
      name: 'kestrel_perf_input_bytes',
      type: 'counter',
      unit: 'bytes',
      help: 'Raw bytes read; of a compressed file, the compressed ones.',
      samples: one(stream.bytes),
    },
    {
      name: 'kestrel_perf_wall_seconds',
      type: 'counter',
      unit: 'seconds',
      help: 'Time of the engine thread by the wall clock.',
      samples: one(secondsText(run.wall_time_ns)),
    },
    {
      name: 'kestrel_perf_phase_seconds',
      type: 'counter',
      unit: 'seconds',
      help: 'Time outside rules. With the CPU time of all rules it makes the wall time.',
      samples: PHASES.flatMap((phase) => one(secondsText(run.phases[`${phase}_ns`]), { phase })),
    },
    {
      name: 'kestrel_perf_gc_pauses',
      type: 'counter',
      help: 'Pauses of the engine thread for garbage collection.',
      samples: one(gc?.pauses),
    },
    {
      name: 'kestrel_perf_gc_longest_pause_seconds',
      type: 'gauge',
      unit: 'seconds',
      help: 'The longest of them.',
      samples: one(secondsText(gc?.longest_ns ?? null)),
    },
    {
      name: 'kestrel_perf_processor_waiting_seconds',
      type: 'counter',
      unit: 'seconds',
      help: 'Time the engine thread was ready to run while other work had the processors.',
      samples: one(secondsText(scheduling?.waiting_ns ?? null)),
    },
    {
      name: 'kestrel_perf_idle_seconds',
      type: 'counter',
      unit: 'seconds',
      help: 'Time the engine thread waited for input, or for output to be taken.',
      samples: one(secondsText(scheduling?.idle_ns ?? null)),
    },
    {
      name: 'kestrel_perf_heap_bytes',
      type: 'gauge',
      unit: 'bytes',
      help: 'The heap of JavaScript in the engine thread, garbage included.',
      samples: one(heap?.used_bytes),
    },
    {
      name: 'kestrel_perf_heap_peak_bytes',
      type: 'gauge',
      unit: 'bytes',
      help: 'The most of it seen between batches.',
      samples: one(heap?.peak_bytes),
    },
    {
      name: 'kestrel_perf_warnings',
      type: 'gauge',
      help: 'What a reader of the figures must know, by code; how many times it was seen.',
      samples: warningSamples(run.warnings),
    },
  ];
}

function one(value: number | string | null | undefined, labels: Labels = {}): MetricSample[] {
  return value === null || value === undefined ? [] : [{ labels, value }];
}

function engineLabels(engine: RunFile['engine']): Labels {
  const { name, version, node, v8, platform, arch, lua_runtime } = engine;
  const known = Object.entries({ name, version, node, v8, platform, arch, lua_runtime });
  return Object.fromEntries(known.filter((entry): entry is [string, string] => entry[1] !== null));
}

function warningSamples(warnings: readonly WarningEntry[]): MetricSample[] {
  const seen = new Map<string, number>();
  for (const { code, count = 1 } of warnings) seen.set(code, (seen.get(code) ?? 0) + count);
  return [...seen].map(([code, value]) => ({ labels: { code }, value }));
}
