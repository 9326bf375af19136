import { expect, test } from 'vitest';
import { sentence } from '../../src/report/sentence.ts';

test.each([
  ['it never ran', 'It never ran.'],
  ['Narrow it.', 'Narrow it.'],
  ['`a == 1` always held', '`a == 1` always held.'],
  ['is it cut…', 'Is it cut…'],
  ['\u{1f600} smiles', '\u{1f600} smiles.'],
  ['', ''],
])('%j is the sentence %j', (clause, whole) => {
  expect(sentence(clause)).toBe(whole);
});
