import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { eventLines } from './support/event-line.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EVENTS = join(ROOT, 'fixtures/events/intrusion.ndjson');
const DEMO = ['replay', EVENTS, '--rules', join(ROOT, 'fixtures/rules'), '--no-serve'];

/** Of the demo pack, on the bundled stream: the same on every machine. */
const KEPT = `
events: ["count==4000"]
rule_errors{type:eql}: ["count==0"]
rule_alerts{rule:ransom-extension-rename}: ["count==60"]
`;

test.concurrent('a run that keeps its budgets ends with 0, and says so', async () => {
  const folder = workFolder({ 'budgets.yaml': KEPT });
  const { code, stdout } = await runProgram([...DEMO, '--budgets', 'budgets.yaml', '--dump', 'run.json'], {
    cwd: folder,
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/verdicts: \d+ pass\n$/);
  const run = parseRun(readFileSync(join(folder, 'run.json'), 'utf8'), 'run.json');
  expect(run.budgets.length).toBeGreaterThan(2);
  expect(run.budgets.every(({ verdict }) => verdict === 'pass')).toBe(true);
});

test.concurrent('one that breaks a budget ends with 99, with summary, annotations and JUnit', async () => {
  const folder = workFolder({ 'budgets.yaml': `${KEPT}rule_errors{type:lua}: ["count==0"]\n` });
  const args = [...DEMO, '--budgets', 'budgets.yaml', '--dump', 'run.junit.xml'];
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_WORKSPACE: ROOT,
  };
  const { code, stdout } = await runProgram(args, { cwd: folder, env });
  expect(code).toBe(99);
  const [, token] = /^::stop-commands::([-0-9a-f]{36})\n/.exec(stdout)!;
  const [report, commands] = stdout.split(`\n::${token}::\n`) as [string, string];
  expect(report).toContain('\nfail     throwing-on-ssh-logon ');
  expect(commands).toContain(
    '::error file=fixtures/rules/misbehaving/throwing-on-ssh-logon.lua,line=1,title=Budget fail::throwing-on-ssh-logon: 11; ',
  );
  const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
  expect(summary).toContain('### kestrel-perf: budgets broken\n');
  expect(summary).toContain('| fail | `throwing-on-ssh-logon` | 11 |');
  const xml = readFileSync(join(folder, 'run.junit.xml'), 'utf8');
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml);
  expect(Number(testsuites['@_failures'])).toBe(report.match(/^fail /gm)!.length);
});

test.concurrent('a rule that is named and not there has no data, which fails; a wildcard only warns', async () => {
  const named = await runProgram([...DEMO, '--assert', 'rule_errors{rule:gone}: count==0']);
  expect(named.code).toBe(99);
  expect(named.stdout).toContain('no data: fails  gone');
  const any = await runProgram([...DEMO, '--assert', 'rule_errors{rule:gone*}: count==0']);
  expect(any.code).toBe(0);
  expect(any.stdout).toContain('no data: warns');
});

test.concurrent('a wrong budget ends with 2 and a caret, before anything is read', async () => {
  const folder = workFolder({ 'b.yaml': 'rule_latency{rule:x}: ["q(95)<50us"]\n' });
  const args = [
    'replay',
    'gone.ndjson',
    '--rules',
    'gone',
    '--budgets',
    'b.yaml',
    '--assert',
    'rule_errors: count=0',
    '--dump',
    'run.json',
  ];
  expect(await runProgram(args, { cwd: folder })).toEqual({
    code: 2,
    stdout: '',
    stderr: [
      'b.yaml:1:25: error: rule_latency has no such figure',
      '  rule_latency{rule:x}: ["q(95)<50us"]',
      '                          ^^^^^',
      'help: A run file has p(99), p(99.9), p(90), p(50), med, max, avg, and any other p(N), of it; write p(99)<50us',
      '',
      '--assert:1:19: error: there is no operator =',
      '  rule_errors: count=0',
      '                    ^',
      'help: Write == for "is equal to"',
      '',
    ].join('\n'),
  });
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
});

test.concurrent.each([
  [['--budgets', 'gone.yaml'], 'cannot read gone.yaml, given with --budgets: there is no such file'],
  [['--assert', 'rule_errors: count==0', '--no-accounting'], 'budgets need accounting'],
  [['--assert', 'rule_latency: p(99)<1s', '--no-profile'], 'rule_latency (--assert) needs profiling'],
  [['--assert', 'regression: cpu<1%'], 'regression (--assert) compares with an earlier run'],
  [['--base', 'e.ndjson'], '--base is for budgets of regression'],
  [['--assert', 'regression: cpu<1%', '--base', 'e.ndjson'], 'e.ndjson is not'],
  [['--dump', 'run.xml'], 'run.xml is made of verdicts'],
])('%j is refused', async (args, message) => {
  const folder = workFolder({ 'e.ndjson': eventLines(2), 'rules/a.eql': 'any where true' });
  const { code, stdout, stderr } = await runProgram(['replay', 'e.ndjson', ...args], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr.trimEnd()).not.toContain('\n');
});

const BROKEN = ['--assert', 'rule_alerts: count==0'];

