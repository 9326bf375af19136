import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readChunks } from '../../../src/replay/input/read-chunks.ts';
import type { StreamInput } from '../../../src/replay/input/stream-input.ts';
import { collect, ecsLine, ids, places } from './memory-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'kestrel-perf-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ALL = Array.from({ length: 2000 }, (_, index) => index);
const TEXT = Buffer.from(ALL.map((id) => `${ecsLine(id)}\n`).join(''));

function fileOf(name: string, bytes: Buffer): StreamInput {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path, sizeBytes: bytes.length };
}

async function text(input: StreamInput, chunkBytes?: number): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of readChunks(input, chunkBytes === undefined ? {} : { chunkBytes })) {
    parts.push(Buffer.from(chunk));
  }
  return Buffer.concat(parts).toString();
}

describe('readChunks', () => {
  it.each([4, 100, 4096, 1 << 20])('gives the bytes of a file in chunks of %d', async (chunkBytes) => {
    const input = fileOf('plain', TEXT.subarray(0, 20_000));
    expect(await text(input, chunkBytes)).toBe(TEXT.toString('utf8', 0, 20_000));
  });

  it.each([100, 4096, 1 << 20])('decompresses by the first bytes, in chunks of %d', async (chunkBytes) => {
    expect(await text(fileOf('without-suffix', gzipSync(TEXT)), chunkBytes)).toBe(TEXT.toString());
  });

  it('reads a file that is only named .gz as it is', async () => {
    expect(await text(fileOf('plain.gz', TEXT))).toBe(TEXT.toString());
  });

  it('reads all members of a gzip file, and ignores zero bytes after them', async () => {
    const members = Buffer.concat([gzipSync('one\n'), gzipSync('two\n'), Buffer.alloc(40_000)]);
    expect(await text(fileOf('members.gz', members))).toBe('one\ntwo\n');
  });

  it('survives gzip that expands a thousandfold', async () => {
    let bytes = 0;
    for await (const chunk of readChunks(fileOf('bomb.gz', gzipSync(Buffer.alloc(50_000_000, '\n'))))) {
      bytes += chunk.length;
    }
    expect(bytes).toBe(50_000_000);
  });

  it('counts bytes as they are stored', async () => {
    const compressed = gzipSync(TEXT);
    let bytes = 0;
    const input = fileOf('counted.gz', compressed);
    for await (const _ of readChunks(input, { onBytesRead: (read) => (bytes += read), chunkBytes: 4096 }));
    expect(bytes).toBe(compressed.length);
  });

  it('gives nothing for an empty file', async () => {
    expect(await text(fileOf('empty', Buffer.alloc(0)))).toBe('');
  });

  it('gives one byte for a file of one byte', async () => {
    expect(await text(fileOf('one', Buffer.from('x')))).toBe('x');
  });
});

describe('the events', () => {
  const gz = gzipSync(TEXT);

  it('are the same plain, compressed, and compressed in two members', async () => {
    const half = Math.floor(TEXT.length / 3);
    const twoMembers = Buffer.concat([gzipSync(TEXT.subarray(0, half)), gzipSync(TEXT.subarray(half))]);
    for (const bytes of [TEXT, gz, twoMembers]) {
      const { records, problems } = await collect([fileOf('events', bytes)]);
      expect(ids(records)).toEqual(ALL);
      expect(problems).toEqual([]);
    }
  });

  it('before the end of truncated gzip are delivered, and then the rest of the stream', async () => {
    const cut = fileOf('cut.gz', gz.subarray(0, gz.length - 2000));
    const { records, problems } = await collect([cut, fileOf('next', TEXT)]);
    const before = ids(records).indexOf(0, 1);
    expect(before).toBeGreaterThan(100);
    expect(ids(records)).toEqual([...ALL.slice(0, before), ...ALL]);
    expect(places(problems)).toEqual(['gzip-truncated@cut.gz']);
  });

  it('before damage in gzip are delivered, up to what zlib holds back', async () => {
    const damaged = Buffer.from(gz);
    damaged.fill(0xff, gz.length - 60, gz.length - 30);
    const path = fileOf('damaged.gz', damaged);
    const { records, problems } = await collect([path, fileOf('next', TEXT)], {
      read: (input, options) => readChunks(input, { ...options, chunkBytes: 4096 }),
    });
    const before = ids(records).indexOf(0, 1);
    expect(before).toBeGreaterThan(100);
    expect(ids(records)).toEqual([...ALL.slice(0, before), ...ALL]);
    expect(places(problems)).toEqual(['gzip-corrupt@damaged.gz']);
  });

  it('in gzip that is no more than a header are missed', async () => {
    const { problems } = await collect([fileOf('header.gz', gz.subarray(0, 5)), fileOf('next', TEXT)]);
    expect(places(problems)).toEqual(['gzip-truncated@header.gz']);
  });

  it('of a file that vanished are reported lost, and the rest is read', async () => {
    const gone = { name: 'gone', path: join(folder, 'gone'), sizeBytes: 1 };
    const isFolder = { name: 'folder', path: folder, sizeBytes: 1 };
    const { records, problems } = await collect([gone, isFolder, fileOf('next', TEXT)]);
    expect(places(problems)).toEqual(['unreadable@gone', 'unreadable@folder']);
    expect(problems[0]!.message).toContain('no longer exists');
    expect(ids(records)).toEqual(ALL);
  });
});

describe.skipIf(process.platform === 'win32')('a pipe', () => {
  function pipe(name: string): StreamInput {
    const path = join(folder, name);
    execFileSync('mkfifo', [path]);
    return { name, path, sizeBytes: undefined };
  }

  it.each([
    ['plain', TEXT],
    ['gzip', gzipSync(TEXT)],
  ])('gives the same events, %s, also when its first bytes come one by one', async (name, bytes) => {
    const input = pipe(`pipe-${name}`);
    const decoded = collect([input]);
    const writer = createWriteStream(input.path!);
    await once(writer, 'open');
    for (let at = 0; at < 6; at++) {
      await new Promise((resolve) => writer.write(bytes.subarray(at, at + 1), resolve));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    writer.end(bytes.subarray(6));
    const { records, problems } = await decoded;
    expect(ids(records)).toEqual(ALL);
    expect(problems).toEqual([]);
  });

  it('that stays silent can be left by aborting', async () => {
    const input = pipe('pipe-silent');
    const abort = new AbortController();
    const decoded = collect([input, fileOf('never', TEXT)], {
      signal: abort.signal,
      batchSize: 1,
      onProblem: (problem) => {
        throw new Error(problem.message);
      },
      onAdapter: () => abort.abort(),
    });
    // Opened for both ways, so that neither side waits for the other, and the pipe has no end.
    const fd = openSync(input.path!, 'r+');
    writeSync(fd, Array.from({ length: 10 }, (_, id) => `${ecsLine(id)}\n`).join(''));
    const { error } = await decoded;
    expect(error).toBeUndefined();
  });

  it('as stdin gives the same events', () => {
    const program = `
      import { decodeEvents } from './src/replay/input/decode-events.ts';
      import { resolveInputs } from './src/replay/input/resolve-inputs.ts';
      const { inputs } = await resolveInputs(['-']);
      let last = 0;
      for await (const { eventNumbers } of decodeEvents(inputs, { batchSize: 100 })) last = eventNumbers.at(-1);
      console.log(last);`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    expect(execFileSync(process.execPath, args, { input: TEXT }).toString()).toBe('2000\n');
  });
});
