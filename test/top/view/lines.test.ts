import { describe, expect, test } from 'vitest';
import { bar } from '../../../src/top/view/bar.ts';
import { fitParts } from '../../../src/top/view/fit-parts.ts';
import { latencyHistogram } from '../../../src/top/view/latency-histogram.ts';
import { createPaint } from '../../../src/top/view/paint.ts';
import { readShare, timeLeftText } from '../../../src/top/view/progress-line.ts';
import { sourceLines } from '../../../src/top/view/source-lines.ts';
import { sparkline } from '../../../src/top/view/sparkline.ts';
import { liveSnapshot } from '../support/live-fixture.ts';

test('parts are taken as long as they fit, empty ones left out', () => {
  expect(fitParts(['one', '', 'two', 'three'], 20)).toBe('one  two  three');
  expect(fitParts(['one', '', 'two', 'three'], 14)).toBe('one  two');
  expect(fitParts(['日本', '語'], 7)).toBe('日本');
  expect(fitParts(['too long'], 3)).toBe('');
});

test('a bar is filled to its share, and no further', () => {
  expect([0, 0.5, 1, 7, -1].map((share) => bar(share, 4))).toEqual(['░░░░', '██░░', '████', '████', '░░░░']);
});

test('a sparkline has the last values, from 0 to the largest', () => {
  expect(sparkline([0, 4, null, 8], 10)).toBe('▁▅ █');
  expect(sparkline([9, 9, 1, 2], 2)).toBe('▅█');
  expect(sparkline([0, 0], 5)).toBe('▁▁');
  expect(sparkline([null], 5)).toBe(' ');
});

describe('progress', () => {
  const { progress } = liveSnapshot();

  test('is not known of a pipe', () => {
    expect(readShare({ ...progress, bytesTotal: null })).toBeNull();
    expect(timeLeftText({ ...progress, bytesTotal: null })).toBe('');
  });

  test('of an empty file is nothing, then all', () => {
    expect(readShare({ ...progress, bytesTotal: 0 })).toBe(0);
    expect(readShare({ ...progress, bytesTotal: 0, state: 'done' })).toBe(1);
  });

  test('the rest takes as long per byte as what has been read', () => {
    expect(timeLeftText({ ...progress, bytesRead: 10, bytesTotal: 100, wallTimeNs: 2e9 })).toBe('0:18 left');
    expect(timeLeftText({ ...progress, bytesRead: 0 })).toBe('');
  });
});

test('a histogram has one line per doubling and no wider lines than asked for', () => {
  const bucket = (fromNs: number, count: number) => ({ fromNs, toNs: fromNs * 1.06, count });
  expect(latencyHistogram([], 80)).toEqual([]);
  expect(latencyHistogram([bucket(0, 1), bucket(15, 2)], 40)).toEqual(['   under    16.0 ns  █████████  3']);
  const lines = latencyHistogram([bucket(100, 4), bucket(120, 4), bucket(600, 2)], 40);
  expect(lines).toEqual([
    ' 64.0 ns - 128.0 ns  █████████  8',
    '128.0 ns - 256.0 ns  ░░░░░░░░░  0',
    '256.0 ns - 512.0 ns  ░░░░░░░░░  0',
    '512.0 ns -   1.0 µs  ██░░░░░░░  2',
  ]);
});

describe('source', () => {
  const hot = (line: number | null, share: number) => ({
    kind: 'line' as const,
    text: 'x',
    line,
    column: null,
    share,
    interval: null,
    samples: 10,
  });
  const plain = createPaint(false);

  function all(source: string, spots: Parameters<typeof sourceLines>[2], widthColumns = 60, firstLine = 1) {
    const { count, line } = sourceLines(source, firstLine, spots, widthColumns, plain);
    return Array.from({ length: count }, (_, at) => line(at));
  }

  test('lines are numbered as in their file; the shares of one line add up', () => {
    expect(all('a\r\nb\nc\n', [hot(2, 0.25), hot(2, 0.25), hot(null, 0.5)], 60, 9)).toEqual([
      '         9 | a',
      ' 50.0 % 10 | b',
      '        11 | c',
    ]);
  });

  test('hidden characters are seen, and long lines cut', () => {
    expect(all('a\u001b[2J\u202e', [])).toEqual(['        1 | a␛[2J\\u{202e}']);
    const [line] = all('x'.repeat(1e6), [], 30);
    expect(line).toBe(`        1 | ${'x'.repeat(17)}…`);
  });

  test('colours follow the share', () => {
    const paint = createPaint(true);
    const spots = [hot(1, 0.5), hot(2, 0.2), hot(3, 0.01)];
    const { line } = sourceLines('a\nb\nc\nd', 1, spots, 60, paint);
    expect([0, 1, 2, 3].map((at) => /\u001b\[(\d+)m/.exec(line(at))?.[1])).toEqual([
      '31',
      '33',
      '32',
      undefined,
    ]);
  });
});
