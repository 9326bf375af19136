import { expect, test } from 'vitest';
import { ruleCourses } from '../../../../src/report/html/model/rule-course.ts';
import { sampleRun } from '../../sample-run.ts';
import { fullRun } from '../full-run.ts';

test('the course of a rule is that of the series, over the time of the run', () => {
  const run = fullRun(3);
  const course = ruleCourses(run)(run.rules[1]!)!;
  const series = run.series!;
  expect(course.unit).toBe('ns');
  expect(course.end).toBe(series.end_ns.at(-1));
  expect(course.cpuNs!.map(([, ns]) => ns)).toEqual(series.rules[1]!.cpu_time_ns);
  expect(course.memoryBytes!.map(([x]) => x)).toEqual(series.end_ns);
});

test('memory that was never measured is no line', () => {
  const run = fullRun(1);
  const [only] = run.series!.rules;
  const series = { ...run.series!, rules: [{ ...only!, memory_bytes: only!.memory_bytes.map(() => null) }] };
  expect(ruleCourses({ ...run, series })(run.rules[0]!)!.memoryBytes).toBeNull();
});

test('without a series there is the memory of the rule over events', () => {
  const run = sampleRun([{ id: 'a' }]);
  const row = {
    ...run.rules[0]!,
    memory_series: [[500, 20] as [number, number], [1_000, 40] as [number, number]],
  };
  expect(ruleCourses(run)(row)).toEqual({
    unit: 'events',
    end: 1_000,
    cpuNs: null,
    memoryBytes: [
      [500, 20],
      [1_000, 40],
    ],
  });
});

test('memory that never changed is a line from end to end', () => {
  const run = sampleRun([{ id: 'a' }]);
  const row = { ...run.rules[0]!, memory_series: [[1_000, 20] as [number, number]] };
  expect(ruleCourses(run)(row)!.memoryBytes).toEqual([
    [0, 20],
    [1_000, 20],
  ]);
  expect(ruleCourses(run)(run.rules[0]!)).toBeNull();
});

test('a rule that the series does not have is a line beside those that it has', () => {
  const run = fullRun(2);
  const series = { ...run.series!, rules: run.series!.rules.slice(0, 1) };
  const row = { ...run.rules[1]!, memory_series: [[1_000, 20] as [number, number]] };
  const end = series.end_ns.at(-1)!;
  expect(ruleCourses({ ...run, series })(row)).toEqual({
    unit: 'ns',
    end,
    cpuNs: null,
    memoryBytes: [
      [0, 20],
      [end, 20],
    ],
  });
});
