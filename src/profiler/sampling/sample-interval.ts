/** Between two samples of the CPU profiler unless told otherwise; microseconds. */
export const DEFAULT_SAMPLE_INTERVAL_US = 1_000;
