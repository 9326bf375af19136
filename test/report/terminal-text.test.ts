import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cutText, padText, printable, textWidth, wrapText } from '../../src/report/terminal-text.ts';

const anyText = fc.string({ unit: 'grapheme' });

test('widths are those of the library, for plain text and any other', () => {
  const plainText = fc.string({ unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(fc.oneof(plainText, anyText, fc.constant('\u001b[31mred\u001b[0m')), (text) => {
      expect(textWidth(text)).toBe(stringWidth(text));
    }),
  );
});

describe('printable', () => {
  test.each([
    ['colours', '\u001b[31mred\u001b[0m', 'red'],
    ['a title being set', '\u001b]0;owned\u0007id', 'id'],
    ['line breaks and tabs', 'a\r\nb\tc', 'abc'],
    ['C1 control characters', 'a\u009b2Jb', 'ab'],
    ['text turned around', 'exe.\u202efdp', 'exe.fdp'],
    ['invisible characters', 'a\u200bb\ufeffc', 'abc'],
    ['half a character', 'a\ud800b', 'ab'],
  ])('takes out %s', (_, hostile, text) => {
    expect(printable(hostile)).toBe(text);
  });

  test('leaves ordinary text of any script alone', () => {
    for (const text of ['Credential access: T1003', '不審なプロセス', 'مشبوه', 'naïve']) {
      expect(printable(text)).toBe(text);
    }
  });

  test('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('cutText', () => {
  test('marks what is gone and counts wide characters twice', () => {
    expect(cutText('suspicious-exec', 8)).toBe('suspici…');
    expect(cutText('不審なプロセス', 8)).toBe('不審な…');
    expect(cutText('just fits', 9)).toBe('just fits');
  });

  test('is never wider than asked, and changes nothing that fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(textWidth(cutText(text, width))).toBeLessThanOrEqual(width);
        if (textWidth(text) <= width) expect(cutText(text, width)).toBe(text);
      }),
    );
  });
});

test('padText fills to the width on the side away from the text', () => {
  expect(padText('審', 4, 'left')).toBe('審  ');
  expect(padText('12', 4, 'right')).toBe('  12');
  expect(padText('12345', 4, 'right')).toBe('12345');
});

describe('wrapText', () => {
  test('breaks at spaces and cuts a word that is longer than a line', () => {
    expect(wrapText('the quick brown fox', 9)).toEqual(['the quick', 'brown fox']);
    expect(wrapText('a incomprehensible b', 6)).toEqual(['a', 'incom…', 'b']);
  });

  test('no line is wider than asked, and no word of fitting length is lost', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 40 }), (list, width) => {
        const lines = wrapText(list.join(' '), width);
        expect(lines.join(' ')).toBe(list.join(' '));
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