test.concurrent('what could not be read outranks a broken budget, which is told all the same', async () => {
  const folder = workFolder({ 'e.ndjson': `${eventLines(2)}{broken\n`, 'rules/a.eql': 'any where true' });
  const { code, stdout } = await runProgram(['replay', 'e.ndjson', ...BROKEN], { cwd: folder });
  expect(code).toBe(1);
  expect(stdout).toContain('1 verdict: 1 fail');
});

test.concurrent('--quiet is quiet; the exit code and what was asked for remain', async () => {
  const folder = workFolder({ 'e.ndjson': eventLines(2), 'rules/a.eql': 'any where true' });
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  const args = ['replay', 'e.ndjson', '-q', ...BROKEN, '-d', 'run.xml'];
  expect(await runProgram(args, { cwd: folder, env })).toEqual({ code: 99, stdout: '', stderr: '' });
  expect(existsSync(join(folder, 'summary.md'))).toBe(false);
  expect(readFileSync(join(folder, 'run.xml'), 'utf8')).toContain('<failure message="fail: 2;');
});

test.concurrent('where stdout is taken, verdicts go to stderr and annotations nowhere', async () => {
  const folder = workFolder({ 'e.ndjson': eventLines(2), 'rules/a.eql': 'any where true' });
  const args = ['replay', 'e.ndjson', ...BROKEN, '-d', '-'];
  const { code, stdout, stderr } = await runProgram(args, { cwd: folder, env: { GITHUB_ACTIONS: 'true' } });
  expect(code).toBe(99);
  expect(parseRun(stdout, 'stdout').budgets).toHaveLength(1);
  expect(stderr).toContain('1 verdict: 1 fail');
  expect(stderr).not.toContain('::error');
});

test.concurrent('regression against an earlier run', async () => {
  const folder = workFolder({
    'e.ndjson': eventLines(4),
    'old/a.eql': 'any where process.pid == 1',
    'new/a.eql': 'any where true',
  });
  const replay = (...args: string[]) => runProgram(['replay', 'e.ndjson', ...args], { cwd: folder });
  expect((await replay('-r', 'old', '-q', '-d', 'base.json')).code).toBe(0);
  const same = await replay('-r', 'old', '--base', 'base.json', '--assert', 'regression: alerts<=0%');
  expect(same.code).toBe(0);
  const more = await replay('-r', 'new', '--base', 'base.json', '--assert', 'regression{rule:a}: alerts<=0%');
  expect(more.code).toBe(99);
  expect(more.stdout).toContain('300.00 %');
});

/** Printable all of it, as rule ids have to be, and no friend of any format. */
const HOSTILE_IDS = [
  "=cmd|' /C calc'!A0",
  '@SUM(1,2)',
  '+1"quoted",and;more',
  '-2+3',
  '::error file=x,line=1::forged %0A %25',
  '##[set-output name=x]y',
  '| a | <script>alert(1)</script> `b` [l](javascript:x)',
  ']]></failure>&amp;<!-- x',
  '__proto__',
];

test.concurrent('rules with hostile names: CSV, JUnit, summary and annotations hold', async () => {
  const rules = HOSTILE_IDS.map((id, n) => [
    `rules/${n}.json`,
    JSON.stringify({ id, eql: 'any where true', name: `${id}\r\n\u001b[31m\u202e`, tags: [id] }),
  ]);
  const folder = workFolder({ 'e.ndjson': eventLines(2), ...Object.fromEntries(rules) });
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  const args = ['replay', 'e.ndjson', ...BROKEN, '-d', 'run.csv', '-d', 'run.xml'];
  const { code, stdout, stderr } = await runProgram(args, { cwd: folder, env });
  expect(code).toBe(99);
  expect(stderr).not.toMatch(/^\s*::|##\[/m);

  const csv = readFileSync(join(folder, 'run.csv'), 'utf8');
  const rows: Record<string, string>[] = parseCsv(csv, { columns: true });
  expect(rows.map(({ rule_id }) => rule_id!.replace(/^'/, '')).toSorted()).toEqual(HOSTILE_IDS.toSorted());
  for (const cell of rows.flatMap((row) => [row.rule_id, row.name, row.tags]))
    expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
  expect(csv).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);

  const xml = readFileSync(join(folder, 'run.xml'), 'utf8');
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
  });
  const cases: { classname: string }[] = parser.parse(xml).testsuites.testsuite.testcase;
  expect(cases.map(({ classname }) => classname).toSorted()).toEqual(HOSTILE_IDS.toSorted());

  const summary = readFileSync(join(folder, 'summary.md'), 'utf8');
  expect(summary.replaceAll(/`[^`|\n]+`|&lt;/g, '')).not.toMatch(/[<>`\]]/);

  const token = /^::stop-commands::([-0-9a-f]{36})\n/.exec(stdout)![1]!;
  const commands = stdout
    .slice(stdout.indexOf(`::${token}::`))
    .split('\n')
    .slice(1, -1);
  expect(commands).toHaveLength(HOSTILE_IDS.length);
  for (const command of commands)
    expect(command).toMatch(/^::error file=rules\/\d\.json,line=1,title=Budget fail::/);
});
