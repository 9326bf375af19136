import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EqlError } from '../../../src/engine/diagnostic.ts';
import type { Dialect } from '../../../src/engine/eql/ast.ts';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { parseError } from './parse-helpers.ts';

describe('common mistakes', () => {
  it.each([
    ['a = 1', '=', '`=` does not compare'],
    ['a === 1', '===', 'there is no such operator'],
    ['a <> 1', '<>', 'there is no such operator'],
    ['a !== 1', '!==', 'there is no such operator'],
    ['a !: "x"', '!:', 'there is no `!:`'],
    ['a !in ("x")', '!', '`!` does not negate an operator'],
    ['a not : "x"', ':', 'only `in` can follow a `not`'],
    ['a not like "x"', 'like', 'only `in` can follow a `not`'],
    ['a == not b', 'not', 'a condition used as a value stands in brackets'],
    ['a < b < c', '< c', 'comparisons cannot be chained'],
    ["a == 'x y'", "'x y'", 'a string stands in double quotes'],
    ['a == ?"x"', '?"x"', '`?` before a string is an old form that is no longer read'],
    ["a == ?'x'", "?'x'", '`?` before a string is an old form that is no longer read'],
    ['a == “x”', '“', 'character `“` (U+201C) has no meaning here'],
    ['a\u00a0== 1', '\u00a0', 'character U+00A0 has no meaning here'],
    ['a == 1;', ';', 'character `;` (U+003B) has no meaning here'],
    ['a == 1 # why', '#', 'character `#` (U+0023) has no meaning here'],
    ['a == \u001b[31m', '\u001b', 'character U+001B has no meaning here'],
    ['a == 0x1F', 'x1F', 'there are no hexadecimal numbers'],
    ['a[0] == 1', '[', 'elements of an array cannot be picked'],
    ['child of [process where true]', 'of', 'lineage (child of, descendant of, event of) is not supported'],
    ['? a == 1', ' ', 'white space is not expected here'],
    ['a == "x" "\u001b[31m"', '"\u001b[31m"', '`"\ufffd[31m"` is not expected here'],
    ['?length(a) == 1', '(', 'only a field can be optional'],
    ['a in ("x", )', ')', 'a comma without anything after it'],
    ['a in ()', ')', 'brackets without anything in them'],
    ['process.by == 1', 'by', '`by` is not expected here'],
    ['a == 1 b', 'b', '`b` is not expected here'],
    ['a ==', '', 'the query ends too early'],
    ['a : b', 'b', 'a pattern must be a constant'],
    ['a like (b, "x")', 'b', 'a pattern must be a constant'],
    ['a : -5', '-', 'a pattern must be a string'],
  ])('reports %s', (condition, marked, message) => {
    expect(parseError(`any where ${condition}`)).toMatchObject({ marked, message });
  });

  it.each([
    ['any where a AND b', 'AND'],
    ['any where a Or b', 'Or'],
    ['any where a IN (1)', 'IN'],
    ['any where a LIKE "x"', 'LIKE'],
    ['any where NOT a == 1', 'NOT'],
    ['process WHERE a', 'WHERE'],
    ['Sequence by x [a where true] [b where true]', 'Sequence'],
    ['sequence BY x [a where true] [b where true]', 'BY'],
    ['sequence with MAXSPAN=1s [a where true] [b where true]', 'MAXSPAN'],
    ['sequence [a where true] [b where true] UNTIL [c where true]', 'UNTIL'],
  ])('names the word in the wrong case: %s', (text, word) => {
    expect(parseError(text)).toMatchObject({
      message: `\`${word}\` must be in lower case`,
      advice: `Write ${word.toLowerCase()}`,
    });
  });

  it('takes NULL for the constant when it is compared with a field', () => {
    expect(parseError('any where a == NULL').advice).toBe('Write null in lower case');
  });

  it('says what it expected', () => {
    expect(parseError('process-start where true').advice).toBe('Expected `where`');
    expect(parseError('any where (a == 1').advice).toBe('Add the missing )');
    expect(parseError('any where a in "x"').advice).toBe('Expected `(`');
    expect(parseError('any where a == 1 b').advice).toBe(
      'Expected `and`, `or`, a comparison, `in`, `|` or the end of the query',
    );
    expect(parseError('').advice).toBe('Expected a category');
    expect(parseError('sequence with maxspan=1s by x [a where true] [b where true]').advice).toBe(
      'Write sequence by … with maxspan=…',
    );
  });
});

