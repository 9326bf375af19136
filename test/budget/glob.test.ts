import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGlob, matchesGlob } from '../../src/budget/glob.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });

test('a pattern fits what the same regular expression fits', () => {
  fc.assert(
    fc.property(patterns, letters, (pattern, text) => {
      const source = pattern.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
      expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: 2_000 },
  );
});

test('many stars on a long text come to an end', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
});

test('only wildcards make a pattern', () => {
  expect(['proc-*', 'a?', 'plain', 'a+[b]'].map(isGlob)).toEqual([true, true, false, false]);
});
