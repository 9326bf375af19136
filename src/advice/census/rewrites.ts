import type { Expression, Logical, TextMatch } from '../../engine/eql/ast.ts';
import { mapSubExpressions } from '../../engine/eql/map-sub-expressions.ts';
import { subExpressions } from '../../engine/eql/sub-expressions.ts';
import type { Rewrite } from './census-findings.ts';

/** Another way to write a condition. */
export interface Rewritten {
  readonly rewrite: Rewrite;
  readonly condition: Expression;
}

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

/** Whether a condition, or any alternative of it, says what must not be. @param isNegated it stands under a `not` */
export function isExclusion(condition: Expression, isNegated = false): boolean {
  switch (condition.kind) {
    case 'not':
      return isExclusion(condition.operand, !isNegated);
    case 'and':
    case 'or':
      return condition.operands.some((operand) => isExclusion(operand, isNegated));
    case 'in':
      return condition.negated !== isNegated;
    case 'compare': {
      const { left, operator, right } = condition;
      if (right.kind === 'literal' && right.value === false && left.kind !== 'field') {
        return isExclusion(left, isNegated !== (operator === '=='));
      }
      // `!= null` asks for a value, and so does `not … == null`.
      if (right.kind === 'literal' && right.value === null) return false;
      return (operator === '!=') !== isNegated;
    }
    default:
      return isNegated;
  }
}

/** All text matches below an expression, itself included, in the order they are written. */
export function textMatches(expression: Expression): TextMatch[] {
  const below = subExpressions(expression).flatMap(textMatches);
  return expression.kind === 'match' ? [expression, ...below] : below;
}
