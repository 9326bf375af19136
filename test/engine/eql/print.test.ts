import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/engine/eql/ast.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { printQuery } from '../../../src/engine/eql/print.ts';
import { printExpression } from '../../../src/engine/eql/print-expression.ts';
import { arbitraryQuery } from './arbitrary-query.ts';
import { parseCondition } from './parse-helpers.ts';
import { withoutSpans } from './without-spans.ts';

const canonical = (text: string, dialect: Dialect = 'elastic'): string =>
  printQuery(parseQuery(text, { dialect }));

describe('printQuery', () => {
  it.each(['elastic', 'kestrel'] as const)('prints a text that parses to the same tree (%s)', (dialect) => {
    fc.assert(
      fc.property(arbitraryQuery({ dialect }), (query) => {
        const reparsed = parseQuery(printQuery(query), { dialect });
        expect(withoutSpans(reparsed)).toEqual(withoutSpans(query));
      }),
      { numRuns: 500 },
    );
  });

  it('gives a tree of the Elastic dialect one text in both dialects', () => {
    fc.assert(
      fc.property(arbitraryQuery({ dialect: 'elastic' }), (query) => {
        const text = printQuery(query);
        expect(canonical(text, 'elastic')).toBe(text);
        expect(canonical(text, 'kestrel')).toBe(text);
      }),
    );
  });

  it('drops comments, line breaks and brackets without effect', () => {
    const text = '/* find it */ process where ((a == 1)) // here\n  and (b == 2 or c)';
    expect(canonical(text)).toBe('process where a == 1 and (b == 2 or c)');
  });

  it('keeps a nested chain of the same operator apart', () => {
    expect(canonical('any where a and (b and c)')).toBe('any where a and (b and c)');
    expect(canonical('any where (a and b) and c')).toBe('any where (a and b) and c');
  });

  it('prints clauses in the order the Elastic dialect has them', () => {
    const text =
      'sequence by a [process] by b with runs=2 [file] by c until [any] by d with maxspan = 90s | tail 1';
    expect(canonical(text, 'kestrel')).toBe(
      'sequence by a with maxspan=90s [process where true] by b with runs=2 [file where true] by c until [any where true] by d | tail 1',
    );
  });

  it.each([
    ['60s', '1m'],
    ['90s', '90s'],
    ['24h', '1d'],
    ['1500ms', '1500ms'],
    ['2000ms', '2s'],
  ])('prints a maxspan of %s as %s', (written, printed) => {
    const text = canonical(`sequence with maxspan=${written} [a where true] [b where true]`);
    expect(text).toBe(`sequence with maxspan=${printed} [a where true] [b where true]`);
  });

  it('quotes categories and names that are not plain', () => {
    expect(canonical('"where" where `by`.`a b`.c')).toBe('"where" where `by`.`a b`.c');
    expect(canonical('"""process""" where `a`')).toBe('process where a');
    expect(canonical('any where `a..b`')).toBe('any where `a..b`');
  });
});

describe('printExpression', () => {
  it.each([
    ['- (-a) == 1', '-(-a) == 1'],
    ['a - -b > 0', 'a - -b > 0'],
    ['(a - b) - c > 0', 'a - b - c > 0'],
    ['a - (b - c) > 0', 'a - (b - c) > 0'],
    ['(a + b) * c > 0', '(a + b) * c > 0'],
    ['-(a + b) > 0', '-(a + b) > 0'],
    ['not (not a)', 'not not a'],
    ['not (a == 1)', 'not a == 1'],
    ['(not a) == true', '(not a) == true'],
    ['(a in (1)) == true', 'a in (1) == true'],
    ['(a in (1)) in (true)', '(a in (1)) in (true)'],
    ['a:("x")', 'a : "x"'],
    ['CIDRMATCH ( a , "::/0" )', 'cidrMatch(a, "::/0")'],
    ['a == 1.', 'a == 1.0'],
    ['a == 1e3', 'a == 1000.0'],
    ['a == 1e21', 'a == 1e+21'],
    ['a == 18446744073709551615', 'a == 18446744073709551615'],
    ['a == """C:\\x"""', 'a == "C:\\\\x"'],
    ['a == "\\u{00}\\u{7f}é"', 'a == "\\u{0000}\\u{007f}é"'],
  ])('prints %s as %s', (written, printed) => {
    expect(printExpression(parseCondition(written))).toBe(printed);
  });
});
