import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRuntimeFolder } from '../../src/serve/runtime-folder.ts';
import { removeIfStale } from '../../src/serve/stale-socket.ts';
import { ask } from './ask.ts';
import { abandonedSocket, serveForTest, shortFolder, testHost, testRun } from './served.ts';

test('the socket is for its user only, and gone after the end', async () => {
  const server = await serveForTest(testRun(), testHost());
  expect(lstatSync(server.path).mode & 0o777).toBe(0o600);
  await server.close();
  expect(existsSync(server.path)).toBe(false);
  await expect(ask(server.path, '/')).rejects.toThrow();
});

test('one process serves several runs', async () => {
  const host = testHost();
  const first = await serveForTest(testRun('first'), host);
  const second = await serveForTest(testRun('second'), host);
  expect(second.path).toBe(first.path.replace('.sock', '-2.sock'));
  expect((await ask(first.path, '/run.json')).text).toContain('first');
  expect((await ask(second.path, '/run.json')).text).toContain('second');
});

test('a socket that a killed process of the same number left is taken over', async () => {
  const host = testHost();
  const folder = await makeRuntimeFolder(host);
  await abandonedSocket(join(folder, `${process.pid}.sock`));
  const server = await serveForTest(testRun(), host);
  expect(server.path).toBe(join(folder, `${process.pid}.sock`));
  expect((await ask(server.path, '/')).status).toBe(200);
});

test('only what nobody listens on is stale', async () => {
  const folder = shortFolder();
  const abandoned = join(folder, '1.sock');
  await abandonedSocket(abandoned);
  expect(await removeIfStale(abandoned)).toBe(true);
  expect(existsSync(abandoned)).toBe(false);
  const { path } = await serveForTest(testRun(), testHost());
  expect(await removeIfStale(path)).toBe(false);
  const file = join(folder, '2.sock');
  writeFileSync(file, 'a file');
  expect(await removeIfStale(file)).toBe(false);
  expect(existsSync(file)).toBe(true);
  expect(await removeIfStale(join(folder, '3.sock'))).toBe(true);
});

test('one whose process only begins to listen is not stale', async () => {
  const path = join(shortFolder(), '1.sock');
  await abandonedSocket(path);
  const answers = [true, false];
  expect(await removeIfStale(path, async () => answers.shift()!)).toBe(false);
  expect(existsSync(path)).toBe(true);
});

test('the end does not wait for a viewer that does not read', async () => {
  const run = testRun();
  Object.assign(run.source, { rules: [{ ...run.source.rules[0]!, source: 'x'.repeat(2_000_000) }] });
  const server = await serveForTest(run, testHost());
  const silent = connect(server.path);
  silent.pause();
  silent.on('error', () => {});
  silent.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(silent, 'connect');
  await ask(server.path, '/');
  await server.close();
  expect(existsSync(server.path)).toBe(false);
  silent.destroy();
});

test('serving keeps no process alive, even with a viewer, and an exit removes the socket', async () => {
  const host = testHost();
  const module = new URL('../../src/serve/serve-run.ts', import.meta.url).href;
  const script = `
    const { serveRun } = await import(${JSON.stringify(module)});
    const { connect } = await import('node:net');
    const run = { title: 't', startedAt: new Date(0), source: { rules: [], read: () => ({}), details: () => ({}) }, runFile: () => ({}) };
    const { path } = await serveRun(run, { env: process.env });
    process.stdout.write(path);
    const viewer = connect(path).unref();
    await new Promise((resolve) => viewer.once('connect', resolve));
    viewer.write('GET /events HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n');
    await new Promise((resolve) => { viewer.ref(); viewer.once('data', resolve); });
    viewer.unref();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { ...process.env, ...host.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [path] = (await once(child.stdout, 'data')) as [Buffer];
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(String(path)).toContain(`${child.pid}.sock`);
  expect(existsSync(String(path))).toBe(false);
});
