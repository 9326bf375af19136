import { describe, expect, it } from 'vitest';
import { fileChunks, type SequentialFile } from '../../../src/replay/input/file-chunks.ts';
import { ReadBuffers } from '../../../src/replay/input/read-buffers.ts';

/** A file whose reads are watched; each read gives one of `parts`, an Error fails it. */
function watchedFile(parts: (string | Error)[]) {
  const state = { reads: 0, closed: 0, buffers: new Set<ArrayBufferLike>() };
  const file: SequentialFile = {
    async read(buffer) {
      state.buffers.add(buffer.buffer);
      const part = parts[state.reads++] ?? '';
      if (part instanceof Error) throw part;
      return buffer.write(part);
    },
    async close() {
      state.closed++;
    },
  };
  return { file, state };
}

describe('fileChunks', () => {
  it('reads ahead by one chunk, into two buffers in all', async () => {
    const { file, state } = watchedFile(['a', 'b', 'c', 'd']);
    const seen: string[] = [];
    for await (const chunk of fileChunks(file, 16)) {
      seen.push(chunk.toString());
      expect(state.reads).toBe(seen.length + 1);
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(state.buffers.size).toBe(2);
    expect(state.closed).toBe(1);
  });

  it('delivers what was read before a disk failed', async () => {
    const { file, state } = watchedFile(['a', 'b', new Error('EIO')]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of fileChunks(file, 16)) seen.push(chunk.toString());
    })();
    await expect(reading).rejects.toThrow('EIO');
    expect(seen).toEqual(['a', 'b']);
    expect(state.closed).toBe(1);
  });

  it('reads several files, to their end or not, into the same two buffers', async () => {
    const buffers = new ReadBuffers();
    const seen = new Set<ArrayBufferLike>();
    for (const parts of [['a', 'b', 'c'], ['d', new Error('EIO')], ['e', 'f'], ['g']]) {
      const { file, state } = watchedFile(parts);
      const reading = (async () => {
        for await (const chunk of fileChunks(file, 16, buffers)) if (chunk.toString() === 'e') break;
      })();
      await reading.catch(() => undefined);
      for (const buffer of state.buffers) seen.add(buffer);
    }
    expect(seen.size).toBe(2);
  });

  it('hands out what one read gave in chunks, so many of them that a read is worth waiting for', async () => {
    const { file, state } = watchedFile(['abcdefghij', 'k']);
    const seen: string[] = [];
    for await (const chunk of fileChunks(file, 3)) seen.push(chunk.toString());
    expect(seen).toEqual(['abc', 'def', 'ghi', 'j', 'k']);
    expect(state.reads).toBe(3);
  });

  it('closes the file when the consumer stops, though the read ahead fails', async () => {
    const { file, state } = watchedFile(['a', new Error('EIO')]);
    for await (const _ of fileChunks(file, 16)) break;
    expect(state.closed).toBe(1);
  });
});
