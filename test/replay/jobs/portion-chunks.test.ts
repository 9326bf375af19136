import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portionChunks, type ReadAt } from '../../../src/replay/jobs/portion-chunks.ts';

const bytesOf =
  (bytes: Buffer): ReadAt =>
  async (buffer, position) =>
    position >= bytes.length ? 0 : bytes.copy(buffer, 0, position);

async function textOf(
  bytes: Buffer,
  startByte: number,
  endByte: number,
  bufferBytes: number,
): Promise<string> {
  const buffers = [Buffer.alloc(bufferBytes), Buffer.alloc(bufferBytes)] as const;
  let text = '';
  for await (const chunk of portionChunks(bytesOf(bytes), { startByte, endByte }, buffers)) {
    expect(chunk.length).toBeGreaterThan(0);
    text += chunk.toString('latin1');
  }
  return text;
}

test('wherever a file is cut, each of its lines is whole and in one portion', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', '\n', '\r\n', 'cc'), { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (parts, cuts, bufferBytes) => {
        const bytes = Buffer.from(parts.join(''));
        const ends = [...new Set(cuts)].sort((left, right) => left - right);
        const portions = await Promise.all(
          [...ends, Number.POSITIVE_INFINITY].map((end, at) =>
            textOf(bytes, ends[at - 1] ?? 0, end, bufferBytes),
          ),
        );
        expect(portions.join('')).toBe(bytes.toString());
        for (const [at, portion] of portions.entries()) {
          const isLast = portions.slice(at + 1).every((later) => later === '');
          if (portion !== '' && !isLast) expect(portion.endsWith('\n')).toBe(true);
        }
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});

test('a line belongs where its first byte is', async () => {
  const bytes = Buffer.from('one\ntwo\nthree\n');
  expect(await textOf(bytes, 0, 4, 3)).toBe('one\n');
  expect(await textOf(bytes, 0, 5, 3)).toBe('one\ntwo\n');
  expect(await textOf(bytes, 4, 8, 3)).toBe('two\n');
  expect(await textOf(bytes, 5, 8, 3)).toBe('');
  expect(await textOf(bytes, 8, 100, 3)).toBe('three\n');
});

test('a disk that fails is told of after what could be read', async () => {
  const bytes = Buffer.from('one\ntwo\nthree\n');
  const readAt: ReadAt = async (buffer, position) => {
    if (position >= 8) throw new Error('bad sector');
    return bytes.copy(buffer, 0, position);
  };
  let text = '';
  const reading = async () => {
    const buffers = [Buffer.alloc(8), Buffer.alloc(8)] as const;
    for await (const chunk of portionChunks(readAt, { startByte: 0, endByte: 100 }, buffers)) {
      text += chunk.toString();
    }
  };
  await expect(reading()).rejects.toThrow('bad sector');
  expect(text).toBe('one\ntwo\n');
});
