import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegexSyntaxError } from '../../../../src/engine/eql/patterns/lucene-regex.ts';
import { regexEngine, regexTest } from '../../../../src/engine/eql/patterns/regex-test.ts';

const matches = (pattern: string, text: string, insensitive = false) =>
  regexTest(pattern, insensitive, 'elastic')(text);

describe('Lucene regular expressions', () => {
  it.each([
    ['abc', 'abcd', false],
    ['ab.*', 'abcd\n', true],
    ['^a$', '^a$', true],
    ['^a$', 'a', false],
    ['a@', 'anything', true],
    ['a#', 'a', false],
    ['"a.b"', 'a.b', true],
    ['"a.b"', 'axb', false],
    ['<1-100>', '42', true],
    ['<1-100>', '101', false],
    ['<1-100>', '0042', true],
    ['<01-12>', '7', false],
    ['<01-12>', '07', true],
    ['~(abc)', 'abc', false],
    ['~(abc)', 'abcd', true],
    ['.*a.*&.*b.*', 'xbxax', true],
    ['.*a.*&.*b.*', 'xaxax', false],
    ['a*?', 'aaa', true],
    ['[^a-c]+', 'xyz', true],
    ['[a-]', '-', true],
    ['[\\]]', ']', true],
    ['\\d{2,3}', '123', true],
    ['\\d{2,}', '1', false],
    ['\\n', 'n', true],
    ['\\n', '\n', false],
    ['[\\s\\w]+', 'a b', true],
    ['\\S\\W', 'a!', true],
    ['a()b', 'ab', true],
    ['.', '😀', true],
  ])('%j on %j is %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('refuses complement and intersection inside a pattern, where neither engine has them', () => {
    expect(() => matches('~abc', 'abc')).toThrow(/whole alternatives only/);
    expect(() => matches('x(a&b)', 'xa')).toThrow(/whole alternatives only/);
  });

  it('ignores case for ASCII letters only, in ranges and negated classes too', () => {
    expect(matches('[a-f]+X', 'ADx', true)).toBe(true);
    expect(matches('[^a]', 'A', true)).toBe(false);
    expect(matches('é', 'É', true)).toBe(false);
    expect(matches('k', '\u212a', true)).toBe(false);
  });

  it('reads anchors and the optional operators as plain text in the Kestrel dialect', () => {
    const kestrel = (pattern: string, text: string) => regexTest(pattern, false, 'kestrel')(text);
    expect(kestrel('^.*\\.(enc|locked)$', '/home/a/x.locked')).toBe(true);
    expect(kestrel('.*@.*', 'user')).toBe(false);
    expect(kestrel('.*@.*', 'user@host')).toBe(true);
    expect(kestrel('a$|^b$', 'b')).toBe(true);
    expect(kestrel('(a$)', 'a$')).toBe(true);
    expect(kestrel('a$b', 'a$b')).toBe(true);
  });

  it.each(['(', ')', 'a{', 'a{2,1}', '*a', '[a', '[b-a]', 'a\\', '"a', '<a-b>', 'a{1001}', '('.repeat(200)])(
    'refuses %j with a reason',
    (pattern) => {
      expect(() => matches(pattern, '')).toThrow(RegexSyntaxError);
    },
  );

  it('gives V8 only what cannot backtrack badly', () => {
    expect(regexEngine('[a-z]+\\.exe', 'elastic')).toBe('v8');
    expect(regexEngine('(a|b)c?d', 'elastic')).toBe('v8');
    expect(regexEngine('.*a.*b', 'elastic')).toBe('re2');
    expect(regexEngine('(a+)+b', 'elastic')).toBe('re2');
    expect(regexEngine('(a?){30}a{30}', 'elastic')).toBe('re2');
    expect(regexEngine('a?'.repeat(30) + 'a'.repeat(30), 'elastic')).toBe('re2');
    expect(regexEngine('(a|aa){2}b', 'elastic')).toBe('re2');
  });

  it('answers patterns that make a backtracking engine hang', () => {
    const text = `${'a'.repeat(2_000)}!`;
    for (const pattern of ['(a+)+b', '(a|aa)+b', '(.*a){12}b', `${'a?'.repeat(30)}${'a'.repeat(30)}b`]) {
      expect(matches(pattern, text)).toBe(false);
    }
  });

  it('answers for texts on which the stack of a backtracking engine would overflow', () => {
    const long = 'a'.repeat(10_000_000);
    expect(matches('a*', long)).toBe(true);
    expect(matches('a*b', long)).toBe(false);
  });

  it('a complement of a complement is the pattern', () => {
    expect(matches('~~abc', 'abc')).toBe(true);
    expect(matches('~~~(abc)', 'abc')).toBe(false);
    expect(matches(`${'~'.repeat(9_000)}a`, 'a')).toBe(true);
  });

  it.each([
    ['counts within counts', '((a{10}){10}){11}', 'multiply to more than 1000'],
    ['counts of open groups', '(a{2,}b){600,}{2}', 'multiply to more than 1000'],
    ['many large counts', '(ab){1000}'.repeat(51), 'longer than 100000 characters'],
    ['repeats of repeats', `a${'+'.repeat(5_000)}`, 'nest deeper than 250 levels'],
    ['optional optionals', `a${'?'.repeat(5_000)}`, 'nest deeper than 250 levels'],
  ])('refuses %s, and names the limit', (_, pattern, reason) => {
    expect(() => matches(pattern, '')).toThrow(reason);
  });

  it.each(['((a{10}){10}){10}', `${'(ab){1000}'.repeat(50)}`, `a${'?'.repeat(200)}`])(
    'compiles %s',
    (pattern) => {
      expect(matches(pattern, '!')).toBe(false);
    },
  );

  it('means the same whichever engine runs it', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(a|b)', '(ab|a)');
    const piece = fc
      .tuple(atom, fc.constantFrom('', '?', '{2}', '{1,2}'))
      .map(([a, q]) => (a.length > 4 && q !== '' ? a : a + q));
    const pattern = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        // Four empty alternatives of two endless repeats push any pattern over to re2js without changing its language.
        const onRe2 = `(${p})|#(a*a*)`;
        expect(regexEngine(onRe2, 'elastic')).toBe('re2');
        expect(matches(onRe2, t)).toBe(new RegExp(`^(?:${p})$`, 's').test(t));
        expect(matches(p, t)).toBe(matches(onRe2, t));
      }),
      { numRuns: 500 },
    );
  });
});