describe('quotes, comments and brackets', () => {
  it.each([
    ['a == "x', '"', 'string is never closed'],
    ['a == "x\ny"', '"', 'string is never closed'],
    ['a == "x\\"', '"', 'string is never closed'],
    ['a == """x\ny"""', '"""', 'string is never closed'],
    ['`a == 1', '`', 'quoted name is never closed'],
    ['`` == 1', '``', 'quoted name is empty'],
    ['a /* /* */ == 1', '/*', 'comment is never closed'],
    ['(a or (b)', '(', '`(` is never closed'],
    ['a)', ')', '`)` closes nothing'],
    ['a in (1]', ']', '`(` is closed by `]`'],
  ])('reports %s', (condition, marked, message) => {
    expect(parseError(`any where ${condition}`)).toMatchObject({ marked, message });
  });

  it('points at the line and column of the fault', () => {
    expect(parseError('any where\r\n  a == 1\r\n  or (b\r\n')).toMatchObject({ line: 3, column: 6 });
  });

  it('ignores brackets and quotes inside strings, names and comments', () => {
    const text = 'any where a == "(" and `[" b` == """ "( """ // ("\n /* [ \' */';
    expect(() => parseQuery(text, { dialect: 'elastic' })).not.toThrow();
  });
});

describe('types that never fit', () => {
  it.each([
    ['5', '5', 'a condition must be a boolean, found a number'],
    ['"x"', '"x"', 'a condition must be a boolean, found a string'],
    ['length(a)', 'length(a)', 'a condition must be a boolean, found a number'],
    ['not "x"', '"x"', 'what `not` negates must be a boolean, found a string'],
    ['a and 1', '1', 'each side of `and` must be a boolean, found a number'],
    ['a or concat(b)', 'concat(b)', 'each side of `or` must be a boolean, found a string'],
    ['a + "x" == 1', '"x"', 'an operand of `+` must be a number, found a string'],
    ['true * a == 1', 'true', 'an operand of `*` must be a number, found a boolean'],
    ['-"x" == 1', '"x"', 'an operand of `-` must be a number, found a string'],
    ['+"x" == a', '"x"', 'an operand of `+` must be a number, found a string'],
    ['"x" == 5', '5', 'a string and a number are never equal nor ordered'],
    ['length(a) == "5"', '"5"', 'a number and a string are never equal nor ordered'],
    ['startsWith(a, "x") == 1', '1', 'a boolean and a number are never equal nor ordered'],
    ['length(a) in (1, "2")', '"2"', 'a number and a string are never equal nor ordered'],
    ['a : 5', '5', 'a pattern of `:` must be a string, found a number'],
    ['a like ("x", true)', 'true', 'a pattern of `like` must be a string, found a boolean'],
    ['a : null', 'null', 'a pattern of `:` must be a string, found null'],
    ['length(a) : "5"', 'length(a)', 'the left side of `:` must be a string, found a number'],
  ])('reports %s', (condition, marked, message) => {
    expect(parseError(`any where ${condition}`)).toMatchObject({ marked, message });
  });

  it.each([
    ['a == b', '=='],
    ['a + 1 > -b', '>'],
    ['?a == ?b', '=='],
    ['(a == 1) == b', '=='],
    ['a in ("x", b)', 'in'],
  ])('refuses to compare two fields: %s', (condition, operator) => {
    expect(parseError(`any where ${condition}`).message).toBe(
      `two fields cannot be compared by \`${operator}\``,
    );
  });

  it.each([
    'concat(a, b) == "x"',
    'endsWith(a, b)',
    'add(a, b) > 5',
    'length(a) == length(b)',
    'a + b > 5',
    'a == null',
  ])('takes %s', (condition) => {
    expect(() => parseQuery(`any where ${condition}`, { dialect: 'elastic' })).not.toThrow();
  });
});

describe('any text', () => {
  const words = [
    'process',
    'where',
    'a',
    'any',
    'sequence',
    'by',
    '[',
    ']',
    '![',
    '(',
    ')',
    '"x"',
    '"',
    "'",
    '`',
    '/*',
    '*/',
    '//',
    '--',
    '\n',
    '==',
    '=',
    '!',
    ':',
    'in',
    'not',
    'and',
    'or',
    '&&',
    '||',
    '|',
    'head',
    '1',
    '1.',
    '-',
    '+',
    '~',
    '?',
    ',',
    '.',
    'null',
    'like',
    'regex',
    'length',
    'all',
    'with',
    'maxspan',
    'runs',
    '5m',
    'until',
    '__proto__',
    '\u{1f980}',
    '\0',
  ];
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => `any where ${parts.join('')}`),
  );

  it.each<Dialect>(['elastic', 'kestrel'])(
    'parses or gives an error that marks a part of it (%s)',
    (dialect) => {
      fc.assert(
        fc.property(anyText, (text) => {
          try {
            parseQuery(text, { dialect });
          } catch (error) {
            if (!(error instanceof EqlError)) throw error;
            const { start, end } = error.span;
            expect(start.offset).toBeGreaterThanOrEqual(0);
            expect(end.offset).toBeGreaterThanOrEqual(start.offset);
            expect(end.offset).toBeLessThanOrEqual(text.length);
            // Nothing of the query may steer the terminal that shows the message.
            expect(`${error.message}${error.advice}`).not.toMatch(/\p{C}/u);
          }
        }),
        { numRuns: 1_000 },
      );
    },
  );
});
