import type { Comparison, EventFilter, Expression } from '../../src/engine/eql/ast.ts';
import { fieldValues } from './field-values.ts';
import { fieldPlaces, isConstant, type ReferenceOptions, type Scope, scopes } from './scope.ts';
import { typeOf } from './value.ts';
import { conditionValue, constantValue, isNullConstant } from './values.ts';

export type { ReferenceOptions } from './scope.ts';

/**
 * Whether one event matches a filter, worked out by walking the tree. Written for clarity and for nothing
 * else: it is what the compiled engine is checked against. Throws a SyntaxError for a bad regular expression.
 */
export function referenceMatches(filter: EventFilter, event: unknown, options: ReferenceOptions): boolean {
  const categories = fieldValues(event, options.categoryField ?? 'event.category').map(String);
  if (filter.category !== null && !categories.includes(filter.category)) return false;
  return holds(filter.condition, { event, options, chosen: () => null });
}

/**
 * The filter layer, two-valued: `and`, `or` and `not` down to the leaves, and a leaf is true or it is false.
 * What holds no field is computed beforehand, three-valued and as a whole.
 */
function holds(condition: Expression, scope: Scope): boolean {
  if (isConstant(condition, scope.options)) return constantValue(condition, scope) === true;
  switch (condition.kind) {
    case 'not':
      return !holds(condition.operand, scope);
    case 'and':
      return condition.operands.every((operand) => holds(operand, scope));
    case 'or':
      return condition.operands.some((operand) => holds(operand, scope));
    case 'in':
      return condition.negated !== leafHolds({ ...condition, negated: false }, scope);
    case 'compare':
      if (condition.operator === '==') return equalityHolds(condition, scope);
      if (condition.operator === '!=' && !asksForNull(condition, scope))
        return !equalityHolds({ ...condition, operator: '==' }, scope);
      return leafHolds(condition, scope);
    default:
      return leafHolds(condition, scope);
  }
}

/** `f(…) == true` is the condition `f(…)` itself, and `f(…) == false` is its negation; a field is compared. */
function equalityHolds(equality: Comparison, scope: Scope): boolean {
  for (const [condition, constant] of [
    [equality.left, equality.right],
    [equality.right, equality.left],
  ] as const) {
    const truth = isConstant(constant, scope.options) ? constantValue(constant, scope) : null;
    if (typeof truth === 'boolean' && typeOf(condition) === 'boolean')
      return truth === holds(condition, scope);
  }
  return leafHolds(equality, scope);
}

/** `x != null` is no negation: it asks whether some value is there. */
function asksForNull({ left, right }: Comparison, scope: Scope): boolean {
  return isNullConstant(left, scope) || isNullConstant(right, scope);
}

/** A leaf holds if it is true for some choice of values, each place of a field choosing on its own. */
function leafHolds(leaf: Expression, scope: Scope): boolean {
  return scopes(fieldPlaces(leaf, scope.options), scope.event, scope.options).some(
    (choice) => conditionValue(leaf, choice) === true,
  );
}
