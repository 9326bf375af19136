import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/engine/eql/parse.ts';
import { grouping, parseCondition, parseError } from './parse-helpers.ts';

describe('binding', () => {
  it.each([
    ['not a == 1 and b', '(and (not (== a 1)) b)'],
    ['a or b and c', '(or a (and b c))'],
    ['(a or b) and c', '(and (or a b) c)'],
    ['not not a', '(not (not a))'],
    ['a + b * c == 1', '(== (+ a (* b c)) 1)'],
    ['a - b - c == 1', '(== (- (- a b) c) 1)'],
    ['a / b * c % 2 == 1', '(== (% (* (/ a b) c) 2) 1)'],
    ['(a - 1) * 2 == 1', '(== (* (- a 1) 2) 1)'],
    ['-a * b == 1', '(== (* (negate a) b) 1)'],
    ['- -a == 1', '(== (negate (negate a)) 1)'],
    ['a --1 == 1', '(== (- a (negate 1)) 1)'],
    ['+a == +1', '(== a 1)'],
    ['a == 1 == true'.slice(0, 6), '(== a 1)'],
    ['1 + 2 < a', '(< (+ 1 2) a)'],
    ['a in (1) == true', '(== (in a 1) true)'],
    ['(a == 1) in (true, null)', '(in (== a 1) true null)'],
    ['length(a) in (1 + 1)', '(in (length a) (+ 1 1))'],
  ])('reads %s', (condition, expected) => {
    expect(grouping(condition)).toBe(expected);
  });

  it('joins a chain of one operator into one node, but not across brackets', () => {
    expect(grouping('a and b and c and d')).toBe('(and a b c d)');
    expect(grouping('a or b or c')).toBe('(or a b c)');
    expect(grouping('a and (b and c)')).toBe('(and a (and b c))');
  });

  it('binds a membership to the operand before it, not to the sum', () => {
    expect(parseError('any where a + b in (1, 2) > 0').message).toBe(
      'an operand of `+` must be a number, found a boolean',
    );
  });
});

describe('predicates', () => {
  it.each([
    ['a in ("x", "y", null)', '(in a "x" "y" null)'],
    ['a not in ("x")', '(not-in a "x")'],
    ['a in~ ("x")', '(in~ a "x")'],
    ['a not in~ ("x")', '(not-in~ a "x")'],
    ['a in("x")', '(in a "x")'],
    ['a : "x"', '(:~ a "x")'],
    ['a:("x", "y")', '(:~ a "x" "y")'],
    ['a like "x*"', '(like a "x*")'],
    ['a like~ ("x*", "y")', '(like~ a "x*" "y")'],
    ['a regex "x+"', '(regex a "x+")'],
    ['a regex~ ("x+", "y")', '(regex~ a "x+" "y")'],
    ['concat(a, b) : "x"', '(:~ (concat a b) "x")'],
  ])('reads %s', (condition, expected) => {
    expect(grouping(condition)).toBe(expected);
  });
});

describe('operators of comparison', () => {
  it.each(['==', '!=', '<', '<=', '>', '>='])('reads %s with and without space', (operator) => {
    expect(grouping(`a ${operator} 1`)).toBe(`(${operator} a 1)`);
    expect(grouping(`a${operator}1`)).toBe(`(${operator} a 1)`);
  });
});

describe('event filters', () => {
  const filter = (text: string) => {
    const query = parseQuery(text, { dialect: 'elastic' });
    return query.kind === 'event' ? query.filter.category : undefined;
  };

  it('takes the category as a name or as text, with its case', () => {
    expect(filter('Process where true')).toBe('Process');
    expect(filter('"odd name" where true')).toBe('odd name');
    expect(filter('"""odd\\name""" where true')).toBe('odd\\name');
  });

  it('takes `any` as every event, and "any" as a category of that name', () => {
    expect(filter('any where true')).toBeNull();
    expect(filter('"any" where true')).toBe('any');
  });
});

describe('positions', () => {
  it('covers a node with the brackets inside it, and nothing around it', () => {
    const text = 'any where\n  (a == 1 or b) and  c ';
    const query = parseQuery(text, { dialect: 'elastic' });
    if (query.kind !== 'event' || query.filter.condition.kind !== 'and') throw new Error('not a conjunction');
    const { span, operands } = query.filter.condition;
    expect(text.slice(span.start.offset, span.end.offset)).toBe('(a == 1 or b) and  c');
    expect(span.start).toEqual({ offset: 12, line: 2, column: 3 });
    expect(span.end).toEqual({ offset: 32, line: 2, column: 23 });
    expect(operands.map((part) => text.slice(part.span.start.offset, part.span.end.offset))).toEqual([
      'a == 1 or b',
      'c',
    ]);
  });

  it.each([
    'not a',
    '-a',
    'a + (b)',
    'a in (1, (2))',
    'a : ("x")',
    'length ( a )',
    '"x"',
    '?a . `b c`',
    'true',
    '1.5',
  ])('gives the whole of %s', (condition) => {
    // Only booleans are conditions by themselves, so the others are compared.
    const text = `/* é */ ${condition}`;
    const whole = /^(not|a (in|:)|true|\?)/.test(condition) ? text : `${text} == null`;
    const parsed = parseCondition(whole);
    const node = parsed.kind === 'compare' ? parsed.left : parsed;
    const query = `any where ${whole}`;
    expect(query.slice(node.span.start.offset, node.span.end.offset)).toBe(condition);
  });
});
