import { join } from 'node:path';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { FROM_SOURCE } from '../replay/worker/from-source.ts';
import { FakeTerminal } from './fake-terminal.ts';

async function replayOnTerminal(args: readonly string[], env: Record<string, string> = {}) {
  const folder = ruleFolder({
    'events.ndjson': '{"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"process"}}\n',
    'rules/a.eql': 'any where true',
  });
  const stdout = new FakeTerminal();
  const stderr = new FakeTerminal();
  const io = { stdout, stderr, cwd: folder, env, now: () => new Date(0), engineThread: FROM_SOURCE };
  const code = await main(
    ['replay', join(folder, 'events.ndjson'), '-r', join(folder, 'rules'), ...args],
    io,
  );
  expect(code).toBe(0);
  return { stdout: stdout.text, stderr: stderr.text };
}

test('--no-top shows its progress on stderr and the coloured table on stdout', async () => {
  const { stdout, stderr } = await replayOnTerminal(['--no-top']);
  expect(stderr).toContain('events/s');
  expect(stderr).toContain('\u001b[');
  expect(stderr).toContain('notice: read 1 input as ecs\n');
  expect(stdout).toContain('\u001b[');
  expect(stdout).toContain('events/s)');
});

test('NO_COLOR takes the colours off', async () => {
  const { stdout } = await replayOnTerminal([], { NO_COLOR: '1' });
  expect(stdout).not.toContain('\u001b');
});

test('a dumb terminal gets no bar, as it cannot draw one', async () => {
  const { stdout, stderr } = await replayOnTerminal(['--no-top'], { TERM: 'dumb' });
  expect(stderr).toContain('notice: read 1 input as ecs\n');
  expect(stdout + stderr).not.toContain('\u001b');
});

test('without accounting there are no figures to show, and progress is a bar', async () => {
  const { stderr } = await replayOnTerminal(['--no-accounting']);
  expect(stderr).toContain('events/s');
});

test('--quiet shows no progress either', async () => {
  expect(await replayOnTerminal(['--quiet'])).toEqual({ stdout: '', stderr: '' });
});
