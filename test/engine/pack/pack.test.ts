import { expect, test } from 'vitest';
import { countByReason } from '../../../src/engine/pack/pack.ts';
import { quote } from '../../../src/engine/pack/quote.ts';

test('skips are counted by reason, the most frequent first', () => {
  const skip = (reason: string) => ({ file: 'f', code: 'not-a-rule', reason }) as const;
  expect(countByReason(['b', 'c', 'a', 'c'].map(skip))).toEqual([
    { reason: 'c', count: 2 },
    { reason: 'a', count: 1 },
    { reason: 'b', count: 1 },
  ]);
});

test('quoted text is escaped and cut between characters', () => {
  expect(quote('a"\n')).toBe('"a\\"\\n"');
  expect(quote('x'.repeat(60))).toBe(`"${'x'.repeat(60)}"`);
  expect(quote('𝕏'.repeat(61))).toBe(`"${'𝕏'.repeat(60)}…"`);
});
