import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepLastRun, readLastRun } from '../../src/serve/last-run.ts';
import { runtimeFolderPath } from '../../src/serve/runtime-folder.ts';
import { sampleRun } from '../report/sample-run.ts';
import { testHost } from './served.ts';

test('the last run is kept, and nothing else', async () => {
  const host = testHost();
  expect(await readLastRun(host)).toBeUndefined();
  await keepLastRun(sampleRun([{ id: 'first' }]), host);
  await keepLastRun(sampleRun([{ id: 'second' }]), host);
  expect(await readLastRun(host)).toEqual(sampleRun([{ id: 'second' }]));
  expect(readdirSync(runtimeFolderPath(host))).toEqual(['last-run.json']);
});

test('one that is no run file is told by its name', async () => {
  const host = testHost();
  await keepLastRun(sampleRun([{ id: 'first' }]), host);
  writeFileSync(join(runtimeFolderPath(host), 'last-run.json'), '{"schema_version":1}');
  await expect(readLastRun(host)).rejects.toThrow(/last-run\.json is not a run file/);
});
