import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseLuceneWildcard,
  parseWildcard,
  type WildcardPart,
  wildcardShape,
  wildcardTest,
} from '../../../../src/engine/eql/patterns/wildcard.ts';

const matches = (pattern: string, text: string) => wildcardTest(parseWildcard(pattern))(text);

/** The same language by dynamic programming over characters, sharing nothing with the matcher. */
function matchesByTable(parts: readonly WildcardPart[], text: string): boolean {
  const pattern: (string | { c: string })[] = [];
  for (const part of parts) {
    if (typeof part === 'object') pattern.push(...Array.from(part.literal, (c) => ({ c })));
    else pattern.push(part);
  }
  const characters = Array.from(text);
  let reach = new Set([0]);
  const spread = () => {
    for (const at of [...reach]) for (let next = at; pattern[next] === '*'; next++) reach.add(next + 1);
  };
  spread();
  for (const character of characters) {
    const after = new Set<number>();
    for (const at of reach) {
      const part = pattern[at];
      if (part === '*') after.add(at);
      else if (part === '?' || (typeof part === 'object' && part.c === character)) after.add(at + 1);
    }
    reach = after;
    spread();
  }
  return reach.has(pattern.length);
}

const alphabet = fc.constantFrom('a', 'b', '*', '?', '\\', '\n', '😀', 'é');

describe('wildcards', () => {
  it.each([
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['a*', 'a', true],
    ['a*c', 'abbc', true],
    ['a*c', 'abbcd', false],
    ['a?c', 'ac', false],
    ['a?c', 'a\nc', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['C:\\*\\x.exe', 'C:\\a\\b\\x.exe', true],
    ['a*a', 'a', false],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('a backslash is a plain character in an EQL pattern and an escape in a Lucene one', () => {
    expect(matches('a\\*', 'a\\b')).toBe(true);
    const lucene = wildcardTest(parseLuceneWildcard('a\\*'));
    expect([lucene('a*'), lucene('ab')]).toEqual([true, false]);
  });

  it('agrees with a table-driven matcher on any pattern and text', () => {
    const pattern = fc.array(alphabet, { maxLength: 8 }).map((parts) => parts.join(''));
    const text = fc.array(alphabet, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, text, (p, t) => matches(p, t) === matchesByTable(parseWildcard(p), t)),
      { numRuns: 3000 },
    );
  });

  it('finds the plain string test where there is one', () => {
    const shape = (pattern: string) => wildcardShape(parseWildcard(pattern));
    expect(shape('abc')).toEqual({ kind: 'exact', text: 'abc' });
    expect(shape('abc*')).toEqual({ kind: 'prefix', text: 'abc' });
    expect(shape('**abc')).toEqual({ kind: 'suffix', text: 'abc' });
    expect(shape('*abc*')).toEqual({ kind: 'contains', text: 'abc' });
    expect(shape('**')).toEqual({ kind: 'anything' });
    expect(shape('a?c').kind).toBe('general');
  });

  it('takes a pattern of stars and questions against a long text without going back over it', () => {
    // Each star may restart once per character: (length x pattern) steps, where naive backtracking needs length^20.
    const pattern = `${'*a?'.repeat(20)}b`;
    expect(matches(pattern, 'a'.repeat(5_000))).toBe(false);
  });
});
