import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventLines } from './support/event-line.ts';
import { runProgram } from './support/run-program.ts';
import { workFolder } from './support/work-folder.ts';

test.concurrent.each([
  [['--help'], 'Usage: kestrel-perf'],
  [['replay', '--help'], 'Usage: kestrel-perf replay'],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
])('%s is answered on stdout', async (args, expected) => {
  const { code, stdout, stderr } = await runProgram(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(expected);
});

const EVENTS = 'events.ndjson';

test.concurrent.each([
  [['frobnicate'], "unknown command 'frobnicate'"],
  [['replay'], "missing required argument 'events'"],
  [['replay', EVENTS, '--dump', 'run.xlsx', '--dump', 'run.json'], 'unknown extension .xlsx'],
])('%s is refused in one line before anything runs', async (args, expected) => {
  const folder = workFolder({ [EVENTS]: eventLines(1) });
  const { code, stdout, stderr } = await runProgram(args, { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: [^\n]+\n$/);
  expect(stderr).toContain(expected);
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
});

test.concurrent('a pack that does not exist is found before anything runs', async () => {
  const folder = workFolder({ [EVENTS]: eventLines(1) });
  const args = ['replay', EVENTS, '--rules', 'gone', '--alerts', 'alerts.out'];
  const { code, stdout, stderr } = await runProgram(args, { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('gone: error: no such file or folder');
  expect(existsSync(join(folder, 'alerts.out'))).toBe(false);
});

test.concurrent('without a terminal, stderr holds the notices that matter and no progress', async () => {
  const folder = workFolder({ [EVENTS]: eventLines(2), 'rules/a.eql': 'any where true' });
  const { code, stderr } = await runProgram(['replay', EVENTS], { cwd: folder });
  expect(code).toBe(0);
  // What is said of a busy machine has shares in it.
  const lines = stderr.split('\n').filter((line) => !line.startsWith('warning: '));
  expect(lines).toEqual(
    expect.arrayContaining(['notice: no --rules given, using ./rules', 'notice: read 1 input as ecs']),
  );
  expect(lines.join('\n')).not.toMatch(/events\/s|%|\r|\u001b/);
});

test.concurrent('--quiet prints nothing where nothing is lost', async () => {
  const folder = workFolder({
    [EVENTS]: '{"event":{"category":"process"}}\n',
    'rules/a.eql': 'any where true',
  });
  expect(await runProgram(['replay', EVENTS, '-q'], { cwd: folder })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
});

test.concurrent('--quiet still says what was lost', async () => {
  const folder = workFolder({ [EVENTS]: `${eventLines(1)}broken\n`, 'rules/a.eql': 'any where true' });
  const { code, stderr } = await runProgram(['replay', EVENTS, '-q'], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: events\.ndjson:2: not valid JSON[^\n]*\n$/);
  const converted = await runProgram(['convert', EVENTS, '-q'], { cwd: folder });
  expect(converted.code).toBe(1);
  expect(converted.stderr).toBe(stderr);
});
