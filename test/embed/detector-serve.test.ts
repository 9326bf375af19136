import { existsSync } from 'node:fs';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { parseRun } from '../../src/report/parse-run.ts';
import { ruleFolder } from '../engine/pack/rule-folder.ts';
import { at } from '../engine/sequence/events.ts';
import { openDetector, packOfQueries } from './support/detectors.ts';

const ANY = packOfQueries(['any where true']);

/** What is served at a path. */
async function fetched(socketPath: string, path: string): Promise<string> {
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) =>
    get({ socketPath, path }, resolve).once('error', reject),
  );
  expect(response.statusCode).toBe(200);
  return text(response);
}

test('a detector that is served tells its figures as they are, until it is closed', async () => {
  const { detector } = await openDetector(ANY, { title: 'sensor 7' });
  const path = await detector.serve({ env: { XDG_RUNTIME_DIR: ruleFolder({}) } });
  expect(JSON.parse(await fetched(path, '/run.json'))).toMatchObject({ title: 'sensor 7', pid: process.pid });
  for (const count of [1, 2]) {
    detector.add(at(count, 'a'));
    detector.flush();
    // The server makes a snapshot anew now and then only.
    await vi.waitFor(
      async () => {
        const run = parseRun(await fetched(path, '/snapshot.json'), 'snapshot');
        expect(run.rules).toMatchObject([{ rule_id: 'rule-0', alerts_generated: count }]);
        expect(run.warnings.map(({ code }) => code)).toContain('snapshot');
      },
      { timeout: 20_000 },
    );
  }
  expect(JSON.parse(await fetched(path, '/rules/0.json'))).toMatchObject({ faults: [] });
  await detector.close();
  expect(existsSync(path)).toBe(false);
});

test('asking again to be served gives the same address', async () => {
  const { detector } = await openDetector(ANY);
  const host = { env: { XDG_RUNTIME_DIR: ruleFolder({}) } };
  const [first, second] = await Promise.all([detector.serve(host), detector.serve(host)]);
  expect(second).toBe(first);
});

test('several of one process are served side by side', async () => {
  const host = { env: { XDG_RUNTIME_DIR: ruleFolder({}) } };
  const paths = await Promise.all(
    ['one', 'two'].map(async (title) => (await openDetector(ANY, { title })).detector.serve(host)),
  );
  const titles = await Promise.all(
    paths.map(async (path) => JSON.parse(await fetched(path, '/run.json')).title),
  );
  expect(titles).toEqual(['one', 'two']);
});

test('where it cannot be served it goes on, and may be tried again', async () => {
  const { detector, found } = await openDetector(ANY);
  const folder = ruleFolder({ 'kestrel-perf': 'a file where the folder goes' });
  await expect(detector.serve({ env: { XDG_RUNTIME_DIR: folder } })).rejects.toThrow('kestrel-perf');
  detector.add(at(1, 'a'));
  detector.flush();
  expect(found).toHaveLength(1);
  await detector.serve({ env: { XDG_RUNTIME_DIR: ruleFolder({}) } });
});
