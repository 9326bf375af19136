import { markdownTable } from '../../src/report/exporters/markdown-parts.ts';
import { bytesText, countText, durationText, shareText } from '../../src/report/figure-text.ts';
import type { Change, ResultsComparison } from './compare-results.ts';
import type { Group } from './group.ts';
import { markdownText } from './markdown-text.ts';
import { type Mark, marksOf } from './marks.ts';
import { changeText, numberText, ratioText } from './ratio-text.ts';
import type { Material, Results, TaskResult } from './results.ts';

/** One table per group, with what it was measured on. @param comparison undefined: there are no results before */
export function resultsMarkdown(
  results: Results,
  groups: readonly Pick<Group, 'name' | 'question'>[],
  comparison: ResultsComparison | undefined,
): string {
  const changes = new Map(results.tasks.map((task, at) => [task, comparison?.changes[at]]));
  const sections = groups.flatMap(({ name, question }) => {
    const tasks = results.tasks.filter(({ group }) => group === name);
    return tasks.length === 0 ? [] : [`### ${name}\n\n${question}\n\n${groupTable(tasks, changes).trim()}`];
  });
  return [about(results), comparisonText(comparison), ...sections].filter(Boolean).join('\n\n');
}

/** Goals, what was measured, and whether that is met; a sentence where no task has a goal. */
export function marksMarkdown(results: Results): string {
  const rows = marksOf(results.tasks).map(({ task, of, atMost, measured, ...verdict }) => {
    const figure = (value: number) => (of === 'ratio' ? numberText(value) : valueText(task, value));
    return [
      markdownText(`${task.group}: ${task.task} / ${task.reference}`),
      of === 'ratio' ? 'ratio' : `per ${markdownText(task.per)}`,
      figure(atMost),
      of === 'ratio' ? ratioText(task.ratio) : figure(measured),
      verdictText(verdict),
    ];
  });
  if (rows.length === 0) return 'No task that was measured has a goal.';
  return markdownTable(['task', 'of', 'at most', 'measured', ''], rows);
}

function verdictText({ isMet, isClose, isDrowned }: Pick<Mark, 'isMet' | 'isClose' | 'isDrowned'>): string {
  if (isDrowned) return 'not to be told: the control is away from 1';
  return `${isMet ? 'met' : '**missed**'}${isClose ? ', within the noise' : ''}`;
}

/** Where the time of one replay went, the most expensive first. */
export function phasesMarkdown(results: Results): string {
  const rows = results.phases
    .toSorted((left, right) => right.share - left.share)
    .map(({ name, share }) => [markdownText(name), shareText(share)]);
  return `${materialText(results.material)}.\n\n${markdownTable(['phase', 'share of the time'], rows)}`;
}

function about({ date, version, quick, environment, material }: Results): string {
  const { cpu, cores, memoryBytes, os, node, v8, loadAverage } = environment;
  const machine = `${cores} × ${cpu}, ${bytesText(memoryBytes)}, ${os}, Node ${node}, V8 ${v8}`;
  const lines = [
    `Taken ${date.slice(0, 10)} with kestrel-perf ${version}${quick ? ', quickly' : ''}.`,
    `Machine: ${machine}; load when it began ${loadAverage.toFixed(1)}.`,
    `${materialText(material)}.`,
  ];
  return lines.map(markdownText).join('\n');
}

function materialText({ source, events, eventBytes, rulesSource, rules }: Material): string {
  const stream = source === 'made' ? 'the generated stream' : 'a recording that was given';
  const pack =
    rulesSource === 'demo' ? 'the demo pack without the rules that misbehave' : 'a pack that was given';
  return `Events: ${stream}, ${countText(events)} events, ${bytesText(eventBytes)}; rules: ${pack}, ${countText(rules)} rules`;
}

function comparisonText(comparison: ResultsComparison | undefined): string {
  if (comparison === undefined) return '';
  const { beforeDate, obstacles, gone } = comparison;
  const date = beforeDate.slice(0, 10);
  if (obstacles.length > 0)
    return `Not compared with the results of ${date}, as these differ:\n\n${list(obstacles)}`;
  const none = `Compared with the results of ${date}.`;
  return gone.length === 0 ? none : `${none} No longer measured:\n\n${list(gone)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${markdownText(line)}`).join('\n');
}

function groupTable(
  tasks: readonly TaskResult[],
  changes: ReadonlyMap<TaskResult, Change | undefined>,
): string {
  const hasCpu = tasks.some(({ cpuRatio }) => cpuRatio !== null);
  const isCompared = tasks.some((task) => changes.get(task) !== undefined);
  const head = [
    'task',
    'takes',
    'against',
    'which takes',
    'ratio',
    ...(hasCpu ? ['by processor time'] : []),
    ...(isCompared ? ['ratio before', 'change'] : []),
  ];
  const rows = tasks.map((task) => {
    const { reference, value, referenceValue, ratio, cpuRatio } = task;
    return [
      markdownText(task.task),
      `${valueText(task, value)} per ${markdownText(task.per)}`,
      markdownText(reference),
      valueText(task, referenceValue),
      ratioText(ratio),
      ...(hasCpu ? [cpuRatio === null ? '-' : ratioText(cpuRatio)] : []),
      ...(isCompared ? changeCells(changes.get(task)) : []),
    ];
  });
  return markdownTable(head, rows);
}

function changeCells(change: Change | undefined): [string, string] {
  switch (change?.kind) {
    case 'changed':
      return [ratioText(change.before), changeText(change.share)];
    case 'none-seen':
      return [ratioText(change.before), 'no change to be seen'];
    default:
      return ['-', 'new'];
  }
}

function valueText({ unit }: TaskResult, value: number): string {
  return unit === 'ns' ? durationText(value) : bytesText(value);
}
