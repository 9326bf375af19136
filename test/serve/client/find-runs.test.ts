import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { findRuns } from '../../../src/serve/client/find-runs.ts';
import { makeRuntimeFolder } from '../../../src/serve/runtime-folder.ts';
import { abandonedSocket, serveForTest, testHost, testRun } from '../served.ts';

/** Somebody else at a socket of the runtime folder. */
async function peer(path: string, answer: string): Promise<void> {
  const server = createServer((_, response) => void response.end(answer));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
}

test('without a folder there are none', async () => {
  expect(await findRuns(testHost())).toEqual({ runs: [], silentPids: [] });
});

test('runs are found in the order in which they began', async () => {
  const host = testHost();
  const late = await serveForTest({ ...testRun('late'), startedAt: new Date(2_000) }, host);
  const early = await serveForTest({ ...testRun('early'), startedAt: new Date(1_000) }, host);
  const { pid } = process;
  expect(await findRuns(host)).toEqual({
    runs: [
      { path: early.path, pid, title: 'early', startedAt: new Date(1_000) },
      { path: late.path, pid, title: 'late', startedAt: new Date(2_000) },
    ],
    silentPids: [],
  });
});

test('a run that only begins to listen is found, and its socket stays', async () => {
  const host = testHost();
  const path = join(await makeRuntimeFolder(host), '11.sock');
  await abandonedSocket(path);
  const finding = findRuns(host);
  // Refused once by now; it is asked again before anything is removed.
  await delay(50);
  rmSync(path);
  await peer(path, '{"version":1,"title":"t","startedAt":"2024-05-01T10:00:00Z","pid":11}');
  expect((await finding).runs).toMatchObject([{ pid: 11, title: 't' }]);
  expect(existsSync(path)).toBe(true);
});

test('those who answer something else are told, other files are passed over', async () => {
  const host = testHost();
  const folder = await makeRuntimeFolder(host);
  await peer(
    join(folder, '11.sock'),
    '{"version":2,"title":"t","startedAt":"2024-05-01T10:00:00Z","pid":11}',
  );
  await peer(join(folder, '12.sock'), 'no JSON');
  await peer(join(folder, '13.sock'), `"${'x'.repeat(100_000)}"`);
  await peer(join(folder, 'other.sock'), '');
  writeFileSync(join(folder, 'last-run.json'), '');
  expect(await findRuns(host)).toEqual({ runs: [], silentPids: [11, 12, 13] });
});
