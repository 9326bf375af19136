import { bytesText, countText, durationText } from '../../figure-text.ts';
import type { RuleRow } from '../../run-file.ts';
import { axisText } from '../model/axis-text.ts';
import type { CourseOf } from '../model/rule-course.ts';
import { ruleFigures } from '../model/rule-figures.ts';
import { type Child, element } from './element.ts';
import { histogramChart } from './histogram-chart.ts';
import { lineChart } from './line-chart.ts';
import { plainTable } from './plain-table.ts';
import { adviceList, faultText, hotSpotTable } from './rule-findings.ts';
import { note } from './section.ts';

/** What a rule lacks because the page would have become too large. */
export interface RuleLeftOut {
  readonly texts: boolean;
  readonly charts: boolean;
}

/** All that is known of one rule. */
export function ruleDetail(row: RuleRow, courseOf: CourseOf, leftOut: RuleLeftOut): HTMLElement {
  const { rule_id, name, severity, tags, file } = row;
  const about = [rule_id, name === rule_id ? '' : name, severity, file, ...tags].filter(
    (text) => text !== '',
  );
  const figures = ruleFigures(row).flatMap(([label, text]) => [
    element('dt', {}, label),
    element('dd', {}, text),
  ]);
  return element(
    'div',
    { class: 'rule-detail' },
    element('p', { class: 'about' }, ...about.map((text) => element('span', {}, text))),
    leftOutNote(leftOut),
    faultText(row),
    adviceList(row),
    hotSpotTable(row),
    stepTable(row),
    element('div', { class: 'charts' }, ...courseCharts(row, courseOf), latencyChart(row)),
    element('dl', { class: 'figures' }, ...figures),
  );
}

function leftOutNote({ texts, charts }: RuleLeftOut): HTMLElement | null {
  if (!texts && !charts) return null;
  const what = [...(texts ? ['hot spots', 'advice'] : []), ...(charts ? ['charts'] : [])].join(' and ');
  return note(`To keep this page small it has no ${what} of this rule; the run file has all.`);
}

function latencyChart(row: RuleRow): Child {
  const chart = histogramChart(row);
  if (chart !== null) chart.prepend(element('figcaption', {}, 'Latency of evaluations'));
  return chart;
}

function courseCharts(row: RuleRow, courseOf: CourseOf): Child[] {
  const course = courseOf(row);
  if (course === null) return [];
  const xText = (x: number) => axisText(x, course.unit);
  const along = { xText, endX: course.end };
  const chart = (title: string, points: typeof course.cpuNs, yText: (value: number) => string) =>
    points === null ? null : lineChart({ title, lines: [{ name: title, points }], yText, ...along });
  return [
    chart('CPU time per part of the run', course.cpuNs, durationText),
    chart('Memory', course.memoryBytes, bytesText),
  ];
}

function stepTable({ steps }: RuleRow): Child {
  if (steps === null || steps.length === 0) return null;
  const right = { align: 'right' } as const;
  const columns = [
    { header: 'step', ...right },
    { header: 'evaluated', ...right },
    { header: 'matches', ...right },
  ];
  const rows = steps.map(({ evaluations, matches }, index) => [
    String(index + 1),
    countText(evaluations),
    countText(matches),
  ]);
  return plainTable('Steps of the sequence', columns, rows);
}
