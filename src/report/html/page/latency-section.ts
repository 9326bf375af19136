import { latencyText } from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { element } from './element.ts';
import { histogramChart } from './histogram-chart.ts';
import { note, section } from './section.ts';

/** Rules shown here; the others' are in their details. */
const SHOWN = 6;

/** The latencies of the rules that took most time. */
export function latencySection(rules: readonly RuleRow[]): HTMLElement {
  const drawn = rules
    .filter(({ latency_histogram }) => latency_histogram !== null && latency_histogram.length > 0)
    .slice(0, SHOWN);
  if (drawn.length === 0) {
    return section('latency', 'Latency', note('This run has no histograms of latencies.'));
  }
  return section(
    'latency',
    'Latency',
    note(
      'Of the rules that took most CPU time; those of the others are in the table, in the details of a rule.',
    ),
    element('div', { class: 'charts' }, ...drawn.map(chartOf)),
  );
}

function chartOf(row: RuleRow): HTMLElement {
  const chart = histogramChart(row)!;
  const title = ruleTitle(row);
  const percentiles = [
    ['p50', row.p50_latency_ns],
    ['p99', row.p99_latency_ns],
  ] as const;
  const known = percentiles.flatMap(([name, ns]) => (ns === null ? [] : [`${name} ${latencyText(ns)}`]));
  const name = element('span', { class: 'clipped', title }, title);
  chart.prepend(element('figcaption', {}, name, known.join(', ') || 'too few for percentiles'));
  return chart;
}
