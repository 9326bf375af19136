import parsePrometheusTextFormat from 'parse-prometheus-text-format';

/** One line of metrics, as a parser that others wrote reads it. */
export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Every sample, in order. The parser is for the older text of Prometheus: lines of figures are the same there, what is
 * said of families is not, so it is given the figures only.
 */
export function metricSamples(text: string): ReadSample[] {
  const figures = text.split('\n').filter((line) => !line.startsWith('# '));
  return parsePrometheusTextFormat(figures.join('\n')).flatMap(({ name, metrics }) =>
    metrics.map(({ labels = {}, value }) => ({ name, labels, value: Number(value) })),
  );
}

/** The figures of one name, by the rule they are of, as it is written there. */
export function figuresByRule(text: string, name: string): Record<string, number> {
  const samples = metricSamples(text).filter((sample) => sample.name === name);
  return Object.fromEntries(samples.map(({ labels, value }) => [labels.rule_id!, value]));
}
