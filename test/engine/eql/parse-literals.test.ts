import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Literal } from '../../../src/engine/eql/ast.ts';
import { grouping, parseCondition, parseError } from './parse-helpers.ts';

function parseLiteral(source: string): Literal {
  const condition = parseCondition(`a == ${source}`);
  if (condition.kind !== 'compare' || condition.right.kind !== 'literal') throw new Error('not a literal');
  return condition.right;
}

describe('strings', () => {
  it.each([
    ['"plain"', 'plain'],
    ['""', ''],
    ['"\\b\\t\\n\\f\\r\\"\\\'\\\\"', '\b\t\n\f\r"\'\\'],
    ['"\\u{e9}\\u{1f980}\\u{0000000a}"', 'é\u{1f980}\n'],
    ['"tab\tinside"', 'tab\tinside'],
    ['"// no /* comment -- here"', '// no /* comment -- here'],
    ['"(["', '(['],
    ['"""raw \\n " "" text"""', 'raw \\n " "" text'],
    ['""""""', ''],
    ['"""a"""""', 'a""'],
    ['"""\\"""', '\\'],
  ])('reads %s', (source, value) => {
    expect(parseLiteral(source).value).toBe(value);
  });

  it('reads back any text whose backslashes and quotes are escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = text
          .replaceAll('\\', '\\\\')
          .replaceAll('"', '\\"')
          .replaceAll('\n', '\\n')
          .replaceAll('\r', '\\r');
        expect(parseLiteral(`"${escaped}"`).value).toBe(text);
      }),
    );
  });

  it.each([
    ['"\\d"', 'unknown escape in a string', '\\d'],
    ['"ok\\n\\x41"', 'unknown escape in a string', '\\x'],
    ['"\\u00e9"', 'a code point escape needs 2 to 8 hexadecimal digits in braces', '\\u'],
    ['"\\u{a}"', 'a code point escape needs 2 to 8 hexadecimal digits in braces', '\\u'],
    ['"\\u{123456789}"', 'a code point escape needs 2 to 8 hexadecimal digits in braces', '\\u'],
    ['"\\u{d800}"', '\\u{d800} is not a Unicode character', '\\u{d800}'],
    ['"\\u{110000}"', '\\u{110000} is not a Unicode character', '\\u{110000}'],
  ])('refuses the escape in %s', (source, message, marked) => {
    expect(parseError(`any where a == ${source}`)).toMatchObject({ message, marked });
  });
});

describe('numbers', () => {
  it.each([
    ['0', 0, false],
    ['007', 7, false],
    ['9007199254740991', 9007199254740991, false],
    ['9007199254740993', 9007199254740993n, false],
    ['18446744073709551615', 18446744073709551615n, false],
    ['18446744073709551616', 2 ** 64, true],
    ['1.5', 1.5, true],
    ['1.', 1, true],
    ['.5', 0.5, true],
    ['1e3', 1000, true],
    ['1.5E-2', 0.015, true],
    ['.5e+1', 5, true],
  ])('reads %s', (source, value, decimal) => {
    expect(parseLiteral(source)).toMatchObject({ value, decimal });
  });

  it('refuses a number beyond a double', () => {
    expect(parseError('any where a == 1e309')).toMatchObject({
      message: 'number too large',
      marked: '1e309',
    });
  });
});

describe('words', () => {
  it('tells reserved words from names that begin like them', () => {
    expect(grouping('nothing or nullable == 1 or trueish or android or inn == 1')).toBe(
      '(or nothing (== nullable 1) trueish android (== inn 1))',
    );
  });

  it.each(['true', 'false', 'null'])('reads %s', (word) => {
    expect(grouping(`a == ${word}`)).toBe(`(== a ${word})`);
  });
});

describe('fields', () => {
  it.each([
    ['process.name', 'process.name', false],
    ['@timestamp', '@timestamp', false],
    ['_x . y\n.z', '_x.y.z', false],
    ['?process.name', 'process.name', true],
    ['`any thing`.b', 'any thing.b', false],
    ['a.`where`.c', 'a.where.c', false],
    ['`a``b`', 'a`b', false],
    ['?`a(b`', 'a(b', true],
    ['__proto__.constructor', '__proto__.constructor', false],
    ['runs', 'runs', false],
    ['head', 'head', false],
    ['all', 'all', false],
  ])('reads %s', (source, path, optional) => {
    expect(parseCondition(source)).toMatchObject({ kind: 'field', path, optional });
  });
});

describe('comments', () => {
  it('skips // and nested /* */ wherever a token may begin', () => {
    expect(grouping(`/* a /* " */ ' ( */ a // d "\n == /**/ 1 // the end`)).toBe('(== a 1)');
  });

  it('takes -- as two signs in the Elastic dialect', () => {
    expect(grouping('5 --1 == 6')).toBe('(== (- 5 (negate 1)) 6)');
  });

  it('takes -- as a comment in the Kestrel dialect, outside strings', () => {
    expect(grouping('-- first\na == "--" -- it\'s the "last\n and b', 'kestrel')).toBe('(and (== a "--") b)');
  });
});
