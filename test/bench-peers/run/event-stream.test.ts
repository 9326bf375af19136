import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEventStream } from '../../../bench/peers/run/event-stream.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a stream knows its length and gives its beginning', async () => {
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, '{"n":1}\n{"n":2}\n{"n":3}\n');
  const stream = await openEventStream(file, folder);
  expect(stream).toMatchObject({ file, events: 3, bytes: 24 });
  expect(readFileSync(await stream.head(2), 'utf8')).toBe('{"n":1}\n{"n":2}\n');
  expect(await stream.head(3)).toBe(file);
  expect(await stream.head(2)).toBe(await stream.head(2));
});

test('a file without events is refused', async () => {
  const file = join(folder, 'empty.ndjson');
  writeFileSync(file, '\n');
  await expect(openEventStream(file, folder)).rejects.toThrow('empty.ndjson holds no events');
});
