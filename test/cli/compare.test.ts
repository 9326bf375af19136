import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { comparisonSchema } from '../../src/compare/comparison-file.ts';
import { dumpRun } from '../../src/report/dump-run.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { sampleRun } from '../report/sample-run.ts';
import { TextSink } from './text-sink.ts';

const EVENTS = Array.from({ length: 20 }, (_, at) =>
  JSON.stringify({
    '@timestamp': '2024-05-01T10:00:00Z',
    event: { category: ['process'] },
    process: { pid: at + 1 },
  }),
).join('\n');

const BASE = { 'base/two.eql': 'process where process.pid <= 2' };

async function run(folder: string, args: readonly string[]) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const io = { stdout, stderr, cwd: folder, env: {}, now: () => new Date(0) };
  const paths = args.map((arg) => arg.replace('@', `${folder}/`));
  return { code: await main(['compare', ...paths], io), stdout: stdout.text, stderr: stderr.text };
}

test.each([
  [['@a.json'], 'compare needs two run files, not 1'],
  [['--base-rules', '@base', '@e.ndjson'], '--base-rules and --head-rules go together'],
  [['--base-rules', '@base', '--head-rules', '@base'], 'no events to replay'],
  [['--base-rules', '@base', '--head-rules', '@base', '-'], 'standard input cannot be'],
  [['--base-rules', '@base', '--head-rules', '@none', '@e.ndjson'], 'no rules to replay in --head-rules'],
  [['--base', '@a.json'], '--base and --head go together'],
  [['--base', '@a.json', '--head', '@a.json', '@e.ndjson'], 'is on neither side'],
  [['@none.json', '@none.json'], 'cannot read the run file'],
  [['@e.ndjson', '@e.ndjson'], 'is not JSON'],
  [['@a.json', '@a.json', '--dump', 'x.pdf'], 'cannot tell the format of x.pdf'],
  [['@a.json', '@e.ndjson', '--dump', '@a.json'], 'a.json is one of the run files to read; write to another'],
  [['@a.json', '@a.json', '--dump', '@no/x.json'], 'there is no folder'],
  [['@a.json', '@a.json', '--rounds', '5'], 'Expected a whole number from 6'],
  [['@a.json', '@a.json', '--effect', '0'], 'Expected percent above 0'],
  [['@a.json', '@a.json', '--fail-on', 'luck'], 'Allowed choices are regression, answers'],
])('wrong usage %j is told in a sentence, with exit code 2', async (args, message) => {
  const folder = ruleFolder({ ...BASE, 'e.ndjson': EVENTS, 'a.json': '{}' });
  const { code, stderr, stdout } = await run(folder, args);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('bug');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

/** Run files of the same stream; `alerts` are those of the rule `two`. */
async function runFiles(...alerts: readonly number[]): Promise<string> {
  const folder = ruleFolder({ 'e.ndjson': EVENTS });
  for (const [at, count] of alerts.entries()) {
    const alertsNs = Array.from({ length: count }, () => 1n);
    const run = sampleRun([
      { id: 'one', cpuTimeNs: 90_000, offered: 20 },
      { id: 'two', cpuTimeNs: 50_000 * (at + 1), offered: 20, alertsNs },
    ]);
    await dumpRun(run, join(folder, `${at}.json`), new TextSink());
  }
  return folder;
}

test('run files: counts are compared exactly, times are not judged from one run each', async () => {
  const folder = await runFiles(2, 1);
  const { code, stdout, stderr } = await run(folder, ['@0.json', '@1.json', '--dump', '@c.json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('two counts differently: matches 2 → 1, alerts_generated 2 → 1\n');
  expect(stdout).toContain('times of 2 rules were not judged');
  const { findings } = comparisonSchema.parse(JSON.parse(readFileSync(join(folder, 'c.json'), 'utf8')));
  expect(findings.map(({ code: found }) => found)).toContain('one-run');
});

test('the same run twice: no change, and nothing to fail on', async () => {
  const folder = await runFiles(2);
  const args = ['@0.json', '@0.json', '--fail-on', 'answers', '--fail-on', 'regression'];
  const { code, stdout } = await run(folder, args);
  expect(code).toBe(0);
  expect(stdout).toContain('No change in what rules find and count.\n');
});

test('--fail-on answers ends with 99 where a rule finds something else; without it, with 0', async () => {
  const folder = await runFiles(2, 1);
  const args = ['--base', '@0.json', '--head', '@1.json', '--quiet'];
  expect(await run(folder, args)).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await run(folder, [...args, '--fail-on', 'answers'])).code).toBe(99);
});
