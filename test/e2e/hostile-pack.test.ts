import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventLine } from './support/event-line.ts';
import { readRun, replayFolder } from './support/replay-folder.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

/** What no output may hold raw, line breaks aside. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u2028\u2029]/;

/** A rule as JSON, whose strings can hold anything. */
function jsonRule(id: string, eql: string, extra: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ id, eql, ...extra });
}

test.concurrent('ids and names with escapes, line breaks and formulas reach no output raw', async () => {
  const hostile = '\u001b]0;owned\u0007\u001b[31m\rred\n=cmd|\u202e\u0085';
  const rules = {
    'rules/a.json': jsonRule(`id-${hostile}`, 'any where true', { name: `name ${hostile}`, tags: [hostile] }),
    'rules/b.json': jsonRule("=HYPERLINK('x')", 'any where true', { name: '@SUM(A1)' }),
    'rules/c.json': jsonRule('__proto__', 'any where true'),
    'rules/d.json': jsonRule('constructor', 'any where true'),
    'rules/e.json': jsonRule(`broken-${hostile}`, 'any where'),
  };
  const args = ['e.ndjson', '--top-n', '0', '--dump', 'run.csv'];
  const { stdout, stderr, run, folder } = await replayFolder({ ...rules, 'e.ndjson': eventLine(1) }, args);
  expect(stdout).not.toMatch(CONTROL);
  expect(stderr).not.toMatch(CONTROL);
  expect(stderr).toContain('rules/e.json');
  const ids = run.rules.map((rule) => rule.rule_id);
  expect(ids).toContain('__proto__');
  expect(ids).toContain('constructor');
  expect(run.rules.every((rule) => rule.alerts_generated === 1)).toBe(true);
  expect(readFileSync(join(folder, 'run.json'), 'utf8')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  const csv = readFileSync(join(folder, 'run.csv'), 'utf8');
  expect(csv).toContain(`"'=HYPERLINK('x')"`);
  expect(csv).toContain(`"'@SUM(A1)"`);
});

/** Code that leaves a file behind if anything runs it. */
const PAYLOAD = "globalThis.process.getBuiltinModule('fs').writeFileSync('executed','')";

test.concurrent('rule text never becomes code', async () => {
  const attempts = [
    `"); ${PAYLOAD}; ("`,
    `'); ${PAYLOAD}; ('`,
    `\`+${PAYLOAD}+\``,
    `\${${PAYLOAD}}`,
    `*/ ${PAYLOAD} /*`,
    `\u2028${PAYLOAD}\u2029`,
    `\n${PAYLOAD}\n`,
    `\\"); ${PAYLOAD} //`,
    `</script>${PAYLOAD}`,
  ];
  const quoted = (text: string) => JSON.stringify(text).replace(/[\u2028\u2029]/g, (separator) => separator);
  const queries = attempts.flatMap((text) => [
    `process where process.name == ${quoted(text)}`,
    `process where process.name : ${quoted(`${text}*`)}`,
    `process where process.name in (${quoted(text)}, "other")`,
    `process where concat(process.name, ${quoted(text)}) != null // ${PAYLOAD}`,
    `process where ?\`${text.replaceAll('`', '``').replaceAll('\n', '')}\` == null`,
  ]);
  const rules = Object.fromEntries(
    queries.map((eql, index) => [`rules/${index}.json`, jsonRule(`attempt-${index}`, eql)]),
  );
  const events = attempts.map((name, index) => eventLine(index + 1, { process: { name, pid: index } }));
  const folder = workFolder({ ...rules, 'e.ndjson': events.join('') });
  const args = ['replay', 'e.ndjson', '-r', 'rules', '-q', '--dump', 'run.json'];
  const { stderr } = await runProgram(args, { cwd: folder });
  expect(existsSync(join(folder, 'executed'))).toBe(false);
  expect(stderr).not.toContain('bug in kestrel-perf');
  // The text is data all the way: each rule on equality finds the event whose name it is, and only that.
  const alerts = new Map(readRun(folder).rules.map((rule) => [rule.rule_id, rule.alerts_generated]));
  for (let attempt = 0; attempt < attempts.length; attempt++) {
    expect([attempts[attempt], alerts.get(`attempt-${attempt * 5}`)]).toEqual([attempts[attempt], 1]);
  }
});

test.concurrent('of two rules with one id the first runs, and the other is named', async () => {
  const rules = {
    'rules/a.json': jsonRule('same', 'any where true'),
    'rules/b.json': jsonRule('same', 'any where false'),
  };
  const outcome = await replayFolder({ ...rules, 'e.ndjson': eventLine(1) }, ['e.ndjson']);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/rules\/b\.json:1:\d+: error: the rule id "same" is taken by/);
  expect(outcome.alertedEvents).toEqual([1]);
  expect(outcome.run.warnings).toContainEqual(
    expect.objectContaining({ code: 'rule-files-rejected', count: 1, places: ['rules/b.json'] }),
  );
});
