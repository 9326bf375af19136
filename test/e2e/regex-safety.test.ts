import { expect, test } from 'vitest';
import { eventLine } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';

/** Patterns that take a backtracking engine time beyond any limit of patience on a long run of `a`. */
const PATTERNS = ['(a+)+b', '(a|a)*b', '(a|aa)+b', '(.*)*b', '(a*)*(a*)*b', '(a?){30}a{30}b'];

const NAME = 'a'.repeat(5_000);

test.concurrent('patterns made to backtrack are answered: with 5 MB to look at', async () => {
  const rules = Object.fromEntries(
    PATTERNS.map((pattern, index) => [
      `rules/${index}.eql`,
      `process where process.name regex "${pattern}" or process.name regex~ "${pattern.toUpperCase()}"`,
    ]),
  );
  const wildcard = { 'rules/wildcard.eql': `process where process.name : "${'*a'.repeat(40)}*b"` };
  const line = (pid: number, name: string) => eventLine(pid, { process: { pid, name } });
  const events = Array.from({ length: 1_000 }, (_, index) => line(index, NAME));
  const stream = `${events.join('')}${line(1_000, `${'a'.repeat(60)}b`)}`;
  const { code, run } = await replayFolder({ ...rules, ...wildcard, 'e.ndjson': stream }, ['e.ndjson']);
  expect(code).toBe(0);
  const alerts = run.rules.map((rule) => [rule.rule_id, rule.alerts_generated]);
  expect(alerts).toHaveLength(PATTERNS.length + 1);
  expect(alerts.filter(([, count]) => count !== 1)).toEqual([]);
});
