import type { TopRow } from './top-row.ts';

/** How much a figure weighs; what colours stand for. */
export type CostLevel = 'low' | 'medium' | 'high';

/** A figure is medium from the first of these on and high from the second. */
export interface Threshold {
  readonly medium: number;
  readonly high: number;
}

/** From where on a figure is medium or high. */
export interface Thresholds {
  /** Share of the engine's time, 0 to 1. */
  readonly cpuShare: Threshold;
  readonly memoryBytes: Threshold;
  /** Alerts per event offered, from 0. */
  readonly alertRate: Threshold;
  /** Of an evaluation: the average, and the 99th percentile. */
  readonly latencyNs: Threshold;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  cpuShare: { medium: 0.02, high: 0.1 },
  memoryBytes: { medium: 10e6, high: 100e6 },
  alertRate: { medium: 0.05, high: 0.5 },
  latencyNs: { medium: 10e3, high: 100e3 },
};

/** Null where there is no figure. */
export function costLevel(value: number | null, { medium, high }: Threshold): CostLevel | null {
  if (value === null) return null;
  return value >= high ? 'high' : value >= medium ? 'medium' : 'low';
}

/** The worst of a rule's figures. */
export function worstLevel(
  { figures, cpuShare, alertRate, avgLatencyNs }: TopRow,
  limits: Thresholds,
): CostLevel {
  const levels = [
    costLevel(cpuShare, limits.cpuShare),
    costLevel(figures.memoryBytes, limits.memoryBytes),
    costLevel(alertRate, limits.alertRate),
    costLevel(avgLatencyNs, limits.latencyNs),
    costLevel(figures.p99LatencyNs, limits.latencyNs),
  ];
  if (levels.includes('high')) return 'high';
  return levels.includes('medium') ? 'medium' : 'low';
}
