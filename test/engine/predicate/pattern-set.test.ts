import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PatternSet, patternFault } from '../../../src/engine/predicate/pattern-set.ts';

describe('regular expressions', () => {
  const patterns = new PatternSet(['cmd\\.exe', '(?i)^/TMP/', '\\bsudo\\b'], []);

  it('are numbered from 1 and looked for anywhere', () => {
    expect(patterns.matchesRegex(1, 'C:\\Windows\\cmd.exe /c')).toBe(true);
    expect(patterns.matchesRegex(1, 'cmdXexe')).toBe(false);
    expect(patterns.matchesRegex(2, '/tmp/x')).toBe(true);
    expect(patterns.matchesRegex(2, 'a/tmp/x')).toBe(false);
    expect(patterns.matchesRegex(3, 'sudo -i')).toBe(true);
  });

  it('match nothing under a number that none has', () => {
    for (const id of [0, -1, 4, 1.5, Number.NaN]) expect(patterns.matchesRegex(id, 'cmd.exe')).toBe(false);
  });

  it('take time linear in the text', () => {
    const nested = new PatternSet(['^(a+)+$', '(a|aa)*b'], []);
    const text = `${'a'.repeat(50_000)}!`;
    expect(nested.matchesRegex(1, text)).toBe(false);
    expect(nested.matchesRegex(2, text)).toBe(false);
  });

  it.each([
    ['[', /missing closing \]/],
    ['(?=a)', /Perl syntax/],
    ['(a)\\1', /escape/],
    ['a{1001}', /repeat/],
    ['(a{1000}){1000}', /repeat|large/],
    [`(${'a'.repeat(900)}){1000}`, /too large/],
    ['a{1000}'.repeat(1000), /too large/],
    ['('.repeat(5000) + ')'.repeat(5000), /nests too deeply/],
    ['a'.repeat(10_001), /longer than 10000/],
  ])('are refused where they cannot be run: %.20s', (pattern, reason) => {
    expect(patternFault('regex', pattern)).toMatch(reason);
    expect(() => new PatternSet([pattern], [])).toThrow(reason);
  });

  it('must not be too large together', () => {
    const large = `${'a'.repeat(60)}{1000}`;
    expect(() => new PatternSet([large, large, large], [])).not.toThrow();
    expect(() => new PatternSet([large, large, large, large], [])).toThrow('too large together');
  });

  it('may have counts as rules have them', () => {
    expect(patternFault('regex', '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}')).toBeUndefined();
    expect(patternFault('regex', '[A-Za-z0-9+/]{100,}={0,2}')).toBeUndefined();
  });
});

describe('globs', () => {
  const cases: readonly [glob: string, text: string, matches: boolean][] = [
    ['*.sh', 'run.sh', true],
    ['*.sh', '/tmp/run.sh', true],
    ['*.sh', 'run.shx', false],
    ['*.SH', 'run.sh', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', true],
    ['a?c', 'a💥c', true],
    ['a?c', 'ac', false],
    ['*', '', true],
    ['*', 'two\nlines', true],
    ['', '', true],
    ['', 'a', false],
    ['[abc]', 'b', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[!a-c]x', 'dx', true],
    ['[c-a]', 'b', false],
    ['[!c-a]', 'b', true],
    ['[]]', ']', true],
    ['[!]]', ']', false],
    ['[-a]', '-', true],
    ['[a-]', '-', true],
    ['[a-c-e]', '-', true],
    ['[a-c-e]', 'd', false],
    ['[[]x[]]', '[x]', true],
    ['[^a]', '^', true],
    ['[\\]', '\\', true],
    ['a.c', 'abc', false],
    ['\\*', '\\anything', true],
    ['C:\\Users\\*', 'C:\\Users\\me', true],
    ['(a|b)+$', '(a|b)+$', true],
    ['/home/**/x', '/home/x', true],
    ['/home/**/x', '/home/a/b/x', true],
    ['/home/**/x', '/home/ax', false],
    ['**/x', 'x', true],
    ['**/x', 'a/x', true],
    ['**/x', 'ax', false],
    ['/etc/**', '/etc/a/b', true],
    ['/etc/**', '/etc', false],
    ['/etc/**/', '/etc/a', true],
    ['**', 'any/thing', true],
    ['**/**', 'any/thing', true],
  ];
  it.each(cases)('%s on %j: %s', (glob, text, matches) => {
    expect(new PatternSet([], [glob]).matchesGlob(1, text)).toBe(matches);
  });

  it.each([
    ['[', /never closed/],
    ['[]', /never closed/],
    ['[!]', /never closed/],
    ['a**', /whole path component/],
    ['**a', /whole path component/],
    ['a/**b/c', /whole path component/],
    ['***', /two stars/],
  ])('are refused where they mean nothing: %s', (glob, reason) => {
    expect(patternFault('glob', glob)).toMatch(reason);
    expect(() => new PatternSet([], [glob])).toThrow(reason);
  });

  it('match nothing under a number that none has', () => {
    const patterns = new PatternSet([], ['*']);
    for (const id of [0, 2, -1]) expect(patterns.matchesGlob(id, 'a')).toBe(false);
  });

  it('take time linear in the text', () => {
    const patterns = new PatternSet([], ['*a*a*a*a*a*a*a*a*b']);
    expect(patterns.matchesGlob(1, 'a'.repeat(20_000))).toBe(false);
  });

  it('hold for a text exactly as a plain reading of their parts does', () => {
    const part = fc.constantFrom('*', '?', 'a', 'b', '/', '.', '[ab]', '[!a]');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '-'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), text, (parts, candidate) => {
        fc.pre(!parts.some((one, at) => one === '*' && parts[at + 1] === '*'));
        expect(new PatternSet([], [parts.join('')]).matchesGlob(1, candidate)).toBe(holds(parts, candidate));
      }),
      { numRuns: 500 },
    );
  });
});

/** A reading of parts that tries everything. */
function holds([part, ...rest]: readonly string[], text: string): boolean {
  if (part === undefined) return text === '';
  if (part === '*') return holds(rest, text) || (text !== '' && holds([part, ...rest], text.slice(1)));
  if (text === '') return false;
  const [character] = text;
  const fits =
    part === '?' ||
    (part === '[ab]' && 'ab'.includes(character!)) ||
    (part === '[!a]' && character !== 'a') ||
    part === character;
  return fits && holds(rest, text.slice(1));
}
