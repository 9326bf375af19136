import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../src/engine/eql/ast.ts';
import { SourceScanner } from '../../../src/engine/eql/source-scanner.ts';

const scanner = (text: string, dialect: Dialect = 'elastic') => new SourceScanner(text, dialect);

describe('blankEnd', () => {
  it.each([
    [' \t\r\nx', 4],
    ['x', 0],
    ['', 0],
    ['// to the end of the line\n x', 27],
    ['// to the end of the text', 25],
    ['/* a /* nested */ one */ x', 25],
    ['/* one *//* two */x', 18],
    [' / x', 1],
    [' - x', 1],
    ['/* never closed', 0],
  ])('of %j is %i', (text, end) => {
    expect(scanner(text).blankEnd(0)).toBe(end);
  });

  it('takes two dashes for a comment in the Kestrel dialect only', () => {
    expect(scanner('-- x\ny', 'kestrel').blankEnd(0)).toBe(5);
    expect(scanner('-- x\ny', 'elastic').blankEnd(0)).toBe(0);
  });
});

describe('nameEnd', () => {
  it.each([
    ['process.name', 7],
    ['@timestamp', 10],
    ['_1a-b', 3],
    ['wherever', 8],
    ['where', -1],
    ['1a', -1],
    ['', -1],
  ])('of %j is %i', (text, end) => {
    expect(scanner(text).nameEnd(0)).toBe(end);
  });

  it('tells places apart, whatever was asked for before', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'or', ' ', '.') }),
        fc.array(fc.nat({ max: 20 })),
        (text, places) => {
          const asked = scanner(text);
          for (const at of places) expect(asked.nameEnd(at)).toBe(scanner(text).nameEnd(at));
        },
      ),
    );
  });
});

describe('plainFieldEnd', () => {
  it.each([
    ['process.name : "a"', 12],
    ['?process.name', 13],
    ['a', 1],
    // Written in another way.
    ['a .b', -1],
    ['a/* and */.b', -1],
    ['a. b', -1],
    ['a.`b`', -1],
    // Perhaps a function.
    ['length (a)', -1],
    ['concat~(a)', -1],
    // Reserved words.
    ['a.where', -1],
    ['null', -1],
    ['?', -1],
    ['??a', -1],
  ])('of %j is %i', (text, end) => {
    expect(scanner(text).plainFieldEnd(0)).toBe(end);
  });
});

describe('numberEnd', () => {
  it.each([
    ['10', 2],
    ['10.', 3],
    ['.5', 2],
    ['1.5e-3x', 6],
    ['1e', 1],
    ['1..2', 2],
    ['.', -1],
    ['-1', -1],
  ])('of %j is %i', (text, end) => {
    expect(scanner(text).numberEnd(0)).toBe(end);
  });
});

describe('stringEnd', () => {
  it.each([
    ['"a" : "b"', 3],
    ['""', 2],
    ['"a\\"b"', 6],
    ['"""a"b"""', 9],
    ['"""ends in quotes"""""', 22],
    ['"no\nend"', -1],
    ['"no end', -1],
    ['a', -1],
  ])('of %j is %i', (text, end) => {
    expect(scanner(text).stringEnd(0)).toBe(end);
  });
});
