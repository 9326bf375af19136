import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, foldAscii, foldUnicode } from '../../../../src/engine/eql/values/text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('folding', () => {
  it('touches A to Z and nothing else on fields', () => {
    expect(foldAscii('CMD.EXE ÄÖ İ ẞ \u212a')).toBe('cmd.exe ÄÖ İ ẞ \u212a');
    fc.assert(
      fc.property(anyText, (text) => {
        const byCharacter = text.split('').map((c) => (c >= 'A' && c <= 'Z' ? c.toLowerCase() : c));
        expect(foldAscii(text)).toBe(byCharacter.join(''));
      }),
    );
  });

  it('never changes the length of a text', () => {
    expect(foldUnicode('İß')).toHaveLength(2);
    fc.assert(fc.property(anyText, (text) => foldUnicode(text).length === text.length));
  });

  it('leaves the dotless i alone', () => {
    expect(foldUnicode('ı')).toBe('ı');
  });

  it('makes letters of all scripts meet on function results', () => {
    expect(foldUnicode('ÄΣς')).toBe(foldUnicode('äσσ'));
  });
});

describe('compareCodePoints', () => {
  it('puts an emoji behind the last character of the basic plane', () => {
    expect(compareCodePoints('\u{1f600}', '\uffff')).toBeGreaterThan(0);
    expect('\u{1f600}' < '\uffff').toBe(true);
  });

  it.each([
    ['a low half before the last character of the basic plane', '\udc00', '\uffff'],
    ['a high half before the last character of the basic plane', '\ud800', '\uffff'],
    ['half a pair before any pair', '\udfff', '\u{10000}'],
    ['half a pair before the pair it begins', '\ud800', '\ud800\udc00'],
    ['a broken pair before a whole one', '\ud800\uffff', '\ud800\udc00'],
    ['pairs by their second half', '\u{10000}', '\u{10001}'],
    ['a beginning before the whole', '\u{10000}', '\u{10000}a'],
    ['nothing before something', '', '\udc00'],
  ])('puts %s', (_, first, second) => {
    expect(compareCodePoints(first, second)).toBeLessThan(0);
    expect(compareCodePoints(second, first)).toBeGreaterThan(0);
    expect(compareCodePoints(first, first)).toBe(0);
  });

  it('orders as UTF-8 bytes do', () => {
    const wellFormed = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
