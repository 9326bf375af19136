import fc from 'fast-check';
import type {
  Arithmetic,
  Comparison,
  Dialect,
  Expression,
  FunctionName,
  Literal,
} from '../../../src/engine/eql/ast.ts';
import {
  arbitraryCidrBlock,
  arbitraryNumber,
  arbitraryRegexText,
  arbitraryText,
  arbitraryWholeNumber,
  arbitraryWildcardText,
  literal,
  NO_SPAN,
} from './arbitrary-constants.ts';

/** Makes nodes of every kind from arbitraries of their parts. */
export type ArbitraryNode = fc.Arbitrary<Expression>;

export const EQUALITIES = ['==', '!='] as const;
export const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;

export function not(operand: ArbitraryNode): ArbitraryNode {
  return operand.map((inner) => ({ kind: 'not', operand: inner, span: NO_SPAN }));
}

export function logical(operand: ArbitraryNode): ArbitraryNode {
  return fc.record({
    kind: fc.constantFrom('and', 'or'),
    operands: fc.array(operand, { minLength: 2, maxLength: 4 }),
    span: fc.constant(NO_SPAN),
  });
}

export function comparison(
  left: ArbitraryNode,
  right: ArbitraryNode,
  operators: readonly Comparison['operator'][],
): ArbitraryNode {
  return fc
    .tuple(left, fc.constantFrom(...operators), right, fc.boolean())
    .map(([one, operator, other, swapped]) => ({
      kind: 'compare',
      operator,
      left: swapped ? other : one,
      right: swapped ? one : other,
      span: NO_SPAN,
    }));
}

/** Order means nothing between true and false, so only equality is asked of them. */
export function flagTest(field: ArbitraryNode, truth: ArbitraryNode): ArbitraryNode {
  return comparison(field, truth, EQUALITIES);
}

/** @param insensitive `in~`, which takes texts only. */
export function membership(
  value: ArbitraryNode,
  element: ArbitraryNode,
  insensitive: fc.Arbitrary<boolean> = fc.boolean(),
): ArbitraryNode {
  return fc.record({
    kind: fc.constant('in'),
    insensitive,
    negated: fc.boolean(),
    value,
    list: fc.array(element, { minLength: 1, maxLength: 4 }),
    span: fc.constant(NO_SPAN),
  });
}

export function textMatch(value: ArbitraryNode): ArbitraryNode {
  const patterns = (pattern: fc.Arbitrary<string>): fc.Arbitrary<Literal[]> =>
    fc.array(
      pattern.map((text) => literal(text)),
      { minLength: 1, maxLength: 3 },
    );
  const match = (operator: ':' | 'like' | 'regex', pattern: fc.Arbitrary<string>): ArbitraryNode =>
    fc.record({
      kind: fc.constant('match'),
      operator: fc.constant(operator),
      insensitive: operator === ':' ? fc.constant(true) : fc.boolean(),
      value,
      patterns: patterns(pattern),
      span: fc.constant(NO_SPAN),
    });
  return fc.oneof(
    match(':', arbitraryWildcardText),
    match('like', arbitraryWildcardText),
    match('regex', arbitraryRegexText),
  );
}

export function arithmetic(operand: ArbitraryNode): ArbitraryNode {
  return fc.oneof(
    operand.map((inner): Expression => ({ kind: 'negate', operand: inner, span: NO_SPAN })),
    fc.tuple(operand, fc.constantFrom<Arithmetic['operator'][]>('+', '-', '*', '/', '%'), operand).map(
      ([left, operator, right]): Expression => ({
        kind: 'arithmetic',
        operator,
        left,
        right,
        span: NO_SPAN,
      }),
    ),
  );
}

/** A position in a text, from the front or from the end. */
export function index(): ArbitraryNode {
  return fc.oneof(
    arbitraryWholeNumber,
    fc
      .integer({ min: 1, max: 5 })
      .map((value): Expression => ({ kind: 'negate', operand: literal(value), span: NO_SPAN })),
    fc.constant(literal(null)),
  );
}

export function booleanCalls(text: ArbitraryNode, dialect: Dialect): readonly ArbitraryNode[] {
  const several = (constant: fc.Arbitrary<string>): fc.Arbitrary<Expression[]> =>
    fc
      .tuple(
        text,
        fc.array(
          constant.map((value) => literal(value)),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([first, rest]) => [first, ...rest]);
  return [
    insensitiveCall('startsWith', fc.tuple(text, text)),
    insensitiveCall('endsWith', fc.tuple(text, text)),
    insensitiveCall('stringContains', fc.tuple(text, text)),
    insensitiveCall('wildcard', several(arbitraryWildcardText)),
    call('cidrMatch', several(arbitraryCidrBlock)),
    ...(dialect === 'kestrel' ? [call('stringEqualsCi', fc.tuple(text, text))] : []),
  ];
}

export function quantifier(field: ArbitraryNode): ArbitraryNode {
  return fc.record({
    kind: fc.constant('quantifier'),
    quantifier: fc.constantFrom('any', 'all'),
    condition: fc.oneof(
      fc
        .tuple(
          field,
          fc.constantFrom(...COMPARISONS),
          fc.oneof(
            arbitraryText.map((text) => literal(text)),
            arbitraryNumber,
          ),
        )
        .map(
          ([left, operator, right]): Expression => ({
            kind: 'compare',
            operator,
            left,
            right,
            span: NO_SPAN,
          }),
        ),
      textMatch(field),
      membership(
        field,
        arbitraryText.map((text) => literal(text)),
      ),
    ),
    span: fc.constant(NO_SPAN),
  });
}

export function args(
  required: readonly ArbitraryNode[],
  optional: readonly ArbitraryNode[],
): fc.Arbitrary<Expression[]> {
  return fc
    .tuple(fc.tuple(...required), fc.tuple(...optional), fc.boolean())
    .map(([first, rest, withRest]) => (withRest ? [...first, ...rest] : [...first]));
}

export function call(name: FunctionName, values: fc.Arbitrary<Expression[]>): ArbitraryNode {
  return values.map((list) => ({ kind: 'call', name, insensitive: false, args: list, span: NO_SPAN }));
}

export function insensitiveCall(name: FunctionName, values: fc.Arbitrary<Expression[]>): ArbitraryNode {
  return fc
    .tuple(values, fc.boolean())
    .map(([list, insensitive]) => ({ kind: 'call', name, insensitive, args: list, span: NO_SPAN }));
}
