import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { EngineThreadSettings } from '../../src/replay/worker/engine-thread.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { FROM_SOURCE, startsWith } from '../replay/worker/from-source.ts';
import { FakeTerminal as Screen } from '../top/support/fake-terminal.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { TextSink } from './text-sink.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });
const PATIENCE = { timeout: 60_000 };

function replayOnScreen(engineThread: EngineThreadSettings) {
  const folder = ruleFolder({
    'events.ndjson': '{"@timestamp":"2024-05-01T10:00:00Z","event":{"category":"process"}}\n',
    'rules/a.eql': 'any where true',
    'rules/b.eql': 'file where true',
  });
  const screen = new Screen(100, 24);
  const close = vi.fn();
  const stderr = new TextSink();
  const openTerminal = () => ({ terminal: screen, close });
  const io = { stdout: new FakeTerminal(), stderr, cwd: folder, env: {}, now: () => new Date(0) };
  const code = main(['replay', join(folder, 'events.ndjson'), '-r', join(folder, 'rules')], {
    ...io,
    engineThread,
    openTerminal,
  });
  const until = (text: string) =>
    vi.waitFor(async () => expect(await screen.text()).toContain(text), PATIENCE);
  return { code, screen, close, until, stderr };
}

test('at the end it has what only then is known, and gives the terminal back', async () => {
  const { code, screen, close, until } = replayOnScreen(FROM_SOURCE);
  await until('q closes and prints the report');
  expect(await screen.text()).toMatch(/ \d+ samples, one in /);
  await screen.type('/b\r\r');
  await until('It was never offered an event');
  await screen.type('qq');
  expect(await code).toBe(0);
  expect(await screen.isAsBefore()).toBe(true);
  expect(close).toHaveBeenCalledOnce();
});

test('it says that the engine broke, and why', async () => {
  const double = new URL('../replay/worker/doubles/throws.ts', import.meta.url);
  const { code, screen, until, stderr } = replayOnScreen(startsWith(double));
  await until('the engine broke down: the sky fell');
  expect(await screen.text()).toContain('FAILED');
  await screen.type('q');
  expect(await code).toBe(1);
  expect(stderr.text).toContain('the engine broke down after 7 events: the sky fell');
});
