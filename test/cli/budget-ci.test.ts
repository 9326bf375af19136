import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tellCi, withoutCommands } from '../../src/cli/budget-ci.ts';
import type { CommandIo } from '../../src/cli/io.ts';
import { judgedRun } from '../report/sample-verdicts.ts';
import { TextSink } from './text-sink.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-ci-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function testIo(env: CommandIo['env'], cwd = '/repo/pack') {
  return { stdout: new TextSink(), stderr: new TextSink(), cwd, env, now: () => new Date(0) };
}

function ruleAt(file: string) {
  return [{ id: 'slow', origin: { file, line: 7, column: 1 } }];
}

async function annotationOf(file: string, env: CommandIo['env']): Promise<string> {
  const io = testIo({ GITHUB_ACTIONS: 'true', ...env });
  await tellCi(judgedRun(), ruleAt(file), true, io);
  return io.stdout.text.split('\n')[0]!;
}

test('files are named from the root of the repository', async () => {
  const GITHUB_WORKSPACE = '/repo';
  expect(await annotationOf('rules/slow.eql', { GITHUB_WORKSPACE })).toContain(
    'file=pack/rules/slow.eql,line=7,',
  );
  expect(await annotationOf('/repo/other/slow.eql', { GITHUB_WORKSPACE })).toContain(
    'file=other/slow.eql,line=7,',
  );
  expect(await annotationOf('rules/slow.eql', {})).toContain('file=rules/slow.eql,line=7,');
});

test('a rule beyond the repository has no place in it', async () => {
  expect(await annotationOf('/usr/lib/pack/slow.eql', { GITHUB_WORKSPACE: '/repo' })).toMatch(
    /^::error title=/,
  );
});

test('elsewhere than on GitHub, and where stdout is taken, there are no annotations', async () => {
  const elsewhere = testIo({ CI: 'true' });
  await tellCi(judgedRun(), [], true, elsewhere);
  const taken = testIo({ GITHUB_ACTIONS: 'true' });
  await tellCi(judgedRun(), [], false, taken);
  expect([elsewhere.stdout.text, taken.stdout.text]).toEqual(['', '']);
});

test('the summary is added to what the step has said before, within what is left', async () => {
  const file = join(folder, 'summary.md');
  const before = 'x'.repeat(1024 * 1024 - 700);
  writeFileSync(file, before);
  const io = testIo({ GITHUB_STEP_SUMMARY: file });
  await tellCi(judgedRun(), [], true, io);
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith(`${before}### kestrel-perf`)).toBe(true);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
  expect(io.stderr.text).toBe('');
});

test('a summary that cannot be written is a warning', async () => {
  const io = testIo({ GITHUB_STEP_SUMMARY: join(folder, 'gone', 'summary.md') });
  await tellCi(judgedRun(), [], true, io);
  expect(io.stderr.text).toMatch(/^warning: could not write the step summary: [^\n]+\n$/);
});

test('on GitHub a report cannot give commands; elsewhere it is as it is', () => {
  const text = '::error::forged\n';
  expect(withoutCommands(text, { env: {} })).toBe(text);
  const [first, second] = [1, 2].map(() => withoutCommands(text, { env: { GITHUB_ACTIONS: 'true' } }));
  expect(first).toMatch(/^::stop-commands::([-0-9a-f]{36})\n::error::forged\n::\1::\n$/);
  expect(first).not.toBe(second);
  expect(withoutCommands('', { env: { GITHUB_ACTIONS: 'true' } })).toBe('');
});
