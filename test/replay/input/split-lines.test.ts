import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../src/replay/input/split-lines.ts';

interface Split {
  readonly lines: [number: number, text: string][];
  readonly long: [number: number, bytes: number][];
}

function split(bytes: Buffer, sizes: readonly number[], maxLineBytes = 1000): Split {
  const lines: Split['lines'] = [];
  const long: Split['long'] = [];
  const splitter = new LineSplitter(maxLineBytes, (line, lineBytes) => long.push([line, lineBytes]));
  const take = (): void => {
    while (splitter.next()) {
      lines.push([splitter.lineNumber, splitter.bytes.toString('utf8', splitter.start, splitter.end)]);
    }
  };
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const chunk = Buffer.from(bytes.subarray(at, at + sizes[turn % sizes.length]!));
    at += chunk.length;
    splitter.feed(chunk);
    take();
    chunk.fill('#');
  }
  splitter.endStream();
  take();
  return { lines, long };
}

const WHOLE = [1_000_000];

describe('LineSplitter', () => {
  it('takes LF and CRLF line ends, and a last line without one', () => {
    expect(split(Buffer.from('a\nb\r\nc'), WHOLE).lines).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('skips blank lines but counts them', () => {
    expect(split(Buffer.from('\n \t\r\na\n\r\n\nb\n'), WHOLE).lines).toEqual([
      [3, 'a'],
      [6, 'b'],
    ]);
  });

  it('drops a byte order mark at the start only', () => {
    expect(split(Buffer.from('\uFEFFa\n\uFEFFb\n'), WHOLE).lines).toEqual([
      [1, 'a'],
      [2, '\uFEFFb'],
    ]);
  });

  it('reads the longest line allowed, and counts a longer one without giving it', () => {
    const bytes = Buffer.from('12345\n123456\n1234567890\nx\n');
    for (const sizes of [WHOLE, [1], [4], [6], [7]]) {
      expect(split(bytes, sizes, 5)).toEqual({
        lines: [
          [1, '12345'],
          [4, 'x'],
        ],
        long: [
          [2, 6],
          [3, 10],
        ],
      });
    }
  });

  it('counts a last line that is too long and has no newline', () => {
    expect(split(Buffer.from('a\n123456789'), [2], 5)).toEqual({ lines: [[1, 'a']], long: [[2, 9]] });
  });

  it('gives the lines that splitting the whole text gives, wherever chunks end', () => {
    const text = fc.array(fc.constantFrom('a', '{"k":"é𝄞"}', '\n', '\r\n', ' ', '\r', '\uFEFF'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        text,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (parts, sizes) => {
          const whole = parts.join('');
          const expected = whole
            .replace(/^\uFEFF/, '')
            .split('\n')
            .map((line, index): [number, string] => [index + 1, line.replace(/\r$/, '')])
            .filter(([, line]) => !/^[ \t\r]*$/.test(line));
          expect(split(Buffer.from(whole), sizes).lines).toEqual(expected);
        },
      ),
    );
  });
});
