import { bytesText, durationText } from '../../figure-text.ts';
import type { RuleRow, RunFile } from '../../run-file.ts';
import { axisText } from '../model/axis-text.ts';
import type { CourseOf, RuleCourse } from '../model/rule-course.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { element } from './element.ts';
import { type ChartLine, lineChart } from './line-chart.ts';
import { note, section } from './section.ts';

/** Lines in a chart; more cannot be told apart. */
const LINES = 5;

/**
 * How memory, and CPU time where it was recorded, went along the run, for the rules with most of it.
 *
 * @param isPartial the page lacks the course of some rules, which may be those with most memory
 */
export function courseSection(run: RunFile, courseOf: CourseOf, isPartial: boolean): HTMLElement {
  const memoryTitle = isPartial ? 'Memory of rules that this page has charts of' : 'Memory';
  const memory = chartOf(
    memoryTitle,
    byPeak(run.rules),
    courseOf,
    ({ memoryBytes }) => memoryBytes,
    bytesText,
  );
  const cpu = chartOf('CPU time per part', run.rules, courseOf, ({ cpuNs }) => cpuNs, durationText);
  const heap =
    run.heap === null
      ? null
      : note(
          `Heap of the engine thread: ${bytesText(run.heap.used_bytes)} at the end, ` +
            `${bytesText(run.heap.peak_bytes)} at its peak, garbage included.`,
        );
  const missing = memory === null ? note('This run has no memory over time.') : null;
  return section(
    'memory',
    'Memory over time',
    missing,
    heap,
    element('div', { class: 'charts wide' }, memory, cpu),
  );
}

function byPeak(rules: readonly RuleRow[]): RuleRow[] {
  return rules.toSorted((left, right) => (right.peak_memory_bytes ?? -1) - (left.peak_memory_bytes ?? -1));
}

function chartOf(
  title: string,
  rules: readonly RuleRow[],
  courseOf: CourseOf,
  points: (course: RuleCourse) => ChartLine['points'] | null,
  yText: (value: number) => string,
): HTMLElement | null {
  const lines: ChartLine[] = [];
  let along: RuleCourse | undefined;
  for (const row of rules) {
    const course = courseOf(row);
    const drawn = course === null ? null : points(course);
    // Rules without a series know events only, which cannot share an axis with time.
    if (course === null || drawn === null || (along !== undefined && along.unit !== course.unit)) continue;
    along ??= course;
    lines.push({ name: ruleTitle(row), points: drawn });
    if (lines.length === LINES) break;
  }
  if (along === undefined) return null;
  const { unit, end } = along;
  const xText = (x: number) => axisText(x, unit);
  const full = `${title}, the ${lines.length === 1 ? 'rule' : `${lines.length} rules`} with most`;
  return lineChart({ title: full, lines, yText, xText, endX: end });
}
