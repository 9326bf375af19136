import { basename } from 'node:path';
import { DEFAULT_BATCH_SIZE } from '../engine/batch/batch-size.ts';
import { ADAPTER_NAMES } from '../engine/events/adapter.ts';
import { createProbeClocks } from '../profiler/accounting-probe.ts';
import { LONGEST_DELAY_MS, NODE_TIMERS } from './batch-timer.ts';
import type { DetectorOptions } from './detector-options.ts';

/** A batch that is not full is closed so long after its first event; milliseconds. */
export const DEFAULT_BATCH_TIME_MS = 10;

/**
 * How far behind the newest event one may come and still be put in the order of time; milliseconds of event time. A
 * sequence is alerted so much later. Of 22 recordings of hosts with events out of order, 16 had none later than this.
 */
export const DEFAULT_LIVE_REORDER_WINDOW_MS = 30_000;

/** The options of a detector, with all that is not given as it is by default. */
export type DetectorSettings = DetectorOptions & Required<Omit<DetectorOptions, 'limits' | 'profile'>>;

/** @throws RangeError when `batchSize`, `batchTimeMs` or `format` is not possible */
export function settingsOf(options: DetectorOptions): DetectorSettings {
  const settings = {
    batchSize: DEFAULT_BATCH_SIZE,
    batchTimeMs: DEFAULT_BATCH_TIME_MS,
    format: 'ecs' as const,
    lua: 'wasmoon' as const,
    captures: false,
    title: basename(process.argv[1] ?? 'node'),
    clocks: createProbeClocks(),
    timers: NODE_TIMERS,
    now: () => new Date(),
    ...options,
    sequences: { reorderWindowMs: DEFAULT_LIVE_REORDER_WINDOW_MS, ...options.sequences },
  };
  const { batchSize, batchTimeMs, format } = settings;
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`batchSize must be a whole number from 1, not ${batchSize}`);
  }
  if (!(batchTimeMs >= 0 && batchTimeMs <= LONGEST_DELAY_MS)) {
    throw new RangeError(
      `batchTimeMs must be from 0 to ${LONGEST_DELAY_MS} milliseconds, not ${batchTimeMs}`,
    );
  }
  if (!ADAPTER_NAMES.includes(format)) {
    throw new RangeError(`format must be one of ${ADAPTER_NAMES.join(', ')}, not ${format}`);
  }
  return settings;
}
