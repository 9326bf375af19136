import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { keepLastRun } from '../../src/serve/last-run.ts';
import { makeRuntimeFolder } from '../../src/serve/runtime-folder.ts';
import { sampleRun } from '../report/sample-run.ts';
import { testHost } from '../serve/served.ts';
import { TextSink } from './text-sink.ts';

const DESCRIPTION = JSON.stringify({ version: 1, title: 'it', startedAt: '2024-05-01T10:00:00Z', pid: 11 });

/** What the program says where a process serves that answers so; another replay has finished before. */
async function withPeer(args: readonly string[], answer: RequestListener) {
  const host = testHost();
  await keepLastRun(sampleRun([{ id: 'of-the-last-run' }]), host);
  const server = createServer(answer);
  const path = join(await makeRuntimeFolder(host), '11.sock');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const stdout = new TextSink();
  const stderr = new TextSink();
  const io = { stdout, stderr, cwd: host.env.XDG_RUNTIME_DIR!, env: host.env, now: () => new Date(0) };
  const code = await main(args, io);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test.each<[string, RequestListener]>([
  ['is gone', (request) => void request.socket.destroy()],
  ['cannot make one', (_, response) => void response.writeHead(500).end('no')],
  ['sends no run', (_, response) => void response.end('{"a": \u001b[31m}')],
])('a process that %s when it is asked for a snapshot is an error on one line', async (_, answer) => {
  const said = await withPeer(['--dump', '-'], (request, response) => {
    if (request.url === '/run.json') response.end(DESCRIPTION);
    else answer(request, response);
  });
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toMatch(/^error: process 11 gave no snapshot: .*\n$/);
  expect(said.stderr).not.toContain('\u001b');
});

test('where a process does not say what it runs, the last run is not taken for it', async () => {
  const said = await withPeer(['--dump', '-'], (_, response) => void response.end('who knows'));
  expect(said).toMatchObject({ code: 1, stdout: '' });
  expect(said.stderr).toContain('nothing was written');
});

test('top tells a replay that does not answer from none', async () => {
  const { code, stderr } = await withPeer(['top'], (_, response) => void response.end('who knows'));
  expect(code).toBe(1);
  expect(stderr).toContain('error: no replay answers');
});
