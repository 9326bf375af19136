import type { Metric } from './metric.ts';
import { REGRESSION_METRIC } from './regression-metric.ts';
import { RULE_METRICS } from './rule-metrics.ts';
import { RUN_METRICS } from './run-metrics.ts';

/** Everything that can have a budget, by name. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  [...RULE_METRICS, ...RUN_METRICS, REGRESSION_METRIC].map((metric) => [metric.name, metric]),
);
