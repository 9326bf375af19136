import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { eventLine, eventLines } from './support/event-line.ts';
import { replayFolder } from './support/replay-folder.ts';

const GOOD = { 'good.ndjson': eventLine(1) };
const BINARY = Uint8Array.from({ length: 4096 }, (_, index) => index % 256);

test.concurrent.each([
  ['missing', {}, ['gone.ndjson'], 'error: gone.ndjson: no such file or folder', 'gone.ndjson'],
  ['missing', {}, ['gone/*.ndjson'], 'error: gone/*.ndjson: the pattern matches no file', 'gone/*.ndjson'],
  ['no-event-files', { 'empty/readme.txt': '' }, ['empty'], 'error: empty: the folder holds no', 'empty'],
  ['no-events', { 'e.ndjson': '' }, ['e.ndjson'], 'notice: e.ndjson: the input holds no events', 'e.ndjson'],
  ['no-events', { 'e.ndjson': ' \n\r\n\n' }, ['e.ndjson'], 'notice: e.ndjson: the input', 'e.ndjson'],
  ['binary', { 'e.bin': BINARY }, ['e.bin'], 'error: e.bin: the data is binary', 'e.bin'],
  [
    'utf-16',
    { 'e.json': Buffer.from('{"a":1}', 'utf16le') },
    ['e.json'],
    'error: e.json: the text is',
    'e.json',
  ],
  [
    'json-array',
    { 'e.json': '[\n{"a":1},\n{"a":2}\n]' },
    ['e.json'],
    'error: e.json: the file is one',
    'e.json',
  ],
  ['stdin-twice', {}, ['-', '-'], 'error: stdin: - is given more than once', 'stdin'],
] as const)(
  '%s among good files: said, listed, and the good ones replayed',
  async (code, files, args, said, place) => {
    const outcome = await replayFolder({ ...GOOD, ...files }, ['good.ndjson', ...args, 'good.ndjson']);
    expect(outcome.code).toBe(said.startsWith('error') ? 1 : 0);
    expect(outcome.stderr).toContain(said);
    const warning = outcome.run.warnings.find((entry) => entry.code === code);
    expect(warning).toMatchObject({ count: 1, places: [place] });
    expect(outcome.alertedEvents).toEqual([1, 2]);
  },
);

test.concurrent('a gzipped file that ends early: what it held is replayed, the rest is said to be lost', async () => {
  const lines = eventLines(5_000);
  const cut = gzipSync(lines).subarray(0, -1_000);
  const outcome = await replayFolder({ 'cut.gz': cut, ...GOOD }, ['cut.gz', 'good.ndjson']);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('error: cut.gz: the gzip data ends early');
  expect(outcome.run.warnings).toContainEqual(expect.objectContaining({ code: 'gzip-truncated', count: 1 }));
  const replayed = outcome.alertedEvents.length;
  expect(replayed).toBeGreaterThan(1_000);
  expect(replayed).toBeLessThan(5_000);
  expect(outcome.alertedEvents).toEqual(Array.from({ length: replayed }, (_, index) => index + 1));
});

test.concurrent('only files that cannot be read: no events, said so, and a report all the same', async () => {
  const { code, run, stderr } = await replayFolder({ 'e.bin': BINARY }, ['e.bin']);
  expect(code).toBe(1);
  expect(run.stream.events).toBe(0);
  expect(run.warnings.map((warning) => warning.code)).toEqual(
    expect.arrayContaining(['no-events', 'binary']),
  );
  expect(stderr).not.toMatch(/^ +at /m);
});

test.concurrent('names of files cannot steer the terminal, in the advice neither', async () => {
  const name = 'a\u001b[2J.json';
  const outcome = await replayFolder({ [name]: Buffer.from('{"a":1}', 'utf16le') }, [name]);
  expect(outcome.stderr).toContain('help: Convert it: iconv');
  expect(outcome.stderr).not.toContain('\u001b');
});
