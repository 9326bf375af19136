import type { Expression, Logical, TextMatch } from '../../engine/eql/ast.ts';
import { mapSubExpressions } from '../../engine/eql/map-sub-expressions.ts';
import { subExpressions } from '../../engine/eql/sub-expressions.ts';

/** A copy of an expression in which one node, found by identity, is another. */
export function replaceNode(expression: Expression, node: Expression, replacement: Expression): Expression {
  if (expression === node) return replacement;
  return mapSubExpressions(expression, (part) => replaceNode(part, node, replacement));
}

/** Conditions that must all hold, as one. */
export function allOf(conditions: readonly Expression[], like: Expression): Expression {
  const [first, ...others] = conditions;
  if (first === undefined) return { kind: 'literal', value: true, decimal: false, span: like.span };
  return others.length === 0 ? first : { kind: 'and', operands: conditions, span: like.span };
}

/** The alternatives that a condition is made of, by itself or under `not`; undefined where it is not. */
export function alternativesOf(condition: Expression): Logical | undefined {
  if (condition.kind === 'or') return condition;
  return condition.kind === 'not' ? alternativesOf(condition.operand) : undefined;
}

/** Whether a condition says what must not be. */
export function isExclusion(condition: Expression): boolean {
  if (condition.kind === 'not') return !isExclusion(condition.operand);
  if (condition.kind === 'in') return condition.negated;
  // `!= null` asks for a value.
  return condition.kind === 'compare' && condition.operator === '!=' && !isNull(condition.right);
}

function isNull(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.value === null;
}

/** All text matches below an expression, itself included, in the order they are written. */
export function textMatches(expression: Expression): TextMatch[] {
  const below = subExpressions(expression).flatMap(textMatches);
  return expression.kind === 'match' ? [expression, ...below] : below;
}
