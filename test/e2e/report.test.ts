import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { eventLines } from './support/event-line.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

const FILES = {
  'rules/every.eql': 'any where true',
  'rules/two.eql': 'process where process.pid <= 2',
  'events.ndjson': eventLines(40),
};
const REPLAY = ['replay', 'events.ndjson', '-r', 'rules', '--no-serve', '--no-top'];

test('a saved run is shown as the replay showed it, from a file and from standard input', async () => {
  const cwd = workFolder(FILES);
  const budget = ['--assert', 'rule_alerts{rule:two}: count==2'];
  const replayed = await runProgram([...REPLAY, ...budget, '--dump', 'run.json'], { cwd });
  expect(replayed.code).toBe(0);
  const reported = await runProgram(['report', 'run.json'], { cwd });
  expect({ code: reported.code, stdout: reported.stdout }).toEqual({ code: 0, stdout: replayed.stdout });
  const input = readFileSync(join(cwd, 'run.json'));
  const piped = await runProgram(['report', '-', '--quiet', '--dump', '-'], { cwd, input });
  expect({ code: piped.code, stdout: piped.stdout, stderr: piped.stderr }).toEqual({
    code: 0,
    stdout: input.toString(),
    stderr: '',
  });
});

test('the same conversions are there at the end of a replay', async () => {
  const cwd = workFolder(FILES);
  const names = ['run.md', 'run.benchmark.json', 'run.bmf.json', 'run.bench.txt'];
  const args = names.flatMap((name) => ['--dump', name]);
  const { code, stdout } = await runProgram([...REPLAY, '--quiet', '--dump', 'run.json', ...args], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  const fromReplay = names.map((name) => readFileSync(join(cwd, name), 'utf8'));
  expect((await runProgram(['report', 'run.json', '--quiet', ...args], { cwd })).code).toBe(0);
  expect(names.map((name) => readFileSync(join(cwd, name), 'utf8'))).toEqual(fromReplay);
  for (const text of fromReplay) expect(text).toContain('two');
});

test('half a run file is refused, and nothing is written', async () => {
  const cwd = workFolder(FILES);
  await runProgram([...REPLAY, '--quiet', '--dump', 'run.json'], { cwd });
  const text = readFileSync(join(cwd, 'run.json'), 'utf8');
  expect(parseRun(text, 'run.json').rules).toHaveLength(2);
  const input = text.slice(0, text.length / 2);
  const { code, stdout, stderr } = await runProgram(['report', '-', '--dump', 'out.md'], { cwd, input });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: standard input is not JSON: .*\n$/);
  expect(existsSync(join(cwd, 'out.md'))).toBe(false);
});
