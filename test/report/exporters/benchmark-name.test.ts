import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { benchmarkField, benchmarkName } from '../../../src/report/exporters/benchmark-name.ts';
import { HOSTILE_TEXT } from '../sample-verdicts.ts';

const IDS = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', '\\', 'u', '{', '}', '%', '5', 'c', '`', '|', '\n', '/', '\ud800'),
  }),
  fc.constant(HOSTILE_TEXT),
  fc.string({ minLength: 190, maxLength: 400 }),
);

test('ordinary ids stay as they are', () => {
  for (const id of ['slow-regex', 'T1059.001_x', 'böse-Regel', '规则'])
    expect([benchmarkName(id), benchmarkField(id)]).toEqual([id, id]);
});

test('what would end a cell, a code span or a field is written out', () => {
  expect(benchmarkName(' a`b|c\\d\n')).toBe('\\u{20}a\\u{60}b\\u{7c}c\\u{5c}d\\u{a}');
  expect(benchmarkField('a/b=c d%€\ud800')).toBe('a%2Fb%3Dc%20d%25%E2%82%AC%uD800');
});

test('a long id is cut and keeps apart from others that begin alike', () => {
  const [one, other] = [benchmarkName(`${'x'.repeat(5_000)}1`), benchmarkName(`${'x'.repeat(5_000)}2`)];
  expect(one).not.toBe(other);
  expect(one).toMatch(/^x{200}-[0-9a-f]{16}$/);
});

test('long ids that differ in a lone surrogate at their end are kept apart', () => {
  const long = 'x'.repeat(300);
  expect(benchmarkName(`${long}\ud800`)).not.toBe(benchmarkName(`${long}\ud801`));
  expect(benchmarkField(`${long}\ud800`)).not.toBe(benchmarkField(`${long}\ud801`));
});

test('whatever the id, the name is one line without what others give a meaning', () => {
  fc.assert(
    fc.property(IDS, (id) => {
      expect(benchmarkName(id)).not.toMatch(/^\s|[`|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(Buffer.byteLength(benchmarkName(id))).toBeLessThan(1_000);
      expect(benchmarkField(id)).toMatch(/^[\p{L}\p{M}\p{N}_.%-]*$/u);
    }),
  );
});

test('different ids have different names', () => {
  fc.assert(
    fc.property(IDS, IDS, (one, other) => {
      fc.pre(one !== other);
      expect(benchmarkName(one)).not.toBe(benchmarkName(other));
      expect(benchmarkField(one)).not.toBe(benchmarkField(other));
    }),
  );
});
