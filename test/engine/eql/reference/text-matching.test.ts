import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inBlock } from '../../../reference/cidr.ts';
import { parseRegex } from '../../../reference/lucene-regex.ts';
import { matchesRegex } from '../../../reference/lucene-regex-match.ts';
import { escapedPattern, matchesWildcard, plainPattern } from '../../../reference/wildcard.ts';

const shortText = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', '\\', '*', '?', '\n', '😀'),
  maxLength: 6,
});

function regexMatches(pattern: string, text: string): boolean {
  return matchesRegex(parseRegex(pattern, 'lucene'), text, 'exact');
}

describe('wildcards', () => {
  test('agree with the regular expression that says the same', () => {
    fc.assert(
      fc.property(shortText, shortText, (pattern, text) => {
        const source = Array.from(pattern, (c) =>
          c === '*' ? '.*' : c === '?' ? '.' : `\\u{${c.codePointAt(0)!.toString(16)}}`,
        );
        const expected = new RegExp(`^${source.join('')}$`, 'su').test(text);
        expect(matchesWildcard(plainPattern(pattern), text, 'exact')).toBe(expected);
      }),
    );
  });

  test('with every character escaped a pattern matches only itself', () => {
    fc.assert(
      fc.property(shortText, shortText, (pattern, text) => {
        const escaped = Array.from(pattern, (character) => `\\${character}`).join('');
        expect(matchesWildcard(escapedPattern(escaped), text, 'exact')).toBe(pattern === text);
      }),
    );
  });
});

describe('regular expressions', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '(a|b)', '(ab)', '()');
  const repeated = fc
    .tuple(atom, fc.constantFrom('', '?', '*', '+', '{2}', '{1,2}', '{1,}', '*?'))
    .map((parts) => parts.join(''));
  const pattern = fc
    .array(
      fc.array(repeated, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((options) => options.join('|'));
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 6 });

  test('agree with JavaScript where the two languages are one', () => {
    fc.assert(
      fc.property(pattern, text, (source, subject) => {
        expect(regexMatches(source, subject)).toBe(new RegExp(`^(?:${source})$`, 's').test(subject));
      }),
    );
  });

  test('complement and intersection are set operations', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, subject) => {
        expect(regexMatches(`~(${one})`, subject)).toBe(!regexMatches(one, subject));
        const both = regexMatches(one, subject) && regexMatches(other, subject);
        expect(regexMatches(`(${one})&(${other})`, subject)).toBe(both);
      }),
    );
  });

  test.each([
    ['<1-12>', ['1', '12', '007'], ['0', '13', '', 'a']],
    ['<01-12>', ['01', '12'], ['1', '13', '012']],
    ['<12-1>', ['5'], ['13']],
    [String.raw`\d\D\s\S\w\W`, ['1a b_-'], ['aa b_-']],
    [String.raw`\.\n\t`, ['.nt'], ['.\n\t']],
    ['[a\\-z]', ['a', '-', 'z'], ['m']],
    ['[a-]', ['a', '-'], ['b']],
    ['[]]', [']'], ['a']],
    ['"a.*"b', ['a.*b'], ['axxb']],
    ['@', ['', 'anything\n'], []],
    ['#|a', ['a'], ['', '#']],
    ['', [''], ['a']],
  ])('%s', (source, matching, others) => {
    for (const subject of matching) expect(regexMatches(source, subject), subject).toBe(true);
    for (const subject of others) expect(regexMatches(source, subject), subject).toBe(false);
  });

  test.each(['(', 'a)', '[a', 'a{', 'a{2', 'a{2,1}', '*', 'a|+', '"a', '<1>', '[z-a]', '\\'])(
    '%s is refused',
    (source) => {
      expect(() => parseRegex(source, 'lucene')).toThrow(SyntaxError);
    },
  );
});

describe('address blocks', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3/8'],
    ['255.255.255.255', '0.0.0.0/0'],
    ['1.2.3.4', '1.2.3.4/32'],
    ['1.2.3.4', '1.2.3.4'],
    ['fe80::1', 'fe80:0::1'],
    ['::1', '::/0'],
    ['2001:db8::ff', '2001:db8::/32'],
    ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1/128'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.0/120'],
  ])('%s is in %s', (address, block) => {
    expect(inBlock(address, block)).toBe(true);
  });

  test.each([
    ['11.0.0.1', '10.0.0.0/8'],
    ['1.2.3.5', '1.2.3.4/32'],
    ['::1', '0.0.0.0/0'],
    ['0.0.0.1', '::/0'],
    ['1.2.3', '0.0.0.0/0'],
    ['1.2.3.256', '0.0.0.0/0'],
    ['01.2.3.4', '0.0.0.0/0'],
    ['1.2.3.4', '0.0.0.0/33'],
    ['1::2::3', '::/0'],
    ['1:2:3:4:5:6:7:8:9', '::/0'],
    ['1:2:3:4:5:6:7::8', '1:2:3:4:5:6:7:8/128'],
    ['1.2.3.4::1', '::/0'],
    ['fe80::1%eth0', '::/0'],
    ['', '0.0.0.0/0'],
  ])('%s is not in %s', (address, block) => {
    expect(inBlock(address, block)).toBe(false);
  });

  test('a prefix decides by the leading bits alone', () => {
    const octets = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
    const bits = (parts: readonly number[]) => parts.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    fc.assert(
      fc.property(octets, octets, fc.nat(32), (address, block, prefix) => {
        const shift = BigInt(32 - prefix);
        expect(inBlock(address.join('.'), `${block.join('.')}/${prefix}`)).toBe(
          bits(address) >> shift === bits(block) >> shift,
        );
      }),
    );
  });
});
