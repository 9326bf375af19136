import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparisonJsonSchema, comparisonSchema } from '../../src/compare/comparison-file.ts';
import { CompareError, compareRuns, parseRun } from '../../src/index.ts';
import { sampleRun } from '../report/sample-run.ts';

const RUN = sampleRun([
  { id: 'a', cpuTimeNs: 1_000_000, offered: 1_000, alertsNs: [1n] },
  { id: 'b', cpuTimeNs: 9_000_000, offered: 1_000 },
]);

/** A run as it is read from a file of that name. */
function saved(file: string, run = RUN) {
  const text = JSON.stringify(run, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  return { file, run: parseRun(text, file) };
}

test('docs/comparison.schema.json is current; else run: npx tsx scripts/generate-comparison-schema.ts', () => {
  const file = new URL('../../docs/comparison.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(comparisonJsonSchema());
});

test('a program compares saved runs as the command does, and gets what the schema says', () => {
  const head = sampleRun([
    { id: 'a', cpuTimeNs: 1_000_000, offered: 1_000 },
    { id: 'b', cpuTimeNs: 9_000_000, offered: 1_000 },
  ]);
  const comparison = compareRuns([saved('base.json')], [saved('head.json', head)]);
  expect(comparisonSchema.parse(JSON.parse(JSON.stringify(comparison)))).toEqual(comparison);
  expect(comparison.rules.map(({ rule_id, time }) => [rule_id, time.verdict])).toEqual([
    ['a', 'not-judged'],
    ['b', 'not-judged'],
  ]);
  expect(comparison.rules[0]!.counters).toContainEqual({ name: 'alerts_generated', base: 1, head: 0 });
});

test('what cannot be compared is an error of its own', () => {
  expect(() => compareRuns([saved('base.json')], [])).toThrow(CompareError);
});
