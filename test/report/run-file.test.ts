import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AlertLines, withCaptures } from '../../src/report/alert-line.ts';
import { parseRun } from '../../src/report/parse-run.ts';
import { RULE_KEYS, runFileJsonSchema } from '../../src/report/run-file.ts';

const docs = new URL('../../docs/', import.meta.url);

test('docs/run-file.schema.json is current; else run: npx tsx scripts/generate-run-schema.ts', () => {
  const published = JSON.parse(readFileSync(new URL('run-file.schema.json', docs), 'utf8'));
  expect(published).toEqual(runFileJsonSchema());
});

test('the schema tells readers that nanoseconds since 1970 are integers', () => {
  expect(runFileJsonSchema()).toHaveProperty(
    ['properties', 'rules', 'items', 'properties', 'last_hit_ns', 'anyOf', 0, 'type'],
    'integer',
  );
});

test('docs/metrics.md explains every metric of a rule', () => {
  const metrics = readFileSync(new URL('metrics.md', docs), 'utf8');
  expect(RULE_KEYS.filter((key) => !metrics.includes(`\`${key}\``))).toEqual([]);
});

test('the examples of docs/run-file.md are a run file and an alert', () => {
  const text = readFileSync(new URL('run-file.md', docs), 'utf8');
  const [run, alert, captured] = [...text.matchAll(/```json\n([^`]*)```/g)].map(([, example]) => example!);
  expect(parseRun(run!, 'docs/run-file.md').rules.map((row) => Object.keys(row))).toEqual([RULE_KEYS]);
  const lines = new AlertLines([
    { id: 'slow-regex', kind: 'eql', severity: 'medium' },
    { id: 'lua-rule', kind: 'lua', severity: 'medium' },
  ]);
  expect(lines.line({ rule: 0, timeNs: 1_714_557_600_123_456_789n, events: [17] })).toBe(alert);
  const line = lines.line({ rule: 1, timeNs: undefined, events: [17] });
  expect(withCaptures(line, { pid: 4242, path: '/tmp/a' })).toBe(captured);
});
