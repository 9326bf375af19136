import { describe, expect, test } from 'vitest';
import { compareResults } from '../../../bench/suite/compare-results.ts';
import { marksMarkdown, phasesMarkdown, resultsMarkdown } from '../../../bench/suite/results-markdown.ts';
import { around, sampleResults, sampleTask } from './sample-results.ts';

const GROUPS = [
  { name: 'eql', question: 'What does an operator cost?' },
  { name: 'memory', question: 'Does it grow?' },
];

/** The cells of all rows of tables, without the heads. */
function rowsOf(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line, at, lines) => line.startsWith('|') && !isHead(line, lines[at + 1]))
    .map((line) => line.slice(2, -2).split(' | '));
}

function isHead(line: string, next: string | undefined): boolean {
  return line.startsWith('| ---') || next?.startsWith('| ---') === true;
}

describe('the tables of groups', () => {
  test('have a section for each group that was measured', () => {
    const text = resultsMarkdown(sampleResults([sampleTask()]), GROUPS, undefined);
    expect(text).toContain('### eql\n\nWhat does an operator cost?\n\n| task |');
    expect(text).not.toContain('### memory');
    expect(rowsOf(text)).toEqual([['in', '20.0 ns per evaluation', '==', '10.0 ns', '2.00 [1.95, 2.05]']]);
  });

  test('say what was measured on what, and how busy that was', () => {
    const text = resultsMarkdown(sampleResults([sampleTask()]), GROUPS, undefined);
    expect(text).toContain('Taken 2026-02-01 with kestrel-perf 0.1.0.');
    expect(text).toContain(
      '2 × Example CPU, 8.0 GB, Linux 6.1.0 x64, Node 20.19.0, V8 11.3.0; load when it began 0.5.',
    );
    expect(text).toContain('the generated stream, 20,000 events, 43.0 MB');
  });

  test('have bytes and processor time where they were measured', () => {
    const memory = sampleTask({
      group: 'memory',
      unit: 'bytes',
      per: 'process',
      value: 2e8,
      referenceValue: 1e8,
    });
    const timed = sampleTask({ group: 'memory', task: 'time', cpuRatio: around(1.5) });
    const rows = rowsOf(resultsMarkdown(sampleResults([memory, timed]), GROUPS, undefined));
    expect(rows[0]).toEqual(['in', '200.0 MB per process', '==', '100.0 MB', '2.00 [1.95, 2.05]', '-']);
    expect(rows[1]!.at(-1)).toBe('1.50 [1.45, 1.55]');
  });

  test('show text as it is, whatever Markdown would take it for', () => {
    const task = sampleTask({ task: ': "*a|b*" `x` <!-- eql:end -->\n# y', reference: '[a](b)' });
    const text = resultsMarkdown(sampleResults([task]), GROUPS, undefined);
    expect(text).not.toContain('<!--');
    expect(text).toContain('| : "\\*a\\|b\\*" \\`x\\` &lt;!-- eql:end --&gt;␊\\# y |');
    expect(text).toContain('| \\[a\\](b) |');
  });
});

describe('the comparison', () => {
  const before = sampleResults([
    sampleTask({ task: 'slower' }),
    sampleTask({ task: 'same' }),
    sampleTask({ task: 'gone|' }),
  ]);
  const now = sampleResults([
    sampleTask({ task: 'slower', ratio: around(3) }),
    sampleTask({ task: 'same' }),
    sampleTask({ task: 'new' }),
  ]);

  test('stands beside each task', () => {
    const text = resultsMarkdown(now, GROUPS, compareResults(now, before));
    expect(rowsOf(text).map((cells) => cells.slice(-2))).toEqual([
      ['2.00 [1.95, 2.05]', '50 % more'],
      ['2.00 [1.95, 2.05]', 'no change to be seen'],
      ['-', 'new'],
    ]);
    expect(text).toContain('Compared with the results of 2026-02-01. No longer measured:\n\n- eql: gone\\|');
  });

  test('is left out where the two cannot be compared, which is said', () => {
    const other = sampleResults([sampleTask()], { environment: { cpu: 'Other *CPU*' } });
    const text = resultsMarkdown(now, GROUPS, compareResults(now, other));
    expect(text).toContain('Not compared with the results of 2026-02-01, as these differ:');
    expect(text).toContain('- processor: Other \\*CPU\\* then, Example CPU now');
    expect(text).not.toContain('no change');
  });
});

describe('marks', () => {
  const ratio = (atMost: number) => ({ of: 'ratio', atMost }) as const;
  const verdictOf = (task: Parameters<typeof sampleTask>[0]) =>
    rowsOf(marksMarkdown(sampleResults([sampleTask(task)])))[0]!;

  test('are met up to the goal, and missed above', () => {
    expect(verdictOf({ ratio: around(1), goal: ratio(1.2) })).toEqual([
      'eql: in / ==',
      'ratio',
      '1.20',
      '1.00 [0.950, 1.05]',
      'met',
    ]);
    expect(verdictOf({ ratio: around(2), goal: ratio(1.2) }).at(-1)).toBe('**missed**');
  });

  test('say where another run might say the opposite', () => {
    expect(verdictOf({ ratio: around(1), goal: ratio(1) }).at(-1)).toBe('met, within the noise');
    expect(verdictOf({ ratio: around(1), goal: ratio(0.99) }).at(-1)).toBe('**missed**, within the noise');
  });

  test('are not judged where the control of their group is away from 1', () => {
    const profiled = sampleTask({ ratio: around(0.5), goal: ratio(1.01) });
    const control = (median: number) => sampleTask({ task: 'off', ratio: around(median), isControl: true });
    const verdictBeside = (...others: readonly ReturnType<typeof sampleTask>[]) =>
      rowsOf(marksMarkdown(sampleResults([profiled, ...others])))[0]!.at(-1);
    expect(verdictBeside(control(1.02))).toBe('met');
    expect(verdictBeside(control(0.5))).toBe('not to be told: the control is away from 1');
    expect(verdictBeside(control(1.5))).toBe('not to be told: the control is away from 1');
    expect(verdictBeside({ ...control(0.5), group: 'memory' })).toBe('met');
  });

  test('of times are judged by the time, not the ratio', () => {
    const goal = { of: 'value', atMost: 150e6 } as const;
    expect(verdictOf({ value: 140e6, ratio: around(1_000), per: 'start', goal })).toEqual([
      'eql: in / ==',
      'per start',
      '150.0 ms',
      '140.0 ms',
      'met',
    ]);
    expect(verdictOf({ value: 160e6, goal }).at(-1)).toBe('**missed**');
  });

  test('are a sentence where no task has a goal', () => {
    expect(marksMarkdown(sampleResults([sampleTask()]))).toBe('No task that was measured has a goal.');
  });
});

test('phases come by what they took', () => {
  expect(rowsOf(phasesMarkdown(sampleResults([])))).toEqual([
    ['decode', '70.0 %'],
    ['rules', '20.0 %'],
  ]);
});
