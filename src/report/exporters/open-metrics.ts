import type { RunFile } from '../run-file.ts';
import { type Exporter, writeText } from './exporter.ts';
import type { CounterFloor } from './open-metrics-floor.ts';
import { ruleFamilies } from './open-metrics-rules.ts';
import { wholeRunFamilies } from './open-metrics-run.ts';
import { metricsText } from './open-metrics-text.ts';

/** What HTTP calls the text of {@link openMetricsText}. */
export const OPEN_METRICS_CONTENT_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/**
 * The figures of a run as OpenMetrics 1.0 text, which Prometheus reads. What is null in the run has no sample. Labels
 * hold any text: control characters and lone surrogates of a rule's id are written as `\u{1b}`.
 *
 * @param floor where the same run is told of again and again
 */
export function openMetricsText(run: RunFile, floor?: CounterFloor): string {
  const families = [...wholeRunFamilies(run), ...ruleFamilies(run.rules)];
  return metricsText(floor?.raise(families) ?? families);
}

/** The figures of each rule and of the run, for programs that collect metrics. */
export const openMetricsExporter: Exporter = {
  extensions: ['.openmetrics'],
  write: (run, out) => writeText(out, openMetricsText(run)),
};
