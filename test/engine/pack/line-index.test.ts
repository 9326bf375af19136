import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineIndex } from '../../../src/engine/pack/line-index.ts';

test('the line of an offset holds the character of that offset', () => {
  const texts = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', 'ü')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const index = new LineIndex(text);
      const lines = text.split(/\r?\n/);
      expect(lines.map((_, line) => index.lineText(line + 1))).toEqual(lines);
      for (let offset = 0; offset < text.length; offset++) {
        const { line, column } = index.positionAt(offset);
        const character = index.lineText(line)[column - 1];
        if (text[offset] !== '\n' && text[offset] !== '\r') expect(character).toBe(text[offset]);
      }
    }),
  );
});

test('lines that do not exist are empty', () => {
  const index = new LineIndex('one');
  expect([index.lineText(0), index.lineText(2)]).toEqual(['', '']);
});
