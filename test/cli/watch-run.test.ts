import { expect, onTestFinished, test, vi } from 'vitest';
import { watchRun } from '../../src/cli/watch-run.ts';
import { RemoteSource } from '../../src/serve/client/remote-source.ts';
import { serveForTest, testHost, testRun } from '../serve/served.ts';
import { FakeTerminal as Screen } from '../top/support/fake-terminal.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { TextSink } from './text-sink.ts';

/** The screen is loaded slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const OPTIONS = { sort: 'cpu', filter: 'all', interval: 1, level: {}, color: 'never', exit: false } as const;

/** A run that is served, and a viewer's side of it. */
async function attached() {
  const run = testRun();
  const server = await serveForTest(run, testHost());
  const source = await RemoteSource.attach(server.path);
  onTestFinished(() => source.detach());
  const found = { path: server.path, pid: process.pid, title: run.title, startedAt: run.startedAt };
  const io = {
    stdout: new FakeTerminal(),
    stderr: new TextSink(),
    cwd: '.',
    env: {},
    now: () => new Date(0),
  };
  return { server, source, found, io };
}

test('Ctrl-C detaches and is no fault; the run goes on', async () => {
  const { source, found, io } = await attached();
  const screen = new Screen(80, 24);
  const code = watchRun(found, source, OPTIONS, io, screen);
  await expect.poll(() => screen.text(), { timeout: 60_000 }).toContain('q detach');
  await screen.type('\u0003');
  expect(await code).toBe(0);
  expect(await screen.isAsBefore()).toBe(true);
  await expect(RemoteSource.attach(found.path).then((again) => again.detach())).resolves.toBeUndefined();
});

test('a terminal that cannot be drawn on is an error, and the viewer lets go of the run', async () => {
  const { source, found, io } = await attached();
  const screen = new Screen(80, 24);
  screen.output.write = () => {
    throw new Error('the terminal broke');
  };
  await expect(watchRun(found, source, OPTIONS, io, screen)).rejects.toThrow('the terminal broke');
  // A source that still listens would ask for these.
  const { takenAtNs } = source.read();
  expect(source.details(0).faults).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(source.details(0).faults).toEqual([]);
  expect(source.read().takenAtNs).toBe(takenAtNs);
});
