import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText } from '../../src/report/visible-text.ts';

test('hidden characters are shown, ordinary ones stay', () => {
  expect(visibleText('a\u001b[31m\r\nb\u007f')).toBe('a␛[31m␍␊b␡');
  expect(visibleText('a\u202eb\u0085\ufeff')).toBe('a\\u{202e}b\\u{85}\\u{feff}');
  expect(visibleText('tab\there')).toBe('tab  here');
  expect(visibleText('Übung 規則 🦅')).toBe('Übung 規則 🦅');
  expect(visibleText('\ud800')).toBe('\\u{d800}');
});

test('no text gets a control or format character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
